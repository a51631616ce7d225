"""Runs (DXP 7.1): a stretch of a node's life without loss of memory. Begin one, join one, keep its lease."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.stores import ledger, partners
from detente.node.stores.models import NodeRow, Partner
from detente.node.stores.unit import RunLost, unit
from detente.protocol import epoch_receiver, epoch_sender

LEASE: Final = timedelta(seconds=15)
RENEW_EVERY: Final = timedelta(seconds=5)


def begin(node: Node) -> None:
    """Begin a run: new id and challenge, every direction out CLOSED, every direction in FEED, no epoch open."""
    run, challenge = node.entropy(16), node.entropy(32)
    node.run, node.commits = None, 0
    with unit(node, "begin run") as work:
        own = partners.own_chain(node.alias)
        row, _ = NodeRow.objects.using(node.alias).get_or_create(
            pk=1, defaults={"party": own.party, "run": run, "challenge": challenge, "lease_until": node.now()}
        )
        row.run, row.challenge, row.lease_until = run, challenge, node.now() + LEASE
        row.save(using=node.alias)
        for partner in Partner.objects.using(node.alias).filter(directions__isnull=False).distinct():
            _reset(node, partner)
        work.record(Act.RUN_BEGUN)
    node.run, node.commits = run, NodeRow.objects.using(node.alias).get(pk=1).commits


def _reset(node: Node, partner: Partner) -> None:
    row_out, out = ledger.outgoing(node.alias, partner)
    ledger.save_outgoing(node.alias, row_out, epoch_sender.start(out))
    row_in, incoming = ledger.incoming(node.alias, partner)
    ledger.save_incoming(node.alias, row_in, epoch_receiver.start(incoming, nonce=node.entropy(32)))


def join(node: Node, run: bytes) -> None:
    """Join the run that the supervisor handed down.

    Raises:
        RunLost: another run has begun since.
    """
    row = NodeRow.objects.using(node.alias).get(pk=1)
    if bytes(row.run) != run:
        raise RunLost("Another process has begun a new run of this node. This one stops.")
    node.run, node.commits = run, row.commits


def renew(node: Node) -> None:
    """Keep the lease of our run; RunLost where it is over. No audit record: nothing happened."""
    changed = NodeRow.objects.using(node.alias).filter(pk=1, run=node.run).update(lease_until=node.now() + LEASE)
    if changed != 1:
        raise RunLost("Another process has begun a new run of this node. This one stops.")


def is_live(node: Node) -> bool:
    """Whether the lease of some run is fresh: a node is running on this home."""
    row = NodeRow.objects.using(node.alias).filter(pk=1).first()
    return row is not None and row.lease_until > node.now()


def challenge_of(node: Node) -> bytes:
    """Give the challenge of the present run."""
    return bytes(NodeRow.objects.using(node.alias).get(pk=1).challenge)


def end(node: Node) -> None:
    """Put the end of the node on record and let the lease go, so that a start need not wait for it."""
    with unit(node, "stop") as work:
        NodeRow.objects.using(node.alias).filter(pk=1, run=node.run).update(lease_until=node.now())
        work.record(Act.NODE_STOPPED)
