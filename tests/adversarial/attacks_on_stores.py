"""Attacks on what a node remembers: restores, clones, clocks that jump, disks that take nothing."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import OperationalError

from detente.audit.acts import Act
from detente.crypto.hashing import sha256
from detente.node.context import Node
from detente.node.services import exchange, health, peering, receiving, runs
from detente.node.stores import deliveries
from detente.node.stores import unit as units
from detente.node.stores.models import KeptObject, UsedEpoch
from detente.protocol import parcel
from detente.protocol.parcel import Receipt
from tests.adversarial.hands import (
    acts,
    at_the_desk,
    bring_back,
    last_batch,
    last_receipt,
    next_batch,
    post,
    stored,
)
from tests.faults.test_mutants import notify, settled
from tests.faults.two import Copy, Fate, Two, held_by, jump, lay_down
from tests.node.test_health import pair_that_cannot_write
from tests.node.world import entropy_of

Patch = pytest.MonkeyPatch


def both_are_restored(two: Two) -> None:
    """Case 14: alpha to before the second of three messages, beta to before the third."""
    first = two.backup("alpha")
    notify(two)
    two.settle()
    second = two.backup("beta")
    notify(two)
    two.settle()
    old_receipt = last_receipt(two, "beta")
    two.restore("alpha", first)
    two.restore("beta", second)
    two.settle()
    alpha = two.world.nodes["alpha"]
    ours, theirs = held_by(two, "alpha", ours=True), held_by(two, "beta", ours=False)
    left, right = [(row.seq, row.cid) for row in ours], [(row.seq, row.cid) for row in theirs]
    assert left == right, "the two ledgers differ"
    assert len([row for row in theirs if row.kind == "notification"]) == 1, "the longer log did not win"
    assert acts(alpha, Act.ADOPTION_DONE), "what came back is not on record"
    # What neither remembers, an old object still proves: it is kept and shown, and is no reason to freeze.
    bring_back(two, "alpha", Receipt(old_receipt))
    kept = KeptObject.objects.using(alpha.alias).filter(record_hash=sha256(old_receipt))
    assert [row.why for row in kept] == ["rollback"], "a message was lost and nothing says so"
    assert acts(alpha, Act.ROLLBACK_FOUND)
    assert two.partner("alpha").state == "confirmed"


def a_node_is_cloned(two: Two) -> None:
    """Case 15: a second writer with alpha's keys and alpha's ledger takes turns with it, within an hour."""
    clone = _clone_of_alpha(two, two.backup("alpha"))
    original, beta = two.world.nodes["alpha"], two.world.nodes["beta"]
    for turn in range(8):
        if two.partner("beta").state == "frozen":
            break
        writer = (clone, original)[turn % 2]
        two.world.nodes["alpha"] = writer
        notify(two)
        two.turn("alpha")
        if turn == 3:
            assert acts(clone, Act.EPOCH_CLOSED), "the second hello did not revoke the first"
            assert acts(original, Act.EPOCH_CLOSED), "the second hello did not revoke the first"
            _go_on_like_this(two, until=16)
    two.world.nodes["alpha"] = original
    alarms = [details for details in acts(beta, Act.ROLLBACK_FOUND) if "two-writers" in details]
    assert alarms, "no alarm says that two write with one key"
    partner = two.partner("beta")
    assert (partner.state, partner.frozen_because) == ("frozen", "two-writers"), "two writers go on"
    for contradiction in two.observer.equivocations():
        raise AssertionError(contradiction)


def _go_on_like_this(two: Two, *, until: int) -> None:
    """Let beta have opened `until` epochs: what the turns of the next minutes would leave there."""
    beta = two.world.nodes["beta"]
    opened = UsedEpoch.objects.using(beta.alias).filter(run=beta.run)
    for number in range(opened.count(), until):
        epoch = sha256(number.to_bytes(2, "big"))[:16]
        opened.create(partner=two.partner("beta"), run=beta.run, epoch=epoch, at=two.world.clock())


def _clone_of_alpha(two: Two, copy: Copy) -> Node:
    home = two.folder / "clone"
    home.mkdir()
    alpha = two.world.nodes["alpha"]
    clone = replace(alpha, home=home, alias=f"{alpha.alias}-clone", entropy=entropy_of("clone"), run=None, commits=0)
    two.world.connect(clone)
    lay_down(clone, copy)
    two.world.nodes["clone"] = clone
    runs.begin(clone)
    return clone


def clocks_jump(two: Two) -> None:
    """Case 38: ten years on and twenty back, while entries wait together and while one is on its way."""
    for years in (10, -20, 10):
        notify(two)
        jump(two, years=years)
    two.turn("alpha", [Fate.REQUEST_LOST])
    jump(two, years=-10)
    notify(two)
    settled(two)
    receipt = last_receipt(two, "beta")
    jump(two, years=10)
    assert post(two, "alpha", last_batch(two, "alpha")).body == parcel.build([Receipt(receipt)])


BUSY = exchange.Answer(503, b"", "unavailable", 5)
FAILURES = (OperationalError("database or disk is full"), OSError(errno.ENOSPC, "full"), OSError(errno.EIO, "broken"))


def the_disk_is_full(two: Two, monkeypatch: Patch) -> None:
    """Case 49: at the commit alone, then for every write, then for the write that follows the commit."""
    notify(two)
    beta = two.world.nodes["beta"]
    data, before = parcel.build([next_batch(two)]), stored(two, "beta")
    for failure in FAILURES:
        with monkeypatch.context() as broken:
            broken.setattr(units, "_append", _failing(failure))
            answer = _answered(beta, two, data)
            assert answer == BUSY, f"{failure!r}: {answer}"
        with pair_that_cannot_write(monkeypatch, failure):
            answer = _answered(beta, two, data)
            assert answer == BUSY, f"{failure!r}: {answer}"
            assert not health.look(beta).ok, f"{failure!r}: health is not red"
        assert stored(two, "beta") == before, "something was kept of what could not be committed"
    with monkeypatch.context() as broken:
        broken.setattr(deliveries, "reset_backoff", _failing(FAILURES[0]))
        answer = _answered(beta, two, data)
        assert answer == BUSY, f"after the commit: {answer}"
    settled(two)
    assert len(at_the_desk(two, "beta")) == 1


def _failing(failure: Exception) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise failure

    return fail


def _answered(node: Node, two: Two, data: bytes) -> exchange.Answer | str:
    try:
        return peering.answer(node, two.partner("beta"), data)
    except (OSError, OperationalError) as error:
        return f"it rose to the web: {error!r}"


def receipt_without_commit(patch: Patch) -> None:
    """The guard of case 49 taken out: the receipt leaves although nothing could be committed."""
    real = receiving._commit

    def careless(*arguments: Any) -> list[Receipt]:
        try:
            return real(*arguments)
        except (OSError, OperationalError):
            return [Receipt(arguments[4].record)]

    patch.setattr(receiving, "_commit", careless)
