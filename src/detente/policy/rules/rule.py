"""What a rule is: a small named function that says whether it stands against an act, with its sentence and source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from detente.policy.acts import Act
from detente.policy.question import Question

OUTSIDE: Final = "outside"
FORM: Final = "form"
LAW: Final = "law"
RIGHTS: Final = "rights"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of rules.json.

    `id` is the inner ground: for the officer, the audit and oversight. `sent` is what a partner may learn where this
    rule is why its request is not met: a sent ground, `nil` (the neutral answer), or None (nothing is sent, the own
    house can cure it). `acts`: those that it can stand against. `cure`: what would change it.
    """

    id: str
    sentence: str
    cure: str
    sent: str | None
    acts: frozenset[Act]
    holds_against: Callable[[Question], bool]
    source: str

    def forbids(self, question: Question) -> bool:
        """Whether the rule stands against the act."""
        return question.act in self.acts and self.holds_against(question)


def blank(text: str | None) -> bool:
    """Whether nothing was written."""
    return text is None or not text.strip()
