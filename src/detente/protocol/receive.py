"""Reception of a batch (DXP 6): from bytes that a partner sent to leaves that are durable here.

Three pure steps, so that the node reads its store in between: `prepare` parses, `verify_checkpoint` proves who
signed, `take` decides. A batch is taken whole or not at all; a refused *entry* keeps its leaf and never blocks.
Opening is not here: a process without seal keys receives too (`entry.open_entry`, DXP 8).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from detente.crypto import sealing
from detente.crypto.hashing import equal, sha256
from detente.crypto.tree import Frontier
from detente.model import b64
from detente.model.head import Head
from detente.protocol import checkpoint as checkpoints
from detente.protocol import entry as entries
from detente.protocol import header as headers
from detente.protocol import schema, signed
from detente.protocol.header import Header
from detente.protocol.pair import Pair
from detente.protocol.parcel import Batch, WireEntry
from detente.protocol.refusal import EntryRefused, Refused
from detente.protocol.signed import Verified


class ReceiverPhase(StrEnum):
    """Whether the receiver is sure to remember all that it ever receipted (DXP 7.2)."""

    FEED = "feed"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One incoming direction. `epoch` None: none is open. `base`: where the open epoch began."""

    phase: ReceiverPhase = ReceiverPhase.FEED
    epoch: bytes | None = None
    base: Head = Head()
    held: Frontier = Frontier()
    want_nonce: bytes | None = None
    last_head: bytes | None = None
    """The last head record that we sent: what a repeated hello gets, and what a `behind` must be about."""


@dataclass(frozen=True, slots=True)
class Examined:
    """An entry after the checks that need no store: its header, or the code that refuses it already."""

    wire: WireEntry
    header_hash: bytes
    header: Header | None
    code: str | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A batch that was parsed, nothing of it verified."""

    batch: Batch
    checkpoint_hash: bytes
    entries: tuple[Examined, ...]

    @property
    def cids(self) -> list[str]:
        """The cids that the store must be asked for."""
        return [item.header.cid for item in self.entries if item.header is not None]

    @property
    def ids(self) -> list[str]:
        """The ids that the store must be asked for."""
        return [item.header.id for item in self.entries if item.header is not None]


@dataclass(frozen=True, slots=True)
class Known:
    """What the store says of an arrival, as of one snapshot."""

    root_at: Mapping[tuple[bytes, int], bytes] = field(default_factory=dict)
    """(epoch, size) → root of the batches held from this sender."""
    cids: frozenset[str] = frozenset()
    """Of the arrival's cids, those that this direction holds."""
    cid_of_id: Mapping[str, str] = field(default_factory=dict)
    """Of the arrival's ids, the cid that each is known with."""
    base_of_epoch: Head | None = None
    """Where the arrival's epoch began, as the batches of it that we hold say; None where we hold none."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A batch that may be committed: new state, leaves, and for each entry its code or None."""

    incoming: Incoming
    checkpoint: Verified
    arrival: Arrival
    first_seq: int
    leaves: tuple[bytes, ...]
    codes: tuple[str | None, ...]

    @property
    def head(self) -> Head:
        """The head after the batch."""
        return self.incoming.held.head()


class KnownBatch(Exception):
    """The batch is held already: the answer is the stored receipt for this (epoch, size)."""

    def __init__(self, epoch: bytes, size: int) -> None:
        super().__init__("held already")
        self.epoch = epoch
        self.size = size


def prepare(batch: Batch) -> Arrival:
    """Give the arrival: headers parsed, hashes made, nothing trusted."""
    return Arrival(batch, sha256(batch.checkpoint), tuple(_examine(wire) for wire in batch.entries))


def verify_checkpoint(arrival: Arrival, pair: Pair, *, held_size: int) -> Verified:
    """Give the verified checkpoint; raises Refused as DXP 3 says. Comes after the look for a stored receipt."""

    def holds(payload: Mapping[str, Any]) -> bool:
        prev = schema.head_of(payload["prev"]).size
        # Beyond what we hold we cannot know the place: `gap` decides there.
        return prev > held_size or pair.their_marks.allow_checkpoint(prev, payload["doc"])

    return signed.verify(
        arrival.batch.checkpoint,
        typ="dxp.checkpoint",
        chain=pair.theirs,
        sender=pair.them,
        receiver=pair.us,
        doc_rule=holds,
    )


