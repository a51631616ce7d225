"""What may follow once somebody is taken for another: a legal consequence takes two persons to say so (DESIGN 7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

LEGAL_KINDS: Final = frozenset({"request-assistance"})
"""Dialogues in which somebody is searched for, held, or handed over."""
LEGAL_INSTRUCTIONS: Final = frozenset({"detain", "check"})
"""What a watch says of whom it finds, beyond telling."""


def is_legal(kinds: Iterable[str], instructions: Iterable[str]) -> bool:
    """Whether a matter with dialogues of these kinds, and watches with these instructions, touches somebody's rights.

    >>> is_legal(["notification"], ["notify"]), is_legal(["notification"], ["detain"])
    (False, True)
    >>> is_legal(["request-assistance"], [])
    True
    """
    return not LEGAL_KINDS.isdisjoint(kinds) or not LEGAL_INSTRUCTIONS.isdisjoint(instructions)
