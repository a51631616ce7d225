"""How a limit is counted: hours, days, working days and months, in the calendar of the party that is obliged.

Hours run through nights, holidays and clock changes. Days end at 24:00 local time of the last day; the day of the event
is not counted. A month ends on the same day of the month, or on its last day. Working days leave out the weekend and
the holidays of the obliged party. A limit in calendar days that ends on a free day ends there all the same. What stood
still is added: elapsed time to hours, touched local days to days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

DAY: Final = timedelta(days=1)
SATURDAY_AND_SUNDAY: Final = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class Days:
    """Days, counted in the calendar of the obliged party; `working` ones leave out its weekend and holidays."""

    count: int
    working: bool = False


@dataclass(frozen=True, slots=True)
class Months:
    """Calendar months, counted in the zone of the obliged party."""

    count: int


Limit = timedelta | Days | Months


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of one party. `weekend` as weekday numbers, Monday is 0; nobody looks up holidays here."""

    zone: tzinfo = UTC
    holidays: frozenset[date] = frozenset()
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY

    def day_of(self, instant: datetime) -> date:
        """Give the local day in which an instant lies."""
        return instant.astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        """Give 24:00 of a local day, in UTC; where clocks change at midnight, the instant when the next day begins."""
        return datetime.combine(day + DAY, time(), tzinfo=self.zone).astimezone(UTC)

    def is_working(self, day: date) -> bool:
        """Whether people work on that day."""
        return day.weekday() not in self.weekend and day not in self.holidays


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, `end` not in it; None: it still lasts."""

    begin: datetime
    end: datetime | None = None


Stood = tuple[tuple[datetime, datetime], ...]
"""When a clock stood still: spans that are over, in order, none of which overlaps another."""


def due(limit: Limit, *, start: datetime, calendar: Calendar | None = None, stood: Stood = ()) -> datetime:
    """Give the instant (UTC) at which a step that began at `start` is due. `stood`: when it stood still, in order.

    >>> due(Days(1), start=datetime(2026, 11, 22, 9, tzinfo=UTC)).isoformat()
    '2026-11-24T00:00:00+00:00'
    >>> due(Months(1), start=datetime(2026, 1, 31, 9, tzinfo=UTC)).isoformat()
    '2026-03-01T00:00:00+00:00'
    """
    if isinstance(limit, timedelta):
        return start + limit + elapsed(stood)
    place = Calendar() if calendar is None else calendar
    first = place.day_of(start)
    if isinstance(limit, Months):
        return place.end_of(_months_after(first, limit.count) + len(touched(stood, place)) * DAY)
    if not limit.working:
        return place.end_of(first + (limit.count + len(touched(stood, place))) * DAY)
    lost = sum(place.is_working(day) for day in touched(stood, place))
    return place.end_of(_working_days_after(first, limit.count + lost, place))


def elapsed(stood: Stood) -> timedelta:
    """Give how long spans last together; they do not overlap."""
    return sum((end - begin for begin, end in stood), timedelta())


def touched(stood: Stood, calendar: Calendar) -> frozenset[date]:
    """Give the local days that spans touch, each once."""
    days: set[date] = set()
    for begin, end in stood:
        day, last = calendar.day_of(begin), calendar.day_of(end - timedelta.resolution)
        while day <= last:
            days.add(day)
            day += DAY
    return frozenset(days)


def closed_within(spans: Iterable[Span], begin: datetime, end: datetime | None) -> Stood:
    """Give the parts of the spans between `begin` and `end` that are over, joined where they overlap, in order."""
    parts: list[tuple[datetime, datetime]] = []
    for span in sorted(spans, key=lambda each: each.begin):
        over = end if span.end is None else span.end if end is None else min(span.end, end)
        since = max(span.begin, begin)
        if over is None or over <= since:
            continue
        if parts and since <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(parts[-1][1], over))
        else:
            parts.append((since, over))
    return tuple(parts)


def open_since(spans: Iterable[Span], begin: datetime) -> datetime | None:
    """Give since when time stands still, not before `begin`; None where it runs."""
    lasting = [span.begin for span in spans if span.end is None]
    return max(min(lasting), begin) if lasting else None


def _months_after(day: date, count: int) -> date:
    months = day.month - 1 + count
    year, month = day.year + months // 12, months % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + (day.day - 1) * DAY, following - DAY)


def _working_days_after(day: date, count: int, calendar: Calendar) -> date:
    while count:
        day += DAY
        count -= calendar.is_working(day)
    return day
