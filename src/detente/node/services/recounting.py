"""What the desk sorts by, and when somebody is reminded, written anew: a calendar or a suspension moved the clocks.

The clocks themselves are computed and right at once. Read and written in one unit of work, so that a case which moved
meanwhile is not put back to what it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from detente.cases import clocks as timing
from detente.cases import escalation
from detente.cases.kinds import TABLES
from detente.node.context import Node
from detente.node.stores import calendars, dialogues
from detente.node.stores.calendars import Places
from detente.node.stores.each import update_values
from detente.node.stores.models import CaseRow

CHUNK: Final = 500


def open_cases(node: Node) -> QuerySet[CaseRow]:
    """Give the cases whose clocks may move."""
    return CaseRow.objects.using(node.alias).filter(next_due__isnull=False, dialogue__in=TABLES)


def moved_in(node: Node, rows: Sequence[CaseRow], places: Places) -> list[tuple[datetime | None, datetime | None, int]]:
    """Give (next_due, look_at, key) of those whose clocks stand otherwise than is written. Nothing is written."""
    now, found = node.now(), list[tuple[datetime | None, datetime | None, int]]()
    for row in rows:
        case = dialogues.read(row, root="", places=places)
        clocks = case.clocks
        due, look_at = timing.due_in(clocks, now=now), escalation.look_again(case, now=now, clocks=clocks)
        # A clock that stood still and ends when it always did: nobody would look at it again.
        if due != row.next_due or (row.look_at is None and look_at is not None):
            found.append((due, look_at, row.pk))
    return found


def write(node: Node, rows: QuerySet[CaseRow]) -> int:
    """Write cases anew inside a unit of work, some at a time; give how many moved."""
    places, after, moved = calendars.load(node.alias), 0, 0
    while chunk := list(dialogues.with_openers(rows.filter(pk__gt=after)).order_by("pk")[:CHUNK]):
        after = chunk[-1].pk
        changed = moved_in(node, chunk, places)
        update_values(node.alias, CaseRow, ("next_due", "look_at"), changed)
        moved += len(changed)
    return moved
