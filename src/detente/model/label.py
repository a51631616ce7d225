"""Text that people read beside an identifier: labels and file numbers (DXP 2, 14). Never takes part in a decision."""

from __future__ import annotations

import unicodedata

_REFUSED = {"Cc", "Cf", "Cn", "Cs", "Co", "Zl", "Zp"}


def is_label(value: object, *, longest: int = 200) -> bool:
    """Whether `value` is NFC, 1–`longest` characters, without control, format (bidi too) or unassigned characters."""
    return (
        isinstance(value, str)
        and 1 <= len(value) <= longest
        and unicodedata.is_normalized("NFC", value)
        and not any(unicodedata.category(character) in _REFUSED for character in value)
    )


def is_file_number(value: object) -> bool:
    """Whether `value` may stand in `ref`: a label of ≤ 64 characters without outer space."""
    return is_label(value, longest=64) and isinstance(value, str) and value == value.strip()
