"""What the package of an exported case says: the messages that the officer may take out, all others as left out.

Policy decides message by message with `export`, as for paper (`thread_print`): what another party wrote goes by its
own label. A piece that is not in the file is counted under the rule that keeps it; nothing is missing without a word.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from detente.crypto.hashing import sha256
from detente.intake import entities
from detente.intake.archive import MOST_BYTES, MOST_MEMBERS
from detente.intake.case_messages import LONGEST_SUBJECT, LONGEST_TEXT, Message, is_language
from detente.intake.case_package import LONGEST_TITLE, CasePackage
from detente.model import b64, handling
from detente.model import label as labels
from detente.model.canonical import canonical
from detente.model.errors import DetenteError
from detente.model.handling import Handling
from detente.model.identifiers import Cid
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.queries import exports, thread_page
from detente.node.queries.thread_page import Thread
from detente.node.services import attaching, deciding, labelling, opening, threads
from detente.node.services.attaching import MissingChunk
from detente.node.services.deciding import Asking
from detente.node.services.exports_asked import Signed
from detente.node.stores import partners
from detente.node.stores.models import AttachmentRow, Entry, Officer
from detente.policy.acts import Act
from detente.policy.decide import Permit
from detente.policy.persons import is_sensitive
from detente.protocol import header as headers
from detente.protocol import thread

NOT_HERE: Final = "not-here"
TOO_LARGE: Final = "too-large"
OUT_OF_FORM: Final = "out-of-form"
SENSITIVE: Final = "content.sensitive"
# Manifest, messages, entities and statement take the rest.
_ROOM: Final = MOST_BYTES // 4 * 3
_MOST_FILES: Final = MOST_MEMBERS - 4


@dataclass(frozen=True, slots=True)
class Exported:
    """The case, and what goes on record: cids with the reason of each, attachments by cid and id.

    `signed`: the export that a second person approved, where it took one.
    """

    file: CasePackage
    disclosed: Mapping[str, Mapping[str, Any]]
    attachments: tuple[tuple[str, str], ...]
    signed: Signed | None = None


@dataclass(slots=True)
class _Making:
    """What is put together, piece by piece."""

    held: Thread
    writers: Mapping[bool, Any]
    left_out: Counter[str] = field(default_factory=Counter)
    entities: list[dict[str, Any]] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    attachments: list[tuple[str, str]] = field(default_factory=list)
    room: int = _ROOM


def exported(node: Node, officer: Officer, entry: Entry) -> Exported:
    """Give the case that an entry belongs to, as this officer may take it out."""
    plan = exports.plan(node, officer, entry, "package")
    held, asking, rows, decided = plan.held, plan.asking, plan.rows, plan.decided
    pair = partners.pair_of(node.alias, entry.partner)
    making = _Making(held, {True: pair.us, False: pair.them})
    messages = tuple(_message(making, row, decided[row.pk]) for row in rows)
    disclosed = {row.cid: deciding.reason_of(found) for row in rows if isinstance(found := decided[row.pk], Permit)}
    statement = _statement(making, asking, [row for row in rows if row.cid in disclosed])
    return Exported(
        CasePackage(
            case=held.root.uid,
            as_of=format_instant(max(row.created for row in held.entries)),
            handling=labelling.marking(_merged([each.handling for each in messages])) or "–",
            messages=messages,
            entities=tuple(making.entities),
            thread=statement,
            files=tuple(making.files),
            left_out=dict(making.left_out),
        ),
        disclosed,
        tuple(making.attachments),
        plan.signed,
    )


def _message(making: _Making, row: Entry, decided: Permit | str) -> Message:
    header = headers.parse(bytes(row.header))
    known = Message(
        id=row.cid,
        writer=making.writers[row.ours],
        at=format_instant(row.created),
        kind=row.kind,
        message=row.message or row.kind,
        handling=header.handling,
    )
    if isinstance(decided, str):
        making.left_out[decided] += 1
        return replace(known, left_out=decided)
    payload = opening.payload_of(row)
    words = thread_page.texts(payload)
    text = "\n\n".join(part.text for part in words)
    if len(text) > LONGEST_TEXT:
        making.left_out[TOO_LARGE] += 1
        return replace(known, left_out=TOO_LARGE)
    _take_entities(making, row, payload)
    ref = payload.get("ref")
    numbers = ref if isinstance(ref, dict) else {}
    subject = payload.get("subject")
    return replace(
        known,
        subject=" ".join(subject.split())[:LONGEST_SUBJECT] if isinstance(subject, str) else "",
        lang=next((part.lang for part in words if part.lang and is_language(part.lang)), ""),
        text=text,
        own_ref=_file_number(numbers.get("own")),
        their_ref=_file_number(numbers.get("yours")),
        files=_take_files(making, row, payload, header.handling),
    )


def _file_number(given: Any) -> str | None:
    """Give a file number that a case package may have; what another party wrote is no reason to keep a case here."""
    return given if labels.is_file_number(given) else None


def _take_entities(making: _Making, row: Entry, payload: Mapping[str, Any]) -> None:
    records = payload.get("records")
    lines = [_line(record, row.cid) for record in (records if isinstance(records, list) else []) if _is_record(record)]
    for line in lines:
        checked = entities.check([line], leave_out=is_sensitive)
        making.left_out.update([SENSITIVE] * len(checked.dropped))
        if checked.faults:
            making.left_out[OUT_OF_FORM] += 1
        elif len(making.entities) >= entities.MOST:
            making.left_out[TOO_LARGE] += 1
        else:
            making.entities += checked.entities


def _is_record(record: Any) -> bool:
    return isinstance(record, dict) and isinstance(record.get("ftm"), dict)


def _line(record: Mapping[str, Any], cid: str) -> dict[str, Any]:
    """Give a record as an entity; one without an id gets that of its content, the same at each export."""
    entity, beside = record["ftm"], {name: value for name, value in record.items() if name != "ftm"}
    known = {"id": b64.encode(sha256(canonical(dict(record)))[:15])} | dict(entity)
    return {**known, entities.BESIDE: {**beside, "message": cid}}


def _take_files(making: _Making, row: Entry, payload: Mapping[str, Any], label: Handling) -> tuple[int, ...]:
    listed = payload.get("files")
    stored = {each.att_id: each for each in AttachmentRow.objects.using(making.held.node.alias).filter(entry=row)}
    numbers = []
    for item in listed if isinstance(listed, list) else []:
        kept = stored.get(item["id"])
        content = _content(making, kept)
        if isinstance(content, str) or kept is None:
            making.left_out[str(content)] += 1
            continue
        making.files.append((_title(item["name"], label), content))
        making.attachments.append((row.cid, kept.att_id))
        numbers.append(len(making.files))
    return tuple(numbers)


def _title(name: str, label: Handling) -> str:
    """Give the name of a file under its label, as a case package has it: what a name may not hold becomes a line."""
    whole = unicodedata.normalize("NFC", labelling.file_name(name.replace("/", "_").replace("\\", "_"), label))
    return "".join(mark if labels.is_label(mark) else "_" for mark in whole)[:LONGEST_TITLE]


def _content(making: _Making, kept: AttachmentRow | None) -> bytes | str:
    """Give the bytes of an attachment, or why they are not in the file."""
    if kept is None or not kept.complete:
        return NOT_HERE
    if kept.size > making.room or len(making.files) >= _MOST_FILES:
        return TOO_LARGE
    try:
        content = b"".join(attaching.read(making.held.node, kept))
    except MissingChunk:
        return NOT_HERE
    making.room -= len(content)
    return content


def _statement(making: _Making, asking: Asking, taken: list[Entry]) -> bytes:
    """Give the thread statement; it opens what is taken out, where the sealed bytes may go out as well."""
    held = making.held
    root = Cid(held.root.cid)
    proved = {
        Cid(row.cid)
        for row in taken
        if row.seq is not None
        and row.batch is not None
        and row.batch.receipt is not None
        and row.cek is not None
        and row.body is not None
        and isinstance(asking.decide(Act.EXPORT, row, sealed=True), Permit)
    }
    try:
        holdings = threads.holdings(held.node, held.entry.partner, root)
        return thread.export_statement(root, holdings, now=held.now, disclose=proved)
    except DetenteError:
        making.left_out["statement"] += 1
        return b""


def _merged(labels: list[Handling]) -> Handling:
    """Give the marking of the whole: as strict as its strictest part."""
    tlp = handling.strictest_tlp(labels)
    others = {code for label in labels for code in label.codes if not code.startswith("tlp:")}
    return Handling(
        (*([f"tlp:{tlp}"] if tlp else []), *sorted(others)),
        rel=() if any(label.rel is not None for label in labels) else None,
        orcon=any(label.orcon for label in labels),
    )
