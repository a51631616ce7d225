"""Stamping: entries get their place, one checkpoint is signed over it, and only one batch is in flight (DXP 6)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.crypto.hashing import sha256
from detente.crypto.tree import Frontier
from detente.model.head import Head
from detente.protocol import entry, receipt, signed, stamp
from detente.protocol.doc_marks import DocMark, DocMarks
from detente.protocol.receipt import OwnHead
from detente.protocol.stamp import NotOpen, Place, SenderPhase, Stamped
from tests.protocol import builders

ALPHA, BETA = builders.member("alpha"), builders.member("beta")
PLACES = [Place(sha256(bytes([n])), sha256(bytes([n, n]))) for n in range(5)]


def _stamp(places: list[Place], outgoing: stamp.Outgoing, **pair: object) -> Stamped:
    return stamp.stamp(
        outgoing,
        places,
        pair=builders.pair(ALPHA, BETA, **pair),
        seen=OwnHead(builders.EPOCH, Head(3, bytes(32))),
        now=builders.NOW,
        audit=builders.AUDIT,
        by=ALPHA.sign,
    )


def test_the_checkpoint_says_where_the_batch_stands() -> None:
    result = _stamp(PLACES[:2], builders.open_outgoing())

    verified = signed.verify(
        result.checkpoint.record, typ="dxp.checkpoint", chain=ALPHA.chain, sender=ALPHA.id, receiver=BETA.id
    )
    assert verified.payload["prev"] == verified.payload["base"] == Head().to_wire()
    assert (verified.payload["size"], verified.payload["root"]) == tuple(
        result.outgoing.stamped.head().to_wire().values()
    )
    assert verified.payload["seen"]["size"] == 3
    assert result.first_seq == 1


def test_leaves_bind_epoch_place_header_and_box() -> None:
    result = _stamp(PLACES[:2], builders.open_outgoing())

    assert result.leaves == tuple(
        entry.leaf(epoch=builders.EPOCH, seq=seq, header_hash=place.header_hash, box_hash=place.box_hash)
        for seq, place in enumerate(PLACES[:2], 1)
    )


def test_the_next_batch_continues_the_one_before() -> None:
    first = _stamp(PLACES[:2], builders.open_outgoing())
    second = _stamp(PLACES[2:], stamp.take_receipt(first.outgoing))

    assert second.checkpoint.payload["prev"] == first.outgoing.stamped.head().to_wire()
    assert second.first_seq == 3
    assert second.outgoing.stamped == Frontier().extend(first.leaves + second.leaves)


@pytest.mark.parametrize("phase", [SenderPhase.CLOSED, SenderPhase.OPENING])
def test_nothing_is_stamped_while_no_epoch_is_open(phase: SenderPhase) -> None:
    with pytest.raises(NotOpen):
        _stamp(PLACES, builders.open_outgoing(phase=phase))


@pytest.mark.parametrize("pair", [{"frozen": True}, {"confirmed": False}], ids=str)
def test_nothing_is_stamped_for_a_pair_that_is_frozen_or_not_confirmed(pair: dict[str, bool]) -> None:
    with pytest.raises(NotOpen):
        _stamp(PLACES, builders.open_outgoing(), **pair)


def test_a_batch_in_flight_holds_the_next_one_back() -> None:
    first = _stamp(PLACES[:1], builders.open_outgoing())

    with pytest.raises(NotOpen):
        _stamp(PLACES[1:], first.outgoing)
    assert _stamp(PLACES[1:], stamp.take_receipt(first.outgoing))


def test_the_place_says_which_document_signs() -> None:
    marks = DocMarks(0, (DocMark(size=2, seen=0, number=1),))
    first = _stamp(PLACES[:2], builders.open_outgoing(), our_marks=marks)
    second = _stamp(PLACES[2:], stamp.take_receipt(first.outgoing), our_marks=marks)

    assert [first.checkpoint.payload["doc"], second.checkpoint.payload["doc"]] == [0, 1]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_however_entries_are_cut_into_batches_the_log_is_the_same(sizes: list[int]) -> None:
    places = [Place(sha256(bytes([n])), sha256(bytes([n, n]))) for n in range(sum(sizes))]
    cut, at = builders.open_outgoing(), 0
    for size in sizes:
        cut = stamp.take_receipt(_stamp(places[at : at + size], cut).outgoing)
        at += size

    assert cut.stamped == _stamp(places, builders.open_outgoing()).outgoing.stamped
    assert cut.stamped == cut.receipted


def test_a_receipt_for_another_batch_does_not_match() -> None:
    first = _stamp(PLACES[:2], builders.open_outgoing()).checkpoint
    payload = {"epoch": first.payload["epoch"], "size": 2, "root": first.payload["root"]}
    good = {**payload, "checkpoint": first.payload["audit"]}

    assert not receipt.matches(replace(first, payload=good), first)
