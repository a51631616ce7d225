"""The parcel of DXP 9: the only thing that travels. Bytes to records and back, and the grammar between them.

    magic  (DOC | CTL | batch | REC)*  END
    batch = CHK (HDR (BOX | BOXH) BODY?)+ REC?

One function takes one parcel whatever carried it, so there is one thing to fuzz.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from detente.crypto.hashing import equal, sha256, u32
from detente.protocol.refusal import Refused

MAGIC: Final = b"DXP/1\r\n\x00"
MAX_ENTRIES: Final = 256
MAX_PARCEL: Final = 64 << 20
DOC_CAP: Final = 128 << 10
OBJECT_CAP: Final = 64 << 10
HEADER_CAP: Final = 16 << 10
BOX_CAP: Final = 2336
BODY_SLACK: Final = 64 << 10
FRAME: Final = 5
"""Tag and length in front of each record."""
ENDS: Final = len(MAGIC) + FRAME + 32
"""The magic in front of all records, and the record that closes them."""
DEFAULT_BODY_LIMIT: Final = 1 << 20


class Tag(IntEnum):
    """Tags of records; below 128 an unknown one is an error, from 128 on it is skipped."""

    DOC = 1
    CTL = 2
    CHK = 3
    HDR = 4
    BOX = 5
    BODY = 6
    REC = 7
    BOXH = 8
    END = 127


_MARKS: Final = {tag: bytes([tag]) for tag in Tag}
_TAGS: Final = {tag.value: tag for tag in Tag}


@dataclass(frozen=True, slots=True)
class WireEntry:
    """One entry as it travels. A stub has `box_hash` in place of `box`, or no body (DXP 5.3)."""

    header: bytes
    box: bytes | None
    box_hash: bytes
    body: bytes | None

    @property
    def is_stub(self) -> bool:
        """Whether it only proves its place."""
        return self.box is None or self.body is None


@dataclass(frozen=True, slots=True)
class Document:
    """A DOC record."""

    record: bytes


@dataclass(frozen=True, slots=True)
class Control:
    """A CTL record."""

    record: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """A REC record that stands alone."""

    record: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """A checkpoint, its entries, and the receipt where the sender already has it (a feed)."""

    checkpoint: bytes
    entries: tuple[WireEntry, ...]
    receipt: bytes | None = None


Item = Document | Control | Receipt | Batch


def entry(header: bytes, box: bytes, body: bytes | None) -> WireEntry:
    """Give a whole entry; `body` None makes a stub of it."""
    return WireEntry(header, box, sha256(box), body)


def weight_of_entry(*, header: int, body: int) -> int:
    """Give at most how many bytes an entry adds to a parcel, from the lengths of its header and body."""
    return header + BOX_CAP + body + 3 * FRAME


def parse(data: bytes, *, body_limit: int = DEFAULT_BODY_LIMIT) -> tuple[Item, ...]:
    """Give the items of a parcel, in order.

    Raises:
        Refused: bad-frame (frame or grammar), too-large (a record above its cap: seen from its length alone).
    """
    records = list(_records(data, body_limit))
    items: list[Item] = []
    position = 0
    while position < len(records):
        tag, value = records[position]
        if tag is Tag.CHK:
            batch, position = _batch(records, position)
            items.append(batch)
            continue
        if tag is Tag.DOC:
            items.append(Document(value))
        elif tag is Tag.CTL:
            items.append(Control(value))
        elif tag is Tag.REC:
            items.append(Receipt(value))
        else:
            raise Refused("bad-frame", "a record stands where the grammar has no place for it")
        position += 1
    return tuple(items)


def build(items: Iterable[Item]) -> bytes:
    """Give the parcel of `items`."""
    pieces = [MAGIC]
    for item in items:
        for tag, value in _flat(item):
            pieces += (_MARKS[tag], u32(len(value)), value)
    closed = b"".join(pieces)
    closing = sha256(closed)
    return b"".join((closed, _MARKS[Tag.END], u32(len(closing)), closing))


def _flat(item: Item) -> Iterator[tuple[Tag, bytes]]:
    match item:
        case Document(record):
            yield Tag.DOC, record
        case Control(record):
            yield Tag.CTL, record
        case Receipt(record):
            yield Tag.REC, record
        case Batch(checkpoint, entries, receipt):
            yield Tag.CHK, checkpoint
            for each in entries:
                yield Tag.HDR, each.header
                yield (Tag.BOXH, each.box_hash) if each.box is None else (Tag.BOX, each.box)
                if each.body is not None:
                    yield Tag.BODY, each.body
            if receipt is not None:
                yield Tag.REC, receipt


def _records(data: bytes, body_limit: int) -> Iterator[tuple[Tag, bytes]]:
    if len(data) > MAX_PARCEL:
        raise Refused("too-large", f"a parcel has at most {MAX_PARCEL} bytes")
    if not data.startswith(MAGIC):
        raise Refused("bad-frame", "a parcel begins with DXP/1")
    position = len(MAGIC)
    while True:
        if position + 5 > len(data):
            raise Refused("bad-frame", "the parcel is cut short")
        number, length = data[position], int.from_bytes(data[position + 1 : position + 5], "big")
        tag = _TAGS.get(number)
        if number < 128 and tag is None:
            raise Refused("bad-frame", "an unknown record that must be understood")
        if tag is not None and length > _cap(tag, body_limit):
            raise Refused("too-large", "a record is above its cap")
        start, end = position + 5, position + 5 + length
        if end > len(data):
            raise Refused("bad-frame", "the parcel is cut short")
        if tag is Tag.END:
            if length != 32 or end != len(data) or not equal(sha256(memoryview(data)[:position]), data[start:end]):
                raise Refused("bad-frame", "the end record does not close the parcel")
            return
        if tag is not None:
            yield tag, data[start:end]
        position = end


def _cap(tag: Tag, body_limit: int) -> int:
    match tag:
        case Tag.DOC:
            return DOC_CAP
        case Tag.HDR:
            return HEADER_CAP
        case Tag.BOX:
            return BOX_CAP
        case Tag.BODY:
            return body_limit + BODY_SLACK
        case Tag.BOXH | Tag.END:
            return 32
        case Tag.CTL | Tag.CHK | Tag.REC:
            return OBJECT_CAP


def _batch(records: list[tuple[Tag, bytes]], position: int) -> tuple[Batch, int]:
    checkpoint = records[position][1]
    position += 1
    entries: list[WireEntry] = []
    while position < len(records) and records[position][0] is Tag.HDR:
        header = records[position][1]
        tag, value = records[position + 1] if position + 1 < len(records) else (Tag.END, b"")
        if tag not in (Tag.BOX, Tag.BOXH) or (tag is Tag.BOXH and len(value) != 32):
            raise Refused("bad-frame", "a header is followed by a box or its hash")
        position += 2
        body = None
        if position < len(records) and records[position][0] is Tag.BODY:
            body = records[position][1]
            position += 1
        whole = tag is Tag.BOX
        entries.append(WireEntry(header, value if whole else None, sha256(value) if whole else value, body))
    if not 1 <= len(entries) <= MAX_ENTRIES:
        raise Refused("bad-frame", f"a batch has 1 to {MAX_ENTRIES} entries")
    receipt = None
    if position < len(records) and records[position][0] is Tag.REC:
        receipt = records[position][1]
        position += 1
    return Batch(checkpoint, tuple(entries), receipt), position
