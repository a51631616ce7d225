"""Birth dates as evidence in grades: how a date that is not the same can still be the same person's.

A clerk swaps day and month, misses a digit, counts a year wrong, knows the year only; another person's date agrees by
chance now and then, and mostly is years away. So two sets of dates give the best grade of any pair, not a yes or no.
A date may be known to the day, the month or the year; what is no date at all is no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?$")
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
EARLIEST: Final = 1800
LATEST: Final = 2100
_HIJRI: Final = range(1280, 1500)
MOST_DATES: Final = 24
"""Dates of one record that are looked at."""


class Precision(IntEnum):
    """How exactly a date is known."""

    YEAR = 1
    MONTH = 2
    DAY = 3


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month or year of the Gregorian calendar; `month` and `day` are 0 where unknown."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def precision(self) -> Precision:
        return Precision.DAY if self.day else Precision.MONTH if self.month else Precision.YEAR


class Agreement(IntEnum):
    """How well two sets of dates agree, from far apart to the same day; `UNKNOWN` where one side has none."""

    UNKNOWN = 0
    FAR = 1  # more than ten years
    DECADE = 2  # four to ten years
    YEARS = 3  # two or three years, another day
    NEXT_YEAR = 4  # one year, another day
    SAME_YEAR = 5  # the year, but another month or day
    YEARS_SAME_DAY = 6  # day and month the same, two or three years
    SLIP = 7  # one wrong digit, or day and month swapped, or a day before or after
    NEXT_YEAR_SAME_DAY = 8  # day and month the same, one year
    YEAR_ONLY = 9  # the year, and one side knows no more
    MONTH_ONLY = 10  # year and month, and one side knows no more
    SAME = 11  # the same day

    @property
    def speaks_for(self) -> bool:
        return self >= Agreement.YEARS_SAME_DAY

    @property
    def speaks_against(self) -> bool:
        return Agreement.UNKNOWN < self <= Agreement.YEARS


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """The best agreement of any two dates of two sets, and the pair that gave it; `years` apart, positive: later."""

    agreement: Agreement
    query: PartialDate | None = None
    candidate: PartialDate | None = None

    @property
    def years(self) -> int:
        if self.query is None or self.candidate is None:
            return 0
        return self.candidate.year - self.query.year


NO_EVIDENCE: Final = DateEvidence(Agreement.UNKNOWN)


def dates_of(texts: Iterable[str]) -> tuple[tuple[PartialDate, ...], tuple[str, ...]]:
    """Give the dates in `texts` (YYYY, YYYY-MM or YYYY-MM-DD), each once, and a sentence for each that was left aside.

    A month 13 to 31 with a day up to 12 was written the American way and is read so. An impossible day leaves the
    month, an impossible month the year. A year of the Hijri calendar is no Gregorian year and is left aside.

    >>> dates_of(["1987-10-21", "1988", "1990-02-31", "1990-13-05"])[0]  # doctest: +NORMALIZE_WHITESPACE
    (PartialDate(year=1987, month=10, day=21), PartialDate(year=1988, month=0, day=0), PartialDate(year=1990, month=2,
    day=0), PartialDate(year=1990, month=5, day=13))
    >>> dates_of(["1407-02-18", "0000", "yesterday"])[1]  # doctest: +NORMALIZE_WHITESPACE
    ('1407-02-18 looks like a year of the Hijri calendar; it is not compared.',
     '0000 is no year in which a person of today was born; it is not compared.',
     'yesterday is no date; it is not compared.')
    """
    return _dates_of(tuple(texts))


@lru_cache(maxsize=16384)
def _dates_of(texts: tuple[str, ...]) -> tuple[tuple[PartialDate, ...], tuple[str, ...]]:
    found: dict[PartialDate, None] = {}
    aside = []
    for text in texts:
        if len(found) == MOST_DATES:
            aside.append(f"Only the first {MOST_DATES} dates are compared.")
            break
        date, why = _read(str(text).strip())
        if date is not None:
            found[date] = None
        if why:
            aside.append(why)
    return tuple(found), tuple(aside)


@lru_cache(maxsize=16384)
def _read(text: str) -> tuple[PartialDate | None, str]:
    match = _DATE.match(text[:40])
    if match is None:
        return None, f"{text[:20]} is no date; it is not compared."
    year, month, day = (int(part or 0) for part in match.groups())
    if year in _HIJRI:
        return None, f"{text[:20]} looks like a year of the Hijri calendar; it is not compared."
    if not EARLIEST <= year <= LATEST:
        return None, f"{text[:20]} is no year in which a person of today was born; it is not compared."
    if 12 < month <= 31 and 1 <= day <= 12:
        month, day = day, month
    if not 1 <= month <= 12:
        return PartialDate(year), ""
    if not 1 <= day <= _DAYS[month - 1]:
        return PartialDate(year, month), ""
    return PartialDate(year, month, day), ""


def compared(query: tuple[PartialDate, ...], candidate: tuple[PartialDate, ...]) -> DateEvidence:
    """Give the best agreement of any date of `query` with any of `candidate`.

    >>> notice = dates_of(["1987-10-21", "1988-10-21"])[0]
    >>> compared(dates_of(["1986-10-21"])[0], notice).agreement
    <Agreement.NEXT_YEAR_SAME_DAY: 8>
    >>> compared(dates_of(["1993-07-22"])[0], notice).agreement
    <Agreement.DECADE: 2>
    """
    best = NO_EVIDENCE
    for one in query:
        for other in candidate:
            agreement = _agreement(one, other)
            if agreement > best.agreement:
                if agreement is Agreement.SAME:
                    return DateEvidence(agreement, one, other)
                best = DateEvidence(agreement, one, other)
    return best


def _agreement(one: PartialDate, other: PartialDate) -> Agreement:
    if one == other:
        return _SAME_TO[one.precision]
    apart = abs(one.year - other.year)
    if one.day and other.day:
        if apart <= 3 and one.day == other.day and one.month == other.month:
            return Agreement.NEXT_YEAR_SAME_DAY if apart == 1 else Agreement.YEARS_SAME_DAY
        if is_slip(one, other):
            return Agreement.SLIP
    if apart == 0:
        if not one.month or not other.month:
            return Agreement.YEAR_ONLY
        if one.month == other.month and not (one.day and other.day):
            return Agreement.MONTH_ONLY
        return Agreement.SAME_YEAR
    if apart == 1:
        return Agreement.NEXT_YEAR
    if apart <= 3:
        return Agreement.YEARS
    return Agreement.DECADE if apart <= 10 else Agreement.FAR


_SAME_TO: Final = {
    Precision.YEAR: Agreement.YEAR_ONLY,
    Precision.MONTH: Agreement.MONTH_ONLY,
    Precision.DAY: Agreement.SAME,
}


def is_slip(one: PartialDate, other: PartialDate) -> bool:
    """Whether two full dates differ as by one slip of the pen: swapped day and month, one digit, a day before or after.

    >>> is_slip(PartialDate(1961, 4, 12), PartialDate(1961, 12, 4))
    True
    """
    if one.year == other.year:
        if one.day == other.month and one.month == other.day:
            return True
        if one.month == other.month and abs(one.day - other.day) == 1:
            return True
    digits = zip(_digits(one), _digits(other), strict=True)
    return sum(left != right for left, right in digits) == 1


def _digits(date: PartialDate) -> str:
    return f"{date.year:04}{date.month:02}{date.day:02}"
