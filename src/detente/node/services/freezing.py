"""A signed contradiction freezes a pair (DXP 7.3): nothing more is stamped or taken until officers meet anew.

What contradicts is kept as bytes: the proof must be shown to others later.
"""

from __future__ import annotations

from detente.audit.acts import Act
from detente.crypto.hashing import sha256
from detente.model import b64
from detente.node.context import Node
from detente.node.stores.models import BatchRow, KeptObject, Partner
from detente.node.stores.unit import unit
from detente.protocol.first_contact import ContactState


def freeze(node: Node, partner: Partner, because: str, *objects: bytes) -> None:
    """Freeze the pair, keep the contradicting objects, put their hashes on record."""
    with unit(node, "freeze") as work:
        mark_frozen(node, partner, because)
        keep(node, partner, because, *objects)
        work.record(
            Act.FORK_FOUND if because == "fork" else Act.PARTY_FROZEN,
            refs={"party": partner.party},
            details={"because": because, "objects": [b64.encode(sha256(item)) for item in objects]},
        )


def mark_frozen(node: Node, partner: Partner, because: str) -> None:
    """Freeze inside a unit of work that is open; only a confirmed contact can freeze."""
    changed = (
        Partner.objects.using(node.alias)
        .filter(pk=partner.pk, state=ContactState.CONFIRMED)
        .update(state=ContactState.FROZEN, frozen_because=because)
    )
    if changed:
        partner.state, partner.frozen_because = ContactState.FROZEN, because


def mark_severed(node: Node, partner: Partner, because: str) -> None:
    """Freeze inside a unit of work that is open, whatever froze the pair before."""
    Partner.objects.using(node.alias).filter(pk=partner.pk).update(state=ContactState.FROZEN, frozen_because=because)
    partner.state, partner.frozen_because = ContactState.FROZEN, because


def freeze_for_fork(node: Node, partner: Partner, record: bytes, *, epoch: bytes, prev_size: int, size: int) -> None:
    """Freeze the pair for a checkpoint that contradicts one that we hold; keep both."""
    rows = BatchRow.objects.using(node.alias).filter(partner=partner, ours=False, epoch=epoch)
    other = rows.filter(size=size).first() or rows.filter(prev_size=prev_size).first()
    objects = [record] if other is None else [record, bytes(other.checkpoint)]
    freeze(node, partner, "fork", *objects)


def keep_rollback(node: Node, partner: Partner, record: bytes) -> None:
    """Keep evidence that the partner's store went back; shown, and no reason to freeze (DXP 6)."""
    if KeptObject.objects.using(node.alias).filter(partner=partner, record_hash=sha256(record)).exists():
        return
    with unit(node, "keep rollback evidence") as work:
        keep(node, partner, "rollback", record)
        work.record(Act.ROLLBACK_FOUND, refs={"party": partner.party}, details={"object": b64.encode(sha256(record))})


def keep(node: Node, partner: Partner, why: str, *objects: bytes) -> None:
    """Keep objects inside a unit of work that is open."""
    for item in objects:
        KeptObject.objects.using(node.alias).get_or_create(
            partner=partner, record_hash=sha256(item), defaults={"why": why, "record": item, "at": node.now()}
        )
