"""What one side holds of a pair, for its proofs (DXP 10); and what each entry of it can prove.

The node fills `Holdings` from its stores. `resolve` opens and weighs each entry once; `missing` of an entry is None
where it is proved. What a row of the database says about a content decides nothing: it is opened here as a verifier
will open it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from detente.crypto import sealing
from detente.model.errors import LocalError
from detente.model.party_id import PartyId
from detente.protocol import entry as entries
from detente.protocol import signed
from detente.protocol.header import Header
from detente.protocol.party_document import Chain
from detente.protocol.refusal import EntryRefused
from detente.protocol.statement import NO_CONTENT, NO_RECEIPT
from detente.protocol.statement_facts import EVIDENCE


class MissingHolding(LocalError):
    """The stores lack something that a proof needs: leaves of a ledger, a batch, a party document."""

    code = "missing-holding"


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """An entry of the pair. Not stamped yet: `seq`, `epoch` and `batch_size` are None.

    `writer` is whose ledger it stands in; `batch_size` the size of its checkpoint. `cek` and `body` are None where
    this side cannot open the content, or has deleted it.
    """

    writer: PartyId
    header: Header
    box_hash: bytes
    seq: int | None = None
    epoch: bytes | None = None
    batch_size: int | None = None
    cek: bytes | None = None
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class HeldBatch:
    """A batch in the ledger of `writer`; `receipt` None where this side has none. Records verified when they came."""

    writer: PartyId
    size: int
    checkpoint: bytes
    receipt: bytes | None


@dataclass(frozen=True)
class Holdings:
    """At least the thread's entries and their batches. `chains` are the party documents of both.

    `leaves` are the leaf hashes of each ledger from seq 1 on, as far as its largest batch here. `suspensions` are the
    acts by which the pair suspended and lifted, and `agreements` the texts that both know, by id.
    """

    entries: Sequence[HeldEntry]
    batches: Sequence[HeldBatch]
    leaves: Mapping[PartyId, Sequence[bytes]]
    chains: Mapping[PartyId, Chain]
    suspensions: Sequence[HeldEntry] = ()
    agreements: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def parties(self) -> tuple[PartyId, PartyId]:
        """The two parties, the lower id first."""
        first, second = sorted(self.chains)
        return first, second


@dataclass(frozen=True, slots=True)
class Resolved:
    """An entry with its direction, its batch, the payload of its receipt, and its content where that opens."""

    entry: HeldEntry
    direction: int
    batch: HeldBatch | None
    receipt: Mapping[str, Any] | None
    content: Mapping[str, Any] | None

    @property
    def refused(self) -> str | None:
        """The code with which its receipt refused it, None where it did not."""
        listed = () if self.receipt is None else self.receipt["refused"]
        return next((item["code"] for item in listed if item["seq"] == self.entry.seq), None)

    @property
    def shows_content(self) -> bool:
        """Whether its content is part of every statement: evidence, unless it was refused (and so is no fact)."""
        return self.entry.header.kind == EVIDENCE and self.refused is None

    @property
    def missing(self) -> str | None:
        """What keeps it from being proved here, None where nothing does."""
        if self.receipt is None:
            return NO_RECEIPT
        return NO_CONTENT if self.shows_content and self.content is None else None

    @property
    def place(self) -> tuple[int, int]:
        """Its seq, and the size of its batch."""
        if self.entry.seq is None or self.entry.batch_size is None:
            raise MissingHolding("An entry that is receipted has no place in the ledger. Restore the database.")
        return self.entry.seq, self.entry.batch_size


def names_pair(entry: HeldEntry, parties: tuple[PartyId, PartyId]) -> bool:
    """Whether the header names this pair, in the direction of the ledger that it stands in.

    One that does not was refused (`wrong-recipient`) and belongs to no thread. Its leaf stays.
    """
    return entry.header.sender == entry.writer and {entry.header.sender, entry.header.receiver} == set(parties)


def resolve(chosen: Iterable[HeldEntry], held: Holdings) -> list[Resolved]:
    """Give `chosen` sorted by (dir, seq); what has no place yet comes last, in the order given.

    Raises:
        MissingHolding: the batch of a stamped entry is not among `held.batches`.
    """
    batches = {(batch.writer, batch.size): batch for batch in held.batches}
    receipts = {place: signed.peek(batch.receipt) for place, batch in batches.items() if batch.receipt is not None}
    resolved = []
    for entry in chosen:
        place = (entry.writer, entry.batch_size)
        if entry.batch_size is not None and place not in batches:
            raise MissingHolding("The batch of an entry is not held here. Restore the database.")
        resolved.append(
            Resolved(
                entry=entry,
                direction=held.parties.index(entry.writer),
                batch=batches.get((entry.writer, entry.batch_size or 0)),
                receipt=receipts.get((entry.writer, entry.batch_size or 0)),
                content=_content(entry),
            )
        )
    return sorted(resolved, key=lambda each: (each.direction, each.entry.seq is None, each.entry.seq or 0))


def _content(entry: HeldEntry) -> Mapping[str, Any] | None:
    if entry.cek is None or entry.body is None:
        return None
    try:
        plaintext = entries.open_content(entry.header, body=entry.body, cek=entry.cek)
        return entries.read_plaintext(entry.header, plaintext, entry.cek).payload
    except (sealing.CannotOpen, EntryRefused):
        return None
