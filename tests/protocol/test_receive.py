"""Reception of a batch: taken whole or not at all, a refused entry keeps its leaf (DXP 6, 8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.crypto.hashing import sha256
from detente.crypto.tree import Frontier
from detente.model.head import Head
from detente.protocol import receipt, receive, signed, stamp
from detente.protocol.doc_marks import DocMark, DocMarks
from detente.protocol.pair import Pair
from detente.protocol.parcel import Batch
from detente.protocol.receipt import OwnHead
from detente.protocol.receive import Incoming, Known, KnownBatch, ReceiverPhase, Taken
from detente.protocol.refusal import Refused
from tests.protocol import builders

ALPHA, BETA, GAMMA = (builders.member(name) for name in ("alpha", "beta", "gamma"))
PAIR = builders.pair(BETA, ALPHA)
FIRST, FIRST_BATCH = builders.stamped(ALPHA, BETA, builders.written(ALPHA, BETA, 2))
SECOND, SECOND_BATCH = builders.stamped(
    ALPHA, BETA, builders.written(ALPHA, BETA, 2, first=3), outgoing=stamp.take_receipt(FIRST.outgoing)
)
NEW = builders.open_incoming()


def _take(
    batch: Batch, *, incoming: Incoming = NEW, pair: Pair = PAIR, known: Known | None = None, feeding: bool = False
) -> Taken:
    arrival = receive.prepare(batch)
    checkpoint = receive.verify_checkpoint(arrival, pair, held_size=incoming.held.size)
    return receive.take(arrival, checkpoint, incoming=incoming, pair=pair, known=known or Known(), feeding=feeding)


def _code(batch: Batch, **state: Any) -> str:
    with pytest.raises(Refused) as refused:
        _take(batch, **state)
    return refused.value.code


def test_a_batch_is_taken_with_its_leaves_at_their_places() -> None:
    taken = _take(FIRST_BATCH)

    assert taken.codes == (None, None)
    assert taken.leaves == FIRST.leaves
    assert taken.head == FIRST.outgoing.stamped.head()
    assert (taken.first_seq, taken.incoming.epoch) == (1, builders.EPOCH)


def test_the_next_batch_continues_it() -> None:
    second = _take(SECOND_BATCH, incoming=_take(FIRST_BATCH).incoming)

    assert second.first_seq == 3
    assert second.head == SECOND.outgoing.stamped.head()


def test_the_receipt_cosigns_what_was_taken() -> None:
    taken = _take(FIRST_BATCH)

    record = receipt.make(
        taken.checkpoint,
        pair=PAIR,
        own=OwnHead(None, Head()),
        refused=[(2, "expired")],
        held_at=builders.NOW,
        audit=builders.AUDIT,
        by=BETA.sign,
    ).record
    verified = receipt.verify(record, builders.pair(ALPHA, BETA))
    assert receipt.matches(verified, FIRST.checkpoint)
    assert not receipt.matches(verified, SECOND.checkpoint)
    assert receipt.refused_codes(verified) == {2: "expired"}


HELD = _take(FIRST_BATCH).incoming
OTHER_FIRST = builders.stamped(ALPHA, BETA, builders.written(ALPHA, BETA, 2, first=8))[1]
LONGER_FIRST = builders.stamped(ALPHA, BETA, builders.written(ALPHA, BETA, 3, first=8))[1]
KNOWN_FIRST = Known(root_at={(builders.EPOCH, 2): FIRST.outgoing.stamped.root()})

REFUSED: dict[str, tuple[str, Batch, dict[str, Any]]] = {
    "another epoch is open": ("epoch-closed", FIRST_BATCH, {"incoming": replace(NEW, epoch=bytes(16))}),
    "no epoch is open": ("epoch-closed", FIRST_BATCH, {"incoming": replace(NEW, epoch=None)}),
    "we are being fed": ("not-synced", FIRST_BATCH, {"incoming": replace(NEW, phase=ReceiverPhase.FEED)}),
    "the pair is frozen": ("frozen", FIRST_BATCH, {"pair": replace(PAIR, frozen=True)}),
    "the contact is not confirmed": ("not-confirmed", FIRST_BATCH, {"pair": replace(PAIR, confirmed=False)}),
    "an earlier batch is missing": ("gap", SECOND_BATCH, {}),
    "another batch at this size": ("fork", OTHER_FIRST, {"incoming": HELD, "known": KNOWN_FIRST}),
    "a longer batch from an earlier place": ("fork", LONGER_FIRST, {"incoming": HELD, "known": KNOWN_FIRST}),
    "another base": ("root-mismatch", FIRST_BATCH, {"incoming": replace(NEW, base=Head(0, bytes(32)))}),
    "another log before": (
        "root-mismatch",
        SECOND_BATCH,
        {"incoming": replace(NEW, held=Frontier().extend([bytes(32), bytes(32)]))},
    ),
    "an entry cut": ("root-mismatch", replace(FIRST_BATCH, entries=FIRST_BATCH.entries[:1]), {}),
    "an entry more": ("root-mismatch", replace(FIRST_BATCH, entries=FIRST_BATCH.entries * 2), {}),
    "entries swapped": ("root-mismatch", replace(FIRST_BATCH, entries=FIRST_BATCH.entries[::-1]), {}),
    "entries of another batch": ("root-mismatch", replace(FIRST_BATCH, entries=SECOND_BATCH.entries), {}),
    "signed by the receiver": (
        "unknown-key",
        replace(FIRST_BATCH, checkpoint=builders.stamped(BETA, ALPHA, [])[1].checkpoint),
        {},
    ),
    "for another pair": (
        "wrong-party",
        builders.stamped(ALPHA, GAMMA, builders.written(ALPHA, GAMMA, 1))[1],
        {},
    ),
    "a receipt in place of the checkpoint": ("bad-json", replace(FIRST_BATCH, checkpoint=b"{"), {}),
}


@pytest.mark.parametrize(("code", "batch", "state"), REFUSED.values(), ids=REFUSED)
def test_the_first_failure_decides(code: str, batch: Batch, state: dict[str, Any]) -> None:
    assert _code(batch, **state) == code


@pytest.mark.parametrize("batch", [FIRST_BATCH, SECOND_BATCH])
def test_a_gap_says_from_where_to_send_again(batch: Batch) -> None:
    state = builders.open_incoming(held=Frontier().append(bytes(32)))

    with pytest.raises(Refused) as refused:
        _take(batch, incoming=state)
    assert refused.value.code in ("gap", "fork")
    assert refused.value.code != "gap" or refused.value.detail == {"size": 1}


def test_a_batch_that_is_held_is_answered_with_its_stored_receipt() -> None:
    with pytest.raises(KnownBatch) as known:
        _take(FIRST_BATCH, incoming=HELD, known=KNOWN_FIRST)

    assert (known.value.epoch, known.value.size) == (builders.EPOCH, 2)


def test_a_fork_is_found_even_where_the_pair_is_frozen_already() -> None:
    assert _code(OTHER_FIRST, incoming=HELD, known=KNOWN_FIRST, pair=replace(PAIR, frozen=True)) == "fork"


def test_a_feed_is_taken_without_an_open_epoch() -> None:
    fed = _take(FIRST_BATCH, incoming=Incoming(), feeding=True)

    assert fed.head == FIRST.outgoing.stamped.head()
    assert fed.incoming.phase is ReceiverPhase.FEED


def test_a_checkpoint_is_judged_by_the_document_of_its_place() -> None:
    rotated, _ = builders.rotated(ALPHA)
    marked = replace(PAIR, theirs=rotated.chain, their_marks=DocMarks(0, (DocMark(size=2, seen=0, number=1),)))

    assert _take(FIRST_BATCH, pair=marked).codes == (None, None)
    assert _code(SECOND_BATCH, incoming=HELD, pair=marked) == "doc-stale"


def test_beyond_what_is_held_the_gap_decides_and_not_the_document() -> None:
    rotated, _ = builders.rotated(ALPHA)
    marked = replace(PAIR, theirs=rotated.chain, their_marks=DocMarks(0, (DocMark(size=1, seen=0, number=1),)))

    assert _code(SECOND_BATCH, incoming=NEW, pair=marked) == "gap"


# ---- entries


def _batch_of(*items: Any, change: Callable[[Any], Any] = lambda wire: wire) -> tuple[Batch, Any]:
    result, batch = builders.stamped(ALPHA, BETA, items)
    return replace(batch, entries=tuple(change(wire) for wire in batch.entries)), result


ITEM = builders.written(ALPHA, BETA, 1)[0]


def test_content_that_is_held_is_a_duplicate_and_keeps_its_leaf() -> None:
    batch, result = _batch_of(ITEM)

    taken = _take(batch, known=Known(cids=frozenset({ITEM.header.cid})))
    assert taken.codes == ("duplicate",)
    assert taken.leaves == result.leaves


def test_content_twice_in_one_batch_is_a_duplicate_the_second_time() -> None:
    batch, _ = _batch_of(ITEM, ITEM)

    assert _take(batch).codes == (None, "duplicate")


def test_an_id_with_another_content_is_reused() -> None:
    batch, _ = _batch_of(ITEM)
    known = Known(cid_of_id={ITEM.header.id: builders.cid("another")}, cids=frozenset({ITEM.header.cid}))

    assert _take(batch, known=known).codes == ("id-reused",)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda wire: replace(wire, body=None), "withheld"),
        (lambda wire: replace(wire, box=None), "withheld"),
        (lambda wire: replace(wire, body=wire.body + b"x"), "cannot-open"),
    ],
    ids=["no body", "no box", "another body"],
)
def test_what_the_leaf_does_not_cover_may_be_withheld_or_changed_and_is_seen(
    change: Callable[[Any], Any], code: str
) -> None:
    batch, _ = _batch_of(ITEM, change=change)

    assert _take(batch).codes == (code,)


def test_a_box_without_the_half_that_its_header_names_is_a_bad_header() -> None:
    short = replace(ITEM, box=ITEM.box[:1168])
    batch, _ = _batch_of(short)

    assert _take(batch).codes == ("bad-header",)


def test_an_entry_for_another_recipient_is_refused_alone() -> None:
    strange = builders.sealed(ALPHA, GAMMA, builders.draft(9))
    batch, _ = _batch_of(ITEM, strange)

    assert _take(batch).codes == (None, "wrong-recipient")


def test_a_header_that_cannot_be_read_costs_only_its_entry() -> None:
    _, batch = builders.stamped(ALPHA, BETA, [ITEM])
    arrival = receive.prepare(Batch(batch.checkpoint, (replace(batch.entries[0], header=b"{"), *batch.entries)))

    assert [item.code for item in arrival.entries] == ["bad-header", None]
    assert arrival.cids == [ITEM.header.cid]


# ---- laws


@given(st.data())
def test_a_changed_batch_is_refused_or_says_of_which_entry_it_does_not_hold(data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(["checkpoint", "header", "box", "body"]))
    index = data.draw(st.integers(0, 1))
    wire = FIRST_BATCH.entries[index]
    whole: bytes = FIRST_BATCH.checkpoint if field == "checkpoint" else getattr(wire, field)
    changed = bytearray(whole)
    changed[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    parts: dict[str, Any] = {field: bytes(changed)}
    if field == "box":
        parts["box_hash"] = sha256(bytes(changed))
    entries = list(FIRST_BATCH.entries)
    if field != "checkpoint":
        entries[index] = replace(wire, **parts)
    batch = Batch(parts.get("checkpoint", FIRST_BATCH.checkpoint), tuple(entries))

    try:
        taken = _take(batch)
    except Refused:
        return
    assert field == "body"
    assert taken.codes[index] == "cannot-open"


@given(st.sampled_from(sorted(REFUSED)))
def test_a_refusal_changes_nothing_that_is_held(name: str) -> None:
    _, batch, state = REFUSED[name]
    incoming = state.get("incoming", NEW)
    before = (incoming.held, incoming.epoch, incoming.base, incoming.phase)

    with pytest.raises(Refused):
        _take(batch, **state)
    assert (incoming.held, incoming.epoch, incoming.base, incoming.phase) == before


@given(st.lists(st.integers(1, 3), min_size=1, max_size=4))
def test_what_was_stamped_arrives_batch_by_batch_as_the_same_log(sizes: list[int]) -> None:
    outgoing, incoming, first = builders.open_outgoing(), NEW, 1
    for size in sizes:
        items = builders.written(ALPHA, BETA, size, first=first)
        result, batch = builders.stamped(ALPHA, BETA, items, outgoing=outgoing)
        outgoing, incoming = stamp.take_receipt(result.outgoing), _take(batch, incoming=incoming).incoming
        first += size

    assert incoming.held == outgoing.stamped
    assert signed.peek(result.checkpoint.record)["size"] == sum(sizes)


def _fed(**members: Any) -> Batch:
    """Give the second batch with a checkpoint of ours that says something else."""
    payload = {**SECOND.checkpoint.payload, **members}
    wanted = {name: value for name, value in payload.items() if name not in ("v", "typ")}
    return replace(SECOND_BATCH, checkpoint=signed.sign("dxp.checkpoint", wanted, by=ALPHA.sign).record)


ONE_AND_TWO = FIRST.outgoing.stamped.head()
HELD_IN_FEED = replace(HELD, phase=ReceiverPhase.FEED, epoch=None)


def test_a_fed_batch_of_an_epoch_that_is_held_keeps_its_base() -> None:
    known = Known(base_of_epoch=Head())

    assert _take(_fed(), incoming=HELD_IN_FEED, known=known, feeding=True).head.size == 4
    other = _fed(base=ONE_AND_TWO.to_wire())
    assert _code(other, incoming=HELD_IN_FEED, known=known, feeding=True) == "root-mismatch"


def test_a_fed_batch_of_another_epoch_begins_it_where_we_stand() -> None:
    assert _code(_fed(), incoming=HELD_IN_FEED, feeding=True) == "root-mismatch"


def test_a_receipt_that_refuses_an_entry_of_another_batch_does_not_match() -> None:
    made = receipt.make(
        SECOND.checkpoint,
        pair=PAIR,
        own=OwnHead(None, Head()),
        refused=[(2, "expired")],
        held_at=builders.NOW,
        audit=builders.AUDIT,
        by=BETA.sign,
    )

    assert not receipt.matches(made, SECOND.checkpoint)
