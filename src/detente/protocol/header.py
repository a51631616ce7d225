"""The header of an entry (DXP 5.1): parsed once, hashed as the bytes that travelled, never re-encoded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from detente.crypto.hashing import sha256
from detente.model import b64, handling, identifiers, instant, strict_json
from detente.model.handling import Handling
from detente.model.identifiers import Cid, EntryId
from detente.model.party_id import PartyId
from detente.protocol import plain_header, schema
from detente.protocol.parcel import HEADER_CAP
from detente.protocol.refusal import EntryRefused

SUITE: Final = "X1"
MOST_CHUNKS: Final = (64 << 20) // 32
"""The leaves of an attachment travel in one request, which has at most 64 MiB (DXP 11): no more could ever arrive."""


@dataclass(frozen=True, slots=True)
class AttachmentRef:
    """What the header says of an attachment: id (16 bytes), plain size, number of chunks, root over sealed chunks."""

    id: bytes
    size: int
    chunks: int
    root: bytes

    def to_wire(self) -> dict[str, Any]:
        """Give the member of `att`."""
        return {"id": b64.encode(self.id), "size": self.size, "chunks": self.chunks, "root": b64.encode(self.root)}


@dataclass(frozen=True, slots=True)
class Header:
    """A header that is well formed; whether it may be taken is decided elsewhere."""

    raw: bytes
    hash: bytes
    """SHA-256 of the bytes that travelled."""
    sender: PartyId
    receiver: PartyId
    id: EntryId
    cid: Cid
    kind: str
    agreement: str | None
    topic: str | None
    handling: Handling
    created: datetime
    expires: datetime | None
    answer_by: datetime | None
    re: Cid | None
    seal: str
    archive: str | None
    commit: bytes
    body: bytes
    att: tuple[AttachmentRef, ...]
    crit: tuple[str, ...]


def parse(raw: bytes) -> Header:
    """Give the header in `raw`.

    Raises:
        EntryRefused: bad-header or suite-too-low, in the order of DXP 8 up to the members.
    """
    _check_size(raw)
    plain = _plain(raw)
    if plain is not None:
        return plain
    try:
        value = strict_json.parse(raw)
    except strict_json.MalformedJson as error:
        raise EntryRefused("bad-header", str(error)) from error
    if isinstance(value.get("suite"), str) and value["suite"] != SUITE:
        raise EntryRefused("suite-too-low", "the suite is below the floor of this pair")
    return _checked(raw, value)


def build(
    *,
    sender: PartyId,
    receiver: PartyId,
    entry_id: EntryId,
    cid: Cid,
    kind: str,
    agreement: str | None,
    topic: str | None,
    label: Handling,
    created: datetime,
    answer_by: datetime | None,
    re: Cid | None,
    seal: str,
    archive: str | None,
    commit: bytes,
    body: bytes,
    expires: datetime | None = None,
    att: tuple[AttachmentRef, ...] = (),
) -> Header:
    """Give a header of ours; its bytes are compact JSON, members sorted.

    Raises:
        EntryRefused: bad-header: a defect of ours, found before it travels.
    """
    if not att:
        raw = plain_header.write(
            sender=sender,
            receiver=receiver,
            entry_id=entry_id,
            cid=cid,
            kind=kind,
            agreement=agreement,
            topic=topic,
            label=label,
            created=created,
            expires=expires,
            answer_by=answer_by,
            re=re,
            seal=seal,
            archive=archive,
            commit=commit,
            body=body,
        )
        _check_size(raw)
        plain = _plain(raw)
        if plain is not None:
            return plain
    value = {
        "v": "dxp/1",
        "typ": "dxp.entry",
        "suite": SUITE,
        "from": sender,
        "to": receiver,
        "id": entry_id,
        "cid": cid,
        "kind": kind,
        "agreement": agreement,
        "topic": topic,
        "handling": label.to_wire(),
        "created": instant.format_instant(created),
        "expires": None if expires is None else instant.format_instant(expires),
        "answer_by": None if answer_by is None else instant.format_instant(answer_by),
        "re": re,
        "seal": seal,
        "archive": archive,
        "commit": b64.encode(commit),
        "body": b64.encode(body),
        "att": [reference.to_wire() for reference in att],
        "crit": [],
    }
    raw = plain_header.COMPACT(value).encode("utf-8")
    _check_size(raw)
    return _checked(raw, value)


def check_understood(header: Header) -> None:
    """Return if every member that `crit` names is known here; EntryRefused not-understood otherwise."""
    if any(name not in _MEMBERS for name in header.crit):
        raise EntryRefused("not-understood", "a header member must be understood and is not known here")


def _check_size(raw: bytes) -> None:
    if len(raw) > HEADER_CAP:
        raise EntryRefused("bad-header", "a header has at most 16 KiB")


def _plain(raw: bytes) -> Header | None:
    """Give a header of the plain form; None for any other, and where it names no real moment or label."""
    members = plain_header.members_of(raw)
    label = None if members is None else plain_header.label_in(members["handling"] or "")
    if members is None or label is None:
        return None
    try:
        return _header(raw, {**members, "from": members["from_"], "att": (), "crit": ()}, label)
    except instant.BadInstant:
        return None


def _checked(raw: bytes, value: Mapping[str, Any]) -> Header:
    for name, check in _MEMBERS.items():
        if name not in value or not check(value[name]):
            raise EntryRefused("bad-header", f"the member {name} is missing or of another form")
    try:
        label = handling.parse(value["handling"])
    except handling.BadHandling as error:
        raise EntryRefused("bad-header", str(error)) from error
    return _header(raw, value, label)


def _header(raw: bytes, value: Mapping[str, Any], label: Handling) -> Header:
    return Header(
        raw=raw,
        hash=sha256(raw),
        sender=value["from"],
        receiver=value["to"],
        id=EntryId(value["id"]),
        cid=Cid(value["cid"]),
        kind=value["kind"],
        agreement=value["agreement"],
        topic=value["topic"],
        handling=label,
        created=instant.moment_in(value["created"]),
        expires=_moment(value["expires"]),
        answer_by=_moment(value["answer_by"]),
        re=value["re"],
        seal=value["seal"],
        archive=value["archive"],
        commit=b64.decode(value["commit"]),
        body=b64.decode(value["body"]),
        att=tuple(
            AttachmentRef(b64.decode(item["id"]), item["size"], item["chunks"], b64.decode(item["root"]))
            for item in value["att"]
        ),
        crit=tuple(value["crit"]),
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else instant.moment_in(text)


def _is_attachments(value: Any) -> bool:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        return False
    if not value:
        return True
    ids = [item.get("id") for item in value]
    return len(set(map(str, ids))) == len(ids) and all(
        schema.b64_of(16)(item.get("id"))
        and schema.is_count(item.get("size"))
        and schema.is_count(item.get("chunks"))
        and 1 <= item["chunks"] <= MOST_CHUNKS
        and schema.b64_of(32)(item.get("root"))
        for item in value
    )


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


_B32 = schema.b64_of(32)
_MEMBERS: Final[Mapping[str, schema.Check]] = {
    "v": schema.one_of("dxp/1"),
    "typ": schema.one_of("dxp.entry"),
    "suite": schema.one_of(SUITE),
    "from": schema.is_party,
    "to": schema.is_party,
    "id": identifiers.is_uuid7,
    "cid": _B32,
    "kind": identifiers.is_kind,
    "agreement": schema.or_null(_B32),
    "topic": schema.or_null(identifiers.is_slug),
    "handling": schema.is_object,
    "created": schema.is_instant,
    "expires": schema.or_null(schema.is_instant),
    "answer_by": schema.or_null(schema.is_instant),
    "re": schema.or_null(_B32),
    "seal": _B32,
    "archive": schema.or_null(_B32),
    "commit": _B32,
    "body": _B32,
    "att": _is_attachments,
    "crit": _is_names,
}
