"""Rules on the originator's consent: asked and not answered, refused, revoked, expired, for something else; not asked.

The last three speak only where nobody asked: once somebody did, what came of it is the ground.
"""

from __future__ import annotations

from typing import Final

from detente.policy import consents
from detente.policy.acts import Act
from detente.policy.grounds import NIL
from detente.policy.question import Question
from detente.policy.rules.rule import Rule

_ACTS: Final = frozenset({Act.USE, Act.EXPORT, Act.PASS_ON})
_SILENT: Final = frozenset({"none", "granted", "refused", "revoked"})


def pending(question: Question) -> bool:
    """No answer is no; a state that nobody knows is no answer."""
    return consents.is_needed(question) and question.context.consent.state not in _SILENT


def refused(question: Question) -> bool:
    """The originator said no."""
    return consents.is_needed(question) and question.context.consent.state == "refused"


def revoked(question: Question) -> bool:
    """The originator took its consent back."""
    return consents.is_needed(question) and question.context.consent.state == "revoked"


def expired(question: Question) -> bool:
    """It held until a date."""
    return consents.is_needed(question) and consents.has_expired(question)


def limited(question: Question) -> bool:
    """It named a recipient and a purpose, and these are others."""
    return consents.is_needed(question) and consents.is_for_something_else(question)


def h2(question: Question) -> bool:
    """The provider decides who else gets it."""
    return consents.beyond_h2(question) and not consents.was_asked(question)


def originator_control(question: Question) -> bool:
    """It goes no further, and serves nothing else, without its sender."""
    return consents.beyond_originator_control(question) and not consents.was_asked(question)


def incompatible_purpose(question: Question) -> bool:
    """It was given for the purposes of the agreement."""
    return consents.other_purpose(question) and not consents.was_asked(question)


RULES: Final = (
    Rule(
        "consent.pending",
        "asked, no answer: no",
        "the answer",
        sent=NIL,
        acts=_ACTS,
        holds_against=pending,
        source="domain.md E10",
    ),
    Rule(
        "consent.refused",
        "refused",
        "nothing",
        sent=NIL,
        acts=_ACTS,
        holds_against=refused,
        source="domain.md E10",
    ),
    Rule(
        "consent.revoked",
        "revoked",
        "nothing",
        sent=NIL,
        acts=_ACTS,
        holds_against=revoked,
        source="domain.md E10",
    ),
    Rule(
        "consent.expired",
        "its date has passed",
        "ask again",
        sent=NIL,
        acts=_ACTS,
        holds_against=expired,
        source="domain.md E10",
    ),
    Rule(
        "consent.limits",
        "for another recipient or purpose",
        "ask again",
        sent=NIL,
        acts=_ACTS,
        holds_against=limited,
        source="domain.md E10; Directive (EU) 2024/1640, art. 34",
    ),
    Rule(
        "handling.h2",
        "not passed on without permission",
        "ask for consent",
        sent=NIL,
        acts=frozenset({Act.PASS_ON}),
        holds_against=h2,
        source="Europol handling codes, H2",
    ),
    Rule(
        "handling.orcon",
        "originator control",
        "ask for consent",
        sent=NIL,
        acts=_ACTS,
        holds_against=originator_control,
        source="handling.json, ORCON",
    ),
    Rule(
        "purpose.incompatible",
        "used for another purpose",
        "ask for consent",
        sent=NIL,
        acts=frozenset({Act.USE, Act.PASS_ON}),
        holds_against=incompatible_purpose,
        source="Directive (EU) 2016/680, art. 4; Europol handling codes, H0",
    ),
)
