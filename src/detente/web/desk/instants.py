"""Instants and lengths of time in the reader's language: "lun. 16 nov. 14:00", "hier 18:00", "4 h 18".

Always the node's time zone, named at the foot of the rail; where another party's days count, its time stands beside it
(`elsewhere`). Figures stay 0–9, as on every travel document.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.dateformat import format as date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext

# Weekday, day, month: Django's format letters, by language. Year only where it is not this year's.
DAY = {"fr": "D. j N", "en": "D j M", "ru": "D, j E", "ar": "l j F"}
DATE = {"fr": "j F Y", "en": "j F Y", "ru": "j E Y", "ar": "j F Y"}
AXIS = {"fr": "D. j", "en": "D j", "ru": "D j", "ar": "l j"}


def moment(at: datetime, now: datetime, *, seconds: bool = False, zone: tzinfo | None = None) -> str:
    """Give an instant as people say it: today only the time, yesterday and tomorrow by name, else with its day.

    `zone`: as it is said there; None for the node's own.
    """
    here, today = localtime(at, zone), localtime(now, zone)
    time = date_format(here, "H:i:s" if seconds else "H:i")
    days = (here.date() - today.date()).days
    if days == 0:
        return time
    if days == -1:
        return gettext("yesterday %(time)s") % {"time": time}
    if days == 1:
        return gettext("tomorrow %(time)s") % {"time": time}
    return f"{day(at, now, zone=zone)} {time}"


def elsewhere(at: datetime, now: datetime, zone: str) -> tuple[str, str]:
    """Give an instant as it is said in another zone, and the place that the zone is named for.

    Two empty strings where the clocks there show the same as here, or where nobody knows the zone.
    """
    try:
        there = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "", ""
    if at.astimezone(there).utcoffset() == localtime(at).utcoffset():
        return "", ""
    return moment(at, now, zone=there), zone.rpartition("/")[2].replace("_", " ")


def day(at: datetime, now: datetime, *, zone: tzinfo | None = None) -> str:
    """Give the day of an instant, short; with its year where that is not this year."""
    here = localtime(at, zone)
    pattern = DAY[_language()] + ("" if here.year == localtime(now, zone).year else " Y")
    return _lower(date_format(here, pattern))


def date(at: datetime) -> str:
    """Give a date in full, without weekday or time."""
    return _lower(date_format(localtime(at), DATE[_language()]))


def axis_day(at: datetime) -> str:
    """Give weekday and number for the line of days."""
    return _lower(date_format(localtime(at), AXIS[_language()]))


def length(span: timedelta) -> str:
    """Give a length of time in its two largest units, without its sign."""
    minutes = int(abs(span).total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days >= 5 or (days and not hours):
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    if days:
        return ngettext("%(days)s d %(hours)s h", "%(days)s d %(hours)s h", days) % {"days": days, "hours": hours}
    if hours:
        return gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": f"{minutes:02}"}
    return gettext("%(minutes)s min") % {"minutes": minutes}


def _language() -> str:
    language = (get_language() or "en").partition("-")[0]
    return language if language in DAY else "en"


def _lower(text: str) -> str:
    """Russian writes days and months small; Django's weekdays begin with a capital."""
    return text.lower() if _language() == "ru" else text
