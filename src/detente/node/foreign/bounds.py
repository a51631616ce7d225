"""What both sides of the wall know: how much goes in, how much may come out, and why nothing does."""

from __future__ import annotations

from typing import Final, Literal, get_args

Reason = Literal["empty", "too-large", "unknown-kind", "unreadable", "locked", "limits", "no-sandbox"]
"""`limits`: it took more memory or time than it is given; `locked`: it asks for a password."""
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
MEMORY_BYTES: Final = 512 * 1024 * 1024
CPU_SECONDS: Final = 5
MOST_IN_BYTES: Final = 16 * 1024 * 1024
MOST_OUT_BYTES: Final = 8 * 1024 * 1024
MOST_LETTERS: Final = 40_000
MOST_EDGE: Final = 1_200
"""Pixels of the longer edge of what is drawn."""
