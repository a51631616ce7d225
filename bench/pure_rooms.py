"""The pure rooms with a bare SQLite under them: what protocol and crypto cost without a node around them.

Sealing, stamping, checkpoint, commit; reception with all checks, receipt, commit, opening; verification of the receipt,
commit. Each commit is durable (WAL, synchronous=FULL). No policy, no case, no audit record: those are the node's.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.content import notification
from detente.crypto import keys, sealing
from detente.crypto.hashing import sha256
from detente.crypto.keys import SignPair
from detente.crypto.sealing import SealPrivate, SealPublic
from detente.model import b64
from detente.model.handling import Handling
from detente.model.head import Head
from detente.model.identifiers import uuid7
from detente.model.instant import format_instant
from detente.protocol import entry as entries
from detente.protocol import parcel, party_document, payload, receive, stamp
from detente.protocol import receipt as receipts
from detente.protocol.entry import Draft, Written
from detente.protocol.header import Header
from detente.protocol.pair import Pair
from detente.protocol.parcel import Batch, Receipt
from detente.protocol.party_document import Chain
from detente.protocol.receipt import OwnHead
from detente.protocol.receive import Incoming, Known, ReceiverPhase, Taken
from detente.protocol.stamp import Outgoing, Place, SenderPhase

EPOCH = bytes(16)
_TABLES = """
pragma journal_mode=wal;
pragma synchronous=full;
create table entry(
    seq integer primary key, cid text unique, uid text unique, leaf blob, header blob, box blob, body blob
);
create table batch(size integer primary key, epoch blob, root blob, checkpoint blob, receipt blob);
"""


class Party:
    """A party with its keys and its first document."""

    def __init__(self, label: str) -> None:
        self.sign = keys.sign_pair(ed_seed=os.urandom(32), ml_seed=os.urandom(32))
        self.seal = sealing.seal_private(os.urandom(32))
        self.chain = _chain(label, self.sign, self.seal)


def store(path: Path) -> sqlite3.Connection:
    """Give a new, durable store."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(_TABLES)
    return connection


class Sender:
    """Seals and stamps `batch` notifications at a time; `archive`: a second box, for the sender's own archive."""

    def __init__(self, folder: Path, us: Party, them: Party, batch: int, *, archive: SealPublic | None) -> None:
        self.batch, self.archive = batch, archive
        self.sign = us.sign
        self.pair = Pair(us.chain, them.chain, confirmed=True)
        self.store = store(folder / "sender.sqlite3")
        self.out = Outgoing(phase=SenderPhase.OPEN, epoch=EPOCH)

    def send_batch(self, ask: Callable[[bytes], bytes]) -> int:
        """Seal, stamp, commit, send, take the receipt, commit."""
        to = self.pair.theirs.last.newest_seal
        written = [self._write() for _ in range(self.batch)]
        sealed = [entries.box(each, to=to, archive=self.archive) for each in written]
        stamped = stamp.stamp(
            self.out,
            [Place(item.header.hash, sha256(item.box)) for item in sealed],
            pair=self.pair,
            seen=OwnHead(None, Head()),
            now=datetime.now(UTC),
            audit=os.urandom(32),
            by=self.sign,
        )
        head, record = stamped.outgoing.stamped.head(), stamped.checkpoint.record
        rows = [
            (stamped.first_seq + i, item.header.cid, item.header.id, leaf, item.header.raw, item.box, item.body)
            for i, (item, leaf) in enumerate(zip(sealed, stamped.leaves, strict=True))
        ]
        self.store.execute("begin immediate")
        self.store.executemany("insert into entry values(?,?,?,?,?,?,?)", rows)
        self.store.execute("insert into batch values(?,?,?,?,null)", (head.size, EPOCH, head.root, record))
        self.store.execute("commit")
        wire = tuple(parcel.entry(item.header.raw, item.box, item.body) for item in sealed)
        (answer,) = parcel.parse(ask(parcel.build([Batch(record, wire)])))
        if not isinstance(answer, Receipt):
            raise TypeError("the answer to a batch is its receipt")
        receipt = receipts.verify(answer.record, self.pair)
        if not receipts.matches(receipt, stamped.checkpoint):
            raise ValueError("a receipt for another batch")
        self.store.execute("update batch set receipt=? where size=?", (receipt.record, head.size))
        self.out = stamp.take_receipt(stamped.outgoing)
        return self.batch

    def _write(self) -> Written:
        now = datetime.now(UTC)
        draft = Draft(
            entry_id=uuid7(now=now, entropy=os.urandom(10)),
            kind="notification",
            payload=notification(),
            handling=Handling(("tlp:AMBER",), purpose="prevent-terrorism"),
            created=now,
            salt=os.urandom(16),
            agreement=b64.encode(bytes(32)),
            topic="ct",
        )
        return entries.write(
            draft,
            sender=self.pair.us,
            receiver=self.pair.them,
            to=self.pair.theirs.last.newest_seal,
            archive=self.archive,
            cek=os.urandom(32),
        )


