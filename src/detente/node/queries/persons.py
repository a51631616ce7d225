"""The persons whom a message is about, from its FollowTheMoney records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from detente.node.queries.desk import Fact, Person, Text

FACTS: Final[Mapping[str, str]] = {
    "birthDate": "birth",
    "birthPlace": "birth",
    "passportNumber": "document",
    "idNumber": "document",
    "nationality": "nationality",
    "country": "nationality",
    "address": "address",
}
NAMES: Final = ("name", "alias", "weakAlias", "previousName")
MOST: Final = 50


class Said(NamedTuple):
    """One thing that a record says: its name in the message, and its values in one line."""

    name: str
    value: str


def persons_in(payload: Mapping[str, Any]) -> tuple[Person, ...]:
    """Give the persons in the records of a payload; records of another form are left to the raw view."""
    records = payload.get("records")
    found = [_person(record) for record in records if isinstance(record, dict)] if isinstance(records, list) else []
    return tuple(person for person in found if person is not None)[:MOST]


def lines_of(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Give everything that a record says, a line each, as the partner will have it."""
    (_, schema), *said = facts_of(record)
    return (schema, *(f"{each.name}: {each.value}" for each in said))


def facts_of(record: Mapping[str, Any]) -> tuple[Said, ...]:
    """Give everything that a record says by its name in the message: the schema, properties, what stands beside."""
    entity = record["ftm"]
    properties = entity.get("properties", {})
    outer = [(name, record.get(name)) for name in ("category", "nature", "review_by", "delete_by", "source")]
    code = (record.get("evaluation") or {}).get("code")
    return (
        Said("schema", str(entity.get("schema"))),
        *(Said(name, ", ".join(values)) for name, values in properties.items()),
        *(Said(name, str(value)) for name, value in [*outer, ("evaluation", code)] if value),
    )


def _person(record: Mapping[str, Any]) -> Person | None:
    entity = record.get("ftm")
    if not isinstance(entity, dict) or entity.get("schema") != "Person":
        return None
    properties = entity.get("properties")
    if not isinstance(properties, dict):
        return None
    names = [Text(value) for name in NAMES for value in _values(properties, name)]
    facts = [Fact(code, Text(value)) for name, code in FACTS.items() for value in _values(properties, name)]
    facts += [Fact(name, Text(record[name])) for name in ("category", "nature") if isinstance(record.get(name), str)]
    evaluation = record.get("evaluation")
    if isinstance(evaluation, dict) and isinstance(evaluation.get("code"), str):
        facts.append(Fact("evaluation", Text(evaluation["code"])))
    return Person(tuple(names), tuple(facts)) if names else None


def _values(properties: Mapping[str, Any], name: str) -> list[str]:
    values = properties.get(name)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
