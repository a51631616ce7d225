"""The unit of work: one transaction that demands an audit record, fenced by the run (DXP 3, 7.1).

    with unit(node, "receive") as work:
        … writes …
        work.record(Act.ENTRY_RECEIVED, refs={…})

Nothing may leave the process before the block has ended. A unit without a record does not commit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from detente.audit import log
from detente.audit.acts import Act
from detente.audit.log import NODE, AuditEntry
from detente.model.errors import LocalError
from detente.node.context import Node
from detente.node.stores import record
from detente.node.stores.each import insert_values
from detente.node.stores.models import AuditRow
from detente.node.stores.statements import change, fetch_locked


class NoAuditRecord(LocalError):
    """A unit of work wrote and recorded nothing: a defect of ours."""

    code = "no-audit-record"


class RunLost(LocalError):
    """Another run has begun, or the store was put back to an earlier state: this process must stop (DXP 7.1)."""

    code = "run-lost"


class SwapLost(LocalError):
    """The state changed between reading and writing; read again and start over (DXP 3)."""

    code = "swap-lost"


@dataclass(frozen=True, slots=True)
class _Fence:
    """The node's row as it was locked."""

    key: int
    commits: int


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
        fence = _fence(node)
        work = Unit(node)
        yield work
        if not work.entries:
            raise NoAuditRecord(f"the unit of work {name} recorded no act")
        _append(node, work.entries)
        if fence is not None:
            change(node.alias, "UPDATE node SET commits = %s WHERE id = %s", fence.commits + 1, fence.key)
        node.seam(f"before commit {name}")
    if fence is not None:
        node.commits = fence.commits + 1
    node.seam(f"after commit {name}")


def _fence(node: Node) -> _Fence | None:
    """Lock the node's row: all writers pass here, one after the other. The run is checked under that lock."""
    for key, run, commits in fetch_locked(node.alias, "SELECT id, run, commits FROM node ORDER BY id LIMIT 1"):
        if node.run is not None and bytes(run) != node.run:
            raise RunLost("Another process has begun a new run of this node. This one stops.")
        if node.run is not None and commits < node.commits:
            raise RunLost("The database was put back to an earlier state while the node ran. It begins a new run.")
        return _Fence(key, commits)
    return None


def _append(node: Node, entries: list[AuditEntry]) -> None:
    frontier = record.locked_frontier(node.alias)
    leaves, rows = [], []
    for index, entry in enumerate(entries, frontier.size):
        salt = node.entropy(log.SALT_BYTES)
        made = log.make_leaf(entry, salt=salt)
        leaves.append(made.leaf)
        rows.append((index, made.leaf, salt, made.details_bytes, entry.act.value, entry.at, entry.actor))
    insert_values(node.alias, AuditRow, ("index", "leaf", "salt", "details", "act", "at", "actor"), rows)
    record.save_frontier(node.alias, frontier.extend(leaves))
