"""Rules on who acts: active, in the role, cleared, with a reason."""

from __future__ import annotations

from typing import Final

from detente.policy.acts import BY_PERSON, Act
from detente.policy.question import Question
from detente.policy.roles import has_duty
from detente.policy.rules.rule import Rule, blank


def inactive(question: Question) -> bool:
    """A role that was taken away in the middle of a task ends the task for this officer."""
    return not question.context.actor.active


def without_role(question: Question) -> bool:
    """No role of the officer has the act; a bulk search is an act of its own (roles.json)."""
    bulk = question.act is Act.SEARCH and question.subject.bulk
    duty = "search-bulk" if bulk else question.act.value
    return not any(has_duty(role, duty) for role in question.context.actor.roles)


def above_clearance(question: Question) -> bool:
    """Compared on the scale of the own party, after the equivalence table."""
    rank = question.label.rank
    return rank is not None and rank > question.context.actor.clearance


def without_reason(question: Question) -> bool:
    """Oversight, too, gives one."""
    return blank(question.context.reason)


RULES: Final = (
    Rule(
        "actor.inactive",
        "the officer is not active, or the role was taken away",
        "another officer takes the task",
        sent=None,
        acts=BY_PERSON,
        holds_against=inactive,
        source="roles.json: a role removed in the middle of a task gives the task back",
    ),
    Rule(
        "actor.role",
        "the role may not do this act (roles.json)",
        "an officer with the role does it",
        sent=None,
        acts=BY_PERSON,
        holds_against=without_role,
        source="roles.json, policy_acts",
    ),
    Rule(
        "actor.clearance",
        "classified above the officer's clearance (after the equivalence table): not opened, used, sent, exported, "
        "passed on",
        "an officer with the clearance does it",
        sent=None,
        acts=frozenset({Act.OPEN, Act.USE, Act.SEND, Act.EXPORT, Act.PASS_ON}),
        holds_against=above_clearance,
        source="DESIGN 5, equivalence of classifications",
    ),
    Rule(
        "reason.missing",
        "open, search, export, use need a reason",
        "enter a reason",
        sent=None,
        acts=frozenset({Act.OPEN, Act.SEARCH, Act.EXPORT, Act.USE}),
        holds_against=without_reason,
        source="Directive (EU) 2016/680, art. 25",
    ),
)
