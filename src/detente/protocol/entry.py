"""An entry: header + box + body (DXP 5). Seal one, give its leaf, open one.

Sealing needs no lock and no place: epoch and seq are bound by the leaf, which is made when the entry is stamped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from detente.crypto import sealing
from detente.crypto.hashing import sha256, u64
from detente.crypto.sealing import SealPrivate, SealPublic
from detente.model import b64, strict_json
from detente.model.canonical import canonical
from detente.model.handling import NO_LABEL, Handling
from detente.model.identifiers import Cid, EntryId
from detente.model.party_id import PartyId
from detente.protocol import header as headers
from detente.protocol import schema
from detente.protocol.header import AttachmentRef, Header
from detente.protocol.parcel import WireEntry
from detente.protocol.refusal import EntryRefused

REPLIES: Final = frozenset({"answer", "refusal"})
"""Kinds in the larger size class, so that a nil looks like any short answer (DXP 5.2)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an entry will say, before it is sealed. `salt` is 16 bytes of entropy."""

    entry_id: EntryId
    kind: str
    payload: Mapping[str, Any]
    created: datetime
    salt: bytes
    handling: Handling = NO_LABEL
    agreement: str | None = None
    topic: str | None = None
    answer_by: datetime | None = None
    expires: datetime | None = None
    re: Cid | None = None
    att: tuple[AttachmentRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """An entry whose header and body are made, and its box is not."""

    header: Header
    body: bytes
    cek: bytes
    plaintext: bytes


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """A sealed entry and what its writer keeps: the content key proves the content later (DXP 10)."""

    header: Header
    box: bytes
    body: bytes
    cek: bytes
    plaintext: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry whose box and body opened and whose inside agrees with its header; policy has not spoken yet."""

    header: Header
    payload: Mapping[str, Any]
    plaintext: bytes
    cek: bytes

    @property
    def message(self) -> str | None:
        """The table's name of the message, None where the payload has none."""
        value = self.payload.get("message")
        return value if isinstance(value, str) else None

    @property
    def dialogue(self) -> str | None:
        """The table of the dialogue, None where the payload has none."""
        value = self.payload.get("dialogue")
        return value if isinstance(value, str) else None


def smallest_of(kind: str) -> int:
    """Give the smallest padded size of a kind."""
    return sealing.SMALLEST_REPLY if kind in REPLIES else sealing.SMALLEST


def plaintext_of(draft: Draft, *, sender: PartyId, receivers: Sequence[PartyId]) -> bytes:
    """Give the plaintext bytes; their salted hash is the cid."""
    return canonical(
        {
            "v": "dxp/1",
            "from": sender,
            "to": list(receivers),
            "kind": draft.kind,
            "salt": b64.encode(draft.salt),
            "payload": dict(draft.payload),
        }
    )


def seal(
    draft: Draft, *, sender: PartyId, receiver: PartyId, to: SealPublic, archive: SealPublic | None, cek: bytes
) -> SealedEntry:
    """Give the sealed entry. `cek` is 32 fresh bytes of entropy that seal nothing else."""
    return box(write(draft, sender=sender, receiver=receiver, to=to, archive=archive, cek=cek), to=to, archive=archive)


def write(
    draft: Draft, *, sender: PartyId, receiver: PartyId, to: SealPublic, archive: SealPublic | None, cek: bytes
) -> Written:
    """Give an entry without its box. `cek` as in `seal`.

    Whoever seals many writes all of them first: a box needs as much of the processor's cache as all the rest, and in
    turns each pays for what the other pushed out.
    """
    plaintext = plaintext_of(draft, sender=sender, receivers=[receiver])
    body = sealing.seal_body(plaintext, cek=cek, smallest=smallest_of(draft.kind))
    header = headers.build(
        sender=sender,
        receiver=receiver,
        entry_id=draft.entry_id,
        cid=Cid(sealing.cid_of(plaintext)),
        kind=draft.kind,
        agreement=draft.agreement,
        topic=draft.topic,
        label=draft.handling,
        created=draft.created,
        answer_by=draft.answer_by,
        expires=draft.expires,
        re=draft.re,
        seal=to.kid,
        archive=None if archive is None else archive.kid,
        commit=sealing.commitment(cek),
        body=sha256(body),
        att=draft.att,
    )
    return Written(header, body, cek, plaintext)


