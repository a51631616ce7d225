"""Our own party in the store: installed once, at `init`."""

from __future__ import annotations

from detente.audit.acts import Act
from detente.model.errors import LocalError
from detente.node.context import Node
from detente.node.stores.models import NodeRow, OwnDocument
from detente.node.stores.unit import unit
from detente.protocol import party_document


class AlreadyInstalled(LocalError):
    """The store has a party already."""

    code = "already-installed"


def install(node: Node, record: bytes, *, four_eyes: bool = False) -> None:
    """Put our first party document into an empty store, with a run that is over before it begins."""
    chain = party_document.parse_chain((record,))
    if OwnDocument.objects.using(node.alias).exists():
        raise AlreadyInstalled("This home has a party already. Choose an empty folder for another one.")
    with unit(node, "install") as work:
        OwnDocument.objects.using(node.alias).create(seq=0, record=record)
        NodeRow.objects.using(node.alias).create(
            pk=1,
            party=chain.party,
            run=node.entropy(16),
            challenge=node.entropy(32),
            lease_until=node.now(),
            four_eyes=four_eyes,
        )
        work.record(Act.NODE_CREATED, refs={"party": chain.party})
