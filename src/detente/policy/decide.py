"""May this be done? The pure decision on every act (DESIGN 5), with what it obliges to, or its grounds.

    decide(act, subject, context) -> Permit(obligations) | Refusal(inner ground, sent ground, the rest)

All rules are asked, in their order; the first that stands against the act is the ground. The inner ground is for the
officer, the audit and oversight and never travels. What a partner may learn is the sent ground: coarse, or the neutral
answer, or nothing. Nothing here knows which of the house's facts a partner may guess: that is in each rule's `sent`.

What an entry that arrives is refused with, on the wire, is in `policy.admit`, by the same rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.policy.acts import Act
from detente.policy.grounds import NIL
from detente.policy.obligations import obligations_of
from detente.policy.question import Context, Question, Subject
from detente.policy.rules.order import RULES
from detente.policy.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Permit:
    """Yes, with what has to be done besides: ids of `policy.obligations`, sorted."""

    obligations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """No. `ground`: the id of the first rule, `also`: of the others that stand against it, in their order.

    `sent`: one of the sent grounds, `nil` for the neutral answer, None where nothing goes out. It alone may travel.
    """

    ground: str
    sent: str | None
    also: tuple[str, ...] = ()

    @property
    def is_neutral(self) -> bool:
        """Whether a partner gets what it would get if nothing were held."""
        return self.sent == NIL


Decision = Permit | Refusal


def decide(act: Act, subject: Subject, context: Context, *, rules: Sequence[Rule] = RULES) -> Decision:
    """Give the decision on one act; `rules` are those of the house unless a test leaves one out."""
    question = Question(act, subject, context)
    standing = [rule for rule in rules if rule.forbids(question)]
    if not standing:
        return Permit(obligations_of(question))
    first, *others = standing
    return Refusal(first.id, first.sent, tuple(rule.id for rule in others))
