"""Base64url without padding, canonical (DXP 2): re-encoding gives the same text."""

from __future__ import annotations

import binascii
import re
from typing import Final

_SIGNS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_ALPHABET: Final = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)
_TO_URL: Final = bytes.maketrans(b"+/", b"-_")
_FROM_URL: Final = bytes.maketrans(b"-_", b"+/")

# What a last sign may be whose lower bits are left over: with these bits set, two texts would stand for one value.
_LAST: Final = {2: _SIGNS[::16], 3: _SIGNS[::4]}


class BadBase64(ValueError):
    """The text is not canonical unpadded base64url, or not of the length asked for."""


def encode(data: bytes) -> str:
    """Give the canonical text.

    >>> encode(b"\\xff\\xfe")
    '__4'
    """
    return binascii.b2a_base64(data, newline=False).translate(_TO_URL, b"=").decode("ascii")


def decode(text: object, *, length: int | None = None) -> bytes:
    """Give the bytes of `text`.

    Raises:
        BadBase64: not a string, foreign characters, padding, left-over bits, or not `length` bytes long.
    """
    if not isinstance(text, str) or not _ALPHABET.fullmatch(text):
        raise BadBase64("not base64url without padding")
    over = len(text) % 4
    if over == 1:
        raise BadBase64("not base64url without padding")
    if over and text[-1] not in _LAST[over]:
        raise BadBase64("not canonical base64url")
    data = binascii.a2b_base64(text.encode("ascii").translate(_FROM_URL) + b"=" * (-over % 4))
    if length is not None and len(data) != length:
        raise BadBase64(f"{len(data)} bytes where {length} are needed")
    return data


def pattern(length: int) -> re.Pattern[str]:
    """Give the pattern that matches, whole, exactly the texts that `decode` takes for `length` bytes."""
    groups, rest = divmod(length, 3)
    tail = f"[A-Za-z0-9_-]{{{rest}}}[{_LAST[rest + 1]}]" if rest else ""
    return re.compile(f"[A-Za-z0-9_-]{{{4 * groups}}}{tail}", re.ASCII)
