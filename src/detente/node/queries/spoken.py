"""Names of dialogues, messages and clocks for which the desk has words of its own.

The tables have more, and a later release may send others: those are shown as their table titles them, or as they came.
"""

from __future__ import annotations

from typing import Final

KINDS: Final = ("notification", "request-information", "answer", "refusal", "feedback")
MESSAGES: Final = ("notification", "request", "answer", "part", "part-final", "nil", "refused")
CLOCKS: Final = (
    "delivery", "opening", "acceptance", "answer", "outcome", "approval", "interim", "clarification", "feedback",
    "review", "completion", "onward", "until",
)  # fmt: skip
