"""The box and the body of DXP 5.2: a content key sealed to one recipient by HPKE with X-Wing, and one body under it.

The body does not depend on header, recipient or epoch: one key encrypts one body exactly once, so the zero nonce of
AES-GCM is safe. The header is bound by the HPKE info, the body by its hash in the header.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from detente.crypto import keys
from detente.crypto.hashing import equal, sha256, tagged, u32
from detente.model import b64

BOX_BYTES: Final = 1120 + 32 + 16
CEK_BYTES: Final = 32
SMALLEST: Final = 256
SMALLEST_REPLY: Final = 1024
ROLE_RECIPIENT: Final = 0x01
ROLE_ARCHIVE: Final = 0x02

_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_ZERO_NONCE = bytes(12)
# Any scalar does: clamping makes it a multiple of the small orders.
_PROBE = x25519.X25519PrivateKey.from_private_bytes(bytes(32))


class CannotOpen(Exception):
    """The box or the body does not open. One error for every cause (case 29, 54): no oracle."""


@dataclass(frozen=True)
class SealPublic:
    """An X-Wing public key: 1,184 bytes of ML-KEM-768, then 32 of X25519."""

    raw: bytes

    @cached_property
    def kid(self) -> str:
        """The RFC 9964 thumbprint."""
        return keys.thumbprint(keys.seal_jwk(self.raw))

    @cached_property
    def _key(self) -> hpke.MLKEM768X25519PublicKey:
        return hpke.MLKEM768X25519PublicKey(
            mlkem.MLKEM768PublicKey.from_public_bytes(self.raw[:1184]),
            x25519.X25519PublicKey.from_public_bytes(self.raw[1184:]),
        )


@dataclass(frozen=True)
class SealPrivate:
    """An X-Wing private key from its 32-byte seed. `repr` never shows it."""

    _key: hpke.MLKEM768X25519PrivateKey
    public: SealPublic

    def __repr__(self) -> str:
        return f"SealPrivate({self.public.kid})"


def seal_private(seed: bytes) -> SealPrivate:
    """Give the key for a seed: SHAKE256(seed, 96) = 64 bytes of ML-KEM seed, then 32 of X25519 (draft-ietf-hpke-pq)."""
    if len(seed) != keys.SEED_BYTES:
        raise ValueError("an X-Wing seed has 32 bytes")
    expanded = hashlib.shake_256(seed).digest(96)
    ml = mlkem.MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
    x = x25519.X25519PrivateKey.from_private_bytes(expanded[64:])
    public = SealPublic(ml.public_key().public_bytes_raw() + x.public_key().public_bytes_raw())
    return SealPrivate(hpke.MLKEM768X25519PrivateKey(ml, x), public)


def parse_seal_public(value: object) -> SealPublic:
    """Give the public key in a seal JWK.

    Raises:
        detente.crypto.keys.BadKey: another form, or bytes that are no such key.
    """
    public = SealPublic(keys.parse_seal_jwk(value))
    try:
        _ = public._key
        # A point of low order would fail only when something is sealed to it: refuse the document, not each entry.
        _PROBE.exchange(x25519.X25519PublicKey.from_public_bytes(public.raw[1184:]))
    except ValueError as error:
        raise keys.BadKey("not an X-Wing public key") from error
    return public


def box_info(role: int, header_hash: bytes) -> bytes:
    """Give the HPKE info that binds a box to its header and role."""
    return b"dxp/1 seal\x00" + bytes([role]) + header_hash


def seal_box(cek: bytes, *, to: SealPublic, role: int, header_hash: bytes) -> bytes:
    """Give enc ‖ ct, 1,168 bytes. `header_hash` is SHA-256 of the header as it travels."""
    return _SUITE.encrypt(cek, to._key, info=box_info(role, header_hash))


def open_box(box: bytes, *, key: SealPrivate, role: int, header_hash: bytes) -> bytes:
    """Give the content key; CannotOpen for every failure."""
    try:
        cek = _SUITE.decrypt(box, key._key, info=box_info(role, header_hash))
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error
    if len(cek) != CEK_BYTES:
        raise CannotOpen
    return cek


def commitment(cek: bytes) -> bytes:
    """Give `commit`: AES-GCM alone does not commit to its key (case 28)."""
    return tagged("dxp/1 commit", cek)


def derive(cek: bytes, tag: str, extra: bytes = b"") -> bytes:
    """Give a 32-byte key: HKDF-Expand-SHA256(cek, tag ‖ 0x00 ‖ extra)."""
    return HKDFExpand(hashes.SHA256(), 32, tag.encode("ascii") + b"\x00" + extra).derive(cek)


def padded_length(length: int, *, smallest: int = SMALLEST) -> int:
    """Give the total after padding: Padmé of max(smallest, 4 + length), so that a size tells only its class.

    >>> padded_length(253), padded_length(300), padded_length(0, smallest=1024)
    (272, 304, 1024)
    """
    total = max(smallest, 4 + length)
    exponent = total.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-total // step) * step


def seal_body(plaintext: bytes, *, cek: bytes, smallest: int = SMALLEST) -> bytes:
    """Give the sealed body under a key that has sealed nothing before."""
    padded = (u32(len(plaintext)) + plaintext).ljust(padded_length(len(plaintext), smallest=smallest), b"\x00")
    return AESGCM(derive(cek, "dxp/1 body")).encrypt(_ZERO_NONCE, padded, _body_aad(commitment(cek)))


def open_body(body: bytes, *, cek: bytes, commit: bytes, body_hash: bytes, smallest: int = SMALLEST) -> bytes:
    """Give the plaintext, unpadded; CannotOpen for every failure, after all steps that can run have run."""
    holds = equal(sha256(body), body_hash)
    holds &= equal(commitment(cek), commit)
    try:
        padded = AESGCM(derive(cek, "dxp/1 body")).decrypt(_ZERO_NONCE, body, _body_aad(commit))
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error
    length = int.from_bytes(padded[:4], "big")
    holds &= len(padded) >= 4 + length and len(padded) == padded_length(length, smallest=smallest)
    holds &= not any(padded[4 + length :])
    if not holds:
        raise CannotOpen
    return padded[4 : 4 + length]


def _body_aad(commit: bytes) -> bytes:
    return b"dxp/1 body\x00" + commit


def open_archive(box: bytes, *, key: SealPrivate, header_hash: bytes) -> bytes:
    """Give the content key of an entry that we wrote ourselves, from the second half of its box."""
    return open_box(box[BOX_BYTES:], key=key, role=ROLE_ARCHIVE, header_hash=header_hash)


def jwk(public: SealPublic) -> dict[str, str]:
    """Give the JWK of the public key."""
    return keys.seal_jwk(public.raw)


def cid_of(plaintext: bytes) -> str:
    """Give the identity of a content: B64 H("dxp/1 cid", plaintext bytes)."""
    return b64.encode(tagged("dxp/1 cid", plaintext))
