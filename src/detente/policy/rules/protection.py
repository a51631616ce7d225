"""Rules on persons with a protected status. What they guard is local: the sent ground is always the neutral answer.

A partner's request about such a person is taken in like any other; refusing it at the door would tell (README 19).
"""

from __future__ import annotations

from typing import Final

from detente.policy.acts import LEAVING, SESSION, Act
from detente.policy.grounds import NIL
from detente.policy.question import Person, Question
from detente.policy.roles import Role
from detente.policy.rules.rule import Rule

_HARMFUL_AIMS: Final = frozenset({"locate", "watch", "transfer"})


def toward_the_state_fled_from(question: Question) -> bool:
    """No approval cures it. The flight counts, whether a status was registered or not."""
    serves = question.act in SESSION or question.subject.aim in _HARMFUL_AIMS
    reached = _reached(question)
    return serves and any(person.fled_from in reached for person in question.subject.persons)


def in_a_matching_set(question: Question) -> bool:
    """The set itself would tell that the person is known."""
    return any(person.protected for person in question.subject.persons)


def without_both_signatures(question: Question) -> bool:
    """The head of service approves, and the legal adviser assents: two persons, neither of them the author."""
    approval = question.context.approval
    approved = approval.given and approval.by is not None and approval.by_role == Role.HEAD
    assented = (
        approval.second_by is not None
        and approval.second_role == Role.LEGAL
        and approval.second_by not in {approval.by, approval.author}
    )
    return any(map(_is_protected, question.subject.persons)) and not (approved and assented)


def _is_protected(person: Person) -> bool:
    return bool(person.protected)


def _reached(question: Question) -> frozenset[str]:
    """Give the states that the act serves or reaches: a third party does not wash the address away."""
    parties = {question.subject.toward, question.third_party}
    if question.act in SESSION | {Act.SEND}:
        parties.add(question.context.partner)
    return frozenset(party for party in parties if party is not None)


RULES: Final = (
    Rule(
        "protected.fled",
        "locate, watch, transfer, match or trace toward the state that the person fled from; no approval cures it",
        "nothing",
        sent=NIL,
        acts=LEAVING | SESSION | {Act.USE, Act.SEARCH},
        holds_against=toward_the_state_fled_from,
        source="Geneva Convention 1951, art. 33; DESIGN 13",
    ),
    Rule(
        "protected.set",
        "a person with a protected status (source, minor, journalist, …) never enters a matching set, protective "
        "purpose or not",
        "nothing",
        sent=NIL,
        acts=frozenset({Act.MATCH}),
        holds_against=in_a_matching_set,
        source="DESIGN 13",
    ),
    Rule(
        "protected.release",
        "what is about a person with a protected status leaves only when C approved and H, another person, assented",
        "C approves and H assents",
        sent=NIL,
        acts=LEAVING,
        holds_against=without_both_signatures,
        source="DESIGN 13; README of the cases, 19",
    ),
)
