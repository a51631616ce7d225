"""Dates as lists write them, as the partial dates of FollowTheMoney: `1986`, `1986-10`, `1986-10-21`.

A date that cannot be, or that can be read in two ways, is not mended here: it gives nothing, and the caller keeps the
text and says so.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from detente.intake.lists.mapping import Order

EARLIEST: Final = 1800
LATEST: Final = 2100
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier janv января январь",
            "feb february février fevrier févr fev февраля февраль",
            "mar march mars марта март",
            "apr april avril avr апреля апрель",
            "may mai мая май",
            "jun june juin июня июнь",
            "jul july juillet juil июля июль",
            "aug august août aout августа август",
            "sep sept september septembre сентября сентябрь",
            "oct october octobre октября октябрь",
            "nov november novembre ноября ноябрь",
            "dec december décembre decembre déc декабря декабрь",
        ),
        1,
    )
    for name in names.split()
}
_DIGITS: Final = {base + each: str(each) for base in (0x0660, 0x06F0, 0xFF10) for each in range(10)}
_AROUND: Final = re.compile(
    r"\A(?:approximately|approx\.?|circa|ca?\.?|about|around|environ|vers|около|born|dob:?|né le|née le)\s+",
    re.IGNORECASE,
)
_ISO: Final = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]\d{2}:\d{2}.*)?\Z|(\d{4})(\d{2})(\d{2})\Z"
)
_OFFSET: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:?\d{2})\Z")
_NUMBERS: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: \d{1,2}:\d{2}.*)?\Z")
_WORDS: Final = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th|er)?[ -])?([^\W\d_]{3,9})\.?,?[ -]?(\d{4})\Z")
_MONTH_FIRST: Final = re.compile(r"([^\W\d_]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\Z")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[-/.](\d{4})\Z")
_RANGE: Final = re.compile(r"\s+(?:to|and|or|-|–|и|ou|et)\s+|(?<=\d{4})\s*[-–]\s*(?=\d{4}\Z)")


def parse(text: str, *, order: Order | None = None) -> tuple[str, ...]:
    """Give the dates in a text: one, both ends of a span, or none where it is no date or two readings fit.

    `order`: what stands first where both could be a day, None where nobody knows.

    >>> parse("28 Jul 1963"), parse("circa 1963"), parse("1986-10-00"), parse("1962 to 1964")
    (('1963-07-28',), ('1963',), ('1986-10',), ('1962', '1964'))
    >>> parse("02/04/1988"), parse("02/04/1988", order="dmy"), parse("30/06/1995"), parse("1990-02-30")
    ((), ('1988-04-02',), ('1995-06-30',), ())
    """
    clean = _AROUND.sub("", " ".join(text.translate(_DIGITS).replace("\u200f", "").split()))
    # Of the British list: day and month that nobody knows.
    clean = clean.replace("dd/", "00/").replace("mm/", "00/")
    if clean.lower().startswith("between "):
        clean = clean[8:]
    parts = [each for each in _RANGE.split(clean) if each]
    if len(parts) == 2 and all(found := [_one(each, order) for each in parts]):
        return tuple(each for each in found if each)
    one = _one(clean, order)
    return (one,) if one else ()


def ambiguous(text: str) -> bool:
    """Whether a text is a date whose day and month could change places."""
    found = _NUMBERS.match(text.translate(_DIGITS).strip())
    return found is not None and found[1] != found[2] and int(found[1]) <= 12 and int(found[2]) <= 12


def other_calendar(text: str) -> bool:
    """Whether the year of a text is one of another calendar: Hijri, or Iranian."""
    years = [int(each) for each in re.findall(r"(?<!\d)\d{4}(?!\d)", text.translate(_DIGITS))]
    return bool(years) and all(1250 <= each <= 1500 for each in years)


def short_year(year: int, *, latest: int) -> int:
    """Give the full year of two digits, at most `latest`: nobody is born after the message that says so.

    >>> short_year(72, latest=2007), short_year(3, latest=2007), short_year(15, latest=2007)
    (1972, 2003, 1915)
    """
    return next(year + century for century in (2000, 1900, 1800) if year + century <= latest)


def joined(year: int, month: int, day: int) -> str:
    """Give a date of three numbers, of which 0 is unknown; "" where it cannot be."""
    if not EARLIEST <= year <= LATEST or not 0 <= month <= 12:
        return ""
    if not month:
        # A day without its month says nothing.
        return f"{year:04}" if not day else ""
    if not day:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _one(text: str, order: Order | None) -> str:
    if found := _OFFSET.match(text):
        text = found[1]
    if found := _ISO.match(text):
        year, month, day = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
        return joined(int(year), int(month or 0), int(day or 0))
    if found := _NUMBERS.match(text):
        return _numbers(int(found[1]), int(found[2]), int(found[3]), order)
    if (found := _WORDS.match(text)) and (named := _MONTHS.get(found[2].lower())):
        return joined(int(found[3]), named, int(found[1] or 0))
    if (found := _MONTH_FIRST.match(text)) and (named := _MONTHS.get(found[1].lower())):
        return joined(int(found[3]), named, int(found[2]))
    if found := _MONTH_YEAR.match(text):
        return joined(int(found[2]), int(found[1]), 0)
    return ""


def _numbers(first: int, second: int, year: int, order: Order | None) -> str:
    if first == second or not first or not second:
        # 00/00/1963 and 00/05/1963 of the British list: only what is known.
        day, month = first, second
        if not month and day:
            return ""
        return joined(year, month, day)
    if first > 12 or (order == "dmy" and second <= 12):
        return joined(year, second, first)
    if second > 12 or order == "mdy":
        return joined(year, first, second)
    return ""
