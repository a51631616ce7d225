"""With which records a record was merged, and split again, as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from detente.node.context import Node
from detente.node.queries.records_page import MergeLine
from detente.node.services import duties, record_finding, records
from detente.node.stores.models import Officer, RecordMerge, RecordRow


def merges(node: Node, officer: Officer, row: RecordRow, members: Iterable[int]) -> tuple[MergeLine, ...]:
    """Give the merges of a record and of those in it, undone ones too, of which the officer may know both."""
    places = list(members)
    rows = RecordMerge.objects.using(node.alias).filter(Q(stands__in=places) | Q(joined__in=places)).order_by("pk")
    may_keep = duties.has(officer, records.DUTY)
    found = []
    for each in rows.select_related("stands", "stands__by", "joined", "joined__by", "by", "ended_by"):
        other = each.stands if each.joined_id == row.pk else each.joined
        known = {one.row: one for one in record_finding.visible(node, officer, [each.stands, each.joined])}
        if len(known) == 2:
            found.append(
                MergeLine(
                    id=other.uid,
                    names=known[other].names,
                    because=each.because,
                    by=each.by.name,
                    at=each.at,
                    may_split=may_keep and each.ended_at is None and each.stands_id == row.pk,
                    ended_at=each.ended_at,
                    ended_by="" if each.ended_by is None else each.ended_by.name,
                    ended_because=each.ended_because,
                )
            )
    return tuple(found)
