"""What is awaited, until when, and what was met with silence: computed from the ledger's moments, never stored.

Both nodes compute the same. A clock whose start is not proved does not run: nobody owes an answer to what its node
may never have got. What a party says obliges itself from its leaving on. What was met stays met; else what is no
longer asked for is void; else a suspension pauses, a clarification stops; else it runs or is overdue. Neither a pause
nor a stop counts as late: both move the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from detente.cases import counting, presets
from detente.cases.counting import Calendar, Days, Months, Span, Stood
from detente.cases.deadline import Preset, Rung
from detente.cases.moments import Ledger, Moment, history
from detente.cases.table import Table, Terms, Watch

SOON: Final = timedelta(hours=72)
URGENT: Final = timedelta(hours=24)

RUNS_ON: Final = frozenset({"delivered", "review-after-duty-release", "approval-expiry", "watch-warning"})
"""The steps that no suspension pauses."""

GIVEN: Final = "given"
"""The step whose end is a date of the message itself."""


class ClockState(StrEnum):
    """How a clock looks. The first four grow worse with time; the others do not move."""

    CALM = "calm"
    SOON = "soon"
    URGENT = "urgent"
    OVERDUE = "overdue"
    PAUSED = "paused"
    STOPPED = "stopped"
    VOID = "void"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline that runs or ran.

    `paused` and `stopped`: since when, None while it runs; then `due` is what it was when it stood still. `voided`:
    when it was no longer asked for. `due_unstopped`: the end as it would be without any stop. `silence`: its name if
    it is missed.
    """

    name: str
    due: datetime
    started: datetime
    met_at: datetime | None = None
    paused: datetime | None = None
    silence: str = ""
    obliged: str = ""
    stopped: datetime | None = None
    voided: datetime | None = None
    due_unstopped: datetime | None = None

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


@dataclass(frozen=True, slots=True)
class Keeping:
    """By what the clocks of a dialogue are kept: its preset, the calendar of each side, and its suspensions."""

    preset: Preset
    calendars: Mapping[str, Calendar]
    pauses: tuple[Span, ...] = ()

    def calendar_of(self, obliged: str) -> Calendar:
        """Give the calendar of the obliged side; `N:receiver` is the node of the receiver."""
        return self.calendars.get(obliged.removeprefix("N:"), Calendar())


def clocks_of(table: Table, terms: Terms, ledger: Sequence[Moment], keeping: Keeping) -> tuple[Clock, ...]:
    """Give the clocks that run, ran or became void, in the order of the table.

    `answer_by` in the terms moves the end of the clock `answer`; without it the preset counts (DXP 8, 10).
    """
    moments = history(ledger, table)
    watches = (watch for watch in table.watches if table.applies(watch.rule, terms))
    made = (_clock(watch, table, terms, moments, keeping) for watch in watches)
    return tuple(clock for clock in made if clock is not None)


def clock_state(clock: Clock, *, now: datetime) -> ClockState:
    """Give how the clock looks at `now`: soon from 72 hours before it is due, urgent from 24, overdue from then on."""
    if clock.met_at is not None:
        return ClockState.DONE
    if clock.voided is not None:
        return ClockState.VOID
    if clock.paused is not None:
        return ClockState.PAUSED
    if clock.stopped is not None:
        return ClockState.STOPPED
    left = clock.due - now
    if left <= timedelta(0):
        return ClockState.OVERDUE
    if left <= URGENT:
        return ClockState.URGENT
    return ClockState.SOON if left <= SOON else ClockState.CALM


RUNNING: Final = frozenset({ClockState.CALM, ClockState.SOON, ClockState.URGENT, ClockState.OVERDUE})


def silences(clocks: Iterable[Clock], *, now: datetime) -> tuple[Silence, ...]:
    """Give the awaited steps that were not met, with the instant since when, longest silence first."""
    missed = (clock for clock in clocks if clock_state(clock, now=now) is ClockState.OVERDUE and clock.silence)
    found = [Silence(what=clock.silence, since=clock.due, clock=clock.name) for clock in missed]
    return tuple(sorted(found, key=lambda silence: silence.since))


def next_due(clocks: Iterable[Clock], *, now: datetime) -> Clock | None:
    """Give the running clock that ends first, overdue ones among them; None where nothing is awaited."""
    running = (clock for clock in clocks if clock_state(clock, now=now) in RUNNING)
    return min(running, key=lambda clock: clock.due, default=None)


def due_in(found: Sequence[Clock], *, now: datetime) -> datetime | None:
    """Give the end of the clock that ends first; where a suspension stops them all, of the first that will run again.

    So what a suspension stops keeps its place on the desk.
    """
    running = next_due(found, now=now)
    if running is not None:
        return running.due
    waiting = (clock.due for clock in found if clock_state(clock, now=now) is ClockState.PAUSED)
    return min(waiting, default=None)


