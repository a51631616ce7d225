"""Text that people read beside an identifier: labels and file numbers (DXP 2, 14). Never takes part in a decision."""

from __future__ import annotations

import re
import unicodedata

_REFUSED = {"Cc", "Cn", "Cs", "Zl", "Zp"}
# Unicode's Bidi_Control: with these, what is read is not what is written. Other format characters stay allowed:
# Persian, Sinhala and others write names with joiner and non-joiner.
_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


def is_label(value: object, *, longest: int = 200) -> bool:
    """Whether `value` is NFC, 1–`longest` characters, without control, bidi, line-breaking or unassigned characters."""
    return (
        isinstance(value, str)
        and 1 <= len(value) <= longest
        and unicodedata.is_normalized("NFC", value)
        and not any(unicodedata.category(character) in _REFUSED for character in value)
        and _BIDI_CONTROLS.isdisjoint(value)
    )


def is_sha256(value: object) -> bool:
    """Whether `value` is the SHA-256 of a file as people copy it: 64 hexadecimal digits in small letters.

    >>> is_sha256("0f" * 32), is_sha256("0F" * 32), is_sha256("0f")
    (True, False, False)
    """
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def is_file_number(value: object) -> bool:
    """Whether `value` may stand in `ref`: a label of ≤ 64 characters, without format characters and outer space."""
    return (
        isinstance(value, str)
        and is_label(value, longest=64)
        and value == value.strip()
        and not any(unicodedata.category(character) == "Cf" for character in value)
    )
