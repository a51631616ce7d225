"""What lies between two desks of this house, offered and not taken: on the lists of both and of the head; its alarm.

    offered --24 h--> the alarm, once, on record with whom it told     `--taken / returned--> off every list

Until it is taken it stays on the giver's list, who answers for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import Q, QuerySet

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.services import duties
from detente.node.stores.models import DeskMember, HandoverRow, Officer
from detente.node.stores.unit import unit
from detente.policy.roles import Role

OPEN: Final = ("offered", "taking-back")
COUNTER_TERRORISM: Final = "ct"
BATCH: Final = 200


def open_rows(alias: str) -> QuerySet[HandoverRow]:
    """Give what lies between desks: offered and not taken, or being taken back."""
    return HandoverRow.objects.using(alias).filter(state__in=OPEN)


def of_officer(node: Node, officer: Officer) -> list[HandoverRow]:
    """Give what lies between desks and concerns an officer, nearest limit first.

    Whoever offered it, the members of both desks, and the head of service.
    """
    rows = open_rows(node.alias)
    if Role.HEAD.value not in duties.roles_of(officer):
        mine = DeskMember.objects.using(node.alias).filter(officer=officer).values("desk")
        rows = rows.filter(Q(from_desk__in=mine) | Q(to_desk__in=mine) | Q(offered_by=officer))
    named = rows.select_related("from_desk", "to_desk", "offered_by", "case__entry__partner")
    return list(named.order_by("next_due", "pk"))


def ring(node: Node) -> int:
    """Raise the alarm for what lay between desks until its limit, each once; give how many."""
    due = open_rows(node.alias).filter(next_due__lte=node.now(), alarmed_at=None)
    rows = list(due.select_related("from_desk", "to_desk", "offered_by", "case__entry").order_by("pk")[:BATCH])
    if not rows:
        return 0
    told = {row.pk: sorted({officer.name for officer in _concerned(node, row)}) for row in rows}
    with unit(node, "alarm between desks") as work:
        for row in rows:
            row.alarmed_at, row.told = node.now(), told[row.pk]
            row.save(using=node.alias, update_fields=["alarmed_at", "told"])
            work.record(
                Act.HANDOVER_OVERDUE,
                refs={"cid": row.case.entry.cid},
                details={"alarm": alarm_of(row), "desk": row.to_desk.code, "told": row.told},
            )
    return len(rows)


def alarm_of(row: HandoverRow) -> str:
    """Give the alarm of a hand-over in words."""
    hours = 0 if row.next_due is None else round((row.next_due - row.opened_at).total_seconds() / 3600)
    topic = (row.case.entry.topic or "").partition(".")[0]
    return f"{'counter-terrorism ' if topic == COUNTER_TERRORISM else ''}hand-over over {hours} h"


def _concerned(node: Node, row: HandoverRow) -> Iterable[Officer]:
    both = [desk for desk in (row.from_desk_id, row.to_desk_id) if desk is not None]
    members = DeskMember.objects.using(node.alias).filter(desk__in=both, officer__active=True).select_related("officer")
    heads = [
        officer
        for officer in Officer.objects.using(node.alias).filter(active=True)
        if Role.HEAD.value in duties.roles_of(officer)
    ]
    return [row.offered_by, *(member.officer for member in members), *heads]
