"""Stamping (DXP 6): ready entries get their place in the ledger, and one checkpoint over the batch is signed.

Pure: the node stores entries, batch and checkpoint in one transaction under a swap on (run, epoch, size), and only then
sends. A checkpoint that lost the swap is erased, unsent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from detente.crypto.keys import SignPair
from detente.crypto.tree import Frontier
from detente.model import b64
from detente.model.errors import LocalError
from detente.model.head import Head
from detente.model.instant import format_instant
from detente.protocol import entry as entries
from detente.protocol import signed
from detente.protocol.pair import Pair
from detente.protocol.receipt import OwnHead
from detente.protocol.signed import Verified


class SenderPhase(StrEnum):
    """Whether an epoch is open for stamping (DXP 7.2)."""

    CLOSED = "closed"
    OPENING = "opening"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One outgoing direction. `stamped` ⊇ `receipted`: what the partner cosigned is a prefix of what we stamped."""

    phase: SenderPhase = SenderPhase.CLOSED
    epoch: bytes | None = None
    base: Head = Head()
    stamped: Frontier = Frontier()
    receipted: Frontier = Frontier()
    nonce: bytes | None = None
    hello: bytes | None = None
    """The hello record that is out: a repeat sends these bytes."""
    challenge: bytes | None = None
    """The receiver's challenge last learned."""
    sought: Head | None = None
    """While OPENING: the receiver's larger head, whose batches we ask back (DXP 7.2, adoption)."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the leaf of an entry is made from."""

    header_hash: bytes
    box_hash: bytes


@dataclass(frozen=True, slots=True)
class Stamped:
    """A batch to store and send: the new state, its checkpoint, its leaves in order."""

    outgoing: Outgoing
    checkpoint: Verified
    first_seq: int
    leaves: tuple[bytes, ...]


class NotOpen(LocalError):
    """A batch cannot be stamped: no epoch is open, or one batch is still unreceipted."""

    code = "not-open"


def stamp(
    outgoing: Outgoing,
    places: Sequence[Place],
    *,
    pair: Pair,
    seen: OwnHead,
    now: datetime,
    audit: bytes,
    by: SignPair,
) -> Stamped:
    """Give the batch for `places`, in order. `seen`: what we durably hold of the other direction, in one snapshot.

    Raises:
        NotOpen: no open epoch, a frozen or unconfirmed pair, or a batch in flight (one per direction).
    """
    if outgoing.phase is not SenderPhase.OPEN or outgoing.epoch is None:
        raise NotOpen("no epoch is open towards this partner")
    if pair.frozen or not pair.confirmed:
        raise NotOpen("the pair is frozen or not confirmed")
    if outgoing.stamped.size != outgoing.receipted.size:
        raise NotOpen("a batch is still unreceipted")
    prev = outgoing.stamped.head()
    leaves = tuple(
        entries.leaf(
            epoch=outgoing.epoch, seq=prev.size + 1 + index, header_hash=place.header_hash, box_hash=place.box_hash
        )
        for index, place in enumerate(places)
    )
    grown = outgoing.stamped.extend(leaves)
    checkpoint = signed.sign(
        "dxp.checkpoint",
        {
            "from": pair.us,
            "to": pair.them,
            "doc": pair.our_marks.for_checkpoint(prev.size),
            "epoch": b64.encode(outgoing.epoch),
            "base": outgoing.base.to_wire(),
            "prev": prev.to_wire(),
            **grown.head().to_wire(),
            "seen": seen.to_wire(),
            "at": format_instant(now),
            "audit": b64.encode(audit),
        },
        by=by,
    )
    return Stamped(replace(outgoing, stamped=grown), checkpoint, prev.size + 1, leaves)


def take_receipt(outgoing: Outgoing) -> Outgoing:
    """Give the state after a matching receipt for the batch in flight: all that is stamped counts as delivered."""
    return replace(outgoing, receipted=outgoing.stamped)
