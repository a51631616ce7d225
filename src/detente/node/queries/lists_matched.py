"""Entries of lists for another system: each as an entity, with when it was seen and why it may be meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from detente.intake import ftm_schemata
from detente.matching.names import Reason, explain
from detente.matching.names.plain import NoRecord, plain_record
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.queries.lists_asked import EntityFound, Wanted, Why
from detente.node.services import list_entries, list_finding
from detente.node.services.list_search import Hit
from detente.node.stores.models import HeldList, ListEntry, ListVersion, Officer

MOST: Final = 200
"""Entries that are looked at for one question, before what is not wanted is left out."""
_CAPTIONS: Final = ("name", "alias", "weakAlias", "previousName", "title", "registrationNumber")
_OF_COUNTRY: Final = ("country", "nationality", "citizenship", "jurisdiction", "birthCountry")


def form_of(query: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give the record in plain form of an entity that is asked; None for what nobody is.

    Raises:
        BadInput: it is no entity.
    """
    properties = query.get("properties")
    if not isinstance(properties, Mapping):
        raise BadInput("An entity has a member “properties” with its values by property.")
    try:
        return plain_record(
            {"id": "asked", "schema": str(query.get("schema") or "LegalEntity"), "properties": properties}
        )
    except NoRecord as error:
        raise BadInput(f"This cannot be matched: it {error}.") from error


def matched(
    node: Node,
    officer: Officer,
    of: str,
    forms: Mapping[str, dict[str, Any] | None],
    wanted: Wanted,
    *,
    reason: str,
) -> dict[str, list[EntityFound]]:
    """Give for each form who may be meant and is wanted, the likeliest first."""
    lists = _lists(node, officer, of, wanted, reason=reason)
    asked = {key: form for key, form in forms.items() if form is not None}
    hits = list_finding.look_up_forms(node, officer, list(asked.values()), reason=reason, lists=lists, limit=MOST)
    seen = _Seen(node)
    found = {key: [seen.hit(hit) for hit in each] for key, each in zip(asked, hits, strict=True)}
    return {key: [each for each in found.get(key, []) if _is_wanted(each, wanted)] for key in forms}


def entity(node: Node, officer: Officer, uid: str, *, nested: bool, reason: str) -> EntityFound:
    """Give one entry; `nested`: with the entities of its list to which it refers."""
    row = list_finding.entry(node, officer, uid, reason=reason)
    seen = _Seen(node)
    found = seen.entry(row, row.held)
    return replace(found, within=_within(node, seen, row, found)) if nested else found


def _lists(node: Node, officer: Officer, of: str, wanted: Wanted, *, reason: str) -> list[HeldList]:
    lists = {each.name: each for each in list_finding.searched_by(node, officer, of, reason=reason)}
    for name in wanted.include:
        lists |= {each.name: each for each in list_finding.searched_by(node, officer, name, reason=reason)}
    return [held for name, held in lists.items() if name not in wanted.exclude]


def _is_wanted(found: EntityFound, wanted: Wanted) -> bool:
    if wanted.schema and not _is_a(found.schema, wanted.schema):
        return False
    if found.schema in wanted.exclude_schemata or {found.id, found.key} & set(wanted.exclude_ids):
        return False
    said = {value for name in _OF_COUNTRY for value in found.properties.get(name, ())}
    if wanted.countries and not said & set(wanted.countries):
        return False
    if wanted.topics and not set(found.properties.get("topics", ())) & set(wanted.topics):
        return False
    since = wanted.changed_since
    return since is None or (found.last_change is not None and found.last_change >= since)


_KINDS: Final[Mapping[str, frozenset[str]]] = {
    "LegalEntity": frozenset({"LegalEntity", "Person", "Organization", "Company", "PublicBody"}),
    "Organization": frozenset({"Organization", "Company", "PublicBody"}),
}


def _is_a(schema: str, wanted: str) -> bool:
    return wanted in (schema, "Thing") or schema in _KINDS.get(wanted, ())


class _Seen:
    """Entries as entities; when each version came in force is read once for a list."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._in_force: dict[int, dict[int, datetime | None]] = {}

    def hit(self, hit: Hit) -> EntityFound:
        why = tuple(_why(each) for each in explain(hit.comparison))
        return replace(self.entry(hit.entry, hit.held), score=hit.score, band=hit.band.value, why=why)

    def entry(self, row: ListEntry, held: HeldList) -> EntityFound:
        found = list_entries.entity_of(row)
        properties = found.properties
        caption = next((properties[name][0] for name in _CAPTIONS if name in properties), row.key)
        return EntityFound(
            id=row.uid,
            caption=caption,
            schema=row.schema,
            properties=properties,
            dataset=held.name,
            key=row.key,
            first_seen=self._at(held, self._first(row)),
            last_seen=self._at(held, held.in_force if row.until is None else min(row.until - 1, held.in_force)),
            last_change=self._at(held, row.since),
        )

    def _first(self, row: ListEntry) -> int:
        rows = ListEntry.objects.using(self._node.alias).filter(uid=row.uid)
        return rows.order_by("since").values_list("since", flat=True).first() or row.since

    def _at(self, held: HeldList, number: int) -> datetime | None:
        if held.pk not in self._in_force:
            rows = ListVersion.objects.using(self._node.alias).filter(held=held)
            self._in_force[held.pk] = dict(rows.values_list("number", "in_force_at"))
        return self._in_force[held.pk].get(number)


def _why(reason: Reason) -> Why:
    return Why(reason.what, reason.text, reason.weight)


def _within(node: Node, seen: _Seen, row: ListEntry, found: EntityFound) -> dict[str, tuple[EntityFound, ...]]:
    schema = ftm_schemata.schema_of(row.schema)
    kinds = {} if schema is None else schema.properties
    referred: dict[str, Sequence[str]] = {
        name: values for name, values in found.properties.items() if kinds.get(name) == "entity"
    }
    uids = {list_entries.uid_of(row.held, value) for values in referred.values() for value in values}
    rows = list_entries.standing(node, row.held, row.held.in_force).filter(uid__in=uids)
    by_key = {each.key: seen.entry(each, row.held) for each in rows}
    return {
        name: tuple(by_key[value] for value in values if value in by_key)
        for name, values in referred.items()
        if any(value in by_key for value in values)
    }
