"""By which keys a record is found: those of `matching.names`, a row each, the same on both databases."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Count

from detente.matching.names.keys import record_keys
from detente.matching.names.plain import plain_record
from detente.node.context import Node
from detente.node.services import record_group, screening_asked
from detente.node.services.match_side import RECORD
from detente.node.stores.each import insert_values
from detente.node.stores.models import RecordKey, RecordRow, StatementRow

LONGEST: Final = 128
CANDIDATES: Final = 200
"""So many records are compared with what is asked, those with the most keys in common."""


def plain(statements: list[StatementRow], *, schema: str, uid: str) -> dict[str, Any] | None:
    """Give what statements say in the form in which names are compared; None for what has no name to compare."""
    properties: dict[str, list[str]] = {}
    for row in statements:
        properties.setdefault(row.prop, []).append(row.value)
    return plain_record({"id": uid, "schema": schema, "properties": properties})


def renew(node: Node, row: RecordRow) -> None:
    """Key a record anew inside the unit of work that changed it; it is screened anew, too."""
    key(node, row)
    screening_asked.ask(node, RECORD, [row.uid])


def key(node: Node, row: RecordRow) -> None:
    """Key a record by what stands in it and in what was merged into it, inside a unit of work."""
    members = record_group.places(node, [row])
    standing = StatementRow.objects.using(node.alias).filter(record__in=members, ended_at=None, erased_at=None)
    form = plain(list(standing.order_by("pk")), schema=row.schema, uid=row.uid)
    keys = set() if form is None else {key[:LONGEST] for key in record_keys(form)}
    RecordKey.objects.using(node.alias).filter(record__in=members).delete()
    insert_values(node.alias, RecordKey, ("record_id", "key"), [(row.pk, key) for key in sorted(keys)])


def candidates(node: Node, form: dict[str, Any]) -> list[RecordRow]:
    """Give the records that share a key with what is asked, those with the most of them first."""
    keys = {key[:LONGEST] for key in record_keys(form)}
    if not keys:
        return []
    shared = RecordKey.objects.using(node.alias).filter(key__in=list(keys)).values("record")
    best = shared.annotate(count=Count("key")).order_by("-count", "record")[:CANDIDATES]
    places = [each["record"] for each in best]
    found = RecordRow.objects.using(node.alias).select_related("by").in_bulk(places)
    return [found[place] for place in places]
