"""When a closed matter is looked at again, and when it is deleted at the latest (research/domain.md, F and B16).

    closed --review_on--> a person renews it with a reason, or lets it go
           --delete_on has ended--> purged, the proof stays

Days are local days of whoever holds it. The house's own limits count from the day of closing; those of the agreement
count from reception and may shorten them, never lengthen them. Nothing stays for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

REVIEW_AFTER_YEARS: Final = 1
DELETE_AFTER_YEARS: Final = 5
"""At most five years, as INTERPOL's rules on the processing of data have it for a first period."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """How long the agreement lets something be kept, counted from reception."""

    review: timedelta
    delete: timedelta


@dataclass(frozen=True, slots=True)
class Dates:
    """The day from which a review is due, and the last day on which it may be here."""

    review_on: date
    delete_on: date

    def review_is_due(self, *, now: datetime, zone: tzinfo) -> bool:
        """Whether the day of the review has begun."""
        return now.astimezone(zone).date() >= self.review_on

    def is_over(self, *, now: datetime, zone: tzinfo) -> bool:
        """Whether the last day has ended: from now on it must not be here."""
        return now >= datetime.combine(self.delete_on + _DAY, time(), tzinfo=zone)


def dates(*, closed: date, received: date, kept: Kept | None = None) -> Dates:
    """Give the dates of a matter that was closed on a day. `kept`: what its agreement says, None where nothing.

    >>> dates(closed=date(2011, 6, 24), received=date(2011, 3, 4))
    Dates(review_on=datetime.date(2012, 6, 24), delete_on=datetime.date(2016, 6, 24))
    """
    delete_on = years_after(closed, DELETE_AFTER_YEARS)
    review_on = years_after(closed, REVIEW_AFTER_YEARS)
    if kept is not None:
        delete_on = min(delete_on, received + kept.delete)
        review_on = min(review_on, received + kept.review)
    # What is over before anybody could look is looked at on its last day; what is over already, today.
    delete_on = max(delete_on, closed)
    return Dates(max(min(review_on, delete_on), closed), delete_on)


def renewed(found: Dates, *, on: date) -> Dates:
    """Give the dates after a review that keeps it: one more year at most, and never beyond the day of deletion."""
    return Dates(min(years_after(on, REVIEW_AFTER_YEARS), found.delete_on), found.delete_on)


def years_after(day: date, years: int) -> date:
    """Give the same day some years later; 28 February where that year has no 29th.

    >>> years_after(date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
