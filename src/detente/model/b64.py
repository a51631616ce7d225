"""Base64url without padding, canonical (DXP 2): re-encoding gives the same text."""

from __future__ import annotations

import base64
import binascii
import re

_ALPHABET = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)


class BadBase64(ValueError):
    """The text is not canonical unpadded base64url, or not of the length asked for."""


def encode(data: bytes) -> str:
    """Give the canonical text.

    >>> encode(b"\\xff\\xfe")
    '__4'
    """
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: object, *, length: int | None = None) -> bytes:
    """Give the bytes of `text`.

    Raises:
        BadBase64: not a string, foreign characters, padding, left-over bits, or not `length` bytes long.
    """
    if not isinstance(text, str) or not _ALPHABET.fullmatch(text):
        raise BadBase64("not base64url without padding")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise BadBase64("not base64url without padding") from error
    # Left-over bits would give two texts for one value, and so two hashes for one object.
    if encode(data) != text:
        raise BadBase64("not canonical base64url")
    if length is not None and len(data) != length:
        raise BadBase64(f"{len(data)} bytes where {length} are needed")
    return data
