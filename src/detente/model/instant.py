"""An instant on the wire: exactly `YYYY-MM-DDThh:mm:ss.mmmZ` (DXP 2). Inside: an aware datetime in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime

# Hours end at 23: some Pythons read 24:00 as the next day, and two texts would be one moment.
SHAPE = re.compile(r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d\.\d{3}Z", re.ASCII)


class BadInstant(ValueError):
    """The text is not an instant of this form, or no such moment exists."""


def format_instant(moment: datetime) -> str:
    """Give the wire text; finer parts than milliseconds are cut.

    >>> format_instant(datetime(2026, 11, 22, 9, 0, 1, 999999, tzinfo=UTC))
    '2026-11-22T09:00:01.999Z'
    """
    if moment.tzinfo is None:
        raise BadInstant("an instant needs a time zone")
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="milliseconds")[: -len("+00:00")] + "Z"


def parse_instant(text: object) -> datetime:
    """Give the aware UTC moment.

    Raises:
        BadInstant: another form, or a moment that does not exist.
    """
    if not isinstance(text, str) or not SHAPE.fullmatch(text):
        raise BadInstant("an instant has the form YYYY-MM-DDThh:mm:ss.mmmZ")
    return moment_in(text)


def moment_in(text: str) -> datetime:
    """Give the aware UTC moment in a text that has the form; BadInstant where no such moment exists."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInstant("no such moment") from error
