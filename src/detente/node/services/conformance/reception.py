"""Take a parcel in a given state, as a node does (DXP 6, 8): records in order, each batch whole or not at all.

The state of a case: B holds the first `held` entries of ledger_AB and wrote all of ledger_BA; the contact is confirmed
and the ledger's epoch is open. What B judges depends on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import accumulate
from typing import Any

from detente.crypto.hashing import sha256
from detente.crypto.tree import Frontier
from detente.model import b64
from detente.model.head import Head
from detente.model.instant import parse_instant
from detente.node.services import judging
from detente.node.services.conformance.vectors import LedgerEntry, VectorFile
from detente.node.services.scopes import Dialogue
from detente.policy import mending
from detente.policy.admit import Target
from detente.policy.admitting import Admitting
from detente.protocol import control, parcel, party_document, receipt, receive
from detente.protocol import entry as entries
from detente.protocol.doc_marks import DocMark
from detente.protocol.entry import Opened
from detente.protocol.pair import Pair
from detente.protocol.parcel import Batch, Control, Document, Receipt
from detente.protocol.receive import Incoming, Known, KnownBatch, ReceiverPhase, Taken
from detente.protocol.refusal import EntryRefused, Refused

Outcome = dict[str, Any]


@dataclass
class Receiver:
    """What B knows while it takes one parcel; a taken batch changes it."""

    vectors: VectorFile
    now: datetime | None
    pair: Pair
    incoming: Incoming
    own: tuple[LedgerEntry, ...]
    held: list[tuple[int, Opened]]
    roots: dict[tuple[bytes, int], bytes]
    receipts: dict[bytes, Mapping[str, Any]]
    codes: list[str] = field(default_factory=list)
    repeated: bool = False
    size: int = 0


def receive_parcel(vectors: VectorFile, state: Mapping[str, Any], data: bytes) -> Outcome:
    """Give `{"refused", "size"}`, with `repeat` where the batch is held already.

    Raises:
        Refused: the code that the peer gets instead.
    """
    receiver = _receiver(vectors, state)
    for item in parcel.parse(data, body_limit=receiver.pair.ours.last.body_limit):
        match item:
            case Document(record):
                grown = party_document.extend(receiver.pair.theirs, record)
                receiver.pair = replace(receiver.pair, theirs=grown)
            case Control(record):
                control.verify(record, receiver.pair)
            case Receipt(record):
                _check_receipt(receiver, record)
            case Batch():
                _take(receiver, item)
    outcome: Outcome = {"refused": receiver.codes, "size": receiver.size}
    return {**outcome, "repeat": True} if receiver.repeated else outcome


def _check_receipt(receiver: Receiver, record: bytes) -> None:
    """Verify a receipt for what B wrote; Refused `fork` where it claims what B never signed (DXP 6)."""
    verified = receipt.verify(record, receiver.pair)
    frontiers = list(accumulate((item.leaf for item in receiver.own), Frontier.append, initial=Frontier()))
    epoch = receiver.vectors.ledgers["BA"].epoch
    roots = {frontier.size: frontier.root() for frontier in frontiers}
    if receipt.contradicts(verified, epoch=epoch, head=frontiers[-1].head(), root_at=roots):
        raise Refused("fork", "a receipt for what was never signed")


def _receiver(vectors: VectorFile, state: Mapping[str, Any]) -> Receiver:
    arriving, leaving = vectors.ledgers["AB"], vectors.ledgers["BA"]
    held = int(state.get("held", 0))
    stored = [(record, payload) for record, payload in arriving.checkpoints if payload["size"] <= held]
    given = {payload["checkpoint"]: payload for _, payload in arriving.receipts}
    return Receiver(
        vectors,
        vectors.clock(state),
        Pair(
            ours=vectors.chain("B"),
            theirs=vectors.chain("A", held={"AB": held}),
            our_marks=leaving.marks(held=len(leaving.entries)),
            their_marks=arriving.marks(held=held),
            confirmed=True,
        ),
        Incoming(
            ReceiverPhase.READY,
            arriving.epoch,
            Head(),
            Frontier().extend(item.leaf for item in arriving.entries[:held]),
        ),
        leaving.entries,
        [(item.seq, item.opened) for item in arriving.entries[:held]],
        {(b64.decode(p["epoch"]), p["size"]): b64.decode(p["root"]) for _, p in stored},
        {sha256(record): given.get(b64.encode(sha256(record)), payload) for record, payload in stored},
        size=held,
    )


def _take(receiver: Receiver, batch: Batch) -> None:
    arrival = receive.prepare(batch)
    stored = receiver.receipts.get(arrival.checkpoint_hash)
    if stored is not None:
        _repeat(receiver, stored)
        return
    checkpoint = receive.verify_checkpoint(arrival, receiver.pair, held_size=receiver.incoming.held.size)
    try:
        taken = receive.take(
            arrival, checkpoint, incoming=receiver.incoming, pair=receiver.pair, known=_known(receiver)
        )
    except KnownBatch as known:
        _repeat(receiver, {"size": known.size})
        return
    seen = checkpoint.payload["seen"]["size"]
    moment = receiver.now or parse_instant(checkpoint.payload["at"])
    for index, seq in enumerate(range(taken.first_seq, taken.head.size + 1)):
        code, opened = _open(receiver, taken, index)
        if opened is not None:
            code = _judge(receiver, opened, seq=seq, seen=seen, now=moment, last=seq == taken.head.size)
        if code is not None:
            receiver.codes.append(code)
        elif opened is not None:
            _keep(receiver, opened, DocMark(taken.head.size, seen, receiver.pair.theirs.last.seq), seq)
    receiver.incoming = taken.incoming
    receiver.size = taken.head.size
    receiver.roots[b64.decode(checkpoint.payload["epoch"]), taken.head.size] = taken.head.root
    receiver.receipts[checkpoint.hash] = {"size": taken.head.size, "refused": []}


def _repeat(receiver: Receiver, stored: Mapping[str, Any]) -> None:
    receiver.repeated = True
    receiver.size = stored["size"]
    receiver.codes += [item["code"] for item in stored.get("refused", ())]


def _known(receiver: Receiver) -> Known:
    ours = ((item.seq, item.opened) for item in receiver.own)
    return Known(
        root_at=receiver.roots,
        cids=frozenset(opened.header.cid for _, opened in receiver.held),
        cid_of_id={opened.header.id: opened.header.cid for _, opened in (*ours, *receiver.held)},
    )


def _open(receiver: Receiver, taken: Taken, index: int) -> tuple[str | None, Opened | None]:
    examined, code = taken.arrival.entries[index], taken.codes[index]
    if code is not None or examined.header is None:
        return code, None
    key = receiver.vectors.parties["B"].seal
    try:
        return None, entries.open_entry(examined.wire, examined.header, {key.public.kid: key})
    except EntryRefused as error:
        return error.code, None


def _judge(receiver: Receiver, opened: Opened, *, seq: int, seen: int, now: datetime, last: bool) -> str | None:
    about = _target(receiver, opened.header.re)
    mended = _target(receiver, mending.names(opened.header.kind, opened.payload))
    return judging.judge(
        opened,
        held_at=now,
        seq=seq,
        seen=seen,
        last_of_batch=last,
        admitting=Admitting(
            judging.standings_of(
                _foundings(receiver.held), _foundings((item.seq, item.opened) for item in receiver.own)
            )
        ),
        target=None if about is None else about[0],
        dialogue=None if about is None or about[1] is None else Dialogue(about[1], ours=about[0].ours),
        chain=receiver.pair.theirs,
        ours=receiver.pair.ours,
        mended=None if mended is None else mended[0],
    )


def _keep(receiver: Receiver, opened: Opened, mark: DocMark, seq: int) -> None:
    receiver.held.append((seq, opened))
    if opened.header.kind == "party-doc":
        theirs = party_document.extend(receiver.pair.theirs, opened.payload["document"].encode())
        marks = receiver.pair.their_marks.with_mark(replace(mark, number=theirs.last.seq))
        receiver.pair = replace(receiver.pair, theirs=theirs, their_marks=marks)


def _target(receiver: Receiver, cid: str | None) -> tuple[Target, str | None] | None:
    """Give the entry that `re` names as policy sees it, and the kind that opened its dialogue."""
    theirs, ours = [opened for _, opened in receiver.held], [item.opened for item in receiver.own]
    for written, by_them in ((theirs, True), (ours, False)):
        for opened in written:
            if cid is not None and opened.header.cid == cid:
                outcomes = frozenset(
                    each.message
                    for each in theirs
                    if each.header.kind == "evidence" and each.header.re == cid and each.message is not None
                )
                target = Target(by_them, opened.header.kind, opened.header.agreement, outcomes)
                return target, opened.dialogue or opened.header.kind
    return None


def _foundings(written: Any) -> Iterator[tuple[int, Any]]:
    for seq, opened in written:
        agreement = judging.founding_of(opened)
        if agreement is not None:
            yield seq, agreement
