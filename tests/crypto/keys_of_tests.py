"""Keys with fixed seeds, for the tests of this room."""

from __future__ import annotations

from detente.crypto.hashing import sha256
from detente.crypto.keys import SignPair, sign_pair
from detente.crypto.sealing import SealPrivate, seal_private


def signer(name: str, *, ml_alg: str = "ML-DSA-65") -> SignPair:
    return sign_pair(ed_seed=sha256(name.encode() + b" ed"), ml_seed=sha256(name.encode() + b" ml"), ml_alg=ml_alg)


def sealer(name: str) -> SealPrivate:
    return seal_private(sha256(name.encode() + b" seal"))


ALPHA = signer("alpha")
BETA = signer("beta")
ROOT = signer("root", ml_alg="ML-DSA-87")
