"""What somebody wants a record to say, checked before it is kept: the vocabulary, the evaluation, the label, the dates.

A property that no record may carry is refused from a hand and left out of what a message brings. Who does not evaluate
leaves it at `cannot be judged`; no grade of one scheme becomes one of another.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from detente.intake import entities, ftm_schemata
from detente.model import handling as handlings
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import concerned
from detente.node.stores.each import update_each
from detente.node.stores.models import StatementRow
from detente.policy import evaluations
from detente.policy.handling import label_of
from detente.policy.persons import CATEGORIES, is_sensitive

CATEGORY: Final = "category"
"""The property of ours beside those of the vocabulary: which category of person it is, with its source like any."""
SCHEMATA: Final = ("Person", "Organization", "Company", "LegalEntity")
NATURES: Final = ("fact", "assessment")
CANNOT_BE_JUDGED: Final = {evaluations.DEFAULT[0]: evaluations.DEFAULT[1], "admiralty-6x6": "F6"}
"""What stands where nobody evaluated, by scheme; the 3×5×2 has no such grade, and its code is always said."""
MOST: Final = 1_000
SECOND_THOUGHTS: Final = timedelta(days=7)
_LONGEST: Final = 2_000
_LONGEST_LINE: Final = 300
_DEFAULT_LABEL: Final = ("tlp:AMBER",)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a value: where it comes from and how far it is trusted. Dates None: those of the category."""

    source: str
    scheme: str = evaluations.DEFAULT[0]
    code: str = evaluations.DEFAULT[1]
    nature: str = "assessment"
    handling: tuple[str, ...] = _DEFAULT_LABEL
    review_by: datetime | None = None
    delete_by: datetime | None = None


def check_beside(beside: Beside, *, now: datetime) -> None:
    """Return if all that stands beside a value can be kept; BadInput with a sentence otherwise."""
    if not beside.source.strip() or len(beside.source) > _LONGEST_LINE:
        raise BadInput(f"Say where it comes from, in at most {_LONGEST_LINE} characters.")
    scheme = evaluations.SCHEMES.get(beside.scheme)
    if scheme is None:
        raise BadInput(f"There is no scheme of evaluation {beside.scheme}. Choose: {', '.join(evaluations.SCHEMES)}.")
    if not scheme.knows(beside.code):
        raise BadInput(f"{beside.code} is no evaluation of the scheme {beside.scheme}, such as X4 of europol-4x4.")
    if beside.nature not in NATURES:
        raise BadInput("Say whether it is a fact or an assessment.")
    if beside.review_by and beside.delete_by and beside.delete_by < beside.review_by:
        raise BadInput("It would be deleted before it is reviewed. Exchange the two dates.")
    if beside.delete_by and beside.delete_by <= now:
        raise BadInput("The date of deletion has passed. Give a later one.")
    check_label(beside.handling)


def check_value(schema: str, prop: str, value: str) -> str:
    """Give a value as it is kept.

    Raises:
        BadInput: the schema has no such property, no record may carry it, or the value is none of its kind.
    """
    if is_sensitive(prop):
        raise BadInput(f"No record may carry {prop}: it is never stored, matched, shown or sent.")
    value = value.strip()
    if not value or len(value) > _LONGEST or "\0" in value:
        raise BadInput(f"Give a value of at most {_LONGEST} characters for {prop}.")
    if prop == CATEGORY:
        if value not in CATEGORIES:
            raise BadInput(f"There is no category {value}. Choose one of: {', '.join(CATEGORIES)}.")
        return value
    if prop not in properties_of(schema):
        raise BadInput(f"A {schema} has no property {prop} in the FollowTheMoney vocabulary.")
    _check_form(entities.form_missed(properties_of(schema)[prop], value))
    return value


def _check_form(missed: str | None) -> None:
    """Return if a value has the form of its kind; `missed`: the kind whose form it has not."""
    if missed == "date":
        raise BadInput("Write a date such as 1986, 1986-10 or 1986-10-21.")
    if missed == "country":
        raise BadInput("Write a country by its code in small letters, such as fr.")
    if missed == "gender":
        raise BadInput("Write the gender as male, female or other.")
    if missed == "number":
        raise BadInput("Write a number, such as 12.5.")
    if missed is not None:
        raise BadInput("Name another entity by its id, without spaces.")


def properties_of(schema: str) -> Mapping[str, str]:
    """Give the properties of a schema with their types; BadInput where no record is of it."""
    found = ftm_schemata.schema_of(schema)
    if found is None or schema not in SCHEMATA:
        raise BadInput(f"A record is one of: {', '.join(SCHEMATA)}.")
    return found.properties


def of_record(record: Mapping[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """Give the schema and the values of a message's record; what is not of the vocabulary or sensitive is left out.

    Raises:
        BadInput: there is nobody in it.
    """
    entity = record.get("ftm")
    schema = entity.get("schema") if isinstance(entity, Mapping) else None
    properties = entity.get("properties") if isinstance(entity, Mapping) else None
    if not isinstance(schema, str) or not isinstance(properties, Mapping):
        raise BadInput("This record of the message has no form that can be kept here.")
    known, values = properties_of(schema), []
    for prop, given in properties.items():
        if prop in known and not is_sensitive(prop) and isinstance(given, list):
            values += [(prop, text.strip()) for text in given if _keepable(text)]
    if not any(prop == "name" for prop, _ in values):
        raise BadInput("This record of the message names nobody.")
    return schema, values[:MOST]


def dates_of(category: str, beside: Beside, *, now: datetime) -> tuple[datetime, datetime]:
    """Give the dates of review and deletion: those that were said, else the latest of the category, never later."""
    known = CATEGORIES[category]
    last = now + concerned.span(known.delete_latest)
    delete = min(beside.delete_by or last, last)
    return min(beside.review_by or now + concerned.span(known.review), delete), delete


def follow(node: Node, records: Collection[int], category: str) -> None:
    """Give what these records say the dates of the category by which they go now, inside the unit that changed it.

    Nothing goes within a week of the change that was not to go by then: a category may have been stated by mistake.
    """
    rows = list(StatementRow.objects.using(node.alias).filter(record__in=records, erased_at=None))
    for each in rows:
        each.review_by, each.delete_by = followed(each, category, now=node.now())
    update_each(node.alias, rows, ("review_by", "delete_by"))


def followed(row: StatementRow, category: str, *, now: datetime) -> tuple[datetime, datetime]:
    """Give the dates of review and deletion that a statement has once its record goes by this category."""
    said = Beside(source="", review_by=row.review_said, delete_by=row.delete_said)
    review, delete = dates_of(category, said, now=row.at)
    delete = max(delete, min(now + SECOND_THOUGHTS, row.delete_by))
    return min(review, delete), delete


def _keepable(text: object) -> bool:
    return isinstance(text, str) and 0 < len(text.strip()) <= _LONGEST and "\0" not in text


def check_label(codes: tuple[str, ...]) -> None:
    """Return if a label can stand beside what this house put down itself; BadInput otherwise."""
    try:
        label = handlings.parse(
            {"codes": list(codes), "rel": None, "orcon": False, "named": [], "purpose": None},
        )
    except handlings.BadHandling as error:
        raise BadInput(f"This label cannot stand: {error}. Write codes such as tlp:AMBER and h:H1.") from error
    if label.tlp is None:
        raise BadInput("Every value has a TLP label, such as tlp:AMBER.")
    if "H3" in label_of(label).restrictions or label.of_scheme("cls"):
        raise BadInput("What is classified, or has limits in words (H3), is held with its message and not typed in.")
