"""Wycheproof through the calls that suite X1 makes: our copies everywhere, the whole suites where they are present.

A library that is changed for another, or that changes its mind about an edge, shows here first.
"""

from __future__ import annotations

import hmac
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import mlkem
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from detente.crypto import keys
from detente.crypto.hashing import sha256
from detente.crypto.keys import BadKey, VerifyPair
from detente.crypto.sealing import derive
from detente.model import b64
from tests.crypto.keys_of_tests import ALPHA
from tests.vectors import read

Group = dict[str, Any]
Case = dict[str, Any]


def hexed(value: Any) -> bytes:
    return bytes.fromhex(value["pk"] if isinstance(value, dict) else value)


def pair_with(*, ed: bytes | None = None, ml: bytes | None = None) -> VerifyPair:
    """Give a pair with one key changed, through the door that a party document uses."""
    jwk_ed = ALPHA.public.jwk_ed if ed is None else ALPHA.public.jwk_ed | {"x": b64.encode(ed)}
    jwk_ml = ALPHA.public.jwk_ml if ml is None else ALPHA.public.jwk_ml | {"pub": b64.encode(ml)}
    return keys.parse_verify_pair({"ed": jwk_ed, "ml": jwk_ml}, ml_alg="ML-DSA-65")


def ed25519_holds(group: Group, case: Case) -> bool:
    try:
        pair_with(ed=hexed(group["publicKey"])).verify_ed(bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"]))
    except (InvalidSignature, BadKey):
        return False
    return True


def mldsa65_holds(group: Group, case: Case) -> bool:
    try:
        pair_with(ml=hexed(group["publicKey"])).verify_ml(bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"]))
    except (InvalidSignature, BadKey):
        return False
    return True


def mlkem768_holds(_: Group, case: Case) -> bool:
    """X-Wing's first half: the seed is the one that `seal_private` expands, the key that which `SealPublic` carries."""
    try:
        private = mlkem.MLKEM768PrivateKey.from_seed_bytes(bytes.fromhex(case["seed"]))
        if "ek" in case:
            assert private.public_key().public_bytes_raw() == bytes.fromhex(case["ek"])
        return private.decapsulate(bytes.fromhex(case["c"])) == bytes.fromhex(case["K"])
    except ValueError:
        return False


def aes_gcm_holds(_: Group, case: Case) -> bool:
    key, nonce, aad = (bytes.fromhex(case[name]) for name in ("key", "iv", "aad"))
    try:
        plain = AESGCM(key).decrypt(nonce, bytes.fromhex(case["ct"] + case["tag"]), aad)
    except (InvalidTag, ValueError):
        return False
    return plain.hex() == case["msg"] and AESGCM(key).encrypt(nonce, plain, aad).hex() == case["ct"] + case["tag"]


def hkdf_holds(_: Group, case: Case) -> bool:
    """Only Expand is ours; Extract is one HMAC (RFC 5869, 2.2)."""
    secret = hmac.digest(bytes.fromhex(case["salt"]) or bytes(32), bytes.fromhex(case["ikm"]), "sha256")
    try:
        return (
            HKDFExpand(hashes.SHA256(), case["size"], bytes.fromhex(case["info"])).derive(secret).hex() == case["okm"]
        )
    except ValueError:
        return False


def is_x1(group: Group, _: Case) -> bool:
    return (group["keySize"], group["ivSize"]) == (256, 96)


def every(_: Group, __: Case) -> bool:
    return True


# File, the check, which of its cases concern us, cases in our copy, cases in the whole.
SUITES = [
    ("ed25519_test", ed25519_holds, every, 76, 97),
    ("mldsa_65_verify_test", mldsa65_holds, every, 16, 137),
    ("mlkem_768_test", mlkem768_holds, every, 13, 134),
    ("aes_gcm_test", aes_gcm_holds, is_x1, 41, 41),
    ("hkdf_sha256_test", hkdf_holds, every, 26, 54),
]


def expected(case: Case) -> bool:
    # Valid under a context of its own. Ours is empty (RFC 9964), so that signature must not hold here.
    return case["result"] == "valid" and not case.get("ctx")


@pytest.mark.parametrize(("name", "holds", "concerns", "count", "_whole"), SUITES, ids=[row[0] for row in SUITES])
def test_our_copy_of_wycheproof_gives_its_outcomes(
    name: str, holds: Any, concerns: Any, count: int, _whole: int
) -> None:
    check(read.own(f"wycheproof/{name}.json"), holds, concerns, count)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "holds", "concerns", "_own", "count"), SUITES, ids=[row[0] for row in SUITES])
def test_the_whole_of_wycheproof_gives_its_outcomes(
    name: str, holds: Any, concerns: Any, _own: int, count: int
) -> None:
    check(read.whole(f"wycheproof/{name}.json"), holds, concerns, count)


def check(suite: Any, holds: Any, concerns: Any, count: int) -> None:
    cases = [(group, case) for group, case in read.wycheproof(suite) if concerns(group, case)]
    assert len(cases) == count
    wrong = [case["tcId"] for group, case in cases if holds(group, case) is not expected(case)]
    assert wrong == []
    assert {expected(case) for _, case in cases} == {True, False}


def test_our_derivation_is_one_block_of_expand() -> None:
    """HKDF-Expand for 32 bytes is HMAC(key, info ‖ 0x01) and nothing else (RFC 5869, 2.3)."""
    cek = sha256(b"cek")
    assert derive(cek, "dxp/1 att", b"extra") == hmac.digest(cek, b"dxp/1 att\x00extra\x01", "sha256")
    assert derive(cek, "dxp/1 body") == hmac.digest(cek, b"dxp/1 body\x00\x01", "sha256")
