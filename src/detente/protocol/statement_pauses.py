"""By how much suspensions move the end of a wait for an answer (DXP 10, 13): `answer_by`, moved by pauses.

    suspend held by the other side ---- clock stands still ---- lift held by the other side

Several flags may stand at once: one a side, for the whole or for topics. The clock of a dialogue stands while any of
them reaches it, so the spans of all are joined. Which suspensions reach a dialogue is decided before, from what the
entries say; here are only instants.
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
            single.append(Span(standing.pop(act.flag), act.at))
    single += [Span(begin, None) for begin in standing.values()]
    return _joined(sorted(single, key=lambda span: span.begin))


def moved(answer_by: datetime, *, since: datetime, pauses: Sequence[Span]) -> datetime | None:
    """Give when the wait that began at `since` ends; None where it stands still now, so that nothing has run out.

    A pause that begins once the wait is over moves nothing: what was late stays late.
    """
    due = answer_by
    for span in pauses:
        if span.end is not None and span.end <= since:
            continue
        begin = max(span.begin, since)
        if begin >= due:
            break
        if span.end is None:
            return None
        due += span.end - begin
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
