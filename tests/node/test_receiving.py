"""What the store says of a batch, and of a size that a partner names, before anything is decided."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from detente.crypto import tree
from detente.model import b64
from detente.model.head import Head
from detente.node.context import Node
from detente.node.services import attaching, exchange, feeding, notifying, officers, receipting, runs, stamping
from detente.node.services.notifying import Letter
from detente.node.stores import ledger, partners, roots
from detente.node.stores.models import AttachmentRow, Entry
from detente.protocol import control, parcel, receive, signed
from detente.protocol import receipt as receipts
from detente.protocol.parcel import Batch, Control, WireEntry
from detente.protocol.receipt import OwnHead
from detente.protocol.refusal import Refused
from detente.protocol.signed import Verified
from tests.node.world import World

OTHER = b64.encode(b"\x07" * 32)


def _arrival(entry: Entry, cid: str) -> receive.Arrival:
    """Give a batch of one entry with the id of `entry` and another content."""
    header = json.dumps({**json.loads(bytes(entry.header)), "cid": cid}).encode()
    return receive.prepare(Batch(b"", (WireEntry(header, None, bytes(32), None),), None))


def test_an_id_names_one_content_in_both_directions(pair: World) -> None:
    a = pair.nodes["alpha"]
    notifying.notify(a, officers.find(a, "lia"), pair.partner("alpha", "beta"), Letter(subject="One", text="Bonjour"))
    pair.settle("alpha", "beta")
    for here, there in (("alpha", "beta"), ("beta", "alpha")):
        (entry,) = pair.entries(here, ours=here == "alpha", kind="notification")
        partner = pair.partner(here, there)
        known = ledger.known_for(pair.nodes[here].alias, partner, _arrival(entry, OTHER), epoch=bytes(16), size=1)
        assert known.cid_of_id == {entry.uid: entry.cid}
        assert OTHER not in known.cids


def test_a_content_of_ours_is_no_duplicate_of_theirs(pair: World) -> None:
    (entry,) = pair.entries("alpha", ours=True)
    arrival = _arrival(entry, entry.cid)

    partner = pair.partner("alpha", "beta")
    known = ledger.known_for(pair.nodes["alpha"].alias, partner, arrival, epoch=bytes(16), size=1)
    assert known.cids == frozenset()


def _leaves(world: World) -> list[bytes]:
    return [bytes(row.leaf or b"") for row in world.entries("beta", ours=False)]


def _greet(world: World, head: Head) -> int:
    """Let alpha greet beta with this head of its ledger; give the status."""
    a, b = world.nodes["alpha"], world.nodes["beta"]
    there = world.partner("alpha", "beta")
    hello = control.hello(
        partners.pair_of(a.alias, there),
        epoch=a.entropy(16),
        nonce=a.entropy(32),
        challenge=runs.challenge_of(b),
        receipted=head,
        now=a.now(),
        by=a.signer_under(partners.own_chain(a.alias).last),
    )
    partner = world.partner("beta", "alpha")
    return exchange.answer(b, partner, parcel.build([Control(hello.record)])).status


@pytest.fixture
def batch_of_three(pair: World) -> World:
    """Alpha's ledger has the founding entry, and then three letters in one batch."""
    a = pair.nodes["alpha"]
    for subject in ("One", "Two", "Three"):
        letter = Letter(subject=subject, text="Bonjour")
        notifying.notify(a, officers.find(a, "lia"), pair.partner("alpha", "beta"), letter)
    pair.settle("alpha", "beta")
    partner = pair.partner("beta", "alpha")
    batches = ledger.batches_after(pair.nodes["beta"].alias, partner, 0, ours=False)
    assert any(row.size - row.prev_size == 3 for row in batches)
    return pair


def test_a_hello_at_a_size_within_a_batch_is_compared_with_the_leaves(batch_of_three: World) -> None:
    leaves = _leaves(batch_of_three)[:3]

    assert _greet(batch_of_three, Head(3, tree.root_of(leaves))) == 200
    assert batch_of_three.partner("beta", "alpha").state == "confirmed"


def test_a_hello_with_another_root_at_such_a_size_freezes(batch_of_three: World) -> None:
    assert _greet(batch_of_three, Head(3, bytes(32))) == 409
    assert batch_of_three.partner("beta", "alpha").state == "frozen"


def test_no_root_is_known_beyond_what_is_held(batch_of_three: World) -> None:
    partner = batch_of_three.partner("beta", "alpha")
    alias = batch_of_three.nodes["beta"].alias
    held = len(_leaves(batch_of_three))

    assert ledger.root_at(alias, partner, held + 1, ours=False) is None
    assert [ledger.root_at(alias, partner, size, ours=False) for size in range(1, held + 1)] == [
        tree.root_of(_leaves(batch_of_three)[:size]) for size in range(1, held + 1)
    ]


