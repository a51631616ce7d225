"""Attacks with receipts that prove nothing: forged, of another place, for too much, for what was never stored."""

from __future__ import annotations

from typing import Any

import pytest

from detente.audit.acts import Act
from detente.crypto.hashing import sha256
from detente.crypto.keys import SignPair, sign_pair
from detente.model import b64
from detente.node.context import Node
from detente.node.services import delivering, receiving
from detente.node.stores import ledger, partners
from detente.node.stores.models import BatchRow, Delivery, KeptObject
from detente.protocol import parcel, signed
from detente.protocol import receipt as receipts
from detente.protocol.parcel import Batch, Item, Receipt
from detente.protocol.signed import Verified
from tests.adversarial.cases import code_of
from tests.adversarial.hands import (
    acts,
    at_the_desk,
    bring_back,
    next_batch,
)
from tests.faults import properties
from tests.faults.test_mutants import notify, settled
from tests.faults.two import Died, Two
from tests.node.world import MemoryLine

Patch = pytest.MonkeyPatch
MALLORY = sign_pair(ed_seed=sha256(b"mallory ed"), ml_seed=sha256(b"mallory ml"))


def receipt_for(two: Two, batch: Batch, *, by: SignPair | None = None, **changes: Any) -> bytes:
    """Give beta's receipt for a batch of alpha, with members changed, signed by beta unless `by` says otherwise."""
    beta = two.world.nodes["beta"]
    pair = partners.pair_of(beta.alias, two.partner("beta"))
    checkpoint = Verified("dxp.checkpoint", batch.checkpoint, signed.peek(batch.checkpoint))
    _, out = ledger.outgoing(beta.alias, two.partner("beta"))
    honest = receipts.make(
        checkpoint, pair=pair, own=ledger.own_head(out), refused=[], held_at=beta.now(), audit=bytes(32), by=beta.sign
    )
    members = {name: value for name, value in honest.payload.items() if name not in ("v", "typ")}
    return signed.sign("dxp.receipt", {**members, **changes}, by=by or beta.sign).record


def is_receipted(two: Two, batch: Batch) -> bool:
    """Whether alpha counts a batch as delivered."""
    alias = two.world.nodes["alpha"].alias
    row = BatchRow.objects.using(alias).get(ours=True, checkpoint_hash=sha256(batch.checkpoint))
    return row.receipt is not None


class Lying(MemoryLine):
    """A way to the other node on which somebody answers in its place."""

    def __init__(self, two: Two, *items: Item) -> None:
        super().__init__(two.world, "alpha", "beta")
        self.items = items

    def post(self, data: bytes) -> bytes:
        return parcel.build(self.items)


def take_a_turn(two: Two, line: MemoryLine) -> str:
    """Let alpha's worker take its turn on a line; give the failure that its screen shows."""
    alpha, partner = two.world.nodes["alpha"], two.partner("alpha")
    delivering.claim(alpha, partner)
    delivering.turn(alpha, partner, line, chance=0.0)
    return str(Delivery.objects.using(alpha.alias).get(partner=partner).last_failure)


def a_receipt_is_forged(two: Two) -> None:
    """Case 6: under keys of nobody, and under the names of beta's keys."""
    notify(two)
    batch = next_batch(two)
    beta = two.world.nodes["beta"]
    disguised = SignPair(MALLORY._ed, MALLORY._ml, beta.sign.public)
    for signer, code in ((MALLORY, "unknown-key"), (disguised, "bad-signature")):
        forged = Receipt(receipt_for(two, batch, by=signer))
        found = code_of(bring_back, two, "alpha", forged)
        assert found == code, f"it got {found or 'taken'}"
        shown = take_a_turn(two, Lying(two, forged))
        assert shown == code, f"the screen shows {shown or 'nothing'}"
        assert not is_receipted(two, batch)
    settled(two)


def a_receipt_is_of_another_pair(two: Two) -> None:
    """Case 7: beta's own signature, for what a third party wrote."""
    notify(two)
    batch = next_batch(two)
    third = "urn:dxp:party:" + "a" * 52
    record = receipt_for(two, batch, to=third)
    found = code_of(bring_back, two, "alpha", Receipt(record))
    assert found == "wrong-party", f"it got {found or 'taken'}"
    assert not is_receipted(two, batch)
    settled(two)


def a_receipt_is_of_another_epoch_or_batch(two: Two) -> None:
    """Case 7: beta's own signature, for this size and root, in an epoch that is dead, or over another record."""
    notify(two)
    batch = next_batch(two)
    alpha = two.world.nodes["alpha"]
    dead = receipt_for(two, batch, epoch=b64.encode(bytes(16)))
    bring_back(two, "alpha", Receipt(dead))
    assert not is_receipted(two, batch), "a receipt of a dead epoch counted"
    kept = KeptObject.objects.using(alpha.alias).get()
    assert (kept.why, bytes(kept.record)) == ("rollback", dead)
    other_record = receipt_for(two, batch, checkpoint=b64.encode(bytes(32)))
    found = code_of(bring_back, two, "alpha", Receipt(other_record))
    assert found == "bad-object", f"it got {found or 'taken'}"
    assert not is_receipted(two, batch)
    settled(two)


def a_receipt_claims_more_than_was_sent(two: Two) -> None:
    """Case 8."""
    notify(two)
    batch = next_batch(two)
    alpha = two.world.nodes["alpha"]
    size = signed.peek(batch.checkpoint)["size"] + 3
    lie = receipt_for(two, batch, size=size, root=b64.encode(bytes(32)))
    found = code_of(bring_back, two, "alpha", Receipt(lie))
    assert found == "fork", f"it got {found or 'taken'}"
    partner = two.partner("alpha")
    assert (partner.state, partner.frozen_because) == ("frozen", "fork")
    assert [bytes(row.record) for row in KeptObject.objects.using(alpha.alias)] == [lie]
    assert acts(alpha, Act.FORK_FOUND)
    assert delivering.next_items(alpha, partner) == [], "a frozen pair still sends"


def a_receipt_left_before_its_commit(two: Two, monkeypatch: Patch) -> None:
    """Case 9: beta is the buggy one: its receipt is out, its process died, its store has nothing."""
    real, escaped = receiving._commit, []

    def early(node: Node, partner: Any, row_in: Any, taken: Any, receipt: Any, fresh: Any) -> list[Receipt]:
        try:
            return real(node, partner, row_in, taken, receipt, fresh)
        except Died:
            escaped.append(Receipt(receipt.record))
            raise

    notify(two)
    with monkeypatch.context() as buggy:
        buggy.setattr(receiving, "_commit", early)
        two.crash("beta", seam="before commit receive", new_run=False)
        two.turn("alpha")
    assert two.deaths
    assert escaped
    lost = at_the_desk(two, "beta")
    bring_back(two, "alpha", *escaped)
    notify(two)
    two.settle()
    assert len(at_the_desk(two, "beta")) == len(lost) + 2, "what was receipted never came to the desk"
    assert acts(two.world.nodes["alpha"], Act.ROLLBACK_FOUND), "alpha's record does not show that beta went back"
    assert acts(two.world.nodes["beta"], Act.ROLLBACK_FOUND), "beta's record does not show what it forgot"
    properties.when_settled(two)