def box(written: Written, *, to: SealPublic, archive: SealPublic | None) -> SealedEntry:
    """Give the sealed entry; `to` and `archive` are those that it was written for."""
    header_hash, cek = written.header.hash, written.cek
    sealed = sealing.seal_box(cek, to=to, role=sealing.ROLE_RECIPIENT, header_hash=header_hash)
    if archive is not None:
        sealed += sealing.seal_box(cek, to=archive, role=sealing.ROLE_ARCHIVE, header_hash=header_hash)
    return SealedEntry(written.header, sealed, written.body, cek, written.plaintext)


def leaf(*, epoch: bytes, seq: int, header_hash: bytes, box_hash: bytes) -> bytes:
    """Give the leaf of an entry at its place (DXP 5.3)."""
    return sha256(b"\x00dxp/1 leaf\x00" + epoch + u64(seq) + header_hash + box_hash)


def open_entry(entry: WireEntry, header: Header, keys: Mapping[str, SealPrivate]) -> Opened:
    """Give the opened entry; `keys` are our seal keys by kid. Checks of DXP 8 from "body hash" to "inner".

    Raises:
        EntryRefused: cannot-open (one code for every failure of opening), inner-mismatch, bad-body.
    """
    if entry.box is None or entry.body is None:
        raise EntryRefused("withheld", "the entry is a stub")
    return open_parts(header, box=entry.box, body=entry.body, keys=keys)


def open_parts(header: Header, *, box: bytes, body: bytes, keys: Mapping[str, SealPrivate]) -> Opened:
    """As `open_entry`, from stored parts."""
    return open_body(header, body=body, cek=open_box(header, box=box, keys=keys))


def open_box(header: Header, *, box: bytes, keys: Mapping[str, SealPrivate]) -> bytes:
    """Give the content key in a box; EntryRefused cannot-open for every failure. Of many, all at once (`write`)."""
    key = keys.get(header.seal)
    try:
        if key is None:
            raise sealing.CannotOpen
        return sealing.open_box(box[: sealing.BOX_BYTES], key=key, role=sealing.ROLE_RECIPIENT, header_hash=header.hash)
    except sealing.CannotOpen as error:
        raise _cannot_open() from error


def open_body(header: Header, *, body: bytes, cek: bytes) -> Opened:
    """Give the opened entry from its body and the key in its box.

    Raises:
        EntryRefused: as in `open_entry`.
    """
    try:
        plaintext = open_content(header, body=body, cek=cek)
    except sealing.CannotOpen as error:
        raise _cannot_open() from error
    return read_plaintext(header, plaintext, cek)


def _cannot_open() -> EntryRefused:
    return EntryRefused("cannot-open", "the entry does not open with our keys")


def open_content(header: Header, *, body: bytes, cek: bytes) -> bytes:
    """Give the plaintext under a known content key; sealing.CannotOpen for every failure."""
    return sealing.open_body(
        body, cek=cek, commit=header.commit, body_hash=header.body, smallest=smallest_of(header.kind)
    )


def read_plaintext(header: Header, plaintext: bytes, cek: bytes) -> Opened:
    """Give the opened entry from its plaintext: identity, strict JSON, inner names (case 26, 36).

    Raises:
        EntryRefused: inner-mismatch, bad-body.
    """
    if sealing.cid_of(plaintext) != header.cid:
        raise EntryRefused("inner-mismatch", "the content is not the one that the header names")
    try:
        value = strict_json.parse(plaintext)
    except strict_json.MalformedJson as error:
        raise EntryRefused("bad-body", str(error)) from error
    receivers, payload = value.get("to"), value.get("payload")
    if (
        value.get("v") != "dxp/1"
        or not isinstance(payload, dict)
        or not isinstance(receivers, list)
        or not all(schema.is_party(party) for party in receivers)
        or not schema.b64_of(16)(value.get("salt"))
    ):
        raise EntryRefused("bad-body", "the plaintext has v, from, to, kind, salt and payload")
    if value.get("from") != header.sender or header.receiver not in receivers or value.get("kind") != header.kind:
        raise EntryRefused("inner-mismatch", "the names inside are not those outside")
    return Opened(header, payload, plaintext, cek)
