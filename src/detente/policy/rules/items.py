"""Rules on the state of what is held: deleted, recalled, expired, challenged, in quarantine, under a legal hold."""

from __future__ import annotations

from typing import Final

from detente.policy.acts import ON_CONTENT, Act
from detente.policy.grounds import NIL
from detente.policy.question import Question
from detente.policy.roles import Role
from detente.policy.rules.rule import Rule


def deleted(question: Question) -> bool:
    """Only its proof stays, and a proof has no content."""
    return question.subject.item.state == "tombstone"


def recalled(question: Question) -> bool:
    """It waits for its deletion; nobody draws on it any more."""
    return question.subject.item.state == "recalled"


def past_its_date(question: Question) -> bool:
    """It may be purged, and nothing else."""
    return question.subject.item.state == "expired"


def challenged(question: Question) -> bool:
    """Blocked until the redress decision, and so not purged either."""
    return question.subject.item.state == "challenged"


def by_mistreatment(question: Question) -> bool:
    """Unlocked by the head of service to save life, and for oversight to open."""
    if not question.subject.item.quarantined:
        return False
    saves_life = question.subject.life and question.context.actor.has(Role.HEAD)
    if question.act is Act.OPEN:
        return not (saves_life or question.by_oversight)
    return not (question.act is Act.USE and saves_life)


def held_by_law(question: Question) -> bool:
    """Evidence for a court outlasts its deletion date."""
    return question.subject.item.legal_hold


RULES: Final = (
    Rule(
        "item.tombstone",
        "the item was deleted; only its proof stays",
        "nothing; oversight is told of a re-entry",
        sent=NIL,
        acts=ON_CONTENT,
        holds_against=deleted,
        source="domain.md F, tombstone",
    ),
    Rule(
        "item.recalled",
        "its originator recalled it",
        "ask the originator",
        sent=NIL,
        acts=ON_CONTENT,
        holds_against=recalled,
        source="DESIGN 13; DXP 14, delete on recall",
    ),
    Rule(
        "item.expired",
        "its deletion date has passed",
        "nothing",
        sent=NIL,
        acts=ON_CONTENT,
        holds_against=past_its_date,
        source="DESIGN 13; INTERPOL rules on processing, retention",
    ),
    Rule(
        "item.challenged",
        "a redress case blocks it: it may be opened, marked, and nothing else",
        "the redress decision",
        sent=NIL,
        acts=(ON_CONTENT | {Act.PURGE}) - {Act.OPEN},
        holds_against=challenged,
        source="DESIGN 13, unanswered challenge; domain.md E13",
    ),
    Rule(
        "item.mistreatment",
        "possibly obtained by mistreatment: only C opens or uses it, to save life, oversight told; O may open it",
        "C, life at stake",
        sent=NIL,
        acts=ON_CONTENT,
        holds_against=by_mistreatment,
        source="Convention against Torture, art. 15; ACMFEA 2019",
    ),
    Rule(
        "purge.hold",
        "a legal hold stands",
        "the hold is lifted",
        sent=None,
        acts=frozenset({Act.PURGE}),
        holds_against=held_by_law,
        source="DESIGN 13",
    ),
)
