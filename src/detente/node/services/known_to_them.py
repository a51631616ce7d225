"""Whom and what a partner knows from us: read from the ledger, so that nobody has to remember.

Counted is what left: our messages that have a place in its ledger. A message whose content was deleted names nobody
here any more; that it went is counted all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.model.canonical import canonical
from detente.node.context import Node
from detente.node.services import opening
from detente.node.stores.models import Entry, Partner, PassedOn
from detente.policy.kinds import WORKS_FOR_OTHERS

_NAMES = ("name", "alias", "weakAlias", "previousName")


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands: the record of that place in a message of ours."""

    entry: Entry
    place: int


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """One person whom the partner knows from us: by the same names and the same birth date."""

    first: Place
    also: tuple[Place, ...]


def sent(node: Node, partner: Partner) -> list[Entry]:
    """Give our messages that left for the partner, oldest first."""
    rows = Entry.objects.using(node.alias).filter(partner=partner, ours=True, batch__isnull=False)
    return list(rows.exclude(kind__in=WORKS_FOR_OTHERS).select_related("partner", "batch").order_by("pk"))


def persons(node: Node, partner: Partner) -> list[KnownPerson]:
    """Give the persons in the records of what left, each once, in the order in which they first went."""
    found: dict[bytes, list[Place]] = {}
    for entry in sent(node, partner):
        for place, record in records_of(entry):
            if is_person(record):
                found.setdefault(_same(record), []).append(Place(entry, place))
    return [KnownPerson(first, tuple(rest)) for first, *rest in found.values()]


def originators(node: Node, partner: Partner) -> list[tuple[Partner, list[Entry]]]:
    """Give the partners whose messages went on to this one, each with those messages, oldest first."""
    rows = PassedOn.objects.using(node.alias).filter(entry__partner=partner, entry__batch__isnull=False)
    by_origin: dict[int, tuple[Partner, list[Entry]]] = {}
    for row in rows.select_related("item__partner").order_by("item__pk"):
        origin = row.item.partner
        if origin.pk == partner.pk:
            continue
        items = by_origin.setdefault(origin.pk, (origin, []))[1]
        if row.item not in items:
            items.append(row.item)
    return list(by_origin.values())


def records_of(entry: Entry) -> Sequence[tuple[int, Mapping[str, Any]]]:
    """Give the records of a message with their places; none where its content is gone."""
    records = opening.payload_of(entry).get("records")
    return [(n, each) for n, each in enumerate(records) if isinstance(each, dict)] if isinstance(records, list) else []


def is_person(record: Mapping[str, Any]) -> bool:
    """Whether a record is about a person."""
    entity = record.get("ftm")
    return isinstance(entity, dict) and entity.get("schema") == "Person"


def _same(record: Mapping[str, Any]) -> bytes:
    """Give what is the same of one person in two messages. Two who are alike in it are one task, with both messages."""
    said = record["ftm"].get("properties", {})
    names = sorted({value.casefold() for name in _NAMES for value in said.get(name, ()) if isinstance(value, str)})
    born = sorted(value for value in said.get("birthDate", ()) if isinstance(value, str))
    return canonical([names, born])
