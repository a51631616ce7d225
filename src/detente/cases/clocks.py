"""What is awaited, until when, and what was met with silence: computed from the ledger's moments, never stored.

A moment is the first instant at which something was so: `held:M` when the receipt says that message M was held (stated
by who receives), `sent:M` when it left here. So start and end of a deadline are each stated by the party that does not
gain by moving it, and both nodes compute the same. A clock whose start is not proved does not run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from detente.cases import presets
from detente.cases.presets import Preset
from detente.cases.table import ClockRule, Table, Terms

SOON: Final = timedelta(hours=72)
URGENT: Final = timedelta(hours=24)

Moments = Mapping[str, datetime]


class ClockState(StrEnum):
    """How a clock looks. The first four grow worse with time; a paused or a done one does not move."""

    CALM = "calm"
    SOON = "soon"
    URGENT = "urgent"
    OVERDUE = "overdue"
    PAUSED = "paused"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline that runs or ran. `paused`: since when, None while it runs. `silence`: its name if it is missed."""

    name: str
    due: datetime
    started: datetime
    met_at: datetime | None = None
    paused: datetime | None = None
    silence: str = ""
    obliged: str = ""

    @property
    def met_late(self) -> bool:
        """Whether it was met, and after it was due."""
        return self.met_at is not None and self.met_at > self.due


@dataclass(frozen=True, slots=True)
class Silence:
    """A step that was awaited and did not come. It tells what was receipted and what was not, and no more."""

    what: str
    since: datetime
    clock: str


def clocks_of(
    table: Table, terms: Terms, moments: Moments, *, preset: Preset, zone: tzinfo = UTC, paused: datetime | None = None
) -> tuple[Clock, ...]:
    """Give the clocks that run or ran, in the order of the table. `zone` is that of the obliged party.

    `answer_by` in the terms moves the end of the clock `answer`; without it the preset counts (DXP 8, 10).
    """
    made = (_clock(rule, table, terms, moments, preset=preset, zone=zone) for rule in table.clocks)
    running = [clock for clock in made if clock is not None]
    if paused is None:
        return tuple(running)
    return tuple(clock if clock.met_at else _paused(clock, paused) for clock in running)


def clock_state(clock: Clock, *, now: datetime) -> ClockState:
    """Give how the clock looks at `now`: soon from 72 hours before it is due, urgent from 24, overdue from then on."""
    if clock.met_at is not None:
        return ClockState.DONE
    if clock.paused is not None:
        return ClockState.PAUSED
    left = clock.due - now
    if left <= timedelta(0):
        return ClockState.OVERDUE
    if left <= URGENT:
        return ClockState.URGENT
    return ClockState.SOON if left <= SOON else ClockState.CALM


def silences(clocks: Sequence[Clock], *, now: datetime) -> tuple[Silence, ...]:
    """Give the awaited steps that were not met, with the instant since when, longest silence first."""
    missed = (clock for clock in clocks if clock_state(clock, now=now) is ClockState.OVERDUE)
    found = [Silence(what=clock.silence, since=clock.due, clock=clock.name) for clock in missed]
    return tuple(sorted(found, key=lambda silence: silence.since))


def next_due(clocks: Sequence[Clock], *, now: datetime) -> Clock | None:
    """Give the running clock that ends first, overdue ones among them; None where nothing is awaited."""
    idle = {ClockState.DONE, ClockState.PAUSED}
    return min(
        (clock for clock in clocks if clock_state(clock, now=now) not in idle), key=lambda c: c.due, default=None
    )


def nil_leaves_at(*, released: datetime, held_at: datetime, nil_after: timedelta) -> datetime:
    """Give when a neutral answer leaves: never before `nil_after` from reception, whatever its reason (DXP 14)."""
    return max(released, held_at + nil_after)


def _clock(
    rule: ClockRule, table: Table, terms: Terms, moments: Moments, *, preset: Preset, zone: tzinfo
) -> Clock | None:
    started = _started(rule.starts, table, moments)
    if started is None or not table.applies(rule, terms):
        return None
    if any(_moment(message, table, moments) is not None for message in rule.void_by):
        return None
    due = presets.due(preset[rule.step], start=started, zone=zone)
    if rule.name == "answer" and terms.answer_by is not None:
        due = terms.answer_by
    met = [at for message in rule.met_by if (at := _moment(message, table, moments)) is not None]
    return Clock(rule.name, due, started, min(met, default=None), None, rule.silence, rule.obliged)


def _started(starts: str, table: Table, moments: Moments) -> datetime | None:
    """Give the start. What we sent ourselves counts from its leaving until the partner's receipt states better."""
    side, _, message = starts.partition(":")
    if side == "held" and starts not in moments and message not in table.receipts.values():
        return moments.get(f"sent:{message}")
    return moments.get(starts)


def _moment(message: str, table: Table, moments: Moments) -> datetime | None:
    """Give when `message` was held, or when it left here while no receipt says more. A receipt proves its message."""
    if message in table.receipts:
        return moments.get(f"held:{table.receipts[message]}")
    return moments.get(f"held:{message}", moments.get(f"sent:{message}"))


def _paused(clock: Clock, since: datetime) -> Clock:
    return Clock(clock.name, clock.due, clock.started, None, since, clock.silence, clock.obliged)
