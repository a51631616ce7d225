"""The unit of work: one transaction that demands an audit record, fenced by the run (DXP 3, 7.1).

    with unit(node, "receive") as work:
        … writes …
        work.record(Act.ENTRY_RECEIVED, refs={…})

Nothing may leave the process before the block has ended. A unit without a record does not commit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from detente.audit import log
from detente.audit.acts import Act
from detente.audit.log import NODE, AuditEntry
from detente.model.errors import LocalError
from detente.node.context import Node
from detente.node.stores import record
from detente.node.stores.each import insert_each
from detente.node.stores.models import AuditRow, NodeRow


class NoAuditRecord(LocalError):
    """A unit of work wrote and recorded nothing: a defect of ours."""

    code = "no-audit-record"


class RunLost(LocalError):
    """Another run has begun, or the store was put back to an earlier state: this process must stop (DXP 7.1)."""

    code = "run-lost"


class SwapLost(LocalError):
    """The state changed between reading and writing; read again and start over (DXP 3)."""

    code = "swap-lost"


class Unit:
    """Collects audit entries; they are appended at the end, in the same transaction."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.entries: list[AuditEntry] = []

    def record(
        self,
        act: Act,
        *,
        actor: str = NODE,
        refs: Mapping[str, str] | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Put an act on record. `details` hold no content of messages."""
        self.entries.append(AuditEntry(act, self.node.now(), actor, dict(refs or {}), dict(details or {})))


@contextmanager
def unit(node: Node, name: str) -> Iterator[Unit]:
    """Give a unit of work; commits at the end of the block.

    Raises:
        NoAuditRecord: nothing was recorded.
        RunLost: the run of this process is over.
    """
    with transaction.atomic(using=node.alias, durable=True):
        row = _fence(node)
        work = Unit(node)
        yield work
        if not work.entries:
            raise NoAuditRecord(f"the unit of work {name} recorded no act")
        _append(node, work.entries)
        if row is not None:
            row.commits += 1
            row.save(using=node.alias, update_fields=["commits"])
        node.seam(f"before commit {name}")
    if row is not None:
        node.commits = row.commits
    node.seam(f"after commit {name}")


def _fence(node: Node) -> NodeRow | None:
    """Lock the node's row: all writers pass here, one after the other. The run is checked under that lock."""
    row = NodeRow.objects.using(node.alias).select_for_update().first()
    if row is None or node.run is None:
        return row
    if bytes(row.run) != node.run:
        raise RunLost("Another process has begun a new run of this node. This one stops.")
    if row.commits < node.commits:
        raise RunLost("The database was put back to an earlier state while the node ran. It begins a new run.")
    return row


def _append(node: Node, entries: list[AuditEntry]) -> None:
    head = record.locked_head(node.alias)
    frontier = record.frontier_of(head)
    rows = []
    for index, entry in enumerate(entries, frontier.size):
        salt = node.entropy(log.SALT_BYTES)
        made = log.make_leaf(entry, salt=salt)
        rows.append(
            AuditRow(
                index=index,
                leaf=made.leaf,
                salt=salt,
                details=made.details_bytes,
                act=entry.act.value,
                at=entry.at,
                actor=entry.actor,
            )
        )
    insert_each(node.alias, rows)
    record.save_frontier(head, frontier.extend(bytes(row.leaf) for row in rows), node.alias)
