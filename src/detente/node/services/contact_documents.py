"""A partner's new party document arrives: kept, and on record."""

from __future__ import annotations

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.stores import partners
from detente.node.stores.models import Partner
from detente.node.stores.unit import unit
from detente.protocol.party_document import Chain


def keep(node: Node, partner: Partner, chain: Chain) -> None:
    """Keep the verified documents of `chain`."""
    with unit(node, "keep document") as work:
        partners.keep_document(node.alias, partner, chain)
        work.record(Act.PARTY_DOCUMENT_TAKEN, refs={"party": partner.party}, details={"highest": chain.last.seq})
