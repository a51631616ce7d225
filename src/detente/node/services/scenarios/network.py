"""The simulated network: five seconds, longer during an outage, in order for each direction."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from detente.node.services.scenarios.reading import Outage

DELAY: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message on its way. `dialogue` "": one of the pair itself. `until`: the time that it names."""

    sender: str
    receiver: str
    dialogue: str
    message: str
    until: datetime | None = None


@dataclass
class Network:
    """What is on its way, and when it will be held."""

    outages: tuple[Outage, ...]
    _way: list[tuple[datetime, int, Parcel]] = field(default_factory=list)
    _last: dict[tuple[str, str], datetime] = field(default_factory=dict)
    _count: int = 0

    def __len__(self) -> int:
        return len(self._way)

    def send(self, parcel: Parcel, *, now: datetime) -> None:
        """Take a parcel that leaves now; during an outage it leaves when that ends."""
        direction = parcel.sender, parcel.receiver
        leaves = now
        while over := [each.end for each in self.outages if self._covers(each, direction, leaves)]:
            leaves = max(over)
        held_at = max(leaves + DELAY, self._last.get(direction, leaves))
        self._last[direction] = held_at
        self._count += 1
        heapq.heappush(self._way, (held_at, self._count, parcel))

    def next_until(self, limit: datetime) -> tuple[datetime, Parcel] | None:
        """Give the parcel that is held next, with when, if that is not after `limit`; it is on its way no longer."""
        if not self._way or self._way[0][0] > limit:
            return None
        held_at, _, parcel = heapq.heappop(self._way)
        return held_at, parcel

    def _covers(self, outage: Outage, direction: tuple[str, str], at: datetime) -> bool:
        return (outage.sender, outage.receiver) == direction and outage.begin <= at < outage.end
