"""How a sender opens an epoch, and takes back what it lost (DXP 7.2, table "S state").

    CLOSED --open--> OPENING --head opened--> OPEN --epoch-closed, want yours, start--> CLOSED
                        |--head not opened: learn the challenge--> CLOSED
                        |--head below the receipted size: `behind`--> CLOSED
                        |--head above it: ask our own batches back, adopt, un-stamp the tail--> OPEN
                        `--else: diverged, freeze

The fresh epoch keeps a sender that was restored from a backup from signing two contents for one (epoch, seq).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.crypto.hashing import equal, sha256
from detente.crypto.tree import Frontier
from detente.model import b64
from detente.model.head import Head
from detente.protocol import receipt as receipts
from detente.protocol import receive, schema, signed
from detente.protocol.pair import Pair
from detente.protocol.receive import Arrival
from detente.protocol.refusal import Refused
from detente.protocol.signed import Verified
from detente.protocol.stamp import Outgoing, SenderPhase


class HeadIgnored(Exception):
    """The head does not answer our open hello; nothing changes."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The epoch is open. The unreceipted tail goes back to the front of its lanes, in order."""

    outgoing: Outgoing


@dataclass(frozen=True, slots=True)
class Learned:
    """The receiver told its challenge; open again."""

    outgoing: Outgoing


@dataclass(frozen=True, slots=True)
class PartnerBehind:
    """The receiver holds less than it receipted: send `behind` with the receipt."""

    outgoing: Outgoing


@dataclass(frozen=True, slots=True)
class Adopt:
    """The receiver holds more than we know: ask our own batches back beyond `after`."""

    outgoing: Outgoing
    after: Head


HeadOutcome = Opened | Learned | PartnerBehind | Adopt


@dataclass(frozen=True, slots=True)
class Adopted:
    """Our own batches that the partner gave back, proved by our signatures and its receipts.

    The epoch is open where they lead to the partner's head; else ask for more beyond `outgoing.receipted`.
    """

    outgoing: Outgoing
    batches: tuple[AdoptedBatch, ...]


@dataclass(frozen=True, slots=True)
class AdoptedBatch:
    """One batch that comes back: its place, leaves, checkpoint and receipt."""

    arrival: Arrival
    checkpoint: Verified
    receipt: Verified
    first_seq: int
    leaves: tuple[bytes, ...]


def start(outgoing: Outgoing) -> Outgoing:
    """Give the state at the beginning of a run: CLOSED, nothing in memory of an open epoch."""
    return close(replace(outgoing, challenge=None))


def close(outgoing: Outgoing) -> Outgoing:
    """Give the state after `epoch-closed`, or after the partner asked for a feed."""
    return replace(outgoing, phase=SenderPhase.CLOSED, epoch=None, nonce=None, hello=None, sought=None)


def opening(outgoing: Outgoing, *, epoch: bytes, nonce: bytes, hello: Verified) -> Outgoing:
    """Give the state in which `hello` is out, for a fresh epoch and nonce."""
    return replace(outgoing, phase=SenderPhase.OPENING, epoch=epoch, nonce=nonce, hello=hello.record, sought=None)


def take_head(outgoing: Outgoing, head: Verified) -> HeadOutcome:
    """Give what a verified head does.

    Raises:
        HeadIgnored: it is not for our open hello.
        Refused: diverged, where the same size has another root.
    """
    payload = head.payload
    if (
        outgoing.phase is not SenderPhase.OPENING
        or outgoing.nonce is None
        or outgoing.hello is None
        or not equal(b64.decode(payload["nonce"]), outgoing.nonce)
        or not equal(b64.decode(payload["hello"]), sha256(outgoing.hello))
    ):
        raise HeadIgnored
    theirs, receipted = schema.head_of(payload), outgoing.receipted.head()
    if not payload["opened"]:
        return Learned(replace(close(outgoing), challenge=b64.decode(payload["challenge"])))
    if theirs.size < receipted.size:
        return PartnerBehind(close(outgoing))
    if theirs.size == receipted.size:
        if not equal(theirs.root, receipted.root):
            raise Refused("diverged", "the two logs differ at one size")
        return Opened(open_at(outgoing, outgoing.receipted))
    return Adopt(replace(outgoing, sought=theirs), receipted)


def open_at(outgoing: Outgoing, prefix: Frontier) -> Outgoing:
    """Give the open state whose epoch begins at `prefix`; what was stamped beyond it loses its place."""
    return replace(outgoing, phase=SenderPhase.OPEN, base=prefix.head(), stamped=prefix, receipted=prefix, sought=None)


def adopt(outgoing: Outgoing, arrivals: Sequence[tuple[Arrival, bytes]], pair: Pair) -> Adopted:
    """Give the state after our own batches came back, each with the partner's receipt.

    They must lead from our receipted root towards the head that the partner claimed, without a gap. Of our own tail
    the node drops what the partner holds (by cid) and un-stamps the rest, in order.

    Raises:
        Refused: diverged, where they do not; bad-signature and the like, where they are not what we and the partner
            signed.
    """
    if outgoing.sought is None:
        raise HeadIgnored
    frontier = outgoing.receipted
    batches: list[AdoptedBatch] = []
    for arrival, receipt_record in arrivals:
        checkpoint = own_checkpoint(arrival.batch.checkpoint, pair)
        receipt = receipts.verify(receipt_record, pair)
        if not receipts.matches(receipt, checkpoint):
            raise Refused("diverged", "a receipt that came back is for another batch")
        grown, leaves = replay(frontier, arrival, checkpoint)
        batches.append(AdoptedBatch(arrival, checkpoint, receipt, frontier.size + 1, leaves))
        frontier = grown
    if frontier.size < outgoing.sought.size and batches:
        return Adopted(replace(outgoing, stamped=frontier, receipted=frontier), tuple(batches))
    if frontier.head() != outgoing.sought:
        raise Refused("diverged", "the batches that came back do not lead to the partner's head")
    return Adopted(open_at(outgoing, frontier), tuple(batches))


def own_checkpoint(record: bytes, pair: Pair) -> Verified:
    """Give a checkpoint that we signed ourselves, verified with our own documents."""
    return signed.verify(record, typ="dxp.checkpoint", chain=pair.ours, sender=pair.us, receiver=pair.them)


def replay(frontier: Frontier, arrival: Arrival, checkpoint: Verified) -> tuple[Frontier, tuple[bytes, ...]]:
    """Give the frontier and the leaves after a batch that continues `frontier`; Refused diverged otherwise."""
    payload = checkpoint.payload
    if schema.head_of(payload["prev"]) != frontier.head():
        raise Refused("diverged", "a batch that came back does not continue our log")
    leaves = receive.leaves_of(arrival, checkpoint)
    grown = frontier.extend(leaves)
    if grown.head() != schema.head_of(payload):
        raise Refused("diverged", "a batch that came back does not lead to its root")
    return grown, leaves
