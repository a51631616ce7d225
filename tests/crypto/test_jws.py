"""The signed object: one shape, two signatures by pinned keys, and jwcrypto as the second opinion both ways.

jwcrypto 1.6 knows `Ed25519` as RFC 9864 names it and ML-DSA as RFC 9964 does, so both signatures are compared. It
accepts more shapes than one; that we refuse those is what the tables are for.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jwcrypto import jwk as oracle_jwk
from jwcrypto import jws as oracle

from detente.crypto import jws, keys
from detente.crypto.hashing import sha256
from detente.crypto.jws import BadJws
from detente.crypto.keys import SignPair
from detente.model import b64
from detente.model.canonical import canonical
from tests.crypto.keys_of_tests import ALPHA, BETA, ROOT
from tests.vectors import read

CAP = 65536
PAYLOAD = b'{"typ":"dxp.test"}'
RECORD = jws.sign(PAYLOAD, typ="dxp.test", signers=[ALPHA])
Change = Callable[[dict[str, Any]], Any]


def code(data: bytes, *, pair: keys.VerifyPair = ALPHA.public) -> str | None:
    """Give the code with which a record is refused, None where it holds."""
    try:
        jws.verify_pair(jws.parse(data, cap=CAP), 0, pair)
    except BadJws as error:
        return error.code
    return None


def changed(change: Change) -> bytes:
    """Give RECORD after `change`, written as JCS again so that nothing but the change is wrong."""
    value = json.loads(RECORD)
    result = change(value)
    return canonical(value if result is None else result)


def signed_under(*headers: dict[str, Any] | bytes, signer: SignPair = ALPHA, payload: bytes = PAYLOAD) -> bytes:
    """Give a record whose signatures, Ed25519 and ML-DSA in turn, hold over the headers given."""
    body, signatures = b64.encode(payload), []
    for number, header in enumerate(headers):
        protected = b64.encode(header if isinstance(header, bytes) else canonical(header))
        sign = signer.sign_ml if number % 2 else signer.sign_ed
        signatures.append({"protected": protected, "signature": b64.encode(sign(f"{protected}.{body}".encode()))})
    return canonical({"payload": body, "signatures": signatures})


def ed(**members: Any) -> dict[str, Any]:
    return {"alg": "Ed25519", "kid": ALPHA.public.kids[0], "typ": "dxp.test"} | members


def ml(**members: Any) -> dict[str, Any]:
    return {"alg": "ML-DSA-65", "kid": ALPHA.public.kids[1], "typ": "dxp.test"} | members


def test_what_was_signed_holds_and_is_given_back() -> None:
    record = jws.parse(RECORD, cap=CAP)
    jws.verify_pair(record, 0, ALPHA.public)
    assert record.payload == PAYLOAD
    assert [(s.alg, s.kid, s.typ) for s in record.signatures] == [
        ("Ed25519", ALPHA.public.kids[0], "dxp.test"),
        ("ML-DSA-65", ALPHA.public.kids[1], "dxp.test"),
    ]
    assert code(signed_under(ed(), ml())) is None


def test_a_record_is_its_own_canonical_form() -> None:
    assert canonical(json.loads(RECORD)) == RECORD


def test_two_signers_sign_two_pairs() -> None:
    record = jws.parse(jws.sign(PAYLOAD, typ="dxp.party", signers=[ROOT, BETA]), cap=CAP)
    jws.verify_pair(record, 0, ROOT.public)
    jws.verify_pair(record, 2, BETA.public)
    for index, pair in ((0, BETA.public), (2, ROOT.public)):
        with pytest.raises(BadJws):
            jws.verify_pair(record, index, pair)


@settings(max_examples=20)
@given(st.binary(max_size=300), st.sampled_from(["dxp.party", "dxp.receipt", "é"]))
def test_any_payload_comes_back(payload: bytes, typ: str) -> None:
    record = jws.parse(jws.sign(payload, typ=typ, signers=[ALPHA]), cap=CAP)
    jws.verify_pair(record, 0, ALPHA.public)
    assert (record.payload, record.signatures[0].typ) == (payload, typ)


# --- Shape ---


@pytest.mark.parametrize(("data", "expected"), [
    (b"", "bad-json"),
    (b"[]", "bad-json"),
    (b"null", "bad-json"),
    (RECORD[:-1], "bad-json"),
    (RECORD + b"}", "bad-json"),
    (b"\xef\xbb\xbf" + RECORD, "bad-json"),
    (b'{"payload":"AA","payload":"AA","signatures":[]}', "bad-json"),
    (RECORD.replace(b'{"protected"', b'{"protected":"AA","protected"', 1), "bad-json"),
    (RECORD.replace(b'"signature"', b'"protecte\\u0064":"AA","signature"', 1), "bad-json"),
    (b".".join([b"eyJhbGciOiJFZDI1NTE5In0", b"AA", b"AA"]), "bad-json"),  # compact form
    (b"[" * CAP, "bad-json"),
    (b" " * (CAP + 1), "too-large"),
    (RECORD + b" " * CAP, "too-large"),
])  # fmt: skip
def test_what_is_no_strict_json_is_refused_first(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_the_size_is_capped_at_the_byte() -> None:
    jws.parse(RECORD, cap=len(RECORD))
    with pytest.raises(BadJws) as caught:
        jws.parse(RECORD, cap=len(RECORD) - 1)
    assert caught.value.code == "too-large"


def set_top(**members: Any) -> Change:
    return lambda value: value.update(members)


def set_signature(number: int, **members: Any) -> Change:
    return lambda value: value["signatures"][number].update(members)


def drop(*path: Any) -> Change:
    def change(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        del value[path[-1]]

    return change


SHAPES: list[tuple[str, Change]] = [
    ("empty object", lambda _: {}),
    ("extra member on top", set_top(header={})),
    ("extra member that is empty", set_top(x=None)),
    ("payload missing", drop("payload")),
    ("signatures missing", drop("signatures")),
    ("flattened form", lambda value: {"payload": value["payload"], **value["signatures"][0]}),
    ("flattened beside general", lambda value: {**value, **value["signatures"][0]}),
    ("payload null: detached", set_top(payload=None)),
    ("payload not text", set_top(payload={"typ": "dxp.test"})),
    ("payload padded", set_top(payload=b64.encode(PAYLOAD) + "=")),
    ("payload in the other alphabet", set_top(payload="AA+/")),
    ("payload with left-over bits", set_top(payload="AB")),
    ("payload with a line break", set_top(payload=b64.encode(PAYLOAD) + "\n")),
    ("signatures an object", lambda value: value.update(signatures=value["signatures"][0])),
    ("signatures null", set_top(signatures=None)),
    ("a signature that is no object", lambda value: value["signatures"].append("AA")),
    ("an unprotected header", set_signature(0, header={"kid": "x"})),
    ("an empty unprotected header", set_signature(1, header={})),
    ("protected missing", drop("signatures", 0, "protected")),
    ("signature missing", drop("signatures", 1, "signature")),
    ("protected empty", set_signature(0, protected="")),
    ("protected no JSON", set_signature(0, protected=b64.encode(b"alg"))),
    ("protected a list", set_signature(0, protected=b64.encode(b"[]"))),
    ("protected an object and not its text", set_signature(0, protected=ed())),
    ("signature padded", lambda value: set_signature(0, signature=value["signatures"][0]["signature"] + "==")(value)),
    ("signature with left-over bits", set_signature(0, signature="AB")),
    ("signature null", set_signature(0, signature=None)),
]


@pytest.mark.parametrize(("_name", "change"), SHAPES, ids=[name for name, _ in SHAPES])
def test_every_other_shape_is_a_bad_object(_name: str, change: Change) -> None:
    assert code(changed(change)) == "bad-object"


HEADERS: list[tuple[str, dict[str, Any] | bytes]] = [
    ("crit", ed(crit=["exp"], exp=1)),
    ("b64", ed(b64=False, crit=["b64"])),
    ("jwk", ed(jwk=ALPHA.public.jwk_ed)),
    ("jku", ed(jku="https://example.invalid/keys")),
    ("x5c", ed(x5c=[])),
    ("cty", ed(cty="json")),
    ("without typ", {"alg": "Ed25519", "kid": ALPHA.public.kids[0]}),
    ("without kid", {"alg": "Ed25519", "typ": "dxp.test"}),
    ("without alg", {"kid": ALPHA.public.kids[0], "typ": "dxp.test"}),
    ("alg a list", ed(alg=["Ed25519"])),
    ("alg null", ed(alg=None)),
    ("kid a number", ed(kid=5)),
    ("typ true", ed(typ=True)),
    ("alg twice", b'{"alg":"none","alg":"Ed25519","kid":"x","typ":"dxp.test"}'),
    ("alg twice, escaped", b'{"alg":"Ed25519","\\u0061lg":"none","kid":"x","typ":"dxp.test"}'),
    ("not UTF-8", b'{"alg":"\xff","kid":"x","typ":"dxp.test"}'),
]


@pytest.mark.parametrize(("_name", "header"), HEADERS, ids=[name for name, _ in HEADERS])
def test_a_header_has_exactly_three_members_although_it_is_signed(_name: str, header: dict[str, Any] | bytes) -> None:
    assert code(signed_under(header, ml())) == "bad-object"
    assert code(signed_under(ed(), header)) == "bad-object"


@pytest.mark.parametrize("data", [
    b" " + RECORD,
    RECORD + b"\n",
    RECORD.replace(b":", b": ", 1),
    RECORD.replace(b"},{", b"},\n{"),
    RECORD.replace(b'"payload"', b'"\\u0070ayload"'),
    json.dumps({name: json.loads(RECORD)[name] for name in ("signatures", "payload")}, separators=(",", ":")).encode(),
    json.dumps(json.loads(RECORD), indent=1).encode(),
], ids=["space before", "line feed after", "space", "line feed", "escape", "order", "indented"])  # fmt: skip
def test_a_record_has_one_text(data: bytes) -> None:
    """DXP 3: record bytes = JCS.

    A second text would have a second SHA-256, by which receipts name a checkpoint: a proxy that adds one space would
    part a receipt from the checkpoint that it answers.
    """
    assert json.loads(data) == json.loads(RECORD)
    assert code(data) == "bad-object"


# --- Signatures ---


def only(*numbers: int) -> Change:
    return lambda value: value.update(signatures=[value["signatures"][number] for number in numbers])


@pytest.mark.parametrize(("numbers", "expected"), [
    ((), "bad-signature"),
    ((0,), "bad-signature"),
    ((1,), "bad-signature"),
    ((0, 1, 0), "bad-signature"),
    ((1, 0), "unknown-key"),
    ((0, 0), "unknown-key"),
    ((1, 1), "unknown-key"),
])  # fmt: skip
def test_both_signatures_stand_once_and_in_order(numbers: tuple[int, ...], expected: str) -> None:
    assert code(changed(only(*numbers))) == expected


@pytest.mark.parametrize("alg", ["none", "None", "", "HS256", "EdDSA", "Ed448", "ed25519", "ES256", "ML-DSA-65"])
def test_the_algorithm_of_ed25519_is_that_of_the_pinned_key(alg: str) -> None:
    assert code(signed_under(ed(alg=alg), ml())) == "bad-signature"


@pytest.mark.parametrize(
    "alg", ["none", "HS256", "Ed25519", "ML-DSA-44", "ML-DSA-87", "ml-dsa-65", "SLH-DSA-SHA2-128s"]
)
def test_the_algorithm_of_ml_dsa_is_that_of_the_pinned_key(alg: str) -> None:
    assert code(signed_under(ed(), ml(alg=alg))) == "bad-signature"


def test_an_hmac_over_the_public_key_is_no_signature() -> None:
    header = b64.encode(canonical(ed(alg="HS256")))
    tag = hmac.digest(ALPHA.public.ed, f"{header}.{b64.encode(PAYLOAD)}".encode(), "sha256")
    forged = changed(set_signature(0, protected=header, signature=b64.encode(tag)))
    assert code(forged) == "bad-signature"


@pytest.mark.parametrize(("first", "second"), [
    (ed(kid=BETA.public.kids[0]), ml()),
    (ed(), ml(kid=BETA.public.kids[1])),
    (ed(kid=""), ml()),
    (ed(kid=ALPHA.public.kids[1]), ml(kid=ALPHA.public.kids[0])),
])  # fmt: skip
def test_a_header_that_names_another_key_than_the_one_that_signed_does_not_hold(first: Any, second: Any) -> None:
    """Both signatures are good. A caller that picked the pair by anything but the kids must not get past this."""
    assert code(signed_under(first, second)) == "unknown-key"


def test_another_pair_s_record_does_not_hold() -> None:
    assert code(jws.sign(PAYLOAD, typ="dxp.test", signers=[BETA])) == "unknown-key"
    assert code(signed_under(ed(), ml(), signer=BETA)) == "bad-signature"


def test_a_record_put_together_from_two_does_not_hold() -> None:
    other = json.loads(jws.sign(b'{"typ":"dxp.other"}', typ="dxp.test", signers=[ALPHA]))
    for number in (0, 1):
        mixed = changed(lambda value, n=number: value["signatures"].__setitem__(n, other["signatures"][n]))
        assert code(mixed) == "bad-signature"
    assert code(changed(set_top(payload=other["payload"]))) == "bad-signature"


@pytest.mark.parametrize("number", [0, 1], ids=["Ed25519", "ML-DSA-65"])
@pytest.mark.parametrize("change", ["empty", "cut", "longer", "zeros"])
def test_a_signature_of_another_length_or_of_zeros_does_not_hold(number: int, change: str) -> None:
    value = b64.decode(json.loads(RECORD)["signatures"][number]["signature"])
    wrong = {"empty": b"", "cut": value[:-1], "longer": value + b"\x00", "zeros": bytes(len(value))}[change]
    assert code(changed(set_signature(number, signature=b64.encode(wrong)))) == "bad-signature"


@settings(max_examples=150)
@given(st.data())
def test_one_flipped_bit_anywhere_is_refused(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(RECORD) - 1))
    flipped = bytearray(RECORD)
    flipped[place] ^= 1 << data.draw(st.integers(0, 7))
    assert code(bytes(flipped)) in {"bad-json", "bad-object", "bad-signature", "unknown-key"}


def test_every_byte_of_both_signatures_is_covered() -> None:
    value = json.loads(RECORD)
    for number in (0, 1):
        raw = b64.decode(value["signatures"][number]["signature"])
        for place in range(0, len(raw), 1 if number == 0 else 17):
            wrong = bytes([*raw[:place], raw[place] ^ 1, *raw[place + 1 :]])
            assert code(changed(set_signature(number, signature=b64.encode(wrong)))) == "bad-signature"


# --- jwcrypto ---


def oracle_keys(name: str) -> list[oracle_jwk.JWK]:
    pair = {"alpha": ALPHA, "beta": BETA}[name].public
    seeds = [b64.encode(sha256(f"{name} {half}".encode())) for half in ("ed", "ml")]
    return [oracle_jwk.JWK(**pair.jwk_ed, d=seeds[0]), oracle_jwk.JWK(**pair.jwk_ml, priv=seeds[1])]


def test_jwcrypto_gives_our_keys_the_kids_that_we_give() -> None:
    assert [key.thumbprint() for key in oracle_keys("alpha")] == list(ALPHA.public.kids)


def test_jwcrypto_verifies_each_signature_of_our_record() -> None:
    for number, key in enumerate(oracle_keys("alpha")):
        token = oracle.JWS()
        token.deserialize(RECORD.decode())
        token.verify(oracle_jwk.JWK(**json.loads(key.export_public())))
        assert token.payload == PAYLOAD
        assert [entry == "Success" for entry in token.verifylog] == [number == 0, number == 1]


def test_jwcrypto_refuses_our_record_under_another_key() -> None:
    for key in oracle_keys("beta"):
        token = oracle.JWS()
        token.deserialize(RECORD.decode())
        with pytest.raises(oracle.InvalidJWSSignature):
            token.verify(key)


def test_we_verify_a_record_that_jwcrypto_made() -> None:
    token = oracle.JWS(PAYLOAD)
    for key, header in zip(oracle_keys("alpha"), (ed(), ml()), strict=True):
        token.add_signature(key, header["alg"], protected=canonical(header).decode())
    data = token.serialize().encode()
    assert code(data) is None
    assert jws.parse(data, cap=CAP).payload == PAYLOAD


def test_what_jwcrypto_still_accepts_we_refuse() -> None:
    """An unprotected header, another order, one signature only: second ways to say the same, or less."""
    keys_of_alpha = oracle_keys("alpha")
    for data in (changed(set_signature(0, header={"x": 1})), changed(only(1, 0)), changed(only(0))):
        token = oracle.JWS()
        token.deserialize(data.decode())
        token.verify(keys_of_alpha[0])
        assert code(data) is not None


# --- The protocol's vectors ---


def all_pairs(vectors: Any) -> list[keys.VerifyPair]:
    """Give every signing and root pair of the vectors' parties, those of rotated documents too."""
    pairs = []
    chains = [*([party["document"]] for party in vectors["parties"].values()), vectors["rotation"]["chain"]]
    for document in [json.loads(b64.decode(json.loads(text)["payload"])) for chain in chains for text in chain]:
        pairs += [keys.parse_verify_pair(pair, ml_alg="ML-DSA-65") for pair in document["sign"]]
        pairs += [keys.parse_verify_pair(pair, ml_alg="ML-DSA-87") for pair in document["roots"]]
    return pairs


