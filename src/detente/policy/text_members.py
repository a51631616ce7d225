"""The members that every agreement text has, read strictly: one reader a member, and one sentence for what is wrong.

`founding` and `agreement_text` are made of these. Nothing here knows a whole text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

from detente.model import handling, identifiers, label

URGENCIES: Final = ("urgent", "other")
LONGEST_WAIT: Final = timedelta(days=365)

_DURATION = re.compile(r"P(?:(?P<days>\d{1,4})D|T(?:(?P<hours>\d{1,4})H|(?P<minutes>\d{1,6})M))", re.ASCII)
_DAYS = re.compile(r"P(\d{1,6})D", re.ASCII)
_CEILING_SCHEMES = ("tlp", "pap", "cls")


class BadAgreement(ValueError):
    """The text is no agreement of these parties, or contradicts itself; a receiver answers `bad-payload`."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The law that both sides rest on. An empty `law` is readable, and covers nothing (`basis.missing`)."""

    law: str
    ref: str


def parse_duration(value: object) -> timedelta:
    """Read `PTnH`, `PTnM` or `PnD`; a day is 24 hours here, because both nodes must count alike.

    >>> parse_duration("PT1H"), parse_duration("P1D")
    (datetime.timedelta(seconds=3600), datetime.timedelta(days=1))

    Raises:
        BadAgreement: another form, or longer than a year.
    """
    matched = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if matched is None:
        raise BadAgreement("a duration has the form PTnH, PTnM or PnD")
    wait = timedelta(**{unit: int(number) for unit, number in matched.groupdict().items() if number is not None})
    if wait > LONGEST_WAIT:
        raise BadAgreement("a duration is at most a year")
    return wait


def days(value: object, member: str, *, longest: timedelta) -> timedelta:
    """Read `PnD` up to `longest`.

    >>> days("P90D", "run_off", longest=timedelta(days=100)).days
    90

    Raises:
        BadAgreement: another form, or longer.
    """
    matched = _DAYS.fullmatch(value) if isinstance(value, str) else None
    if matched is None or timedelta(days=int(matched[1])) > longest:
        raise BadAgreement(f"{member} has the form PnD and is at most {longest.days} days")
    return timedelta(days=int(matched[1]))


def slug(value: object, member: str) -> str:
    """Give a slug."""
    if not isinstance(value, str) or not identifiers.is_slug(value):
        raise BadAgreement(f"{member} is a slug")
    return value


def boolean(value: object, member: str) -> bool:
    """Give a truth; 0 and 1 are none."""
    if not isinstance(value, bool):
        raise BadAgreement(f"{member} is true or false")
    return value


def names(value: object, member: str, is_name: Callable[[str], bool]) -> frozenset[str]:
    """Give names of one form, at least one, none twice."""
    if not isinstance(value, list) or not value or not all(is_name(name) for name in value):
        raise BadAgreement(f"{member} is a list of at least one name")
    if len(set(value)) != len(value):
        raise BadAgreement(f"{member} has a name twice")
    return frozenset(value)


def basis(value: object) -> Basis:
    """Give the law and the reference in it."""
    if not isinstance(value, Mapping):
        raise BadAgreement("basis is an object with law and ref")
    law, ref = value.get("law"), value.get("ref")
    for words in (law, ref):
        if not isinstance(words, str) or not (words == "" or label.is_label(words)):
            raise BadAgreement("law and ref are one line of at most 200 characters")
    return Basis(law=str(law), ref=str(ref))


def ceiling(value: object) -> Mapping[str, str]:
    """Give the strictest code that may travel, by scheme."""
    codes = _codes(value, "ceiling")
    limits: dict[str, str] = {}
    for code in codes:
        scheme = code.partition(":")[0]
        # H codes add up and have no order; a scheme that we do not know has none that we could keep to.
        if scheme not in _CEILING_SCHEMES:
            raise BadAgreement(f"{scheme} has no order, so it can be no ceiling")
        if scheme in limits:
            raise BadAgreement(f"the ceiling has two {scheme} codes")
        limits[scheme] = code
    return MappingProxyType(limits)


def classes(value: object) -> tuple[frozenset[str], ...]:
    """Give the rows of equal markings, rising."""
    if not isinstance(value, list):
        raise BadAgreement("classes is a list of rows")
    rows = [_codes(row, "a row of classes") for row in value]
    markings = [code for row in rows for code in row]
    if not all(rows) or not all(code.startswith("cls:") for code in markings):
        raise BadAgreement("a row of classes has at least one code of the form cls:issuer.MARKING")
    # A marking in two rows would stand above and below itself.
    if len(set(markings)) != len(markings):
        raise BadAgreement("a marking stands in classes twice")
    return tuple(frozenset(row) for row in rows)


def _codes(value: object, member: str) -> tuple[str, ...]:
    """Give handling codes; each is read as a label of its own, so the forms are those of DXP 5.4."""
    if not isinstance(value, list):
        raise BadAgreement(f"{member} is a list of handling codes")
    whole: dict[str, Any] = {"rel": None, "orcon": False, "named": [], "purpose": None}
    try:
        return tuple(code for each in value for code in handling.parse({**whole, "codes": [each]}).codes)
    except handling.BadHandling as error:
        raise BadAgreement(f"{member}: {error}") from error


def nil_after(value: object) -> Mapping[str, timedelta]:
    """Give how long a neutral answer waits, by urgency (DXP 14)."""
    if not isinstance(value, Mapping):
        raise BadAgreement("nil_after is an object with urgent and other")
    return MappingProxyType({urgency: parse_duration(value.get(urgency)) for urgency in URGENCIES})
