"""A new party document arrives: a partner's, or one of ours that a restored node has lost. Kept, and on record."""

from __future__ import annotations

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.stores import partners
from detente.node.stores.models import Partner
from detente.node.stores.unit import unit
from detente.protocol.party_document import Chain


def keep_own(node: Node, chain: Chain) -> None:
    """Keep documents of ours that a partner gave back; our roots signed them, so they are ours."""
    with unit(node, "keep own document") as work:
        partners.keep_own_document(node.alias, chain)
        work.record(Act.PARTY_DOCUMENT_TAKEN, refs={"party": chain.party}, details={"highest": chain.last.seq})


def keep(node: Node, partner: Partner, chain: Chain) -> None:
    """Keep the verified documents of `chain`."""
    with unit(node, "keep document") as work:
        partners.keep_document(node.alias, partner, chain)
        work.record(Act.PARTY_DOCUMENT_TAKEN, refs={"party": partner.party}, details={"highest": chain.last.seq})
