"""A vector file, read: what the sections of `spec/vectors.json` say of parties, keys, ledgers and places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from detente.crypto import jws, keys, sealing
from detente.crypto.keys import SignPair
from detente.crypto.sealing import SealPrivate
from detente.model import b64, strict_json
from detente.model.instant import parse_instant
from detente.model.party_id import PartyId
from detente.protocol import entry as entries
from detente.protocol import header as headers
from detente.protocol import party_document, signed
from detente.protocol.doc_marks import DocMark, DocMarks
from detente.protocol.entry import Opened
from detente.protocol.parcel import DOC_CAP
from detente.protocol.party_document import Chain

_LEDGER: Final = "ledger_"


@dataclass(frozen=True)
class LedgerEntry:
    """One entry of a ledger as the file gives it, read from its plaintext and not from its box."""

    seq: int
    given: Mapping[str, Any]
    opened: Opened
    leaf: bytes


@dataclass(frozen=True)
class Ledger:
    """One direction: `writer` and `reader` are names of parties in the file."""

    writer: str
    reader: str
    given: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The member of the file."""
        return _LEDGER + self.writer + self.reader

    @property
    def epoch(self) -> bytes:
        """The one epoch of the ledger."""
        return b64.decode(self.given["epoch"], length=16)

    @cached_property
    def entries(self) -> tuple[LedgerEntry, ...]:
        """All entries in order."""
        return tuple(_entry(given) for given in self.given["entries"])

    @cached_property
    def checkpoints(self) -> tuple[tuple[bytes, Mapping[str, Any]], ...]:
        """Records and payloads, not verified: the section on ledgers does that."""
        return tuple((record.encode(), signed.peek(record.encode())) for record in self.given.get("checkpoints", ()))

    @cached_property
    def receipts(self) -> tuple[tuple[bytes, Mapping[str, Any]], ...]:
        """As `checkpoints`."""
        return tuple((record.encode(), signed.peek(record.encode())) for record in self.given.get("receipts", ()))

    def marks(self, *, held: int) -> DocMarks:
        """Give the writer's marks, made by the party-doc entries among the first `held`."""
        marks = DocMarks()
        for _, payload in self.checkpoints:
            first, last = payload["prev"]["size"], payload["size"]
            for item in self.entries[first:last]:
                if item.opened.header.kind == "party-doc" and last <= held:
                    number = signed_document_number(item.opened)
                    marks = marks.with_mark(DocMark(last, payload["seen"]["size"], number))
        return marks


@dataclass(frozen=True)
class VectorParty:
    """A party of the file, with its private seeds (test data)."""

    name: str
    given: Mapping[str, Any]

    @property
    def id(self) -> PartyId:
        """The party id that the file gives."""
        return PartyId(self.given["party"])

    @cached_property
    def genesis(self) -> Chain:
        """The chain of the first document."""
        return party_document.parse_chain([self.given["document"].encode()])

    @cached_property
    def sign(self) -> SignPair:
        """The signing pair."""
        return self._pair("sign_ed25519", "sign_mldsa65", "ML-DSA-65")

    @cached_property
    def root(self) -> SignPair:
        """The root pair."""
        return self._pair("root_ed25519", "root_mldsa87", "ML-DSA-87")

    @cached_property
    def seal(self) -> SealPrivate:
        """The key that opens boxes of role 1."""
        return sealing.seal_private(b64.decode(self.given["seeds"]["seal_xwing"]))

    @cached_property
    def archive(self) -> SealPrivate:
        """The key that opens boxes of role 2."""
        return sealing.seal_private(b64.decode(self.given["seeds"]["archive_xwing"]))

    def _pair(self, ed: str, ml: str, ml_alg: str) -> SignPair:
        seeds = self.given["seeds"]
        return keys.sign_pair(ed_seed=b64.decode(seeds[ed]), ml_seed=b64.decode(seeds[ml]), ml_alg=ml_alg)


@dataclass(frozen=True)
class VectorFile:
    """The whole file."""

    given: Mapping[str, Any]

    @cached_property
    def parties(self) -> Mapping[str, VectorParty]:
        """The parties by their names in the file."""
        return {name: VectorParty(name, given) for name, given in self.given.get("parties", {}).items()}

    @cached_property
    def ledgers(self) -> Mapping[str, Ledger]:
        """The ledgers by writer and reader, as in `AB`."""
        return {
            name.removeprefix(_LEDGER): Ledger(name[-2], name[-1], given)
            for name, given in self.given.items()
            if name.startswith(_LEDGER) and len(name) == len(_LEDGER) + 2
        }

    def party_of(self, party: str) -> VectorParty:
        """Give the party with this id."""
        return next(each for each in self.parties.values() if each.id == party)

    def chain(self, name: str, *, held: Mapping[str, int] | None = None) -> Chain:
        """Give the documents of a party known once `held` entries of each ledger are; None: all in the file."""
        chain = self.parties[name].genesis
        for key, ledger in self.ledgers.items():
            if ledger.writer == name:
                known = len(ledger.entries) if held is None else held.get(key, len(ledger.entries))
                for item in ledger.entries[:known]:
                    chain = _grown(chain, item.opened)
        if held is None:
            for record in self.given.get("rotation", {}).get("chain", ()):
                chain = _grown_by(chain, record)
        return chain

    def clock(self, state: Mapping[str, Any]) -> datetime | None:
        """Give what the receiver's clock says: as the state says, else as in the receipts that it signed."""
        if "now" in state:
            return parse_instant(state["now"])
        moments = [payload["held_at"] for ledger in self.ledgers.values() for _, payload in ledger.receipts]
        return parse_instant(max(moments)) if moments else None


def signed_document_number(opened: Opened) -> int:
    """Give the number of the document that a party-doc entry carries."""
    return int(_content(opened.payload["document"])["seq"])


def _grown(chain: Chain, opened: Opened) -> Chain:
    return _grown_by(chain, opened.payload["document"]) if opened.header.kind == "party-doc" else chain


def _grown_by(chain: Chain, record: str) -> Chain:
    own = _content(record).get("party") == chain.party
    return party_document.extend(chain, record.encode()) if own else chain


def _content(record: str) -> Mapping[str, Any]:
    return strict_json.parse(jws.parse(record.encode(), cap=DOC_CAP).payload)


def _entry(given: Mapping[str, Any]) -> LedgerEntry:
    header = headers.parse(b64.decode(given["header"]))
    opened = entries.read_plaintext(header, b64.decode(given["plaintext"]), b64.decode(given["cek"]))
    return LedgerEntry(given["seq"], given, opened, b64.decode(given["leaf"], length=32))
