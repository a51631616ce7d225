"""The calendars of the parties: rows to the values by which `cases` counts.

One read gives all of them: a node has few partners. What the library of holidays says of a country is kept for the life
of the process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from detente.cases.counting import SATURDAY_AND_SUNDAY, Calendar
from detente.cases.kinds import TABLES
from detente.node import calendars
from detente.node.stores import pauses
from detente.node.stores.pauses import NONE, Pauses
from detente.node.stores.statements import fetch

_ALL: Final = "SELECT partner_id, zone, country, subdivision, weekend FROM calendar"

YEARS: Final = 12
"""Holidays are known for so many years from the one in which a dialogue was opened: no limit of a preset is longer."""


@dataclass(frozen=True, slots=True)
class Place:
    """What names a calendar. `country` "": no holidays. `weekend` None: that of the country, else Saturday, Sunday."""

    zone: str = "UTC"
    country: str = ""
    subdivision: str = ""
    weekend: frozenset[int] | None = None

    def since(self, year: int) -> Calendar:
        """Give the calendar with its holidays from the year before `year` on.

        Raises:
            BadInput: no holidays are known for the country.
        """
        return _counted(self, year)


NOWHERE: Final = Place()
"""What counts for a party of which nobody said anything: UTC, without holidays."""


@dataclass(frozen=True, slots=True)
class Places:
    """Ours, and those of the partners by their rows."""

    ours: Place = NOWHERE
    partners: Mapping[int, Place] = field(default_factory=lambda: MappingProxyType({}))
    pauses: Pauses = NONE
    """When the clocks of the partners' dialogues stood still: whoever counts needs both."""

    def of(self, partner: int | None) -> Place:
        """Give the place of a partner, or ours for None."""
        return self.ours if partner is None else self.partners.get(partner, NOWHERE)

    def sides(self, partner: int, kind: str, side: str, opened_at: datetime) -> Mapping[str, Calendar]:
        """Give the calendar of each side of a dialogue in which we are `side`."""
        table = TABLES.get(kind)
        if table is None:
            return {}
        years = {each: (self.ours if each == side else self.of(partner)) for each in table.sides}
        return {each: place.since(opened_at.year) for each, place in years.items()}


def load(alias: str) -> Places:
    """Give the places of all parties."""
    found = {
        partner: Place(zone, country, subdivision, frozenset(map(int, weekend)) if weekend else None)
        for partner, zone, country, subdivision, weekend in fetch(alias, _ALL)
    }
    return Places(found.pop(None, NOWHERE), found, pauses.load(alias))


@lru_cache(maxsize=512)
def _counted(place: Place, year: int) -> Calendar:
    zone = ZoneInfo(place.zone)
    if not place.country:
        return Calendar(zone, weekend=SATURDAY_AND_SUNDAY if place.weekend is None else place.weekend)
    found = calendars.calendar(place.country, zone, range(year - 1, year + YEARS), subdivision=place.subdivision)
    return found if place.weekend is None else Calendar(zone, found.holidays, place.weekend)
