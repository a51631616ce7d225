"""A thread statement or a proof bundle as a value (DXP 10), and its canonical bytes.

`thread` makes one, `statement_shape` reads one, `statement_check` says whether anything in it is true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from detente.model import b64
from detente.model.canonical import canonical
from detente.model.identifiers import Cid
from detente.model.party_id import PartyId

THREAD: Final = "dxp.thread"
BUNDLE: Final = "dxp.bundle"
NO_RECEIPT: Final = "receipt"
NO_CONTENT: Final = "content"


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What opens one content to everybody: its key (32 bytes) and its sealed body."""

    cek: bytes
    body: bytes

    def to_wire(self) -> dict[str, str]:
        """Give {"cek","body"}."""
        return {"cek": b64.encode(self.cek), "body": b64.encode(self.body)}


@dataclass(frozen=True, slots=True)
class Proved:
    """An entry whose batch is receipted. `direction` 0 or 1: who wrote it; `size`: that of its batch; `box`: hash."""

    direction: int
    seq: int
    size: int
    header: bytes
    box: bytes
    path: tuple[bytes, ...]
    disclosed: Disclosed | None

    def to_wire(self) -> dict[str, Any]:
        """Give the member of `proved`."""
        return {
            "dir": self.direction,
            "seq": self.seq,
            "size": self.size,
            "header": b64.encode(self.header),
            "box": b64.encode(self.box),
            "path": [b64.encode(node) for node in self.path],
            "disclosed": None if self.disclosed is None else self.disclosed.to_wire(),
        }


@dataclass(frozen=True, slots=True)
class Batch:
    """A checkpoint and the receipt for it, as the bytes that travelled."""

    direction: int
    size: int
    checkpoint: bytes
    receipt: bytes

    def to_wire(self) -> dict[str, Any]:
        """Give the member of `batches`."""
        return {
            "dir": self.direction,
            "size": self.size,
            "checkpoint": self.checkpoint.decode("utf-8"),
            "receipt": self.receipt.decode("utf-8"),
        }


@dataclass(frozen=True, slots=True)
class Unproved:
    """What the exporter holds and cannot prove; `missing` says why. Not stamped yet: no seq, epoch, checkpoint."""

    direction: int
    seq: int | None
    epoch: bytes | None
    header: bytes
    checkpoint: bytes | None
    missing: str

    def to_wire(self) -> dict[str, Any]:
        """Give the member of `unproved`."""
        return {
            "dir": self.direction,
            "seq": self.seq,
            "epoch": None if self.epoch is None else b64.encode(self.epoch),
            "header": b64.encode(self.header),
            "checkpoint": None if self.checkpoint is None else self.checkpoint.decode("utf-8"),
            "missing": self.missing,
        }


@dataclass(frozen=True, slots=True)
class Pauses:
    """What proves that clocks of the thread stood still: acts of suspension, always disclosed, and what they lean on.

    `texts`: the agreements that say what passes, where an act does not. They stand under the id that their bytes have.
    """

    acts: tuple[Proved, ...]
    texts: tuple[Mapping[str, Any], ...]

    def to_wire(self) -> dict[str, Any]:
        """Give the member `pauses`."""
        return {"acts": [act.to_wire() for act in self.acts], "texts": [dict(text) for text in self.texts]}


@dataclass(frozen=True, slots=True)
class Statement:
    """A thread statement, or a bundle (`root` None, `facts` and `unproved` empty). Facts stay as their members.

    `pauses` None where no suspension moved anything: then the member is left out.
    """

    typ: str
    parties: tuple[PartyId, PartyId]
    root: Cid | None
    documents: Mapping[PartyId, tuple[bytes, ...]]
    proved: tuple[Proved, ...]
    batches: tuple[Batch, ...]
    facts: tuple[Mapping[str, Any], ...] = ()
    unproved: tuple[Unproved, ...] = ()
    pauses: Pauses | None = None

    def to_bytes(self) -> bytes:
        """Give the JCS bytes."""
        return canonical(
            {
                **({} if self.pauses is None else {"pauses": self.pauses.to_wire()}),
                "v": "dxp/1",
                "typ": self.typ,
                "parties": list(self.parties),
                "root": self.root,
                "documents": {
                    party: [record.decode("utf-8") for record in records] for party, records in self.documents.items()
                },
                "proved": [item.to_wire() for item in self.proved],
                "batches": [item.to_wire() for item in self.batches],
                "facts": [dict(fact) for fact in self.facts],
                "unproved": [item.to_wire() for item in self.unproved],
            }
        )
