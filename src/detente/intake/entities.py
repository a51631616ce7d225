"""FollowTheMoney entities as a stranger's file has them, one a line: checked against the vocabulary, line by line.

Every fault of a file is said, not the first alone: whoever mends it reads one list. What no record may carry is left
out before anything is looked at, and named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from detente.intake import ftm_schemata
from detente.intake.ftm_schemata import Schema
from detente.model.strict_json import JsonObject

BESIDE: Final = "detente"
"""The member beside an entity's own: what DXP 14 says of a record, and to which message it belongs."""
MOST: Final = 10_000
MOST_VALUES: Final = 1_000
LONGEST_VALUE: Final = 65_000
LONGEST_ID: Final = 255
MOST_FAULTS: Final = 20
_MEMBERS: Final = frozenset({"id", "schema", "properties", BESIDE})
_ID: Final = re.compile(r"[A-Za-z0-9._:-]{1,255}", re.ASCII)
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?Z?)?)?)?", re.ASCII)
_COUNTRY: Final = re.compile(r"[a-z]{2,7}(-[a-z0-9]{1,7})*", re.ASCII)
_NUMBER: Final = re.compile(r"[+-]?\d+([.,]\d+)*( ?[A-Za-z0-9%/³²]{1,16})?")
_GENDERS: Final = frozenset({"male", "female", "other"})

_FORMS: Final[Mapping[str, tuple[Callable[[str], bool], str]]] = {
    "date": (lambda text: _is_date(text), "a date such as 1986, 1986-10 or 1986-10-21"),
    "country": (lambda text: _COUNTRY.fullmatch(text) is not None, "a country code in small letters, such as fr"),
    "entity": (lambda text: _ID.fullmatch(text) is not None, "the id of an entity"),
    "number": (lambda text: _NUMBER.fullmatch(text) is not None, "a number"),
    "gender": (lambda text: text in _GENDERS, "male, female or other"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """`entities` without what no record may carry; `dropped`: the names of those properties; `faults`: sentences."""

    entities: tuple[JsonObject, ...]
    dropped: frozenset[str]
    faults: tuple[str, ...]


def check(lines: Iterable[JsonObject], *, leave_out: Callable[[str], bool]) -> Checked:
    """Give what of a file's lines can be used. `leave_out` names the properties that no record may carry."""
    kept: list[JsonObject] = []
    dropped: set[str] = set()
    faults: list[str] = []
    for number, line in enumerate(lines, 1):
        if number > MOST:
            faults.append(f"There are more than {MOST} entities.")
            break
        entity, left_out = _without(line, leave_out)
        dropped |= left_out
        faults += [f"Entity {number}: {said}" for said in _faults(entity)]
        kept.append(entity)
        if len(faults) >= MOST_FAULTS:
            faults = [*faults[: MOST_FAULTS - 1], "There are more faults; mend these first."]
            break
    return Checked(tuple(kept), frozenset(dropped), tuple(faults))


def form_missed(kind: str, value: str) -> str | None:
    """Give the kind of value of the vocabulary whose form this value misses, None where it has it or there is none."""
    return kind if kind in _FORMS and not _FORMS[kind][0](value) else None


def _without(entity: JsonObject, leave_out: Callable[[str], bool]) -> tuple[JsonObject, set[str]]:
    properties = entity.get("properties")
    if not isinstance(properties, dict):
        return entity, set()
    names = {name for name in properties if leave_out(name)}
    if not names:
        return entity, names
    kept = {name: values for name, values in properties.items() if name not in names}
    return {**entity, "properties": kept}, names


def _faults(entity: JsonObject) -> Iterator[str]:
    for name in sorted(set(entity) - _MEMBERS):
        yield f"it has a member {_shown(name)}, which is not read here. Remove it."
    if not isinstance(entity.get("id"), str) or not _ID.fullmatch(entity["id"]):
        yield f"it has no usable id. Give letters, digits and . _ : -, at most {LONGEST_ID}."
    if not isinstance(entity.get(BESIDE, {}), dict):
        yield f"its member {BESIDE} is no object."
    named = entity.get("schema")
    schema = ftm_schemata.schema_of(named) if isinstance(named, str) else None
    if schema is None:
        yield f"FollowTheMoney has no schema {_shown(named)}. Give one such as Person."
        return
    if schema.abstract:
        yield f"nothing is of the schema {named} alone. Give one that extends it."
        return
    properties = entity.get("properties")
    if not isinstance(properties, dict):
        yield "it has no properties."
        return
    for name in sorted(schema.required - properties.keys()):
        yield f"a {named} needs {name}."
    for name, values in sorted(properties.items()):
        yield from _property_faults(str(named), schema, name, values)


def _property_faults(named: str, schema: Schema, name: str, values: Any) -> Iterator[str]:
    kind = schema.properties.get(name)
    if kind is None:
        yield f"a {named} has no property {_shown(name)}."
    elif not isinstance(values, list) or not values or not all(isinstance(each, str) and each for each in values):
        yield f"the values of {name} are not a list of texts."
    elif len(values) > MOST_VALUES or any(len(each) > LONGEST_VALUE for each in values):
        yield f"{name} has too many values, or one that is too long."
    elif kind in _FORMS:
        fits, form = _FORMS[kind]
        bad = next((each for each in values if not fits(each)), None)
        if bad is not None:
            yield f"{_shown(bad)} in {name} is not {form}."


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    parts = [int(each) for each in text[:10].split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return False
    return True


def _shown(value: object) -> str:
    """Give what a file has in a form that misleads nobody at the terminal: short, and without hidden characters."""
    text = ascii(value)
    return text if len(text) <= 40 else text[:37] + "..."
