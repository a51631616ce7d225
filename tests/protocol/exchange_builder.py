"""An exchange between two parties as both would hold it, made with the real functions: for proofs and their tests.

`Exchange` keeps one ledger a direction. `write` seals and keeps an entry ready, `stamp` makes the batch, `receipt`
signs for it; then the side that wrote holds it too, unless it is lost on the way. Keys have fixed seeds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from detente.crypto import sealing, tree
from detente.crypto.hashing import sha256
from detente.crypto.keys import SignPair, sign_pair
from detente.crypto.sealing import SealPrivate, seal_private
from detente.model import b64, strict_json
from detente.model.canonical import canonical
from detente.model.handling import Handling
from detente.model.identifiers import Cid, uuid7
from detente.model.instant import format_instant
from detente.model.party_id import PartyId
from detente.protocol import entry as entries
from detente.protocol import party_document, signed
from detente.protocol.entry import Draft, SealedEntry
from detente.protocol.header import AttachmentRef
from detente.protocol.holdings import HeldBatch, HeldEntry, Holdings
from detente.protocol.party_document import Chain

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ANSWER_BY = START + timedelta(days=30)
BEFORE = START + timedelta(days=1)
AFTER = START + timedelta(days=60)


@dataclass(frozen=True)
class Party:
    """A party with its private keys: `signs[n]` are those of document n."""

    name: str
    chain: Chain
    signs: tuple[SignPair, ...]
    seal: SealPrivate

    @property
    def id(self) -> PartyId:
        return self.chain.party


@cache
def party(name: str) -> Party:
    """Give the party of this name; the same one every time. Its chain has two documents."""
    root = _pair(name, "root", "ML-DSA-87")
    signs = (_pair(name, "sign", "ML-DSA-65"), _pair(name, "sign after rotation", "ML-DSA-65"))
    seal = seal_private(sha256(f"{name} seal".encode()))
    archive = seal_private(sha256(f"{name} archive".encode()))
    content: dict[str, Any] = {
        "v": "dxp/1",
        "typ": "dxp.party",
        "seq": 0,
        "prev": None,
        "created": format_instant(START),
        "label": {"en": name},
        "roots": [root.public.to_wire()],
        "threshold": 1,
        "next_roots": b64.encode(bytes(32)),
        "sign": [{**signs[0].public.to_wire(), "from": format_instant(START)}],
        "seal": [{"jwk": sealing.jwk(seal.public), "from": format_instant(START)}],
        "archive": {"jwk": sealing.jwk(archive.public)},
        "nodes": [{"id": "main", "modes": ["push"], "url": "https://node.example/dxp/1", "tls": []}],
        "suites": ["X1"],
        "limits": {"body": 1 << 20, "parcel": 8 << 20},
        "revoked": [],
    }
    content["party"] = party_document.party_of_genesis(content)
    first = party_document.sign_document(content, [root])
    chain = party_document.parse_chain([first])
    rotated = {
        **content,
        "seq": 1,
        "prev": b64.encode(chain.last.hash),
        "sign": [{**signs[1].public.to_wire(), "from": format_instant(START)}],
    }
    chain = party_document.extend(chain, party_document.sign_document(rotated, [root]))
    return Party(name, chain, signs, seal)


@dataclass
class Ledger:
    """One direction: what its writer stamped, and which batches were receipted."""

    writer: Party
    reader: Party
    ready: list[SealedEntry] = field(default_factory=list)
    entries: list[HeldEntry] = field(default_factory=list)
    leaves: list[bytes] = field(default_factory=list)
    batches: list[HeldBatch] = field(default_factory=list)
    doc: int = 0
    epochs: int = 0
    base: list[bytes] = field(default_factory=list)

    @property
    def epoch(self) -> bytes:
        return sha256(self.writer.name.encode() + bytes(self.epochs))[:16]

    def open_epoch(self) -> None:
        """Let what is stamped from here on stand in another epoch, which begins here."""
        self.epochs += 1
        self.base = list(self.leaves)

    def head(self) -> dict[str, Any]:
        return _head(self.leaves)


class Exchange:
    """Two parties; `a` has the lower id."""

    def __init__(self) -> None:
        self.a, self.b = sorted((party("alpha"), party("beta")), key=lambda each: each.id)
        self.ledgers = {self.a.id: Ledger(self.a, self.b), self.b.id: Ledger(self.b, self.a)}
        self._count = 0

    def write(
        self, writer: Party, kind: str, *, re: Cid | None = None, answer_by: datetime | None = None,
        payload: Mapping[str, Any] | None = None, att: tuple[AttachmentRef, ...] = (), cek: bytes | None = None,
    ) -> Cid:  # fmt: skip
        """Seal an entry, ready to be stamped, and give its cid."""
        ledger = self.ledgers[writer.id]
        draft = Draft(
            entry_id=uuid7(now=START, entropy=self._entropy()[:10]),
            kind=kind,
            payload=payload or {"dialogue": "notification", "message": kind, "ref": {"own": None, "yours": None}},
            handling=Handling(("tlp:AMBER",)),
            created=START,
            salt=self._entropy()[:16],
            answer_by=answer_by,
            re=re,
            att=att,
        )
        sealed = entries.seal(
            draft, sender=writer.id, receiver=ledger.reader.id, to=ledger.reader.seal.public, archive=None,
            cek=cek or self._entropy(),
        )  # fmt: skip
        ledger.ready.append(sealed)
        return sealed.header.cid

    def evidence(self, writer: Party, message: str, *, re: Cid, **members: Any) -> Cid:
        """Write evidence about `re`; `members` replace those of a good one."""
        payload = {
            "dialogue": "notification",
            "message": message,
            "ref": {"own": None, "yours": None},
            "outcome": "done",
            "by": "officer-7",
            "at": format_instant(START),
            "code": None,
            "until": None,
            **members,
        }
        return self.write(writer, "evidence", re=re, payload=payload)

    def stamp(self, writer: Party, *, doc: int | None = None, **members: Any) -> HeldBatch:
        """Give what is ready its place under a new checkpoint, without a receipt; `members` replace its own."""
        ledger, other = self.ledgers[writer.id], self.ledgers[self._other(writer).id]
        prev = ledger.head()
        size = len(ledger.leaves) + len(ledger.ready)
        for seq, sealed in enumerate(ledger.ready, start=len(ledger.leaves) + 1):
            box_hash = sha256(sealed.box)
            leaf = entries.leaf(epoch=ledger.epoch, seq=seq, header_hash=sealed.header.hash, box_hash=box_hash)
            ledger.leaves.append(leaf)
            ledger.entries.append(
                HeldEntry(writer.id, sealed.header, box_hash, seq, ledger.epoch, size, sealed.cek, sealed.body)
            )
        ledger.ready.clear()
        checkpoint = signed.sign(
            "dxp.checkpoint",
            {
                **_names(writer, ledger.reader, ledger.doc if doc is None else doc),
                "epoch": b64.encode(ledger.epoch),
                "base": _head(ledger.base),
                "prev": prev,
                **ledger.head(),
                "seen": {"epoch": b64.encode(other.epoch), **_head(other.leaves)},
                "at": format_instant(START),
                "audit": b64.encode(self._entropy()),
                **members,
            },
            by=writer.signs[ledger.doc if doc is None else doc],
        )
        ledger.batches.append(HeldBatch(writer.id, size, checkpoint.record, None))
        return ledger.batches[-1]

    def receipt(self, writer: Party, *, refused: Sequence[tuple[int, str]] = (), doc: int = 0, **members: Any) -> None:
        """Let the reader sign for the last batch of `writer`; `members` replace those of a good receipt."""
        ledger = self.ledgers[writer.id]
        batch = ledger.batches[-1]
        payload = signed.peek(batch.checkpoint)
        record = signed.sign(
            "dxp.receipt",
            {
                **_names(ledger.reader, writer, doc),
                **{name: payload[name] for name in ("epoch", "size", "root")},
                "checkpoint": b64.encode(sha256(batch.checkpoint)),
                "held_at": format_instant(START + timedelta(minutes=batch.size)),
                "own": {"epoch": None, **_head([])},
                "refused": [{"seq": seq, "code": code} for seq, code in refused],
                "audit": b64.encode(self._entropy()),
                **members,
            },
            by=ledger.reader.signs[doc],
        ).record
        ledger.batches[-1] = replace(batch, receipt=record)

    def send(self, writer: Party, *, refused: Sequence[tuple[int, str]] = ()) -> None:
        """Stamp and receipt what is ready."""
        self.stamp(writer)
        self.receipt(writer, refused=refused)

    def held_by(self, side: Party, *, lost: Sequence[tuple[PartyId, int]] = ()) -> Holdings:
        """Give what `side` holds; `lost` are the (writer, size) whose receipt did not reach it.

        The reader never holds what was stamped and did not arrive: a batch without any receipt. Order differs from
        the other side's on purpose: no proof may rest on the order in which rows come.
        """
        batches = [
            replace(batch, receipt=None) if (batch.writer, batch.size) in lost else batch
            for ledger in self.ledgers.values()
            for batch in ledger.batches
            if batch.writer == side.id or batch.receipt is not None
        ]
        places = {(batch.writer, batch.size) for batch in batches}
        held = [
            entry
            for ledger in self.ledgers.values()
            for entry in ledger.entries
            if (entry.writer, entry.batch_size) in places
        ]
        held += [
            HeldEntry(side.id, sealed.header, sha256(sealed.box), cek=sealed.cek, body=sealed.body)
            for sealed in self.ledgers[side.id].ready
        ]
        order = 1 if side == self.a else -1
        leaves = {writer: tuple(ledger.leaves) for writer, ledger in self.ledgers.items()}
        chains = {each.id: each.chain for each in (self.a, self.b)}
        return Holdings(held[::order], batches[::order], leaves, chains)

    def _other(self, side: Party) -> Party:
        return self.b if side == self.a else self.a

    def _entropy(self) -> bytes:
        self._count += 1
        return sha256(self._count.to_bytes(4, "big"))


@dataclass(frozen=True)
class Dossier:
    """An exchange with one thread, answered or met with silence, beside other traffic of the same pair."""

    exchange: Exchange
    root: Cid
    accepted: Cid
    answer: Cid | None

    @property
    def trust(self) -> tuple[PartyId, PartyId]:
        return self.exchange.a.id, self.exchange.b.id


def dossier(*, answered: bool = True) -> Dossier:
    """Give a notification of the higher party, accepted by the lower one, answered if so; and unrelated entries."""
    exchange = Exchange()
    writer, reader = exchange.b, exchange.a
    exchange.write(writer, "contact")
    exchange.send(writer)
    exchange.write(reader, "contact")
    exchange.send(reader)
    exchange.write(writer, "notification")
    root = exchange.write(writer, "notification", answer_by=ANSWER_BY)
    exchange.send(writer)
    accepted = exchange.evidence(reader, "accepted", re=root, until=format_instant(ANSWER_BY))
    exchange.send(reader)
    answer = None
    if answered:
        answer = exchange.write(reader, "answer", re=root)
        exchange.send(reader)
        exchange.evidence(writer, "accepted", re=answer, by="officer-3")
        exchange.send(writer)
    return Dossier(exchange, root, accepted, answer)


def changed(data: bytes, change: Callable[[dict[str, Any]], Any]) -> bytes:
    """Give the canonical bytes of `data` after `change` worked on its value."""
    value = strict_json.parse(data)
    change(value)
    return canonical(value)


def _pair(name: str, use: str, ml_alg: str) -> SignPair:
    return sign_pair(
        ed_seed=sha256(f"{name} {use} ed".encode()), ml_seed=sha256(f"{name} {use} ml".encode()), ml_alg=ml_alg
    )


def _names(sender: Party, receiver: Party, doc: int) -> dict[str, Any]:
    return {"from": sender.id, "to": receiver.id, "doc": doc}


def _head(leaves: Sequence[bytes]) -> dict[str, Any]:
    return {"size": len(leaves), "root": b64.encode(tree.root_of(leaves))}
