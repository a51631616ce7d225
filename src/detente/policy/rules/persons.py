"""Rules on records of persons: what each must say, what it may not, and the check that no kind bypasses."""

from __future__ import annotations

from typing import Final

from detente.policy import persons
from detente.policy.acts import LEAVING, SESSION, Act
from detente.policy.question import Question
from detente.policy.rules.rule import LAW, Rule, blank

_TRAVELS: Final = LEAVING | SESSION
_PASSED: Final = "passed"
_FAILED: Final = "failed"


def uncategorised(question: Question) -> bool:
    """There is no default."""
    return any(blank(person.category) for person in question.subject.persons)


def neither_fact_nor_assessment(question: Question) -> bool:
    """Whoever reads it must know whether somebody saw it or concluded it."""
    return any(person.nature not in {"fact", "assessment"} for person in question.subject.persons)


def undated(question: Question) -> bool:
    """Review and deletion dates travel with the record."""
    return any(not person.dated for person in question.subject.persons)


def unevaluated(question: Question) -> bool:
    """`Cannot be judged` is an evaluation; none is not."""
    return any(blank(person.evaluation) for person in question.subject.persons)


def character_unchecked(question: Question) -> bool:
    """Four questions, seconds; a warning of danger to life answers them too."""
    return any(person.character not in {_PASSED, _FAILED} for person in question.subject.persons)


def character_failed(question: Question) -> bool:
    """What was refused as one kind does not leave as another."""
    return any(person.character == _FAILED for person in question.subject.persons)


def sensitive_properties(question: Question) -> bool:
    """On the way in they are dropped instead: an entry is not refused for them."""
    return bool(question.subject.sensitive)


def category_not_for_this(question: Question) -> bool:
    """A victim or a witness enters no set, whatever the aim; tracing may protect them."""
    named = [person.category for person in question.subject.persons if not blank(person.category)]
    if question.act is Act.MATCH:
        return not all(map(persons.may_be_matched, named))
    return not all(persons.may_be_traced(category, protects=question.subject.protects) for category in named)


RULES: Final = (
    Rule(
        "person.category",
        "category missing",
        "enter it",
        sent=None,
        acts=_TRAVELS,
        holds_against=uncategorised,
        source="Directive (EU) 2016/680, art. 6",
    ),
    Rule(
        "person.fact",
        "fact or assessment missing",
        "enter it",
        sent=None,
        acts=LEAVING,
        holds_against=neither_fact_nor_assessment,
        source="Directive (EU) 2016/680, art. 7",
    ),
    Rule(
        "person.dates",
        "review and deletion dates missing",
        "enter them",
        sent=None,
        acts=LEAVING,
        holds_against=undated,
        source="DESIGN 13; Europol Regulation, art. 31",
    ),
    Rule(
        "person.evaluation",
        "evaluation missing",
        "enter it",
        sent=None,
        acts=LEAVING,
        holds_against=unevaluated,
        source="Directive (EU) 2016/680, art. 7(2)",
    ),
    Rule(
        "person.character-missing",
        "the check of political, military, religious, racial character was not made; no kind bypasses it",
        "make it",
        sent=None,
        acts=_TRAVELS | {Act.ADMIT},
        holds_against=character_unchecked,
        source="INTERPOL Constitution, art. 3; DESIGN 13",
    ),
    Rule(
        "person.character-failed",
        "the check failed",
        "nothing",
        sent=LAW,
        acts=_TRAVELS | {Act.ADMIT},
        holds_against=character_failed,
        source="INTERPOL Constitution, art. 3; DESIGN 13",
    ),
    Rule(
        "content.sensitive",
        "ethnicity, religion, political or protected status among the properties of a record that leaves (received: "
        "dropped at reception)",
        "leave the properties out",
        sent=None,
        acts=_TRAVELS,
        holds_against=sensitive_properties,
        source="DESIGN 3",
    ),
    Rule(
        "person.protected",
        "this category is not matched or traced: a victim or witness never enters a matching set; tracing only to "
        "protect the person",
        "state the protective purpose",
        sent="nil",
        acts=SESSION,
        holds_against=category_not_for_this,
        source="person_categories.json; README of the cases, 20",
    ),
)
