"""Everything signed that ever left a node, and what no honest party may have signed among it.

An observer stands on the wire. It knows no key and no store: what it finds is what any third party would find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.crypto.hashing import sha256
from detente.model import b64
from detente.protocol import header as headers
from detente.protocol import parcel, signed
from detente.protocol.parcel import Batch, Receipt
from detente.protocol.refusal import EntryRefused

Place = tuple[str, str, int]
"""Writer of the ledger, epoch, seq or size."""


@dataclass
class Observer:
    """What each party signed, by place."""

    seen: set[bytes] = field(default_factory=set)
    contents: dict[Place, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    roots: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    steps: dict[Place, set[tuple[str, int, str]]] = field(default_factory=lambda: defaultdict(set))
    receipted: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    receipts: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    """Hash of a checkpoint record → hashes of the receipts for it."""
    cids: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Hash of a checkpoint record → writer, and the cids of its batch."""

    def watch(self, data: bytes) -> None:
        """Take down what a parcel holds; each record once."""
        if sha256(data) in self.seen:
            return
        self.seen.add(sha256(data))
        for item in parcel.parse(data):
            if isinstance(item, Batch):
                self.batch(item)
                if item.receipt is not None:
                    self._receipt(item.receipt)
            elif isinstance(item, Receipt):
                self._receipt(item.record)

    def equivocations(self) -> Iterator[str]:
        """Give each contradiction that one party signed (P5): two contents, two roots, two steps."""
        for what, table in (
            ("two contents for one place", self.contents),
            ("two roots for one size", self.roots),
            ("two steps from one size", self.steps),
            ("two receipts with other roots for one size", self.receipted),
        ):
            for place, values in table.items():
                if len(values) > 1:
                    yield f"{what}: {place}"
        for place, roots in self.receipted.items():
            if self.roots[place] and not roots <= self.roots[place]:
                yield f"a receipt for a root that nobody signed: {place}"

    def doubly_receipted(self) -> Iterator[str]:
        """Give each checkpoint that has two receipt records: lawful only for a receiver that lost its memory."""
        for checkpoint, records in self.receipts.items():
            if len(records) > 1:
                yield f"{len(records)} receipts for the checkpoint {checkpoint}"

    def receipted_cids(self) -> dict[str, set[str]]:
        """Give, for each writer, the cids that a receipt covers that left its signer."""
        found: dict[str, set[str]] = defaultdict(set)
        for checkpoint in self.receipts:
            if checkpoint in self.cids:
                writer, cids = self.cids[checkpoint]
                found[writer].update(cids)
        return found

    def batch(self, batch: Batch) -> None:
        """Take down a batch, once."""
        name = b64.encode(sha256(batch.checkpoint))
        if name in self.cids:
            return
        payload = signed.peek(batch.checkpoint)
        writer, epoch, prev = payload["from"], payload["epoch"], payload["prev"]
        self.cids[name] = (writer, tuple(filter(None, (_cid(entry.header) for entry in batch.entries))))
        self.roots[writer, epoch, payload["size"]].add(payload["root"])
        self.steps[writer, epoch, prev["size"]].add((prev["root"], payload["size"], payload["root"]))
        for index, entry in enumerate(batch.entries, prev["size"] + 1):
            self.contents[writer, epoch, index].add(sha256(entry.header) + entry.box_hash)

    def _receipt(self, record: bytes) -> None:
        payload: Mapping[str, Any] = signed.peek(record)
        self.receipted[payload["to"], payload["epoch"], payload["size"]].add(payload["root"])
        self.receipts[payload["checkpoint"]].add(sha256(record))


def _cid(header: bytes) -> str | None:
    try:
        return headers.parse(header).cid
    except EntryRefused:
        return None
