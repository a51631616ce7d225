"""When somebody is reminded of a clock that runs, and who: the rungs of a preset's ladder, placed in time.

Pure. A rung lies at so many hundredths of the time from the start of a clock to its end. Of what the other side owes,
nobody here is reminded before it is late. What is met, void, paused or stopped has no rungs: whoever accepts ends them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from detente.cases import presets
from detente.cases.case import Case
from detente.cases.clocks import RUNNING, RUNS_ON, Clock, clock_state
from detente.cases.deadline import LADDER, Rung
from detente.cases.kinds import TABLES

LATE: Final = 100
DELIVERY: Final = "delivery"
DANGER: Final = frozenset({"warning"})
"""Dialogues about a danger to come: their delivery, too, is somebody's matter, and being late is grave at once."""


class Urgency(StrEnum):
    """How much a reminder presses: before the time is over, after it, or where life may hang on it."""

    SOON = "soon"
    LATE = "late"
    GRAVE = "grave"


@dataclass(frozen=True, slots=True)
class Due:
    """A rung that the time has reached. `started`: of the clock, so that one which begins anew has new rungs."""

    clock: Clock
    rung: Rung
    urgency: Urgency


def reached(case: Case, *, now: datetime) -> tuple[Due, ...]:
    """Give the rungs that the time has reached, in the order of their clocks and of the ladder."""
    found = []
    for clock, rung in _rungs(case, now=now):
        if _at(clock, rung) <= now:
            found.append(Due(clock, rung, _urgency(case, rung)))
    return tuple(found)


def look_again(case: Case, *, now: datetime, clocks: Sequence[Clock] | None = None) -> datetime | None:
    """Give when the next rung is reached; `now` where one is reached already, None where none will be.

    `clocks`: those of the case, where they were computed already.
    """
    times = [_at(clock, rung) for clock, rung in _rungs(case, now=now, clocks=clocks)]
    return max(min(times), now) if times else None


def next_after(case: Case, *, now: datetime) -> datetime | None:
    """Give when the first rung after `now` is reached, None where all are."""
    return min((at for clock, rung in _rungs(case, now=now) if (at := _at(clock, rung)) > now), default=None)


def _rungs(case: Case, *, now: datetime, clocks: Sequence[Clock] | None = None) -> Iterable[tuple[Clock, Rung]]:
    if case.ended:
        return
    ladder: Sequence[Rung] = presets.preset(case.preset).ladder or LADDER
    steps = {rule.name: rule.step for rule in TABLES[case.kind].clocks}
    for clock in case.clocks if clocks is None else clocks:
        if clock_state(clock, now=now) not in RUNNING or clock.due <= clock.started:
            continue
        if clock.name == DELIVERY and case.kind not in DANGER:
            continue
        if steps.get(clock.name) in RUNS_ON and clock.name != DELIVERY:
            continue
        ours = clock.obliged.removeprefix("N:") == case.side
        for rung in ladder:
            if ours or rung.percent >= LATE:
                yield clock, rung


def _at(clock: Clock, rung: Rung) -> datetime:
    return clock.started + (clock.due - clock.started) * rung.percent / 100


def _urgency(case: Case, rung: Rung) -> Urgency:
    if rung.percent < LATE:
        return Urgency.SOON
    return Urgency.GRAVE if case.kind in DANGER else Urgency.LATE
