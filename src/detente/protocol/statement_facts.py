"""The facts of a thread (DXP 10), computed from proved entries alone: by the exporter, and again by every verifier.

One function for both, so that a statement is a function of what it proves. Which evidence counts (DXP 8): well formed,
from the other side, not among the `refused` of its receipt; for one target and message the first stands. An answer or
refusal counts once it is proved, even where its own receipt refused it: its fact then shows the code beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from detente.model import instant
from detente.protocol import payload, statement_pauses
from detente.protocol.entry import REPLIES
from detente.protocol.header import Header
from detente.protocol.refusal import EntryRefused
from detente.protocol.statement_pauses import Span

WITHOUT_FACT: Final = frozenset({"evidence", "control"})
EVIDENCE: Final = "evidence"


@dataclass(frozen=True, slots=True)
class ProvedEntry:
    """An entry at its place with what its receipt says of it; `evidence` is its payload, once disclosed and opened."""

    direction: int
    seq: int
    header: Header
    held_at: str
    refused: str | None
    evidence: Mapping[str, Any] | None = None

    @property
    def has_fact(self) -> bool:
        """Whether the statement says something about it."""
        return self.header.kind not in WITHOUT_FACT


@dataclass(frozen=True, slots=True)
class _Replies:
    """What the other side said about each (direction, cid), the first of each sort."""

    answers: Mapping[tuple[int, str], ProvedEntry]
    evidence: Mapping[tuple[int, str, str], ProvedEntry]


def compute(
    entries: Sequence[ProvedEntry], *, now: datetime | None, pauses: Sequence[Span] = ()
) -> list[dict[str, Any]]:
    """Give the facts, one per entry that is neither evidence nor control, in the order of (dir, seq).

    `now` decides only which unanswered clocks have run out; None stands for a moment before all of them. `pauses`: when
    suspensions let the clocks of the thread stand still, as `statement_pauses.spans` gives them.
    """
    ordered = sorted(entries, key=lambda entry: (entry.direction, entry.seq))
    replies = _replies(ordered)
    return [_fact(entry, replies, now, pauses) for entry in ordered if entry.has_fact]


def latest_silence(facts: Sequence[Mapping[str, Any]]) -> datetime | None:
    """Give the latest `silent_since` that `facts` claim: the earliest moment at which they can have been made.

    A verifier does not know the time of export. Facts hold if one moment exists that gives them all, and if any does,
    this one does.
    """
    moments = []
    for fact in facts:
        try:
            moments.append(instant.parse_instant(fact.get("silent_since")))
        except instant.BadInstant:
            continue
    return max(moments, default=None)


def is_outcome(evidence: Mapping[str, Any]) -> bool:
    """Whether the payload says what evidence must say (DXP 8, 14); one that does not is kept and proves nothing."""
    try:
        payload.check(EVIDENCE, evidence)
    except EntryRefused:
        return False
    return True


def _replies(ordered: Sequence[ProvedEntry]) -> _Replies:
    answers: dict[tuple[int, str], ProvedEntry] = {}
    evidence: dict[tuple[int, str, str], ProvedEntry] = {}
    for entry in ordered:
        if entry.header.re is None:
            continue
        target = (1 - entry.direction, entry.header.re)
        if entry.header.kind in REPLIES:
            answers.setdefault(target, entry)
        elif entry.evidence is not None and entry.refused is None and is_outcome(entry.evidence):
            evidence.setdefault((*target, entry.evidence["message"]), entry)
    return _Replies(answers, evidence)


def _fact(entry: ProvedEntry, replies: _Replies, now: datetime | None, pauses: Sequence[Span]) -> dict[str, Any]:
    place = (entry.direction, entry.header.cid)
    answer = replies.answers.get(place)
    answer_by = None if entry.header.answer_by is None else instant.format_instant(entry.header.answer_by)
    return {
        "cid": entry.header.cid,
        "kind": entry.header.kind,
        "dir": entry.direction,
        "seq": entry.seq,
        "answer_by": answer_by,
        "delivered": {"at": entry.held_at, "code": _code(entry, replies)},
        "opened": _outcome(replies.evidence.get((*place, "opened"))),
        "accepted": _outcome(replies.evidence.get((*place, "accepted"))),
        "answered": None if answer is None else {"kind": answer.header.kind, "seq": answer.seq},
        "silent_since": _silent_since(entry, now, pauses) if answer is None else None,
    }


def _code(entry: ProvedEntry, replies: _Replies) -> str | None:
    if entry.refused is not None:
        return entry.refused
    rejected = replies.evidence.get((entry.direction, entry.header.cid, "rejected"))
    if rejected is None or rejected.evidence is None:
        return None
    code: str | None = rejected.evidence.get("code")
    return code


def _outcome(entry: ProvedEntry | None) -> dict[str, Any] | None:
    if entry is None or entry.evidence is None:
        return None
    return {**{name: entry.evidence.get(name) for name in ("at", "by", "outcome", "code", "until")}, "seq": entry.seq}


def _silent_since(entry: ProvedEntry, now: datetime | None, pauses: Sequence[Span]) -> str | None:
    """Give when the wait for an answer ended, moved by pauses; None while it runs, or stands still."""
    due = entry.header.answer_by
    if due is not None and pauses:
        due = statement_pauses.moved(due, since=instant.parse_instant(entry.held_at), pauses=pauses)
    return None if due is None or now is None or now < due else instant.format_instant(due)
