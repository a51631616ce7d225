"""How long a step may take: the deadline preset that an agreement names, and how its limits are counted.

Hours run through nights, holidays and clock changes. Days end at 24:00 local time, in the zone of the obliged party,
of the last day; the day of the event is not counted. The steps here are those that a notification needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Days:
    """Calendar days, counted in the zone of the obliged party."""

    count: int


Limit = timedelta | Days
Preset = Mapping[str, Limit]

DETENTE_DEFAULT: Final[Preset] = MappingProxyType(
    {
        "delivered": timedelta(minutes=15),
        "opened": timedelta(hours=24),
        "accepted": timedelta(hours=72),
        "answer": Days(30),
        "outcome": Days(90),
    }
)
"""A proposal, without a law behind it: it binds whoever signs an agreement that names it."""

PRESETS: Final[Mapping[str, Preset]] = MappingProxyType({"detente-default": DETENTE_DEFAULT})


def preset(name: str) -> Preset:
    """Give the preset of that name; the default where this release does not know it."""
    return PRESETS.get(name, DETENTE_DEFAULT)


def due(limit: Limit, *, start: datetime, zone: tzinfo = UTC) -> datetime:
    """Give the instant (UTC) at which a step that began at `start` is due.

    >>> due(Days(1), start=datetime(2026, 11, 22, 9, tzinfo=UTC)).isoformat()
    '2026-11-24T00:00:00+00:00'
    """
    if isinstance(limit, timedelta):
        return start + limit
    last_day = start.astimezone(zone).date() + timedelta(days=limit.count)
    return datetime.combine(last_day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)
