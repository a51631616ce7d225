"""Which records are one: those that were merged, and the one that stands for them.

joined --merged_into--> joined --merged_into--> stands        each keeps what it says; a split gives it back
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from detente.node.context import Node
from detente.node.services.record_values import CATEGORY
from detente.node.stores.models import RecordMerge, RecordRow, StatementRow
from detente.policy.persons import most_protective


def standing(node: Node, row: RecordRow) -> RecordRow:
    """Give the record that stands for this one, itself where it was merged into none."""
    while row.merged_into_id is not None:
        row = RecordRow.objects.using(node.alias).select_related("by").get(pk=row.merged_into_id)
    return row


def standing_each(node: Node, rows: Iterable[RecordRow]) -> list[RecordRow]:
    """Give the records that stand for these, each once, in their order."""
    found = {each.pk: each for each in (standing(node, row) for row in rows)}
    return list(found.values())


def places(node: Node, rows: Iterable[RecordRow]) -> dict[int, int]:
    """Give for each record of which these consist, themselves among them, to which of these it belongs, by keys."""
    found = {row.pk: row.pk for row in rows}
    last = list(found)
    while last:
        rows_in = RecordRow.objects.using(node.alias).filter(merged_into__in=last)
        joined = {
            key: found[into]
            for key, into in rows_in.values_list("pk", "merged_into")
            if into is not None and key not in found
        }
        found |= joined
        last = list(joined)
    return found


def statements(node: Node, row: RecordRow) -> Any:
    """Give what is said in a record and in those that were merged into it, in the order in which it was said."""
    return StatementRow.objects.using(node.alias).filter(record__in=places(node, [row])).order_by("pk")


def category_of(node: Node, row: RecordRow, *, without: RecordMerge | None = None) -> str:
    """Give the category by which a record goes: the one stated since its last merge, else what the merges came to.

    Each came to that of two which protects more: of the one by which the record went until then, and that of the other.
    `without`: as if this merge were split, and nothing that was said since went with it.
    """
    merges = RecordMerge.objects.using(node.alias).filter(stands=row, ended_at=None)
    if without is not None:
        merges = merges.exclude(pk=without.pk)
    joined = list(merges.order_by("last", "pk").values_list("last", "joined__category"))
    rows = StatementRow.objects.using(node.alias).filter(record=row, prop=CATEGORY).order_by("pk")
    if not joined or rows.filter(pk__gt=joined[-1][0]).exists():
        return row.own
    stated = [(key, value) for key, value, gone in rows.values_list("pk", "value", "erased_at") if gone is None]
    category, seen = "", 0
    for last, its in joined:
        before = [value for key, value in stated if seen < key <= last]
        category, seen = most_protective(before[-1] if before else category or row.own, [its]), last
    return category
