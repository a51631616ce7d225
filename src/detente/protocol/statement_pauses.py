"""By how much suspensions move the end of a wait for an answer (DXP 10, 13): `answer_by`, moved by pauses.

    suspend held by the other side ---- clock stands still ---- lift held by the other side

Several flags may stand at once: one a side, for the whole or for topics. The clock of a dialogue stands while any of
them reaches it, so the spans of all are joined. Which suspensions reach a dialogue says `statement_suspensions`; here
are only instants.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Flagged:
    """One `suspend` (`lifts` False) or `lift` of a dialogue's scope, at the `held_at` of its receipt.

    `flag` names what it sets or takes away: the direction of its ledger, and the topic, None for the whole.
    """

    flag: tuple[int, str | None]
    seq: int
    lifts: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when the clock stood still; `end` None: it still does."""

    begin: datetime
    end: datetime | None

    def touches(self, other: Span) -> bool:
        """Whether the two have an instant in common, their ends among them."""
        return (self.end is None or other.begin <= self.end) and (other.end is None or self.begin <= other.end)


def spans(acts: Iterable[Flagged]) -> tuple[Span, ...]:
    """Give the times in which at least one flag stood, joined and in order.

    Each flag is read in the order of its ledger: a second `suspend` changes nothing, a `lift` without one neither.
    """
    single: list[Span] = []
    standing: dict[tuple[int, str | None], datetime] = {}
    for act in sorted(acts, key=lambda act: (act.flag[0], act.seq)):
        if not act.lifts:
            standing.setdefault(act.flag, act.at)
        elif act.flag in standing:
            begin = standing.pop(act.flag)
            # `held_at` is what a clock of the other side showed, and a clock may be set back.
            single.append(Span(begin, max(begin, act.at)))
    single += [Span(begin, None) for begin in standing.values()]
    return _joined(sorted(single, key=lambda span: span.begin))


def moving(answer_by: datetime, *, since: datetime, pauses: Sequence[Span]) -> tuple[Span, ...]:
    """Give those of `pauses` that move the end of the wait which began at `since`, or keep it from ending.

    A pause that begins once the wait is over moves nothing: what was late stays late.
    """
    due, found = answer_by, []
    for span in pauses:
        if span.end is not None and span.end <= since:
            continue
        begin = max(span.begin, since)
        if begin >= due:
            break
        found.append(span)
        if span.end is None:
            break
        due += span.end - begin
    return tuple(found)


def moved(answer_by: datetime, *, since: datetime, pauses: Sequence[Span]) -> datetime | None:
    """Give when the wait that began at `since` ends; None where it stands still now, so that nothing has run out."""
    due = answer_by
    for span in moving(answer_by, since=since, pauses=pauses):
        if span.end is None:
            return None
        due += span.end - max(span.begin, since)
    return due


def _joined(ordered: Sequence[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in ordered:
        last = found[-1] if found else None
        if last is None or (last.end is not None and span.begin > last.end):
            found.append(span)
        elif last.end is not None:
            found[-1] = Span(last.begin, None if span.end is None else max(last.end, span.end))
    return tuple(found)
