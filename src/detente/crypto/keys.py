"""Key pairs of suite X1, made from 32-byte seeds, and their JWK and thumbprint forms (DXP 2, 4).

`SignKeys` and `RootKeys` are pairs: Ed25519 beside ML-DSA-65, or ML-DSA-87 for roots. Both always sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ed25519, mldsa

from detente.crypto.hashing import sha256
from detente.model import b64
from detente.model.canonical import canonical

SEED_BYTES: Final = 32
ML_DSA_PUBLIC_BYTES: Final = {"ML-DSA-65": 1952, "ML-DSA-87": 2592}
SEAL_ALG: Final = "DXP-X1-SEAL"
SEAL_PUBLIC_BYTES: Final = 1184 + 32


class BadKey(ValueError):
    """A JWK is not of the one form that suite X1 has for its place."""


def thumbprint(jwk: Mapping[str, Any]) -> str:
    """Give the kid: B64 of the RFC 7638 thumbprint; for kty AKP over alg, kty, pub (RFC 9964)."""
    names = ("alg", "kty", "pub") if jwk["kty"] == "AKP" else ("crv", "kty", "x")
    return b64.encode(sha256(canonical({name: jwk[name] for name in names})))


@dataclass(frozen=True)
class VerifyPair:
    """The public half of a pair of signing keys, with the `alg` that each is pinned to."""

    ed: bytes
    ml: bytes
    ml_alg: str

    @cached_property
    def kids(self) -> tuple[str, str]:
        """The two kids, in the order in which they sign."""
        return thumbprint(self.jwk_ed), thumbprint(self.jwk_ml)

    @property
    def jwk_ed(self) -> dict[str, str]:
        """The Ed25519 JWK (RFC 8037)."""
        return {"kty": "OKP", "crv": "Ed25519", "x": b64.encode(self.ed)}

    @property
    def jwk_ml(self) -> dict[str, str]:
        """The ML-DSA JWK (RFC 9964)."""
        return {"kty": "AKP", "alg": self.ml_alg, "pub": b64.encode(self.ml)}

    def to_wire(self) -> dict[str, Any]:
        """Give {"ed": JWK, "ml": JWK} as the party document writes it."""
        return {"ed": self.jwk_ed, "ml": self.jwk_ml}

    @cached_property
    def _ed_key(self) -> ed25519.Ed25519PublicKey:
        return ed25519.Ed25519PublicKey.from_public_bytes(self.ed)

    @cached_property
    def _ml_key(self) -> mldsa.MLDSA65PublicKey | mldsa.MLDSA87PublicKey:
        kind = mldsa.MLDSA65PublicKey if self.ml_alg == "ML-DSA-65" else mldsa.MLDSA87PublicKey
        return kind.from_public_bytes(self.ml)

    def verify_ed(self, signature: bytes, data: bytes) -> None:
        """Return if the Ed25519 signature holds; cryptography's InvalidSignature otherwise."""
        self._ed_key.verify(signature, data)

    def verify_ml(self, signature: bytes, data: bytes) -> None:
        """Return if the ML-DSA signature holds; cryptography's InvalidSignature otherwise."""
        self._ml_key.verify(signature, data)


@dataclass(frozen=True)
class SignPair:
    """Two private keys that sign together, from their seeds. `repr` never shows the seeds."""

    _ed: ed25519.Ed25519PrivateKey
    _ml: mldsa.MLDSA65PrivateKey | mldsa.MLDSA87PrivateKey
    public: VerifyPair

    def sign_ed(self, data: bytes) -> bytes:
        """Give 64 bytes."""
        return self._ed.sign(data)

    def sign_ml(self, data: bytes) -> bytes:
        """Give the ML-DSA signature with the empty context (RFC 9964); randomised by the library."""
        return self._ml.sign(data)

    def __repr__(self) -> str:
        return f"SignPair({self.public.kids[0]})"


def sign_pair(*, ed_seed: bytes, ml_seed: bytes, ml_alg: str = "ML-DSA-65") -> SignPair:
    """Give the pair for two 32-byte seeds."""
    ed = ed25519.Ed25519PrivateKey.from_private_bytes(ed_seed)
    ml_kind = mldsa.MLDSA65PrivateKey if ml_alg == "ML-DSA-65" else mldsa.MLDSA87PrivateKey
    ml = ml_kind.from_seed_bytes(ml_seed)
    public = VerifyPair(ed.public_key().public_bytes_raw(), ml.public_key().public_bytes_raw(), ml_alg)
    return SignPair(ed, ml, public)


def parse_verify_pair(value: object, *, ml_alg: str) -> VerifyPair:
    """Give the public pair in {"ed": JWK, "ml": JWK}; unknown members of a JWK are ignored.

    Raises:
        BadKey: another kty, crv, alg, or bytes that are no public key.
    """
    if not isinstance(value, Mapping):
        raise BadKey("a key pair is an object")
    ed, ml = value.get("ed"), value.get("ml")
    if not isinstance(ed, Mapping) or (ed.get("kty"), ed.get("crv")) != ("OKP", "Ed25519"):
        raise BadKey("ed is an Ed25519 JWK")
    if not isinstance(ml, Mapping) or (ml.get("kty"), ml.get("alg")) != ("AKP", ml_alg):
        raise BadKey(f"ml is an {ml_alg} JWK")
    try:
        pair = VerifyPair(
            b64.decode(ed.get("x"), length=32), b64.decode(ml.get("pub"), length=ML_DSA_PUBLIC_BYTES[ml_alg]), ml_alg
        )
        _ = pair._ed_key, pair._ml_key
    except ValueError as error:
        raise BadKey("not a public key") from error
    return pair


def parse_seal_jwk(value: object) -> bytes:
    """Give the 1,216 bytes of an X-Wing public key from its JWK; BadKey otherwise."""
    if not isinstance(value, Mapping) or (value.get("kty"), value.get("alg")) != ("AKP", SEAL_ALG):
        raise BadKey(f"a seal key is an AKP JWK of {SEAL_ALG}")
    try:
        return b64.decode(value.get("pub"), length=SEAL_PUBLIC_BYTES)
    except b64.BadBase64 as error:
        raise BadKey("not an X-Wing public key") from error


def seal_jwk(public: bytes) -> dict[str, str]:
    """Give the JWK of an X-Wing public key."""
    return {"kty": "AKP", "alg": SEAL_ALG, "pub": b64.encode(public)}
