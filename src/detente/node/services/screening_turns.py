"""In which turn what waits is screened: what came or changed, then what did not; what failed, when all else is done.

A job of the worker, safe to repeat, and cut off at any point: what is not marked done is done again.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.services import one_by_one, screening
from detente.node.stores.models import ScreeningRow
from detente.node.stores.unit import unit

BATCH: Final = 20


def run(node: Node) -> int:
    """Screen what waits, what came or changed before what did not; give how many. At most 20 a call.

    One that cannot be screened is left out for some minutes, and holds up none of the others.
    """
    rows = list(_waiting(node).filter(failed_at=None).order_by("later", "pk")[:BATCH])
    if not rows:
        due = node.now() - one_by_one.AGAIN
        rows = list(_waiting(node).filter(failed_at__lte=due).order_by("failed_at")[:BATCH])
    if rows and not one_by_one.passes(partial(screening.screen, node, rows)):
        for row in rows:
            if not one_by_one.passes(partial(screening.screen, node, [row])):
                _leave_out(node, row)
    return len(rows)


def check(node: Node) -> None:
    """Return if nothing is left out.

    Raises:
        LeftOut: something could not be screened; it is tried again.
    """
    count = _waiting(node).filter(failed_at__isnull=False).count()
    if count:
        raise one_by_one.LeftOut(f"{count} messages, records or lists could not be screened. They are tried again.")


def _leave_out(node: Node, row: ScreeningRow) -> None:
    with unit(node, "leave out of screening") as work:
        # Whoever asked again meanwhile is served again.
        _waiting(node).filter(pk=row.pk, asked_at=row.asked_at).update(failed_at=node.now())
        work.record(Act.SCREENING_LEFT_OUT, refs={row.kind: row.uid})


def _waiting(node: Node) -> Any:
    return ScreeningRow.objects.using(node.alias).filter(done_at=None)
