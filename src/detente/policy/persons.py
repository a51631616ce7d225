"""Categories of persons, protected statuses, and properties that no record may carry (person_categories.json).

A category is mandatory on every record of a person and has no default; so is whether it states a fact or an
assessment. The protected statuses are local: a partner never learns that somebody has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from detente.policy.languages import named


@dataclass(frozen=True, slots=True)
class Category:
    """One category. `review`, `delete_latest`: ISO 8601 durations. `only_to_protect` opens tracing, never matching."""

    code: str
    label: Mapping[str, str]
    match: bool
    trace: bool
    review: str
    delete_latest: str
    only_to_protect: bool = False


_ALL: Final = (
    Category("suspect", named("Suspect", "Suspect", "Подозреваемый", "مشتبه به"), True, True, "P1Y", "P5Y"),
    Category("convicted", named("Convicted", "Condamné", "Осуждённый", "مدان"), True, True, "P3Y", "P5Y"),
    Category(
        "victim",
        named("Victim", "Victime", "Потерпевший", "ضحية"),
        match=False,
        trace=False,
        review="P1Y",
        delete_latest="P3Y",
        only_to_protect=True,
    ),
    Category(
        "witness",
        named("Witness", "Témoin", "Свидетель", "شاهد"),
        match=False,
        trace=False,
        review="P1Y",
        delete_latest="P3Y",
        only_to_protect=True,
    ),
    Category(
        "missing",
        named(
            "Missing or to be assisted",
            "Disparu ou à assister",
            "Пропавший или нуждающийся в помощи",
            "مفقود أو يحتاج إلى مساعدة",
        ),
        match=True,
        trace=False,
        review="P1Y",
        delete_latest="P5Y",
        only_to_protect=True,
    ),
    Category("other", named("Other", "Autre", "Иное лицо", "آخر"), False, False, "P6M", "P1Y"),
)

CATEGORIES: Final[Mapping[str, Category]] = MappingProxyType({category.code: category for category in _ALL})
"""Every category by its code (Directive (EU) 2016/680, art. 6; `missing` is an own addition)."""

EXPOSED: Final = frozenset({"victim", "witness"})
"""Persons of whom nothing may be told under a label that lets it spread."""

PROTECTED_STATUSES: Final = frozenset(
    {"refugee", "asylum-seeker", "minor", "source", "witness", "victim", "journalist", "lawyer", "elected"}
)
"""Local knowledge about a person (DESIGN 13). A status that is not listed protects all the same."""

_SENSITIVE: Final = frozenset({"ethnicity", "religion", "political", "protected", "protectedstatus"})


SCHEMATA: Final = frozenset({"Person", "LegalEntity"})
"""The schemata of FollowTheMoney whose entities are persons: a legal entity is a person, or may be one."""


def is_of_person(record: object) -> bool:
    """Whether a record is about a person: it has a category of one, or its entity is one.

    The same on the way out and at reception. What nobody can tell from a person is treated as one: otherwise a wider
    schema would be the way around every check of persons (DESIGN 13: no kind bypasses it).

    >>> is_of_person({"ftm": {"schema": "LegalEntity"}}), is_of_person({"ftm": {"schema": "Company"}})
    (True, False)
    """
    if not isinstance(record, Mapping):
        return False
    entity = record.get("ftm")
    return record.get("category") is not None or (isinstance(entity, Mapping) and entity.get("schema") in SCHEMATA)


def may_be_matched(category: str) -> bool:
    """Whether a person of this category may enter a matching set; False for one that is not known."""
    known = CATEGORIES.get(category)
    return known is not None and known.match


def most_protective(own: str, others: Iterable[str]) -> str:
    """Give the category that protects most, of several that are said of one person; where none protects more, `own`.

    >>> most_protective("suspect", ["other", "victim"]), most_protective("suspect", ["other"])
    ('victim', 'suspect')
    """
    return max(
        (own, *others), key=lambda code: (code in EXPOSED, code in CATEGORIES and CATEGORIES[code].only_to_protect)
    )


def may_be_traced(category: str, *, protects: bool) -> bool:
    """Whether money of a person of this category may be traced; for some only `protects`, to protect the person."""
    known = CATEGORIES.get(category)
    return known is not None and (known.trace or (known.only_to_protect and protects))


def is_sensitive(name: str) -> bool:
    """Whether a property of a record tells ethnicity, religion, political opinion or a protected status.

    >>> is_sensitive("religion"), is_sensitive("Person:Ethnicity"), is_sensitive("protected-status")
    (True, True, True)
    >>> is_sensitive("name")
    False
    """
    plain = name.rpartition(":")[2].strip().casefold().replace("-", "").replace("_", "").replace(" ", "")
    return plain in _SENSITIVE


def sensitive(properties: Iterable[str]) -> frozenset[str]:
    """Give those of `properties` that may not be stored, matched, shown or sent (DESIGN 3)."""
    return frozenset(name for name in properties if is_sensitive(name))