def rungs(clock: Clock, ladder: Iterable[Rung], *, now: datetime) -> tuple[Rung, ...]:
    """Give the steps of escalation that the time has reached; none for a clock that is met or stands still."""
    if clock_state(clock, now=now) not in RUNNING:
        return ()
    return tuple(rung for rung in ladder if 100 * (now - clock.started) >= rung.percent * (clock.due - clock.started))


def nil_leaves_at(*, released: datetime, held_at: datetime, nil_after: timedelta) -> datetime:
    """Give when a neutral answer leaves: never before `nil_after` from reception, whatever its reason (DXP 14)."""
    return max(released, held_at + nil_after)


def _clock(watch: Watch, table: Table, terms: Terms, moments: Ledger, keeping: Keeping) -> Clock | None:
    rule = watch.rule
    begins = [
        index
        for index, moment in enumerate(moments)
        if moment.name in watch.starts and (moment.proved or _sender(moment, table) == rule.obliged)
    ]
    if not begins:
        return None
    start = moments[begins[-1]]
    after = [moment for index, moment in enumerate(moments) if _follows(moment, index, begins[-1], moments, table)]
    met = _first(after, watch.met_by)
    void = _first(after, watch.void_by)
    pauses = keeping.pauses if table.held and rule.step not in RUNS_ON else ()
    stops = () if rule.stops is None else tuple(_spans(moments, *rule.stops))

    ends = _ends(watch, terms, start, after, moments, keeping)
    if ends is None:
        return None
    return Clock(
        rule.name,
        due=ends(counting.closed_within((*pauses, *stops), start.at, met) if pauses or stops else ()),
        started=start.at,
        met_at=met,
        paused=None if met or void else counting.open_since(pauses, start.at),
        silence="" if keeping.preset.silence_is_lawful and rule.step == "answer" else rule.silence,
        obliged=rule.obliged,
        stopped=None if met or void else counting.open_since(stops, start.at),
        voided=None if met else void,
        due_unstopped=ends(counting.closed_within(pauses, start.at, met)) if stops else None,
    )


Ends = Callable[[Stood], datetime]


def _ends(
    watch: Watch, terms: Terms, start: Moment, after: Sequence[Moment], moments: Ledger, keeping: Keeping
) -> Ends | None:
    """Give how the end follows from the time that the clock stood still; None where nothing sets it an end."""
    rule = watch.rule
    calendar = keeping.calendar_of(rule.obliged)
    urgent = terms.urgent or bool(keeping.preset.falls_back_to)
    rejected = urgent and any(moment.name == "held:urgency-rejected" for moment in moments)
    limit = presets.limit(keeping.preset, rule, urgent=terms.urgent, urgency_rejected=rejected)
    by_days = isinstance(limit, Days | Months)
    extended = [moment for moment in after if moment.until is not None and moment.name in watch.moved_by]
    if extended:
        return _fixed(extended[-1].until, since=extended[-1].at, by_days=by_days, calendar=calendar)
    if rule.name == "answer" and terms.answer_by is not None:
        return _fixed(terms.answer_by, since=start.at, by_days=by_days, calendar=calendar)
    if rule.step == GIVEN:
        return _fixed(start.until, since=start.at, by_days=by_days, calendar=calendar)
    if limit is None:
        return None
    return lambda stood: counting.due(limit, start=start.at, calendar=calendar, stood=stood)


def _fixed(until: datetime | None, *, since: datetime, by_days: bool, calendar: Calendar) -> Ends | None:
    """Give how an end moves that was named as an instant: by what stood still since it was named."""
    if until is None:
        return None

    def end(stood: Stood) -> datetime:
        later = counting.closed_within([Span(*each) for each in stood], since, None)
        if by_days:
            return until + len(counting.touched(later, calendar)) * counting.DAY
        return until + counting.elapsed(later)

    return end


def _spans(moments: Iterable[Moment], begins: str, ends: str) -> Iterator[Span]:
    begun: datetime | None = None
    for moment in moments:
        if moment.name == begins and begun is None:
            begun = moment.at
        elif moment.name == ends and begun is not None:
            yield Span(begun, moment.at)
            begun = None
    if begun is not None:
        yield Span(begun)


def _follows(moment: Moment, index: int, start: int, moments: Ledger, table: Table) -> bool:
    """Whether a moment comes after the start. In the same instant, the order of one sender's ledger decides."""
    begun = moments[start]
    if moment.at != begun.at:
        return moment.at > begun.at
    return index > start or (index != start and _sender(moment, table) != _sender(begun, table))


def _sender(moment: Moment, table: Table) -> str:
    message = table.messages.get(moment.name.partition(":")[2])
    return moment.name if message is None else message.sender


def _first(moments: Iterable[Moment], names: frozenset[str]) -> datetime | None:
    return next((moment.at for moment in moments if moment.name in names), None)
