"""Attacks on the order of a ledger: batches replayed, redirected, overtaking, cut, dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.audit.acts import Act
from detente.node.services import health
from detente.node.stores import ledger, partners
from detente.node.stores.models import BatchRow
from detente.protocol import parcel, signed
from detente.protocol import stamp as stamps
from detente.protocol.parcel import Batch, Receipt
from tests.adversarial.hands import (
    acts,
    at_the_desk,
    bring_back,
    last_batch,
    next_batch,
    post,
    refusal_in,
    send,
    stored,
)
from tests.faults import properties
from tests.faults.test_mutants import notify, settled
from tests.faults.two import Fate, Two, lay_down
from tests.node.world import World

Patch = pytest.MonkeyPatch


def a_batch_is_replayed(two: Two) -> None:
    """Case 1."""
    notify(two)
    two.turn("alpha")
    data, before, desk = last_batch(two, "alpha"), stored(two, "beta"), at_the_desk(two, "beta")
    receipt = before[1][-1][1]
    for _ in range(3):
        answer = post(two, "alpha", data)
        assert answer.status == 200, f"a repeat got {answer.code}"
        assert answer.body == parcel.build([Receipt(receipt)]), "a repeat got another receipt than the first one"
    two.settle()
    assert (stored(two, "beta"), at_the_desk(two, "beta")) == (before, desk), "a repeat was delivered again"
    properties.when_settled(two)


def a_batch_is_replayed_to_another_party(world: World) -> None:
    """Case 2."""
    for name in ("alpha", "beta", "gamma"):
        world.add(name)
    for name in ("beta", "gamma"):
        world.meet("alpha", name)
        world.settle("alpha", name)
    before = len(world.entries("gamma", ours=False))
    beta = partners.own_chain(world.nodes["beta"].alias).party
    for_beta = [data for data in world.log if _receiver(data) == beta]
    assert for_beta
    for data in for_beta:
        answer = world.line("alpha", "gamma").deliver(data)
        assert (answer.status, answer.code) == (403, "wrong-party"), f"it got {answer.status} {answer.code}"
        assert refusal_in(answer)["code"] == "wrong-party"
    assert len(world.entries("gamma", ours=False)) == before


def _receiver(data: bytes) -> str | None:
    """Give for whom the batch in a parcel is, None where there is none."""
    batches = [item for item in parcel.parse(data) if isinstance(item, Batch)]
    return signed.peek(batches[0].checkpoint)["to"] if batches else None


def a_batch_overtakes_the_one_before(two: Two) -> None:
    """Case 3: beta's file was put back under a living node, so that what comes next is not the next."""
    copy = two.backup("beta")
    notify(two)
    two.turn("alpha")
    lay_down(two.world.nodes["beta"], copy)
    two.restart("beta", new_run=False)
    notify(two)
    before = stored(two, "beta")
    answer = send(two, "alpha", next_batch(two))
    assert (answer.status, answer.code) == (409, "gap"), f"it got {answer.status} {answer.code}"
    assert refusal_in(answer)["detail"] == {"size": before[2]}, "the refusal does not say from where to send again"
    assert stored(two, "beta") == before, "a batch behind a gap was kept"
    two.lost_memory.add("beta")
    two.restart("beta", new_run=True)
    settled(two)


def a_batch_is_cut(two: Two) -> None:
    """Case 4: at the boundaries of its records and within them, and by one entry under a good closing hash."""
    notify(two)
    notify(two)
    batch, before = next_batch(two), stored(two, "beta")
    data = parcel.build([batch])
    for end in _boundaries(data):
        for cut_at in (end, end - 1, end + 3):
            answer = post(two, "alpha", data[:cut_at])
            assert (answer.status, answer.code, answer.body) == (400, "bad-frame", b""), (
                f"cut at {cut_at} it got {answer.code or 'taken'}"
            )
    answer = send(two, "alpha", replace(batch, entries=batch.entries[:-1]))
    assert (answer.status, answer.code) == (409, "root-mismatch"), f"it got {answer.status} {answer.code}"
    assert stored(two, "beta") == before, "a part of a batch was kept"
    settled(two)


def _boundaries(data: bytes) -> list[int]:
    """Give where each record but the last begins to end."""
    ends, position = [], len(parcel.MAGIC)
    while position < len(data):
        position += 5 + int.from_bytes(data[position + 1 : position + 5], "big")
        ends.append(position)
    return ends[:-1]


def a_message_is_dropped(two: Two) -> None:
    """Case 5: on the way, then by a sender that goes on as if it had been delivered."""
    alpha, beta = two.world.nodes["alpha"], two.world.nodes["beta"]
    notify(two)
    two.turn("alpha", [Fate.REQUEST_LOST])
    found = health.look(alpha).counts
    assert (found["waiting"], found["troubled"]) == (1, 1), "the sender does not see that it waits"
    # The liar marks as receipted what never arrived, and stamps on.
    batch = BatchRow.objects.using(alpha.alias).get(ours=True, receipt__isnull=True)
    row, out = ledger.outgoing(alpha.alias, two.partner("alpha"))
    ledger.save_outgoing(alpha.alias, row, stamps.take_receipt(out))
    BatchRow.objects.using(alpha.alias).filter(pk=batch.pk).update(receipt=b"none")
    notify(two)
    before = stored(two, "beta")
    answer = send(two, "alpha", next_batch(two))
    assert (answer.status, answer.code) == (409, "gap"), f"it got {answer.status} {answer.code}"
    bring_back(two, "alpha", *parcel.parse(answer.body))
    assert stored(two, "beta") == before
    assert any('"gap"' in details for details in acts(beta, Act.OBJECT_REFUSED)), "beta's record does not show the gap"
    assert any('"gap"' in details for details in acts(alpha, Act.EPOCH_CLOSED)), "alpha's record does not show the gap"