@pytest.fixture
def lost(pair: World) -> tuple[World, list[parcel.Item]]:
    """Beta begins a new run and asks to be fed; give what alpha answers: a batch that beta never had, and `have`."""
    a, b = pair.nodes["alpha"], pair.nodes["beta"]
    notifying.notify(a, officers.find(a, "lia"), pair.partner("alpha", "beta"), Letter(subject="One", text="Bonjour"))
    pair.cut = lambda sender, receiver: "request" if sender == "alpha" else ""
    pair.turn("alpha", "beta")
    pair.nodes["beta"] = b = replace(b, run=None)
    runs.begin(b)
    want = feeding.want_yours(b, pair.partner("beta", "alpha"))
    assert want is not None
    fed = exchange.answer(a, pair.partner("alpha", "beta"), parcel.build([want]))
    return pair, list(parcel.parse(fed.body))


def test_a_feed_is_taken_that_its_partner_closes(lost: tuple[World, list[parcel.Item]]) -> None:
    world, items = lost
    exchange.take_answer(world.nodes["beta"], world.partner("beta", "alpha"), parcel.build(items))
    assert [row.kind for row in world.entries("beta", ours=False)] == ["contact", "notification"]


def test_a_feed_that_somebody_else_closes_is_no_feed(lost: tuple[World, list[parcel.Item]]) -> None:
    world, items = lost
    *batches, have = items
    assert isinstance(have, Control)
    assert [type(item) for item in batches] == [Batch]
    record = json.loads(have.record)
    other = record["signatures"][1]["signature"]
    record["signatures"][1]["signature"] = ("A" if other[0] != "A" else "B") + other[1:]
    forged = Control(json.dumps(record, separators=(",", ":")).encode())
    with pytest.raises(Refused) as refused:
        exchange.take_answer(world.nodes["beta"], world.partner("beta", "alpha"), parcel.build([*batches, forged]))
    assert refused.value.code == "not-synced"
    assert [row.kind for row in world.entries("beta", ours=False)] == ["contact"]


def test_an_attachment_takes_no_room_before_its_leaves_come(pair: World, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_bytes(b"Rapport\n" * 1000)
    a, b = pair.nodes["alpha"], pair.nodes["beta"]
    letter = Letter(subject="One", text="Bonjour", files=(report,))
    notifying.notify(a, officers.find(a, "lia"), pair.partner("alpha", "beta"), letter)
    rooms = []
    take = attaching.take_leaves

    def before(node: Node, row: AttachmentRow, leaves: bytes) -> bool:
        rooms.append(bytes(row.held))
        return take(node, row, leaves)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(attaching, "take_leaves", before)
        pair.settle("alpha", "beta")
    arrived = AttachmentRow.objects.using(b.alias).get(entry__ours=False)
    assert rooms[0] == b""
    assert (bytes(arrived.held), arrived.complete) == (b"\x01", True)
    assert take(b, arrived, bytes(arrived.leaves or b""))
    assert bytes(AttachmentRow.objects.using(b.alias).get(pk=arrived.pk).held) == b"\x01"


def test_a_root_within_a_batch_is_not_read_from_the_first_leaf_again(
    batch_of_three: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roots, "STRIDE", 2)
    roots._frontiers.cache_clear()
    partner, alias = batch_of_three.partner("beta", "alpha"), batch_of_three.nodes["beta"].alias
    expected = tree.root_of(_leaves(batch_of_three)[:3])
    assert ledger.root_at(alias, partner, 3, ours=False) == expected
    Entry.objects.using(alias).filter(partner=partner, ours=False, seq__lte=2).update(leaf=None)
    assert ledger.root_at(alias, partner, 3, ours=False) == expected
    # Nothing kept speaks for another log, nor for what is missing.
    roots._frontiers.cache_clear()
    assert ledger.root_at(alias, partner, 3, ours=False) is None


def test_a_receipt_that_refuses_an_entry_of_another_batch_is_refused_with_its_own_sentence(pair: World) -> None:
    a, b = pair.nodes["alpha"], pair.nodes["beta"]
    partner = pair.partner("alpha", "beta")
    notifying.notify(a, officers.find(a, "lia"), partner, Letter(subject="One", text="Bonjour"))
    batch = stamping.stamp_ready(a, partner)
    assert batch is not None
    record = bytes(batch.checkpoint)

    def receipt(*refused: tuple[int, str]) -> bytes:
        return receipts.make(
            Verified("dxp.checkpoint", record, signed.peek(record)),
            pair=partners.pair_of(b.alias, pair.partner("beta", "alpha")),
            own=OwnHead(None, Head()),
            refused=refused,
            held_at=b.now(),
            audit=bytes(32),
            by=b.signer_under(partners.own_chain(b.alias).last),
        ).record

    for seq in (batch.prev_size, batch.size + 1):
        with pytest.raises(Refused, match="refuses an entry that is not in its batch") as refused:
            receipting.take_receipt(a, partner, receipt((seq, "expired")))
        assert refused.value.code == "bad-object"
    assert receipting.take_receipt(a, partner, receipt((batch.size, "expired")))
