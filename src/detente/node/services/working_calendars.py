"""The calendars by which limits are counted: ours, and those that partners told us. A change moves the open clocks.

Nothing of it travels: both parties set the same for both, as their agreement says, and then both count alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from detente.audit.acts import Act
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import recounting
from detente.node.stores import calendars
from detente.node.stores.calendars import Place
from detente.node.stores.models import CalendarRow, Officer, Partner
from detente.node.stores.unit import unit

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Shown:
    """The calendar of one party; `partner` None: ours. `weekend`: the days on which nobody works, as counted."""

    partner: Partner | None
    place: Place
    weekend: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Give what the command shows."""
        return {
            "party": "" if self.partner is None else self.partner.code,
            "zone": self.place.zone,
            "country": self.place.country,
            "subdivision": self.place.subdivision,
            "weekend": list(self.weekend),
        }


def all_of(node: Node) -> list[Shown]:
    """Give the calendars of all parties, ours first."""
    places = calendars.load(node.alias)
    partners = [None, *Partner.objects.using(node.alias).order_by("code")]
    return [_shown(partner, places.of(None if partner is None else partner.pk), node.now()) for partner in partners]


def place_of(
    *, zone: str = "UTC", country: str = "", subdivision: str = "", weekend: tuple[str, ...] = (), now: datetime
) -> Place:
    """Give a place from what a person typed.

    Raises:
        BadInput: no such zone, country, subdivision or weekday; or no day would be left to work.
    """
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadInput(f"There is no time zone {zone}. Give one such as Europe/Paris.") from error
    days = tuple(day.strip().lower() for day in weekend)
    unknown = [day for day in days if day not in WEEKDAYS]
    if unknown:
        raise BadInput(f"There is no weekday {unknown[0]}. Give them as in fri,sat.")
    if len(set(days)) == len(WEEKDAYS):
        raise BadInput("A week without a working day would never end a limit. Leave one out.")
    if subdivision and not country:
        raise BadInput("A subdivision needs its country. Give both, as in DE and BY.")
    numbers = frozenset(map(WEEKDAYS.index, days)) or None
    place = Place(zone, country.upper(), subdivision.upper(), numbers)
    # A country of which nothing is known must be refused now, not when the first case is counted by it.
    place.since(now.year)
    return place


def choose(node: Node, officer: Officer, partner: Partner | None, place: Place) -> int:
    """Count by this calendar from now on, ours where `partner` is None; give how many open cases it moved.

    Reads every open case of the partner, or of all for our own: a matter of seconds for a hundred thousand.
    """
    weekend = "" if place.weekend is None else "".join(str(day) for day in sorted(place.weekend))
    with unit(node, "choose calendar") as work:
        CalendarRow.objects.using(node.alias).update_or_create(
            partner=partner,
            defaults={
                "zone": place.zone,
                "country": place.country,
                "subdivision": place.subdivision,
                "weekend": weekend,
            },
        )
        rows = recounting.open_cases(node)
        moved = recounting.write(node, rows if partner is None else rows.filter(partner=partner))
        work.record(
            Act.SETTINGS_CHANGED,
            actor=officer.name,
            refs={} if partner is None else {"party": partner.party},
            details={
                "calendar": {
                    "zone": place.zone,
                    "country": place.country,
                    "subdivision": place.subdivision,
                    "weekend": weekend,
                },
                "moved": moved,
            },
        )
    return moved


def _shown(partner: Partner | None, place: Place, now: datetime) -> Shown:
    calendar = place.since(now.year)
    return Shown(partner, place, tuple(WEEKDAYS[day] for day in sorted(calendar.weekend)))
