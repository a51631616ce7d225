"""What the command tells of desks and of hand-over sheets, as plain values."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from detente.model import b64
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import desks, duties, shifts
from detente.node.stores.models import CaseRow, DeskRow, Officer, ShiftRow


def all_of(node: Node, officer: Officer) -> list[dict[str, Any]]:
    """Give the desks with who is on duty and how much is open and late at each.

    Raises:
        RoleRefused: the officer neither works at desks nor arranges them.
    """
    if not (duties.has(officer, "open") or duties.may_at_desk(officer, "arrange-desks")):
        raise duties.RoleRefused
    now = node.now()
    rows = list(DeskRow.objects.using(node.alias).order_by("code"))
    there, counts = desks.on_duty_all(node, rows, at=now), counts_of(node)
    return [
        {
            "desk": row.code,
            "name": row.name,
            "topics": row.topics,
            "languages": row.languages,
            "main": row.main,
            "on_duty": [each.officer.name for each in there[row.pk]],
            "standing_in": any(each.standing_in for each in there[row.pk]),
            "open": counts.get(row.pk, (0, 0))[0],
            "late": counts.get(row.pk, (0, 0))[1],
        }
        for row in rows
    ]


def counts_of(node: Node) -> dict[int | None, tuple[int, int]]:
    """Give how many cases wait for something at each desk, and how many are late; None: at no desk."""
    waiting = CaseRow.objects.using(node.alias).filter(next_due__isnull=False).values("desk_id")
    found = waiting.annotate(open=Count("pk"), late=Count("pk", filter=Q(next_due__lte=node.now())))
    return {row["desk_id"]: (row["open"], row["late"]) for row in found}


def sheet(row: ShiftRow) -> dict[str, Any]:
    """Give a hand-over sheet with its signatures; `row` comes with its officers."""
    return {
        "sheet": str(row.pk),
        "hash": b64.encode(bytes(row.sheet_hash)),
        "given_by": "" if row.given_at is None else row.given_by.name,
        "given_at": "" if row.given_at is None else format_instant(row.given_at),
        "taken_by": "" if row.taken_by is None else row.taken_by.name,
        "taken_at": "" if row.taken_at is None else format_instant(row.taken_at),
        **shifts.content_of(row),
    }
