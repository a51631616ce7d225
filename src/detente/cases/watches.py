"""A watch: a standing question about one person, with an owner, an end and a law of its own. It never ends in silence.

    standing --its end passes--> undecided --renewed with a reason--> standing
        |                            |
        `--ended with a reason-------'--> ended

It fires until a person ended it, undecided or not. Each event is an alert of its own: who returns is not taken for a
repeat of who left. What somebody was told by word of mouth stands beside an alert and stops nothing; only a named
person who acknowledges it does. Sources: research/domain.md D, B7 to B12; deadlines.json, step `watch-warning`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

DAYS_BEFORE: Final = (30, 7, 1, 0)
"""So many days before its end a watch says so; at 0 it is undecided, and oversight reads it."""
INSTRUCTIONS: Final = ("detain", "check", "notify")
"""What is to be done with who is found, the strongest first."""
EVENTS: Final = ("crossing", "booking", "list-entry", "other")
DIRECTIONS: Final = ("", "in", "out")


class State(StrEnum):
    """How a watch stands: `undecided` is past its end, still fires, and waits for a person to renew or end it."""

    STANDING = "standing"
    UNDECIDED = "undecided"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Step:
    """Who is told of an alert that nobody took, and after how long. `whom` as in `cases.deadline.Rung`."""

    after: timedelta
    whom: str


STEPS: Final = (Step(timedelta(), "officer"), Step(timedelta(hours=1), "D"), Step(timedelta(hours=2), "head of desk"))
"""The owner at once, the duty desk after an hour, its head after two (B9)."""


def state(*, until: datetime, ended: bool, now: datetime) -> State:
    """Give how a watch stands."""
    if ended:
        return State.ENDED
    return State.STANDING if now < until else State.UNDECIDED


def warned_at(until: datetime, days: int) -> datetime:
    """Give when a watch says that it ends in so many days."""
    return until - timedelta(days=days)


def reached(*, since: datetime, until: datetime, last: int | None, now: datetime) -> list[int]:
    """Give of which days before its end a watch has to say so now: none twice, none that lay before it stood.

    `last`: the fewest days that it said already.

    >>> from datetime import UTC
    >>> end = datetime(2012, 3, 22, tzinfo=UTC)
    >>> reached(since=datetime(2011, 3, 22, tzinfo=UTC), until=end, last=30, now=datetime(2012, 3, 21, 12, tzinfo=UTC))
    [7, 1]
    """
    return [days for days in _left(since, until, last) if warned_at(until, days) <= now]


def next_at(*, since: datetime, until: datetime, last: int | None) -> datetime | None:
    """Give when a watch next says that it ends; None where it said all."""
    return next((warned_at(until, days) for days in _left(since, until, last)), None)


def steps_due(opened: datetime, *, taken: int, now: datetime) -> Sequence[Step]:
    """Give the steps that an alert has reached beyond the `taken` first ones."""
    return [step for step in STEPS[taken:] if opened + step.after <= now]


def next_step(opened: datetime, *, taken: int) -> datetime | None:
    """Give when an alert takes its next step; None after the last."""
    return opened + STEPS[taken].after if taken < len(STEPS) else None


def strength(instruction: str) -> int:
    """Give the place of an instruction, the strongest first: where several watches meet, none hides another.

    >>> sorted(["notify", "detain", "check"], key=strength)
    ['detain', 'check', 'notify']
    """
    return INSTRUCTIONS.index(instruction)


def _left(since: datetime, until: datetime, last: int | None) -> list[int]:
    said = DAYS_BEFORE[0] + 1 if last is None else last
    return [days for days in DAYS_BEFORE if days < said and warned_at(until, days) > since]
