"""Of which dialogue an entry of a thread is (DXP 1, 14): one reading for who plays dialogues and who proves them."""

from __future__ import annotations

from typing import Final

GENERIC: Final = frozenset({"answer", "refusal", "feedback", "evidence"})
"""Kinds that name no dialogue: they are of that of the entry which they are about."""


def opens_within(kind: str, dialogue: str) -> bool:
    """Whether an entry of `kind` about one of another `dialogue` opens its own: replies take the kind of theirs.

    >>> opens_within("correction", "notification"), opens_within("answer", "notification"), opens_within("x", "x")
    (True, False, False)
    """
    return kind not in GENERIC and kind != dialogue
