"""Reminders of what is owed (`owing`): the rungs that the time has reached, each once, on record with whom it told.

A job of the worker, safe to repeat. Told is who may do it: whoever owes it, then the desk that has the case, then its
head. What the duty desk released is never brought back to whoever wrote or released it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from detente.audit.acts import Act
from detente.cases.deadline import Rung
from detente.node.context import Node
from detente.node.services import escalating, owing
from detente.node.services.owed_rows import RUNGS, at, next_rung, refs_of
from detente.node.stores.models import CaseRow, Officer, OwedRow
from detente.node.stores.unit import unit

BATCH: Final = 200


def run(node: Node) -> int:
    """Take the steps that are due now; give how many. At most 200 rows a call, the longest due first."""
    now = node.now()
    due = OwedRow.objects.using(node.alias).filter(done_at__isnull=True, look_at__lte=now)
    rows = list(due.select_related("entry__partner", "officer", "acted_by").order_by("look_at")[:BATCH])
    if not rows:
        return 0
    cases = {
        (case.entry.partner_id, case.entry.root): case
        for case in CaseRow.objects.using(node.alias)
        .filter(entry__cid__in={row.entry.root for row in rows})
        .select_related("entry", "desk", "assignee")
    }
    taken = 0
    with unit(node, "remind of what is owed") as work:
        for row in rows:
            reached = [rung for rung in RUNGS if rung.percent > row.percent and at(row, rung.percent) <= now]
            for rung in reached:
                told = sorted(
                    {
                        officer.name
                        for officer in _whom(node, row, cases.get((row.entry.partner_id, row.entry.root)), rung)
                    }
                )
                row.percent, row.told = rung.percent, sorted({*row.told, *told})
                details = {"obligation": row.obligation, "percent": rung.percent, "do": rung.do, "told": told}
                work.record(Act.ESCALATED, refs=refs_of(row), details=details)
                taken += 1
            row.look_at = next_rung(row)
            # Whoever did it meanwhile said so itself: what is done has no rungs.
            standing = OwedRow.objects.using(node.alias).filter(pk=row.pk, done_at__isnull=True)
            standing.update(percent=row.percent, told=row.told, look_at=row.look_at)
        work.record(Act.ESCALATION_LOOKED, details={"owed": len(rows), "steps": taken})
    return taken


def _whom(node: Node, row: OwedRow, case: CaseRow | None, rung: Rung) -> Iterable[Officer]:
    desk = None if case is None else case.desk
    found = list(escalating.whom(node, row.officer, desk, rung.whom))
    if rung.do == "escalate":
        return found
    allowed = [officer for officer in found if owing.may_do(officer, row)]
    if allowed:
        return allowed
    everybody = Officer.objects.using(node.alias).filter(active=True).order_by("name")
    return [officer for officer in everybody if owing.may_do(officer, row)]