def records_in(value: Any) -> list[bytes]:
    """Give every record that stands as text in a part of the vectors."""
    if isinstance(value, str):
        return [value.encode()] if value.startswith('{"payload"') else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [record for member in inner for record in records_in(member)]


@pytest.mark.shared
def test_every_record_of_the_protocol_s_vectors_holds() -> None:
    vectors = read.spec()
    by_kids = {pair.kids: pair for pair in all_pairs(vectors)}
    parts = ("parties", "rotation", "ledger_AB", "ledger_BA", "control", "fork")
    verified = 0
    for data in records_in([vectors[part] for part in parts]):
        record = jws.parse(data, cap=131_072)
        for index in range(0, len(record.signatures), 2):
            jws.verify_pair(record, index, by_kids[tuple(s.kid for s in record.signatures[index : index + 2])])
            verified += 1
    assert verified == 26


@pytest.mark.shared
def test_the_negative_records_that_this_room_decides_have_their_codes() -> None:
    vectors = read.spec()
    here = {"bad-json", "bad-object", "bad-signature", "unknown-key"}
    cases = [case for case in vectors["negative"] if case["op"] == "verify" and case["expect"]["refusal"] in here]
    # The payload's own JSON is checked by the protocol, after the signatures.
    cases = [case for case in cases if case["name"] != "duplicate key in a signed payload"]
    got = {}
    for case in cases:
        document = json.loads(b64.decode(json.loads(vectors["parties"][case["signer"]]["document"])["payload"]))
        pair = keys.parse_verify_pair(document["sign"][0], ml_alg="ML-DSA-65")
        got[case["name"]] = code(case["jws"].encode(), pair=pair)
    assert got == {case["name"]: case["expect"]["refusal"] for case in cases}
    assert len(got) == 10
