"""The receipt (DXP 6): the receiver's cosignature on the sender's log head, made once, after all checks.

It says: these bytes, in this order, are durable here; those in `refused` reached no desk. Never consent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from detente.crypto.hashing import equal
from detente.crypto.keys import SignPair
from detente.model import b64
from detente.model.head import Head
from detente.model.instant import format_instant
from detente.protocol import signed
from detente.protocol.pair import Pair
from detente.protocol.signed import Verified


@dataclass(frozen=True, slots=True)
class OwnHead:
    """The head of a direction and the epoch that it stands in, None before the first one."""

    epoch: bytes | None
    head: Head

    def to_wire(self) -> dict[str, Any]:
        """Give {"epoch","size","root"}."""
        return {"epoch": None if self.epoch is None else b64.encode(self.epoch), **self.head.to_wire()}


def make(
    checkpoint: Verified,
    *,
    pair: Pair,
    own: OwnHead,
    refused: Sequence[tuple[int, str]],
    held_at: datetime,
    audit: bytes,
    by: SignPair,
) -> Verified:
    """Give the signed receipt for a verified checkpoint; `held_at` is the time of the committing transaction."""
    payload = checkpoint.payload
    return signed.sign(
        "dxp.receipt",
        {
            "from": pair.us,
            "to": pair.them,
            "doc": pair.our_marks.for_receipt(payload["size"]),
            "epoch": payload["epoch"],
            "size": payload["size"],
            "root": payload["root"],
            "checkpoint": b64.encode(checkpoint.hash),
            "held_at": format_instant(held_at),
            "own": own.to_wire(),
            "refused": [{"seq": seq, "code": code} for seq, code in refused],
            "audit": b64.encode(audit),
        },
        by=by,
    )


def verify(record: bytes, pair: Pair) -> Verified:
    """Give a verified receipt of the partner for a batch of ours; Refused as DXP 3 says."""

    def holds(payload: Mapping[str, Any]) -> bool:
        return pair.their_marks.allow_receipt(payload["size"], payload["doc"])

    return signed.verify(
        record, typ="dxp.receipt", chain=pair.theirs, sender=pair.them, receiver=pair.us, doc_rule=holds
    )


def verify_own(record: bytes, pair: Pair) -> Verified:
    """Give a receipt that we signed ourselves before, as it comes back; Refused where it is not ours."""
    return signed.verify(record, typ="dxp.receipt", chain=pair.ours, sender=pair.us, receiver=pair.them)


def matches(receipt: Verified, checkpoint: Verified) -> bool:
    """Whether the receipt is for exactly this checkpoint: epoch, size, root and record; and refuses nothing beside."""
    left, right = receipt.payload, checkpoint.payload
    return (
        all(left[name] == right[name] for name in ("epoch", "size", "root"))
        and equal(b64.decode(left["checkpoint"]), checkpoint.hash)
        and refuses_within(receipt, checkpoint)
    )


def refuses_within(receipt: Verified, checkpoint: Verified) -> bool:
    """Whether every entry that the receipt refuses stands in the batch of the checkpoint."""
    first, last = checkpoint.payload["prev"]["size"] + 1, checkpoint.payload["size"]
    return all(first <= seq <= last for seq in refused_codes(receipt))


def contradicts(receipt: Verified, *, epoch: bytes | None, head: Head, root_at: Mapping[int, bytes]) -> bool:
    """Whether a receipt in our current epoch claims what we never signed: above our size, or another root (DXP 6)."""
    if epoch is None or b64.decode(receipt.payload["epoch"]) != epoch:
        return False
    size, root = receipt.payload["size"], b64.decode(receipt.payload["root"])
    return size > head.size or (size in root_at and not equal(root_at[size], root))


def refused_codes(receipt: Verified) -> dict[int, str]:
    """Give seq → code of the entries that reached no desk."""
    return {item["seq"]: item["code"] for item in receipt.payload["refused"]}