def take(
    arrival: Arrival, checkpoint: Verified, *, incoming: Incoming, pair: Pair, known: Known, feeding: bool = False
) -> Taken:
    """Give what to commit for a verified checkpoint. `feeding`: the batch answers our `want` (DXP 7.2).

    Raises:
        KnownBatch: answer with the stored receipt.
        Refused: fork, frozen, not-confirmed, not-synced, epoch-closed, gap, root-mismatch.
    """
    epoch = b64.decode(checkpoint.payload["epoch"])
    size = checkpoint.payload["size"]
    prev = schema.head_of(checkpoint.payload["prev"])
    held = incoming.held.head()
    _check_known(epoch, size, b64.decode(checkpoint.payload["root"]), known)
    if pair.frozen:
        raise Refused("frozen", "the pair is frozen; an officer must act")
    if not pair.confirmed:
        raise Refused("not-confirmed", "the contact is not confirmed here")
    if not feeding:
        if incoming.phase is ReceiverPhase.FEED:
            raise Refused("not-synced", "we ask for what we may have lost first")
        if incoming.epoch != epoch:
            raise Refused("epoch-closed", "the batch belongs to an epoch that is not open")
    if prev.size > held.size:
        raise Refused("gap", "an earlier batch is missing", {"size": held.size})
    if prev.size < held.size:
        raise Refused("fork", "another batch stands at this place")
    # In a feed no epoch is open; still each one has one beginning, and a new one begins where the ledger stands.
    base = (known.base_of_epoch or held) if feeding else incoming.base
    _check_place(arrival, checkpoint, held, base)
    leaves = leaves_of(arrival, checkpoint)
    grown = incoming.held.extend(leaves)
    if grown.size != size or not equal(grown.root(), b64.decode(checkpoint.payload["root"])):
        raise Refused("root-mismatch", "the entries do not lead to the signed root", {"size": held.size})
    codes = _codes(arrival, pair, known)
    state = Incoming(incoming.phase, incoming.epoch, incoming.base, grown, incoming.want_nonce, incoming.last_head)
    return Taken(state, checkpoint, arrival, prev.size + 1, leaves, codes)


def leaves_of(arrival: Arrival, checkpoint: Verified) -> tuple[bytes, ...]:
    """Give the leaves of a batch at the places that its checkpoint names."""
    epoch = b64.decode(checkpoint.payload["epoch"])
    first = schema.head_of(checkpoint.payload["prev"]).size + 1
    return tuple(
        entries.leaf(epoch=epoch, seq=first + index, header_hash=item.header_hash, box_hash=item.wire.box_hash)
        for index, item in enumerate(arrival.entries)
    )


def _check_known(epoch: bytes, size: int, root: bytes, known: Known) -> None:
    held_root = known.root_at.get((epoch, size))
    if held_root is None:
        return
    if equal(held_root, root):
        raise KnownBatch(epoch, size)
    raise Refused("fork", "two roots are signed for one epoch and size")


def _check_place(arrival: Arrival, checkpoint: Verified, held: Head, base: Head) -> None:
    payload = checkpoint.payload
    prev = schema.head_of(payload["prev"])
    if (
        not equal(prev.root, held.root)
        or payload["size"] - prev.size != len(arrival.entries)
        or schema.head_of(payload["base"]) != base
        or checkpoints.contradiction(payload) is not None
    ):
        raise Refused("root-mismatch", "the batch does not continue what we hold", {"size": held.size})


def _examine(wire: WireEntry) -> Examined:
    try:
        header = headers.parse(wire.header)
    except EntryRefused as error:
        return Examined(wire, sha256(wire.header), None, error.code)
    return Examined(wire, header.hash, header, None)


def _codes(arrival: Arrival, pair: Pair, known: Known) -> tuple[str | None, ...]:
    """Give the first failure of each entry in the order of DXP 8, as far as no key is needed."""
    cids = set(known.cids)
    ids = dict(known.cid_of_id)
    codes: list[str | None] = []
    for item in arrival.entries:
        codes.append(item.code if item.header is None else _code(item, item.header, pair, cids, ids))
        if item.header is not None:
            cids.add(item.header.cid)
            ids.setdefault(item.header.id, item.header.cid)
    return tuple(codes)


def _code(item: Examined, header: Header, pair: Pair, cids: set[str], ids: Mapping[str, str]) -> str | None:
    if (header.sender, header.receiver) != (pair.them, pair.us):
        return "wrong-recipient"
    try:
        headers.check_understood(header)
    except EntryRefused as error:
        return error.code
    if ids.get(header.id, header.cid) != header.cid:
        return "id-reused"
    if header.cid in cids:
        return "duplicate"
    if item.wire.box is None or item.wire.body is None:
        return "withheld"
    if len(item.wire.box) != sealing.BOX_BYTES * (1 if header.archive is None else 2):
        return "bad-header"
    if not equal(sha256(item.wire.body), header.body):
        return "cannot-open"
    return None
