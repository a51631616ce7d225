"""Keys: from seed to kid as the protocol's vectors have it, and every other JWK refused."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature

from detente.crypto import jws, keys, sealing
from detente.crypto.keys import BadKey, VerifyPair
from detente.model import b64, strict_json
from tests.crypto.keys_of_tests import ALPHA, BETA, ROOT, sealer
from tests.vectors import read

SEALER = sealer("alpha")


@pytest.mark.shared
@pytest.mark.parametrize("name", ["A", "B", "C"])
def test_seeds_give_the_kids_and_keys_of_the_protocol_s_vectors(name: str) -> None:
    party = read.spec()["parties"][name]
    seeds = {use: b64.decode(seed, length=32) for use, seed in party["seeds"].items()}
    sign = keys.sign_pair(ed_seed=seeds["sign_ed25519"], ml_seed=seeds["sign_mldsa65"]).public
    root = keys.sign_pair(ed_seed=seeds["root_ed25519"], ml_seed=seeds["root_mldsa87"], ml_alg="ML-DSA-87").public
    seal = sealing.seal_private(seeds["seal_xwing"]).public
    archive = sealing.seal_private(seeds["archive_xwing"]).public
    assert sign.kids == (party["kids"]["sign_ed25519"], party["kids"]["sign_mldsa65"])
    assert (seal.kid, archive.kid) == (party["kids"]["seal"], party["kids"]["archive"])

    record = jws.parse(party["document"].encode(), cap=131_072)
    jws.verify_pair(record, 0, root)
    document = strict_json.parse(record.payload)
    assert keys.parse_verify_pair(document["sign"][0], ml_alg="ML-DSA-65") == sign
    assert keys.parse_verify_pair(document["roots"][0], ml_alg="ML-DSA-87") == root
    assert sealing.parse_seal_public(document["seal"][0]["jwk"]) == seal
    assert sealing.parse_seal_public(document["archive"]["jwk"]) == archive
    assert [document["seal"][0]["jwk"], document["archive"]["jwk"]] == [sealing.jwk(seal), sealing.jwk(archive)]
    assert document["roots"][0] == root.to_wire()


def test_a_thumbprint_covers_the_required_members_and_no_other() -> None:
    """RFC 8037, appendix A.3."""
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    assert keys.thumbprint(jwk) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
    assert keys.thumbprint(jwk | {"kid": "x", "use": "sig"}) == keys.thumbprint(jwk)


def test_the_algorithm_is_part_of_an_akp_thumbprint() -> None:
    jwk = ALPHA.public.jwk_ml
    assert keys.thumbprint(jwk | {"alg": "ML-DSA-87"}) != keys.thumbprint(jwk)


@pytest.mark.parametrize("pair", [ALPHA, ROOT], ids=["sign", "root"])
def test_both_halves_sign_and_verify(pair: keys.SignPair) -> None:
    pair.public.verify_ed(pair.sign_ed(b"data"), b"data")
    pair.public.verify_ml(pair.sign_ml(b"data"), b"data")
    assert keys.parse_verify_pair(pair.public.to_wire(), ml_alg=pair.public.ml_alg) == pair.public


@pytest.mark.parametrize("change", [b"", b"other"])
def test_a_signature_holds_for_its_data_and_its_key_only(change: bytes) -> None:
    signatures = ALPHA.sign_ed(b"data"), ALPHA.sign_ml(b"data")
    for pair, data in ((ALPHA, change), (BETA, b"data")):
        with pytest.raises(InvalidSignature):
            pair.public.verify_ed(signatures[0], data)
        with pytest.raises(InvalidSignature):
            pair.public.verify_ml(signatures[1], data)


@pytest.mark.parametrize("length", [0, 1, 63, 65, 3308, 3310, 5000])
def test_a_signature_of_another_length_fails_as_any_other(length: int) -> None:
    with pytest.raises(InvalidSignature):
        ALPHA.public.verify_ed(bytes(length), b"data")
    with pytest.raises(InvalidSignature):
        ALPHA.public.verify_ml(bytes(length), b"data")


@pytest.mark.parametrize(("half", "changes"), [
    ("ed", {"kty": "EC"}), ("ed", {"kty": None}), ("ed", {"crv": "Ed448"}), ("ed", {"crv": "X25519"}),
    ("ed", {"x": None}), ("ed", {"x": ""}), ("ed", {"x": "AAAA"}), ("ed", {"x": b64.encode(bytes(33))}),
    ("ed", {"x": b64.encode(bytes(32)) + "="}), ("ed", {"x": b64.encode(bytes(32))[:-1] + "B"}),
    ("ml", {"kty": "OKP"}), ("ml", {"alg": "ML-DSA-87"}), ("ml", {"alg": "ML-DSA-44"}), ("ml", {"alg": None}),
    ("ml", {"alg": ["ML-DSA-65"]}), ("ml", {"pub": b64.encode(bytes(1951))}), ("ml", {"pub": b64.encode(bytes(2592))}),
    ("ml", {"pub": 7}),
])  # fmt: skip
def test_another_jwk_is_no_signing_key(half: str, changes: dict[str, Any]) -> None:
    value = copy.deepcopy(ALPHA.public.to_wire())
    value[half] |= changes
    with pytest.raises(BadKey):
        keys.parse_verify_pair(value, ml_alg="ML-DSA-65")


@pytest.mark.parametrize("value", [
    None, [], "x", {}, {"ed": ALPHA.public.jwk_ed}, {"ml": ALPHA.public.jwk_ml}, {"ed": None, "ml": None},
    {"ed": [], "ml": []}, {"ed": ALPHA.public.jwk_ml, "ml": ALPHA.public.jwk_ed},
])  # fmt: skip
def test_a_pair_has_both_halves_at_their_place(value: object) -> None:
    with pytest.raises(BadKey):
        keys.parse_verify_pair(value, ml_alg="ML-DSA-65")


def test_a_root_pair_is_no_signing_pair() -> None:
    with pytest.raises(BadKey):
        keys.parse_verify_pair(ROOT.public.to_wire(), ml_alg="ML-DSA-65")
    with pytest.raises(BadKey):
        keys.parse_verify_pair(ALPHA.public.to_wire(), ml_alg="ML-DSA-87")


def test_unknown_members_of_a_jwk_change_nothing() -> None:
    value = {half: jwk | {"use": "sig", "later": [1]} for half, jwk in ALPHA.public.to_wire().items()}
    assert keys.parse_verify_pair(value, ml_alg="ML-DSA-65") == ALPHA.public


@pytest.mark.parametrize("changes", [
    {"kty": "OKP"}, {"kty": None}, {"alg": "ML-KEM-768"}, {"alg": "HPKE-7"}, {"alg": None}, {"pub": None}, {"pub": ""},
    {"pub": b64.encode(bytes(1184))}, {"pub": b64.encode(bytes(1217))}, {"pub": b64.encode(SEALER.public.raw) + "="},
    {"pub": b64.encode(b"\xff" * 384 + SEALER.public.raw[384:])},  # a coefficient that is not reduced (FIPS 203, 7.2)
])  # fmt: skip
def test_another_jwk_is_no_seal_key(changes: dict[str, Any]) -> None:
    with pytest.raises(BadKey):
        sealing.parse_seal_public(sealing.jwk(SEALER.public) | changes)


@pytest.mark.parametrize("value", [None, [], "x", {}])
def test_a_seal_key_is_an_object(value: object) -> None:
    with pytest.raises(BadKey):
        sealing.parse_seal_public(value)


# The points of order 1, 2, 4 and 8 on Curve25519 and its twist, and forms of them that are not reduced (RFC 7748, 6.1).
LOW_ORDER = [
    "00" * 32,
    "01" + "00" * 31,
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]


@pytest.mark.parametrize("point", LOW_ORDER)
def test_a_seal_key_of_low_order_is_refused_with_its_document_and_not_at_each_sending(point: str) -> None:
    jwk = sealing.jwk(SEALER.public) | {"pub": b64.encode(SEALER.public.raw[:1184] + bytes.fromhex(point))}
    with pytest.raises(BadKey):
        sealing.parse_seal_public(jwk)


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_seed_has_32_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="32"):
        keys.sign_pair(ed_seed=bytes(length), ml_seed=bytes(32))
    with pytest.raises(ValueError, match="32"):
        keys.sign_pair(ed_seed=bytes(32), ml_seed=bytes(length))
    with pytest.raises(ValueError, match="32"):
        sealing.seal_private(bytes(length))


def test_what_is_printed_of_a_private_key_is_its_kid() -> None:
    seed = bytes(range(32))
    pair, private = keys.sign_pair(ed_seed=seed, ml_seed=seed), sealing.seal_private(seed)
    assert repr(pair) == str(pair) == f"SignPair({pair.public.kids[0]})"
    assert repr(private) == str(private) == f"SealPrivate({private.public.kid})"
    for text in (repr(pair), repr(private), repr([pair, private]), f"{pair!s} {private!s}"):
        assert seed.hex() not in text
        assert b64.encode(seed) not in text
        assert repr(seed)[2:-1] not in text


def test_pairs_are_equal_by_their_bytes_and_can_be_kept_in_a_set() -> None:
    again = VerifyPair(ALPHA.public.ed, ALPHA.public.ml, "ML-DSA-65")
    assert again == ALPHA.public
    assert {again, ALPHA.public, BETA.public} == {ALPHA.public, BETA.public}
