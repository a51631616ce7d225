"""Watches that a partner keeps for what we asked: it told their end with the filing, and our clock counts to it.

    filed, with a time --`filed_watches`--> kept --30, 7, 1, 0 days before--> said here --> let end, or asked anew

Of the watch itself nothing is known here. No message of either side goes out for the warnings: each node warns its own
people by its own clock (deadlines.json, step `watch-warning`: owner and asker).
"""

from __future__ import annotations

from typing import Final

from detente.audit.acts import Act
from detente.cases import watches
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import duties
from detente.node.services.deciding import Asking
from detente.node.stores.models import KeptWatch, Officer
from detente.node.stores.unit import Unit, unit

DUTY: Final = "keep-watches"
BATCH: Final = 200


class WatchLetEnd(BadInput):
    """Somebody let this watch end already."""

    code = "watch-let-end"

    def __init__(self) -> None:
        super().__init__("A colleague let this watch end already. Ask anew where you still need it.")


def let_end(node: Node, officer: Officer, row: KeptWatch) -> None:
    """Say that the watch may end: nobody is warned of it any more. The partner is told nothing.

    Raises:
        RoleRefused: the officer does not keep watches.
        WatchLetEnd: somebody did so before.
    """
    duties.require_at_desk(officer, DUTY)
    with unit(node, "let a watch end") as work:
        rows = KeptWatch.objects.using(node.alias).filter(pk=row.pk, let_end_at__isnull=True)
        if not rows.update(let_end_at=node.now(), let_end_by=officer, look_at=None):
            raise WatchLetEnd
        work.record(Act.WATCH_LET_END, actor=officer.name, refs=refs_of(row))


def find(node: Node, officer: Officer, entry_id: str) -> KeptWatch:
    """Give the watch that is kept for a message of ours; NotFound where none is that the officer may know of."""
    rows = KeptWatch.objects.using(node.alias).select_related("entry__partner")
    row = rows.filter(entry__uid=entry_id).first()
    if row is None or not Asking(node, officer).may_know([row.entry]):
        raise NotFound("No watch is kept for this message. See those that are with: detente watch kept")
    return row


def warn(node: Node, work: Unit) -> int:
    """Say of those whose time has come that they end; give how often. At most 200 a call, the longest due first."""
    now = node.now()
    rows = KeptWatch.objects.using(node.alias).filter(look_at__lte=now, let_end_at__isnull=True)
    said = 0
    for row in rows.select_related("entry__partner").order_by("look_at")[:BATCH]:
        days = watches.reached(since=row.since, until=row.until, last=row.said, now=now)
        for each in days:
            work.record(Act.WATCH_WARNED, refs=refs_of(row), details={"days": each, "kept_by": "partner"})
        last = min(days, default=row.said)
        look_at = watches.next_at(since=row.since, until=row.until, last=last)
        rows.filter(pk=row.pk).update(said=last, look_at=look_at)
        said += len(days)
    return said


def is_due(node: Node) -> bool:
    """Whether one of them has to say something now."""
    rows = KeptWatch.objects.using(node.alias)
    return rows.filter(look_at__lte=node.now(), let_end_at__isnull=True).exists()


def refs_of(row: KeptWatch) -> dict[str, str]:
    """Give by what the audit finds it."""
    return {"cid": row.entry.cid, "party": row.entry.partner.party}
