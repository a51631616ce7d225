"""Rules of four eyes: an approval is another person's, over exactly this content, and not old (DESIGN 5)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from detente.policy.acts import Act
from detente.policy.question import Question
from detente.policy.roles import Role
from detente.policy.rules.rule import Rule

LASTS: Final = timedelta(hours=72)
"""How long an approval holds; an own figure (README of the cases, 15)."""
_NEED_IT: Final = frozenset({Act.SEND, Act.PASS_ON})
_DUTY_DESK_KINDS: Final = frozenset({"warning", "deconfliction", "deconfliction-site"})
_INCIDENTS: Final = frozenset({"incident", "partner-incident"})


def unapproved(question: Question) -> bool:
    """Nobody approved it, or the approval was withdrawn."""
    return _is_needed(question) and not question.context.approval.given


def by_its_author(question: Question) -> bool:
    """Whatever roles the person holds."""
    approval = question.context.approval
    return _is_given(question) and (approval.by is None or approval.by == approval.author)


def by_another_role(question: Question) -> bool:
    """The duty desk may where waiting could cost a life; R reviews afterwards."""
    if not _is_given(question):
        return False
    match question.context.approval.by_role:
        case Role.HEAD:
            return False
        case Role.RELEASING:
            return question.subject.release == Role.HEAD
        case Role.DUTY_DESK:
            return question.subject.release == Role.HEAD or not _duty_desk_may(question)
        case _:
            return True


def edited(question: Question) -> bool:
    """The hash that was approved is not that of what would leave."""
    return _is_given(question) and not question.context.approval.same_content


def too_old(question: Question) -> bool:
    """What was right three days ago may not be now."""
    return _is_given(question) and question.context.approval.age > LASTS


def is_duty_desk_release(question: Question) -> bool:
    """Whether the duty desk released it, so that R must look at it within a day."""
    return _is_given(question) and question.context.approval.by_role == Role.DUTY_DESK


def _is_needed(question: Question) -> bool:
    # Evidence states what the node or an officer did; there is nothing in it to approve. A passing-on always has.
    return question.act in _NEED_IT and not (question.act is Act.SEND and question.subject.release == "none")


def _is_given(question: Question) -> bool:
    return _is_needed(question) and question.context.approval.given


def _duty_desk_may(question: Question) -> bool:
    subject = question.subject
    warns = subject.kind in _DUTY_DESK_KINDS or (subject.kind == "event" and subject.message in _INCIDENTS)
    return subject.life and warns


RULES: Final = (
    Rule(
        "approval.missing",
        "not approved",
        "have it approved",
        sent=None,
        acts=_NEED_IT,
        holds_against=unapproved,
        source="DESIGN 5, four eyes",
    ),
    Rule(
        "approval.author",
        "author and approver are one person",
        "another approver",
        sent=None,
        acts=_NEED_IT,
        holds_against=by_its_author,
        source="DESIGN 5, four eyes; roles.json",
    ),
    Rule(
        "approval.role",
        "R or C; C where release is C; D only for warnings and deconfliction with danger to life",
        "another approver",
        sent=None,
        acts=_NEED_IT,
        holds_against=by_another_role,
        source="roles.json; domain.md E3",
    ),
    Rule(
        "approval.edited",
        "edited after the approval",
        "approve again",
        sent=None,
        acts=_NEED_IT,
        holds_against=edited,
        source="DESIGN 5, four eyes",
    ),
    Rule(
        "approval.expired",
        "older than 72 hours",
        "approve again",
        sent=None,
        acts=_NEED_IT,
        holds_against=too_old,
        source="README of the cases, 15",
    ),
)
