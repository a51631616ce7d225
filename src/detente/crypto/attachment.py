"""Attachments of DXP 11: a file in chunks of 1 MiB, each sealed with its number and whether it is the last.

The root over the sealed chunks stands in the entry's header, so a chunk is checked before it is kept.
"""

from __future__ import annotations

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from detente.crypto import tree
from detente.crypto.hashing import u32, u64
from detente.crypto.sealing import CannotOpen, derive

CHUNK_BYTES: Final = 1 << 20
ID_BYTES: Final = 16


def chunk_key(cek: bytes, attachment_id: bytes) -> bytes:
    """Give the key of one attachment, from the content key of its entry."""
    return derive(cek, "dxp/1 att", attachment_id)


def seal_chunk(plain: bytes, *, key: bytes, attachment_id: bytes, index: int, last: bool) -> bytes:
    """Give the sealed chunk number `index` (from 0)."""
    return AESGCM(key).encrypt(_nonce(index), plain, _aad(attachment_id, index, last))


def open_chunk(sealed: bytes, *, key: bytes, attachment_id: bytes, index: int, last: bool) -> bytes:
    """Give the plain chunk; CannotOpen if it was changed, moved, or cut at the end (case 40)."""
    try:
        return AESGCM(key).decrypt(_nonce(index), sealed, _aad(attachment_id, index, last))
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error


def chunk_leaf(sealed: bytes) -> bytes:
    """Give the leaf of a sealed chunk: SHA-256(0x00 ‖ sealed chunk)."""
    return tree.leaf_hash(sealed)


def chunk_count(size: int) -> int:
    """Give the number of chunks of a file of `size` bytes; an empty file has one empty chunk."""
    return max(1, -(-size // CHUNK_BYTES))


def _nonce(index: int) -> bytes:
    return u32(0) + u64(index)


def _aad(attachment_id: bytes, index: int, last: bool) -> bytes:
    return b"dxp/1 att\x00" + attachment_id + u64(index) + bytes([last])
