"""What the attacks on two whole nodes have in common: post, bring back, look at what is held.

`alpha` writes and `beta` receives, unless said otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.services import delivering, exchange
from detente.node.stores.models import AuditRow, BatchRow, Direction, Entry
from detente.protocol import parcel, signed
from detente.protocol.parcel import Batch, Control, Item, Receipt
from tests.faults.two import Two, other

Patch = pytest.MonkeyPatch


def post(two: Two, here: str, data: bytes) -> exchange.Answer:
    """Bring bytes to the endpoint of the other node, under the name of `here`."""
    return exchange.answer(two.world.nodes[other(here)], two.partner(other(here)), data)


def send(two: Two, here: str, *items: Item) -> exchange.Answer:
    """Bring items to the endpoint of the other node."""
    return post(two, here, parcel.build(items))


def bring_back(two: Two, here: str, *items: Item) -> list[Item]:
    """Give items to a node as the answer to what it sent."""
    return exchange.take_answer(two.world.nodes[here], two.partner(here), parcel.build(items))


def next_batch(two: Two, here: str = "alpha") -> Batch:
    """Give the batch that a node sends next; it is stamped, and stays in flight."""
    (batch,) = delivering.next_items(two.world.nodes[here], two.partner(here))
    assert isinstance(batch, Batch)
    return batch


def last_batch(two: Two, here: str) -> bytes:
    """Give the last parcel with a batch that left a node."""
    sent = [data for sender, _, data in two.wire if sender == here]
    return next(data for data in reversed(sent) if any(isinstance(item, Batch) for item in parcel.parse(data)))


def stored(two: Two, name: str) -> tuple[object, ...]:
    """Give what a node holds of the other one's ledger: each entry and its code, each batch and its receipt."""
    alias = two.world.nodes[name].alias
    entries_held = Entry.objects.using(alias).filter(ours=False).order_by("seq").values_list("seq", "cid", "code")
    batches = BatchRow.objects.using(alias).filter(ours=False).order_by("size").values_list("size", "receipt")
    size = Direction.objects.using(alias).get(ours=False).size
    return (list(entries_held), [(size, bytes(record or b"")) for size, record in batches], size)


def at_the_desk(two: Two, name: str) -> list[str]:
    """Give the cids of the notifications that reached a desk."""
    arrived = Entry.objects.using(two.world.nodes[name].alias).filter(ours=False, kind="notification")
    return list(arrived.filter(code="", judged=True).order_by("seq").values_list("cid", flat=True))


def acts(node: Node, act: Act) -> list[str]:
    """Give the details of each act of a kind on a node's record."""
    rows = AuditRow.objects.using(node.alias).filter(act=act.value).order_by("index")
    return [bytes(row.details or b"").decode("utf-8") for row in rows]


def refusal_in(answer: exchange.Answer) -> dict[str, Any]:
    """Give the payload of the signed refusal in an answer."""
    (record,) = [item.record for item in parcel.parse(answer.body) if isinstance(item, Control)]
    return dict(signed.peek(record))


def last_receipt(two: Two, here: str) -> bytes:
    records = [
        item.record
        for sender, _, data in two.wire
        if sender == here
        for item in parcel.parse(data)
        if isinstance(item, Receipt)
    ]
    return records[-1]
