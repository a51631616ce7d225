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
from detente.model.replies import GENERIC, opens_within
from detente.protocol import payload, statement_pauses, statement_suspensions
from detente.protocol.entry import REPLIES
from detente.protocol.header import Header
from detente.protocol.refusal import EntryRefused
from detente.protocol.statement_suspensions import Dialogue, Suspensions, Wait

LIFE_OR_LIMB: Final = "life-or-limb"
WITHOUT_FACT: Final = frozenset({"evidence", "control"})
EVIDENCE: Final = "evidence"


@dataclass(frozen=True, slots=True)
class ProvedEntry:
    """An entry at its place with what its receipt says of it; `evidence` is its payload, once disclosed and opened.

    `life`: the statement discloses a warning of danger to life or limb.
    """

    direction: int
    seq: int
    header: Header
    held_at: str
    refused: str | None
    evidence: Mapping[str, Any] | None = None
    life: bool = False

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
    entries: Sequence[ProvedEntry],
    *,
    now: datetime | None,
    suspensions: Suspensions = statement_suspensions.NONE,
) -> list[dict[str, Any]]:
    """Give the facts, one per entry that is neither evidence nor control, in the order of (dir, seq).

    `now` decides only which unanswered clocks have run out; None stands for a moment before all of them.
    `suspensions`: those that the statement proves, which let clocks of the thread stand still.
    """
    ordered = sorted(entries, key=lambda entry: (entry.direction, entry.seq))
    replies = _replies(ordered)
    due = {place: _due(wait, suspensions) for place, wait in _waits(ordered, replies).items()}
    return [_fact(entry, replies, now, due.get((entry.direction, entry.seq))) for entry in ordered if entry.has_fact]


def waits(entries: Sequence[ProvedEntry]) -> list[Wait]:
    """Give the waits for an answer that is not proved: what suspensions can move."""
    ordered = sorted(entries, key=lambda entry: (entry.direction, entry.seq))
    return list(_waits(ordered, _replies(ordered)).values())


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


def shows_life(header: Header, disclosed: Mapping[str, Any] | None) -> bool:
    """Whether the payload that a statement discloses of an entry is a warning of danger to life or limb (DXP 13)."""
    return disclosed is not None and header.kind == "warning" and disclosed.get("urgency") == LIFE_OR_LIMB


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


def _waits(ordered: Sequence[ProvedEntry], replies: _Replies) -> dict[tuple[int, int], Wait]:
    """Give them by (dir, seq) of the entry that asks for the answer."""
    dialogues = _Dialogues(ordered)
    return {
        (entry.direction, entry.seq): Wait(
            dialogues.of(entry), instant.parse_instant(entry.held_at), entry.header.answer_by
        )
        for entry in ordered
        if entry.has_fact
        and entry.header.answer_by is not None
        and (entry.direction, entry.header.cid) not in replies.answers
    }


class _Dialogues:
    """The dialogue of each entry, from the headers: kinds that open one carry its name (DXP 1, 14).

    A cid is unique in a direction alone (DXP 8), so a party could write the other's once more. What replies names an
    entry of the other side, all else one of its own, and only where there is none of that side, one of the other.
    """

    def __init__(self, ordered: Sequence[ProvedEntry]) -> None:
        self._entries: dict[tuple[int, str], ProvedEntry] = {}
        for entry in ordered:
            self._entries.setdefault((entry.direction, entry.header.cid), entry)
        self._openers: dict[tuple[int, str], ProvedEntry] = {}

    def of(self, entry: ProvedEntry) -> Dialogue:
        """Give the dialogue; where what it leads to is not proved, that of the last entry which is."""
        opener = self._opener(entry)
        header = opener.header
        return Dialogue(header.kind, header.agreement, header.topic, opener.life)

    def _opener(self, entry: ProvedEntry) -> ProvedEntry:
        chain: list[ProvedEntry] = []
        seen: set[tuple[int, str]] = set()
        at: ProvedEntry | None = entry
        # A header may claim any cid, so a partner can write a circle.
        while at is not None and _name(at) not in seen and _name(at) not in self._openers:
            chain.append(at)
            seen.add(_name(at))
            at = self._named_by(at)
        opener = None if at is None else self._openers.get(_name(at))
        for each in reversed(chain):
            if opener is None or opens_within(each.header.kind, opener.header.kind):
                opener = each
            self._openers[_name(each)] = opener
        return self._openers[_name(entry)]

    def _named_by(self, entry: ProvedEntry) -> ProvedEntry | None:
        if entry.header.re is None:
            return None
        own = (entry.direction, entry.header.re)
        theirs = (1 - entry.direction, entry.header.re)
        first, second = (theirs, own) if entry.header.kind in GENERIC else (own, theirs)
        return self._entries.get(first) or self._entries.get(second)


def _name(entry: ProvedEntry) -> tuple[int, str]:
    return entry.direction, entry.header.cid


def _fact(entry: ProvedEntry, replies: _Replies, now: datetime | None, due: datetime | None) -> dict[str, Any]:
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
        "silent_since": None if due is None or now is None or now < due else instant.format_instant(due),
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


def _due(wait: Wait, suspensions: Suspensions) -> datetime | None:
    """Give when the wait for an answer ends, moved by pauses; None while it stands still."""
    pauses = suspensions.pauses(wait.dialogue)
    return statement_pauses.moved(wait.answer_by, since=wait.since, pauses=pauses)
