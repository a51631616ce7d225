"""What a permit obliges to: what whoever acts must also do (rules.json, obligations)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from detente.policy import consents
from detente.policy.acts import LEAVING, READING, Act
from detente.policy.question import Question
from detente.policy.roles import Role
from detente.policy.rules.agreement import is_held
from detente.policy.rules.approval import is_duty_desk_release

_SHOWING: Final = READING | {Act.EXPORT}
_FURTHER: Final = frozenset({Act.USE, Act.EXPORT, Act.PASS_ON})
_PURGE: Final = frozenset({Act.PURGE})
_MATCH: Final = frozenset({Act.MATCH})
_ADMIT: Final = frozenset({Act.ADMIT})


@dataclass(frozen=True, slots=True)
class Obligation:
    """One obligation: of which acts, and when it is due. `meaning`: what has to be done."""

    id: str
    meaning: str
    acts: frozenset[Act]
    is_due: Callable[[Question], bool]


def obligations_of(question: Question) -> tuple[str, ...]:
    """Give the ids of what a permitted act obliges to, sorted."""
    return tuple(sorted(each.id for each in OBLIGATIONS if question.act in each.acts and each.is_due(question)))


def _always(_: Question) -> bool:
    return True


def _is_masked(question: Question) -> bool:
    # A scope that nobody knows is the narrow one.
    return question.by_oversight and question.context.oversight_scope != "content"


def _by_oversight(question: Question) -> bool:
    return question.by_oversight


def _about_persons(question: Question) -> bool:
    return bool(question.subject.persons)


def _needs_telling(question: Question) -> bool:
    """Mistreatment material was unlocked, or something deleted comes again."""
    item = question.subject.item
    if question.act is Act.ADMIT:
        return item.state == "tombstone"
    return item.quarantined and question.context.actor.has(Role.HEAD)


def _is_challenged(question: Question) -> bool:
    return question.subject.item.state == "challenged"


def _is_unknown(question: Question) -> bool:
    known_topic = question.subject.topic is None or question.topic_is_known
    return not (question.kind_is_known and known_topic)


def _has_sensitive(question: Question) -> bool:
    return bool(question.subject.sensitive)


OBLIGATIONS: Final = (
    Obligation(
        "hold", "kept in order, not in the ledger, clocks paused, both sides told", frozenset({Act.SEND}), is_held
    ),
    Obligation("log-reason", "reason into the audit log", _SHOWING | {Act.USE}, _always),
    Obligation("log-to-oversight", "the reading of oversight goes to its own log", _SHOWING, _by_oversight),
    Obligation("mask-content", "metadata only", _SHOWING, _is_masked),
    Obligation("carry-label", "the label travels with the data, on each page", LEAVING, _always),
    Obligation("carry-dates", "review and deletion dates travel", LEAVING, _about_persons),
    Obligation("review-24h", "R reviews within 24 hours", frozenset({Act.SEND, Act.PASS_ON}), is_duty_desk_release),
    Obligation("tell-oversight", "oversight is told", frozenset({Act.OPEN, Act.USE, Act.ADMIT}), _needs_telling),
    Obligation("report-use", "the originator is told of the use", _FURTHER, consents.is_needed),
    Obligation("certificate", "a purge certificate is made", _PURGE, _always),
    Obligation("keep-proof", "leaf and receipts stay", _PURGE, _always),
    Obligation("sealed-until-released", "hits stay sealed until a second officer", _MATCH, _always),
    Obligation("spend-budget", "before evaluation", _MATCH, _always),
    Obligation("spend-round", "one round", frozenset({Act.TRACE}), _always),
    Obligation("mark-challenged", "shown as challenged", frozenset({Act.OPEN}), _is_challenged),
    Obligation("keep-unknown", "kept, shown as unknown, never dropped", _ADMIT, _is_unknown),
    Obligation(
        "drop-sensitive",
        "ethnicity, religion, political and protected status are dropped before a desk sees them",
        _ADMIT,
        _has_sensitive,
    ),
)
