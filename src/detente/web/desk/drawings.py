"""The line of days at the head of My work: late to the start, then 24 hours, then seven days.

Pure geometry: instants in, places in a drawing out. The queues below hold the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from detente.node.queries.desk import Party
from detente.web.desk.instants import axis_day

WIDTH, NOW, AXIS = 1160, 150, 46
FIRST_DAY = 404  # two fifths of what lies ahead
APART, MOST = 46, 14
HALF = 20


@dataclass(frozen=True, slots=True)
class Flag:
    """One deadline, or several of one party: `x` of the instant, `at` of the flag's middle."""

    party: Party
    x: int
    at: int
    label: str
    half: int

    @property
    def start(self) -> int:
        """Give the left edge of the flag."""
        return self.at - self.half

    @property
    def width(self) -> int:
        """Give the width of the flag."""
        return 2 * self.half


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark on the axis with its label."""

    x: int
    label: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """The whole drawing, mirrored already where the page reads from right to left."""

    flags: tuple[Flag, ...]
    ticks: tuple[Tick, ...]
    now: Tick
    late_from: int
    late_to: int
    end: int


def day_line(deadlines: Sequence[tuple[datetime, Party]], now: datetime, *, mirrored: bool) -> DayLine:
    """Give the drawing for these deadlines; those beyond eight days are left to the queues."""
    shown = sorted(deadlines, key=lambda item: item[0])
    ahead = [(_x(at, now), party) for at, party in shown if now <= at < now + timedelta(days=8)]
    late = [party for at, party in shown if at < now]
    behind = [(30 + (NOW - 60) * (place + 1) // (len(late) + 1), party) for place, party in enumerate(late)]

    def turn(x: int) -> int:
        return WIDTH - x if mirrored else x

    flags = [Flag(flag.party, turn(flag.x), turn(flag.at), flag.label, flag.half) for flag in _spread(behind, ahead)]
    ticks = [Tick(turn(_x(at, now)), label) for at, label in _days(now)]
    return DayLine(
        flags=tuple(flags),
        ticks=tuple(ticks),
        now=Tick(turn(NOW), localtime(now).strftime("%H:%M")),
        late_from=turn(0),
        late_to=turn(NOW),
        end=turn(WIDTH),
    )


def _x(at: datetime, now: datetime) -> int:
    hours = (at - now).total_seconds() / 3600
    if hours <= 24:
        return round(NOW + FIRST_DAY * hours / 24)
    return round(NOW + FIRST_DAY + (WIDTH - NOW - FIRST_DAY) * (hours - 24) / (24 * 7))


def _days(now: datetime) -> list[tuple[datetime, str]]:
    midnight = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [midnight + timedelta(days=count) for count in range(1, 8)]
    ticks = [(at, axis_day(at)) for at in days if at - now >= timedelta(hours=3)]
    evening = midnight + timedelta(hours=18)
    if evening - now >= timedelta(hours=3):
        ticks.insert(0, (evening, "18:00"))
    return ticks


def _spread(behind: list[tuple[int, Party]], ahead: list[tuple[int, Party]]) -> list[Flag]:
    """Give flags that do not overlap: near ones of one party become one, the others stand beside each other."""
    groups: list[tuple[int, Party, int]] = []
    for x, party in [*behind, *ahead]:
        if groups and groups[-1][1] == party and x - groups[-1][0] < APART:
            groups[-1] = (groups[-1][0], party, groups[-1][2] + 1)
        else:
            groups.append((x, party, 1))
    flags: list[Flag] = []
    for x, party, count in groups[:MOST]:
        half = HALF if count == 1 else HALF + 11
        least = flags[-1].at + flags[-1].half + half + 6 if flags else half
        label = party.code if count == 1 else f"{party.code} ×{count}"
        flags.append(Flag(party, x, max(x, least), label, half))
    return flags
