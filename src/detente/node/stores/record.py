"""The audit log in its tables: head, leaves, and the openings of blinded heads."""

from __future__ import annotations

from typing import Any, Final

from detente.audit import heads
from detente.audit.heads import Opening
from detente.crypto.tree import Frontier
from detente.node.context import Node
from detente.node.stores.each import insert_named
from detente.node.stores.models import AuditHead, AuditOpening, AuditRow
from detente.node.stores.peaks import pack_peaks, unpack_peaks
from detente.node.stores.statements import change, fetch, fetch_locked

_HEAD: Final = "SELECT size, peaks FROM audit_head WHERE id = 1"


def frontier_of(head: AuditHead) -> Frontier:
    """Give the frontier in the row."""
    return Frontier(head.size, unpack_peaks(head.peaks))


def locked_frontier(alias: str) -> Frontier:
    """Give the frontier in the one row, locked; the row is made at the first act."""
    rows = fetch_locked(alias, _HEAD)
    if not rows:
        AuditHead.objects.using(alias).get_or_create(pk=1)
        rows = fetch_locked(alias, _HEAD)
    return _frontier(rows)


def save_frontier(alias: str, frontier: Frontier) -> None:
    """Write the grown frontier."""
    change(alias, "UPDATE audit_head SET size = %s, peaks = %s WHERE id = 1", frontier.size, pack_peaks(frontier.peaks))


def _frontier(rows: list[tuple[Any, ...]]) -> Frontier:
    return Frontier(rows[0][0], unpack_peaks(rows[0][1])) if rows else Frontier()


def blind_head(node: Node) -> tuple[bytes, Opening]:
    """Give a commitment over the committed log, and what opens it (DXP 6)."""
    head = _frontier(fetch(node.alias, _HEAD)).head()
    opening = Opening(node.entropy(16), head.size, head.root)
    return heads.commitment(opening.salt, opening.head), opening


def keep_opening(node: Node, object_hash: bytes, opening: Opening) -> None:
    """Keep what opens the commitment in an object that we sign, by the hash of its record."""
    row = {"object_hash": object_hash, "salt": opening.salt, "size": opening.size, "root": opening.root}
    insert_named(node.alias, AuditOpening, [row])


def opening_of(alias: str, object_hash: bytes) -> Opening | None:
    """Give the opening for an object of ours, None where it is lost."""
    row = AuditOpening.objects.using(alias).filter(object_hash=object_hash).first()
    return None if row is None else Opening(bytes(row.salt), row.size, bytes(row.root))


def leaves(alias: str) -> list[bytes]:
    """Give all leaves in order. A missing index shows as a shorter list: nothing is filled in."""
    return [bytes(leaf) for leaf in AuditRow.objects.using(alias).order_by("index").values_list("leaf", flat=True)]
