"""Which party document signed what, seen from outside (DXP 4, "Order"): what a reader of a proof can still check.

`doc_marks` knows the place of each `party-doc` entry; a statement shows only some batches. From these follows: along
one ledger the numbers never fall; and where a checkpoint under document d had seen the other ledger up to s, the same
signer's receipts for a size ≤ s are under d or lower, those above s under d or higher.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.protocol.findings import Finding


@dataclass(frozen=True, slots=True)
class Place:
    """A checkpoint (`at` = prev.size, `seen` = seen.size) or a receipt (`at` = size, `seen` None) and its `doc`."""

    signer: str
    at: int
    seen: int | None
    doc: int
    path: str


def of_checkpoint(payload: Mapping[str, Any], path: str) -> Place:
    """Give the place of a verified checkpoint."""
    return Place(payload["from"], payload["prev"]["size"], payload["seen"]["size"], payload["doc"], path)


def of_receipt(payload: Mapping[str, Any], path: str) -> Place:
    """Give the place of a verified receipt."""
    return Place(payload["from"], payload["size"], None, payload["doc"], path)


def misplaced(places: Sequence[Place]) -> Iterator[Finding]:
    """Give a finding for each object that cannot have been signed under its document at its place."""
    for signer in sorted({place.signer for place in places}):
        own = [place for place in places if place.signer == signer]
        checkpoints = sorted((place for place in own if place.seen is not None), key=lambda place: place.at)
        receipts = sorted((place for place in own if place.seen is None), key=lambda place: place.at)
        yield from _falling(checkpoints)
        yield from _falling(receipts)
        yield from _crossing(checkpoints, receipts)


def _falling(places: Iterable[Place]) -> Iterator[Finding]:
    highest = 0
    for place in places:
        if place.doc < highest:
            yield _stale(place)
        highest = max(highest, place.doc)


def _crossing(checkpoints: Sequence[Place], receipts: Sequence[Place]) -> Iterator[Finding]:
    for receipt in receipts:
        for checkpoint in checkpoints:
            seen = checkpoint.seen or 0
            if (receipt.at <= seen and receipt.doc > checkpoint.doc) or (
                receipt.at > seen and receipt.doc < checkpoint.doc
            ):
                yield _stale(receipt)
                break


def _stale(place: Place) -> Finding:
    return Finding(
        place.path, f"document {place.doc} cannot have held at this place, beside the other objects here", "doc-stale"
    )
