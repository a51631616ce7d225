"""The calendar of a party, from its country: public holidays as the library `holidays` has them.

The rooms that count take calendars as values; this is the one place that looks dates up. Both parties must count alike,
so what names a calendar is a country by its ISO 3166 code, and its subdivision where holidays differ inside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

import holidays

from detente.cases.counting import Calendar
from detente.model.errors import BadInput


def calendar(country: str, zone: tzinfo, years: Iterable[int], *, subdivision: str = "") -> Calendar:
    """Give the calendar of a country: its weekend, and its public holidays in these years.

    Raises:
        BadInput: the country or the subdivision is not known.
    """
    known = holidays.list_supported_countries()
    if country not in known or subdivision not in ("", *known[country]):
        place = f"{country}-{subdivision}" if subdivision else country
        raise BadInput(f"No public holidays are known for {place!r}. Give an ISO 3166 code such as FR or DE-BY.")
    found = holidays.country_holidays(country, subdiv=subdivision or None, years=sorted({*years}))
    return Calendar(zone, holidays=frozenset(found), weekend=frozenset(found.weekend))
