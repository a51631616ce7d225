"""What is due with watches: they say that they end, also those kept for us; alerts that nobody took go on to others.

A job of the worker, safe to repeat: a watch keeps the fewest days that it said, an alert how many steps it took.
"""

from __future__ import annotations

from typing import Final

from detente.audit.acts import Act
from detente.cases import watches
from detente.node.context import Node
from detente.node.services import escalating, kept_watches, standing_watches
from detente.node.stores.models import AlertRow, CaseRow, DeskRow, WatchRow
from detente.node.stores.unit import Unit, unit

BATCH: Final = 200


def run(node: Node) -> int:
    """Take what is due now; give how many steps. At most 200 watches and 200 alerts a call, the longest due first."""
    now = node.now()
    ending = WatchRow.objects.using(node.alias).filter(look_at__lte=now, ended_at__isnull=True)
    waiting = AlertRow.objects.using(node.alias).filter(look_at__lte=now, acknowledged_at__isnull=True)
    rows = list(ending.select_related("entry__partner", "owner").order_by("look_at")[:BATCH])
    alerts = list(
        waiting.select_related("watch__entry__partner", "watch__owner").order_by("look_at")[:BATCH],
    )
    if not rows and not alerts and not kept_watches.is_due(node):
        return 0
    with unit(node, "look at watches") as work:
        taken = sum(_warn(node, row, work) for row in rows) + sum(_escalate(node, row, work) for row in alerts)
        taken += kept_watches.warn(node, work)
        details = {"watches": len(rows), "alerts": len(alerts), "steps": taken}
        work.record(Act.ALERTS_LOOKED, details=details)
    return taken


def _warn(node: Node, row: WatchRow, work: Unit) -> int:
    days = watches.reached(since=row.since, until=row.until, last=row.said, now=node.now())
    for each in days:
        details = {"days": each, "owner": row.owner.name}
        work.record(Act.WATCH_WARNED, refs=standing_watches.refs_of(row), details=details)
    said = min(days, default=row.said)
    look_at = watches.next_at(since=row.since, until=row.until, last=said)
    # Whoever renewed or ended it meanwhile said itself when to look again.
    same = WatchRow.objects.using(node.alias).filter(pk=row.pk, until=row.until, ended_at__isnull=True)
    same.update(said=said, look_at=look_at)
    return len(days)


def _escalate(node: Node, row: AlertRow, work: Unit) -> int:
    steps = watches.steps_due(row.opened_at, taken=row.taken, now=node.now())
    desk = _desk(node, row.watch)
    for step in steps:
        told = sorted({officer.name for officer in escalating.whom(node, row.watch.owner, desk, step.whom)})
        row.taken, row.told = row.taken + 1, sorted({*row.told, *told})
        details = {"alert": str(row.pk), "whom": step.whom, "told": told}
        work.record(Act.ALERT_ESCALATED, refs=standing_watches.refs_of(row.watch), details=details)
    open_ = AlertRow.objects.using(node.alias).filter(pk=row.pk, acknowledged_at__isnull=True)
    open_.update(taken=row.taken, told=row.told, look_at=watches.next_step(row.opened_at, taken=row.taken))
    return len(steps)


def _desk(node: Node, watch: WatchRow) -> DeskRow | None:
    cases = CaseRow.objects.using(node.alias).filter(entry__partner=watch.entry.partner_id, entry__cid=watch.entry.root)
    case = cases.select_related("desk").first()
    return None if case is None else case.desk
