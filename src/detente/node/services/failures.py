"""Failures of strangers: counted, and put on record once a minute, no more (DXP 11: no work for strangers)."""

from __future__ import annotations

from django.db.models import F

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.stores.models import FailureCount
from detente.node.stores.unit import unit


def count(node: Node, code: str) -> None:
    """Count one failure that proved nothing about its sender. One small write, no signature, no audit record."""
    changed = FailureCount.objects.using(node.alias).filter(code=code).update(count=F("count") + 1)
    if not changed:
        FailureCount.objects.using(node.alias).get_or_create(code=code, defaults={"count": 1})


def record_counts(node: Node) -> None:
    """Put what was counted since the last time on record, if anything was."""
    rows = list(FailureCount.objects.using(node.alias).filter(count__gt=F("recorded")))
    if not rows:
        return
    with unit(node, "count failures") as work:
        work.record(Act.FAILURES_COUNTED, details={row.code: row.count - row.recorded for row in rows})
        for row in rows:
            FailureCount.objects.using(node.alias).filter(pk=row.pk).update(recorded=row.count)
