"""The clock at the edge: services and machines take `now` as a value, and here is where it comes from.

No clock ever orders, deduplicates, authenticates or rejects, but for an entry's own expiry (DXP 2).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Gives the present instant: aware, UTC."""


def system_now() -> datetime:
    """Give what this machine takes for the present."""
    return datetime.now(UTC)


@dataclass
class SteppedClock:
    """A clock that stands still until somebody moves it: for simulations and for the demo's invented past.

    >>> clock = SteppedClock(datetime(2026, 11, 22, 9, tzinfo=UTC))
    >>> clock.advance(minutes=5)
    >>> clock().isoformat()
    '2026-11-22T09:05:00+00:00'
    """

    moment: datetime

    def __post_init__(self) -> None:
        if self.moment.tzinfo is None:
            raise ValueError("a clock needs a time zone")

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **parts: float) -> None:
        """Move by a timedelta's parts (hours, minutes, …); backwards too, as real clocks do."""
        self.moment += timedelta(**parts)
