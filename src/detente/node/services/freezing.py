"""A signed contradiction freezes a pair (DXP 7.3): nothing more is stamped or taken until officers meet anew."""

from __future__ import annotations

from detente.audit.acts import Act
from detente.crypto.hashing import sha256
from detente.model import b64
from detente.node.context import Node
from detente.node.stores.models import Partner
from detente.node.stores.unit import unit
from detente.protocol.first_contact import ContactState


def freeze(node: Node, partner: Partner, because: str, *objects: bytes) -> None:
    """Freeze the pair and put the hashes of the contradicting objects on record."""
    with unit(node, "freeze") as work:
        Partner.objects.using(node.alias).filter(pk=partner.pk).update(
            state=ContactState.FROZEN, frozen_because=because
        )
        work.record(
            Act.FORK_FOUND if because == "fork" else Act.PARTY_FROZEN,
            refs={"party": partner.party},
            details={"because": because, "objects": [b64.encode(sha256(item)) for item in objects]},
        )
    partner.state, partner.frozen_because = ContactState.FROZEN, because


def freeze_for_fork(node: Node, partner: Partner, *objects: bytes) -> None:
    """Freeze the pair for two signed objects that contradict each other."""
    freeze(node, partner, "fork", *objects)
