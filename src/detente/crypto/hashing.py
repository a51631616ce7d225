"""Hashes of DXP 2: SHA-256, plain and with a tag that separates the domains."""

from __future__ import annotations

import hashlib
import hmac


def sha256(data: bytes | memoryview) -> bytes:
    """Give the 32-byte SHA-256."""
    return hashlib.sha256(data).digest()


def tagged(tag: str, *parts: bytes) -> bytes:
    """Give H(tag, x…) = SHA-256(ASCII tag ‖ 0x00 ‖ x ‖ …) of DXP 2.

    Only the last part may vary in length: nothing stands between parts.
    """
    return hashlib.sha256(b"".join((tag.encode("ascii"), b"\x00", *parts))).digest()


def equal(left: bytes, right: bytes) -> bool:
    """Compare in constant time: a difference found early would tell how many bytes were guessed."""
    return hmac.compare_digest(left, right)


def u32(number: int) -> bytes:
    """Give four bytes, big-endian."""
    return number.to_bytes(4, "big")


def u64(number: int) -> bytes:
    """Give eight bytes, big-endian."""
    return number.to_bytes(8, "big")
