"""Rules on searches, match sessions and traces, and on evidence that an agreement does not have."""

from __future__ import annotations

from typing import Final

from detente.policy import kinds
from detente.policy.acts import Act
from detente.policy.question import Question
from detente.policy.rules.rule import OUTSIDE, Rule, blank


def bulk_alone(question: Question) -> bool:
    """Dual control against hidden misuse."""
    return question.subject.bulk and not question.context.second_person


def without_case(question: Question) -> bool:
    """A match without a case is a trawl."""
    return blank(question.subject.case)


def other_list_class(question: Question) -> bool:
    """The agreement names the lists that may be compared."""
    return question.subject.list_class not in question.agreement.list_classes


def beyond_budget(question: Question) -> bool:
    """The budget bounds what a partner can learn by asking."""
    return question.subject.elements > question.agreement.budget_left


def sealed(question: Question) -> bool:
    """No hit is seen by one person alone."""
    return not question.context.second_person


def no_rounds_left(question: Question) -> bool:
    """Each round tells something."""
    return question.agreement.rounds_left <= 0


def opened_not_agreed(question: Question) -> bool:
    """When somebody reads is told only where both agreed that it is."""
    return question.subject.message == kinds.OPENED and not question.agreement.opened


RULES: Final = (
    Rule(
        "search.bulk",
        "bulk search needs a second person",
        "a second person",
        sent=None,
        acts=frozenset({Act.SEARCH}),
        holds_against=bulk_alone,
        source="domain.md F, no hidden misuse",
    ),
    Rule(
        "match.case",
        "not bound to a case",
        "name it",
        sent=None,
        acts=frozenset({Act.MATCH}),
        holds_against=without_case,
        source="DESIGN 8",
    ),
    Rule(
        "match.list-class",
        "list class not in the agreement",
        "change the agreement",
        sent=OUTSIDE,
        acts=frozenset({Act.MATCH}),
        holds_against=other_list_class,
        source="DESIGN 8",
    ),
    Rule(
        "match.budget",
        "beyond the budget",
        "a new budget",
        sent=OUTSIDE,
        acts=frozenset({Act.MATCH}),
        holds_against=beyond_budget,
        source="DESIGN 8",
    ),
    Rule(
        "match.sealed",
        "hits wait for a second officer",
        "a second officer",
        sent=None,
        acts=frozenset({Act.OPEN_HIT}),
        holds_against=sealed,
        source="DESIGN 8; README of the cases, 15",
    ),
    Rule(
        "trace.rounds",
        "no rounds left",
        "a new session",
        sent=OUTSIDE,
        acts=frozenset({Act.TRACE}),
        holds_against=no_rounds_left,
        source="DESIGN 9",
    ),
    Rule(
        "not-agreed",
        "`opened` where the agreement does not say so",
        "change the agreement",
        sent=None,
        acts=frozenset({Act.SEND, Act.ADMIT}),
        holds_against=opened_not_agreed,
        source="DXP 8, 12",
    ),
)