class Receiver:
    """Takes batches, stores them with their receipt, opens what they hold."""

    def __init__(self, folder: Path, us: Party, them: Party) -> None:
        self.sign = us.sign
        self.keys = {us.seal.public.kid: us.seal}
        self.pair = Pair(us.chain, them.chain, confirmed=True)
        self.store = store(folder / "receiver.sqlite3")
        self.incoming = Incoming(phase=ReceiverPhase.READY, epoch=EPOCH)
        self.unopened: list[Taken] = []

    def answer(self, data: bytes) -> bytes:
        """Give the receipt of a batch, once both are durable."""
        (batch,) = parcel.parse(data)
        if not isinstance(batch, Batch):
            raise TypeError("only batches come here")
        arrival = receive.prepare(batch)
        checkpoint = receive.verify_checkpoint(arrival, self.pair, held_size=self.incoming.held.size)
        taken = receive.take(
            arrival, checkpoint, incoming=self.incoming, pair=self.pair, known=self._known(arrival, checkpoint.payload)
        )
        receipt = receipts.make(
            checkpoint,
            pair=self.pair,
            own=OwnHead(None, Head()),
            refused=[(taken.first_seq + i, code) for i, code in enumerate(taken.codes) if code is not None],
            held_at=datetime.now(UTC),
            audit=os.urandom(32),
            by=self.sign,
        )
        self._commit(taken, receipt.record)
        self.incoming = taken.incoming
        self.unopened.append(taken)
        return parcel.build([Receipt(receipt.record)])

    def afterwards(self) -> None:
        """Open what was receipted, down to the form of the payload."""
        for taken in self.unopened:
            ceks: list[tuple[Header, bytes, bytes]] = []
            for item, code in zip(taken.arrival.entries, taken.codes, strict=True):
                if item.header is None or code is not None or item.wire.box is None or item.wire.body is None:
                    raise ValueError(f"an entry of the exchange was refused: {code or item.code}")
                cek = entries.open_box(item.header, box=item.wire.box, keys=self.keys)
                ceks.append((item.header, item.wire.body, cek))
            for header, body, cek in ceks:
                opened = entries.open_body(header, body=body, cek=cek)
                payload.check(header.kind, opened.payload)
        self.unopened.clear()

    def _known(self, arrival: receive.Arrival, checkpoint: Mapping[str, Any]) -> Known:
        epoch, size = b64.decode(checkpoint["epoch"]), checkpoint["size"]
        marks = ",".join("?" * len(arrival.cids))
        found = self.store.execute(
            f"select uid, cid from entry where cid in ({marks}) or uid in ({marks})", (*arrival.cids, *arrival.ids)
        ).fetchall()
        batch = self.store.execute("select root from batch where epoch=? and size=?", (epoch, size)).fetchone()
        return Known(
            root_at={} if batch is None else {(epoch, size): batch[0]},
            cids=frozenset(cid for _, cid in found),
            cid_of_id=dict(found),
        )

    def _commit(self, taken: Taken, receipt: bytes) -> None:
        rows = []
        for i, (item, leaf) in enumerate(zip(taken.arrival.entries, taken.leaves, strict=True)):
            cid, uid = (None, None) if item.header is None else (item.header.cid, item.header.id)
            rows.append((taken.first_seq + i, cid, uid, leaf, item.wire.header, item.wire.box, item.wire.body))
        head = taken.head
        self.store.execute("begin immediate")
        self.store.executemany("insert into entry values(?,?,?,?,?,?,?)", rows)
        self.store.execute(
            "insert into batch values(?,?,?,?,?)", (head.size, EPOCH, head.root, taken.checkpoint.record, receipt)
        )
        self.store.execute("commit")


def _chain(label: str, sign: SignPair, seal: SealPrivate) -> Chain:
    root, following = (
        keys.sign_pair(ed_seed=os.urandom(32), ml_seed=os.urandom(32), ml_alg="ML-DSA-87") for _ in range(2)
    )
    since = format_instant(datetime.now(UTC))
    content = {
        "v": "dxp/1",
        "typ": party_document.TYP,
        "seq": 0,
        "prev": None,
        "created": since,
        "label": {"en": label},
        "roots": [root.public.to_wire()],
        "threshold": 1,
        "next_roots": party_document.roots_commitment([following.public.to_wire()], 1),
        "sign": [{**sign.public.to_wire(), "from": since}],
        "seal": [{"jwk": sealing.jwk(seal.public), "from": since}],
        "archive": {"jwk": sealing.jwk(sealing.seal_private(os.urandom(32)).public)},
        "nodes": [{"id": "main", "modes": ["push"], "url": "http://127.0.0.1/dxp/1", "tls": []}],
        "suites": ["X1"],
        "limits": {"body": 1 << 20, "parcel": 8 << 20},
        "revoked": [],
    }
    content["party"] = party_document.party_of_genesis(content)
    return party_document.parse_chain((party_document.sign_document(content, [root]),))
