"""The originator's consent to go further than the label or the agreement says: when it is needed, when it holds.

A REL list is never widened by it, and RED and AMBER+STRICT are never passed out with it: the originator issues another
version instead.
"""

from __future__ import annotations

from typing import Final

from detente.policy.acts import Act
from detente.policy.question import CLIENT, OWN_ORGANISATION, Question

JUDICIAL: Final = "judicial-proceedings"
"""A purpose of its own: H1 governs it, whatever the agreement's purposes are."""
_PUT_TO_A_PURPOSE: Final = frozenset({Act.USE, Act.PASS_ON})


def beyond_amber(question: Question) -> bool:
    """Whether it leaves the circle of AMBER: the organisation and its clients."""
    inside = question.subject.destination in {OWN_ORGANISATION, CLIENT}
    return question.label.tlp == "AMBER" and (question.publishes or (question.act is Act.PASS_ON and not inside))


def into_court(question: Question) -> bool:
    """Whether H1 stands in the way: it is for judicial proceedings."""
    return (
        question.act in _PUT_TO_A_PURPOSE
        and question.subject.purpose == JUDICIAL
        and "H1" in question.label.restrictions
    )


def beyond_h2(question: Question) -> bool:
    """Whether H2 stands in the way: somebody outside would get it."""
    return question.goes_outside and "H2" in question.label.restrictions


def beyond_originator_control(question: Question) -> bool:
    """Whether originator control stands in the way: it goes further, or serves another purpose, or is exported."""
    further = question.goes_outside or question.act is Act.EXPORT
    return question.label.orcon and (further or (question.act is Act.USE and other_purpose(question)))


def other_purpose(question: Question) -> bool:
    """Whether it is put to a purpose for which it was not given."""
    return (
        question.act in _PUT_TO_A_PURPOSE
        and question.subject.purpose != JUDICIAL
        and question.subject.purpose not in question.agreement.purposes
    )


def is_needed(question: Question) -> bool:
    """Whether the act needs the originator's consent."""
    return any(
        stands(question) for stands in (beyond_amber, into_court, beyond_h2, beyond_originator_control, other_purpose)
    )


def was_asked(question: Question) -> bool:
    """Whether somebody asked, whatever came of it."""
    return question.context.consent.state != "none"


def is_granted(question: Question) -> bool:
    """Whether a consent was given and stands, though perhaps for something else."""
    return question.context.consent.state == "granted"


def has_expired(question: Question) -> bool:
    """Whether the consent given has passed its date; one without a date lasts until it is revoked."""
    until = question.context.consent.until
    return is_granted(question) and until is not None and question.context.now > until


def is_for_something_else(question: Question) -> bool:
    """Whether the consent given is for another recipient or purpose than this act's."""
    consent, subject = question.context.consent, question.subject
    return is_granted(question) and (consent.to != subject.destination or consent.purpose != subject.purpose)


def holds(question: Question) -> bool:
    """Whether the originator consents to this act, now."""
    return is_granted(question) and not has_expired(question) and not is_for_something_else(question)
