"""Whom a version of a list that came in force may concern: they are compared with the lists anew, each for itself.

Few entries that are new or otherwise are looked up among whom we hold, by their keys; against many, everybody is
compared. Whoever was matched with an entry of the list is compared again in any case: it may say something else, or be
gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from detente.node.context import Node
from detente.node.services import list_entries, message_sides, record_sides
from detente.node.services.match_side import LISTED, MESSAGE, RECORD, Side
from detente.node.stores.models import HeldList, ListEntry, MatchRow, MentionKey, RecordRow

FEW: Final = 500


def touched(node: Node, key: str) -> set[Side]:
    """Give who in messages of open cases, and which records, are to be compared with a list anew."""
    held = HeldList.objects.using(node.alias).get(pk=int(key))
    found = set(_matched(node, held))
    if held.ended_at is not None:
        return found
    new = ListEntry.objects.using(node.alias).filter(held=held, since=held.in_force)
    if new.count() > FEW:
        return found | set(_everybody(node))
    for row in new:
        form = list_entries.plain_of(row.uid, row.schema, row.content)
        if form is not None and form["names"]:
            found |= {*message_sides.like(node, form), *record_sides.like(node, form)}
    return found


def _matched(node: Node, held: HeldList) -> Iterator[Side]:
    entries = ListEntry.objects.using(node.alias).filter(held=held).values("uid")
    rows = MatchRow.objects.using(node.alias).filter(right_kind=LISTED, right__in=entries)
    for kind, uid in rows.values_list("left_kind", "left").distinct():
        yield Side(kind, uid)


def _everybody(node: Node) -> Iterator[Side]:
    for uid in RecordRow.objects.using(node.alias).values_list("uid", flat=True):
        yield Side(RECORD, uid)
    keys = list(MentionKey.objects.using(node.alias).values_list("entry_id", flat=True).distinct())
    yield from (Side(MESSAGE, uid) for uid in message_sides.in_open_cases(node, keys))
