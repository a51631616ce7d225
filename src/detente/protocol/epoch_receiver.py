"""How a receiver makes sure that it remembers, and opens an epoch (DXP 7.2, table "R state").

    FEED --batches of `want`--> FEED --have, root equal--> READY --hello, right challenge--> READY, epoch open
      ^                                                      |
      `--- start, or `behind` about my last head ------------'

In FEED nothing is receipted and no epoch is open: a restored receiver first learns what it receipted before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from detente.crypto.hashing import equal, sha256
from detente.model import b64
from detente.model.head import Head
from detente.protocol import receipt as receipts
from detente.protocol import schema, signed
from detente.protocol.control import YOURS
from detente.protocol.pair import Pair
from detente.protocol.receive import Incoming, ReceiverPhase
from detente.protocol.refusal import Refused
from detente.protocol.signed import Verified

RootAt = Callable[[int], bytes | None]
"""The root of our log of this direction at a size; None where we do not hold so many leaves."""


class Feed(StrEnum):
    """What a `have` means for the feed."""

    MORE = "more"
    DONE = "done"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class HelloOutcome:
    """The new state, and what the head says."""

    incoming: Incoming
    opened: bool


def start(incoming: Incoming, *, nonce: bytes) -> Incoming:
    """Give the state at the beginning of a run, or after `behind`: FEED, no epoch open; send `want` with `nonce`."""
    return replace(incoming, phase=ReceiverPhase.FEED, epoch=None, want_nonce=nonce, last_head=None)


def repeated_head(incoming: Incoming, hello: Verified) -> bytes | None:
    """Give the stored head for a hello that comes again; None where it is a new one."""
    if incoming.phase is not ReceiverPhase.READY or incoming.last_head is None:
        return None
    same = signed.peek(incoming.last_head)["hello"] == b64.encode(hello.hash)
    return incoming.last_head if same else None


def take_hello(
    incoming: Incoming, hello: Verified, *, challenge: bytes, used_in_run: bool, root_at: RootAt
) -> HelloOutcome:
    """Give what a verified hello does. `used_in_run`: this run has opened that epoch before.

    Raises:
        Refused: not-synced (send `want` along), diverged, epoch-closed.
    """
    payload = hello.payload
    # The first row that fits (DXP 7.2): what we may have forgotten comes back before anything is compared.
    if incoming.phase is ReceiverPhase.FEED:
        raise Refused("not-synced", "we ask for what we may have lost first")
    if _differs(incoming, schema.head_of(payload), root_at):
        raise Refused("diverged", "the two logs differ at one size")
    claimed = payload["challenge"]
    if claimed is None or not equal(b64.decode(claimed), challenge):
        return HelloOutcome(incoming, opened=False)
    epoch = b64.decode(payload["epoch"])
    if used_in_run:
        raise Refused("epoch-closed", "the epoch was open before and is closed")
    return HelloOutcome(replace(incoming, epoch=epoch, base=incoming.held.head()), opened=True)


def with_head(incoming: Incoming, head: Verified) -> Incoming:
    """Give the state that remembers the head which answers the last hello."""
    return replace(incoming, last_head=head.record)


def take_have(incoming: Incoming, have: Verified, *, root_at: RootAt) -> tuple[Incoming, Feed]:
    """Give the state after the close of a feed, and whether to ask for more.

    Raises:
        Refused: diverged.
    """
    nonce = incoming.want_nonce
    if incoming.phase is not ReceiverPhase.FEED or nonce is None or not equal(b64.decode(have.payload["nonce"]), nonce):
        return incoming, Feed.IGNORED
    theirs = schema.head_of(have.payload)
    if theirs.size > incoming.held.size:
        return incoming, Feed.MORE
    if _differs(incoming, theirs, root_at):
        raise Refused("diverged", "the two logs differ at one size")
    return replace(incoming, phase=ReceiverPhase.READY, want_nonce=None), Feed.DONE


def closes_feed(record: bytes, incoming: Incoming, pair: Pair) -> bool:
    """Whether a control record is the partner's `have` for our open `want`, all signatures proved.

    Only then the batches before it are a feed, which is taken without an open epoch. Which document signed is for
    `control.verify` to say in its turn: the feed may bring the entry that introduces it.
    """
    if incoming.want_nonce is None:
        return False
    try:
        if signed.typ_of(record) != "dxp.have":
            return False
        have = signed.verify(record, typ="dxp.have", chain=pair.theirs, sender=pair.them, receiver=pair.us)
    except Refused:
        return False
    return have.payload["dir"] == YOURS and equal(b64.decode(have.payload["nonce"]), incoming.want_nonce)


def take_behind(incoming: Incoming, refusal: Verified, pair: Pair, *, nonce: bytes) -> Incoming | None:
    """Give the state after `behind`: FEED, if it is about my last head and proves a receipt of mine above my size.

    None where it proves nothing, and is ignored.
    """
    if incoming.last_head is None or not equal(b64.decode(refusal.payload["about"]), sha256(incoming.last_head)):
        return None
    record = refusal.payload["detail"].get("receipt")
    if not isinstance(record, str):
        return None
    try:
        receipt = receipts.verify_own(record.encode("utf-8"), pair)
    except Refused:
        return None
    if receipt.payload["size"] <= incoming.held.size:
        return None
    return start(incoming, nonce=nonce)


def _differs(incoming: Incoming, theirs: Head, root_at: RootAt) -> bool:
    """Whether both logs have a root at `theirs.size` and the roots differ."""
    if theirs.size == 0 or theirs.size > incoming.held.size:
        return theirs.size == 0 and theirs.root != Head().root
    root = root_at(theirs.size)
    return root is None or not equal(root, theirs.root)
