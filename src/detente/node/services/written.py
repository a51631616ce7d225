"""A complete draft as what would leave, and the text over which it is signed and approved.

The text stands over everything that leaves: words, handling, partner, agreement, each file's own hash. It can be made
again from the entry that left, which is how a signature is verified years later (`statement_of_entry`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from detente.crypto.hashing import sha256
from detente.model import b64
from detente.model.canonical import canonical
from detente.model.handling import NO_LABEL
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import letters, opening, requesting
from detente.node.services.agreement_doing import Doing
from detente.node.services.conditions import Said
from detente.node.services.draft_files import DraftFile
from detente.node.services.letters import Letter
from detente.node.services.requesting import Form
from detente.node.stores.models import AttachmentRow, Entry, Partner, PassedOn, PreludeRow
from detente.policy.founding import FoundingAgreement
from detente.protocol import header as headers


@dataclass(frozen=True, slots=True)
class Deed:
    """The act of a case by which a draft leaves."""

    opener: Entry
    event: str
    said: Said


@dataclass(frozen=True, slots=True)
class Beside:
    """The request for information that leaves beside a notification, in one release."""

    form: Form
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Begins:
    """The opening of a dialogue: the values that its table asks for, what it concerns, and what stood before it."""

    given: Mapping[str, Any]
    concerning: Entry | None = None
    prelude: PreludeRow | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A complete draft: what would be released, under which agreement. `inner`: the ground that stays here.

    `doing`: the act about an agreement that it is. `beside`: what leaves with it. `passes`: whose message it passes on.
    `corrects`: the item that it corrects, as the recipient has it. `begins`: how it opens a dialogue of any other kind.
    """

    partner: Partner
    agreement: FoundingAgreement
    kind: str
    message: str
    letter: Letter
    payload: Mapping[str, Any]
    target: Entry | None
    files: tuple[DraftFile, ...]
    inner: str = ""
    explained: str = ""
    rest: Mapping[str, Any] | None = None
    deed: Deed | None = None
    form: Form | None = None
    beside: Beside | None = None
    doing: Doing | None = None
    passes: Entry | None = None
    corrects: Entry | None = None
    begins: Begins | None = None

    @property
    def opener(self) -> Entry | None:
        """The entry that opened the dialogue, None where this one does."""
        return self.target if self.deed is None else self.deed.opener


def statement(ready: Written) -> bytes:
    """Give the canonical text of everything that would leave."""
    return canonical(content(ready))


def content(ready: Written) -> dict[str, Any]:
    """Give the same text as values, for a person to read."""
    files = [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in ready.files]
    named = ready.target or ready.corrects or (None if ready.begins is None else ready.begins.concerning)
    found = {
        "to": ready.partner.party,
        "kind": ready.kind,
        "agreement": ready.agreement.id,
        "topic": letters.topic_of(ready.letter, ready.agreement, ready.opener),
        "re": None if named is None else named.cid,
        "answer_by": _text(ready.letter.answer_by if ready.target is None else None),
        "handling": letters.label_of(ready.letter, ready.agreement).to_wire(),
        "payload": dict(ready.payload),
        "files": files,
    }
    if ready.doing is not None:
        doing = ready.doing
        return found | {
            "agreement": doing.agreement,
            "topic": doing.topic,
            "re": doing.root,
            "handling": NO_LABEL.to_wire(),
        }
    if ready.passes is not None:
        # Whoever approves it approves that it goes on, too.
        found["passes"] = ready.passes.cid
    if ready.beside is None:
        return found
    # The ask and its date stand in the request alone.
    beside = {
        "kind": requesting.KIND,
        "answer_by": found["answer_by"],
        "payload": dict(ready.beside.payload),
    }
    return found | {"answer_by": None, "beside": beside}


def statement_of_entry(node: Node, entry: Entry) -> bytes:
    """Give the same text, made from an entry of ours that was released: what the release was asserted over."""
    told = _told_beside(node, entry)
    if told is not None:
        return statement_of_entry(node, told)
    found = _content_of(node, entry)
    passed = PassedOn.objects.using(node.alias).filter(entry=entry).values_list("item__cid", flat=True).first()
    if passed is not None:
        found["passes"] = passed
    asked = _asked_beside(node, entry)
    if asked is None:
        return canonical(found)
    beside = _content_of(node, asked)
    return canonical(found | {"beside": {name: beside[name] for name in ("kind", "answer_by", "payload")}})


def challenge(ready: Written) -> bytes:
    """Give the hash that stands for a release."""
    return sha256(statement(ready))


def _content_of(node: Node, entry: Entry) -> dict[str, Any]:
    header, payload = headers.parse(bytes(entry.header)), opening.payload_of(entry)
    sizes = dict(AttachmentRow.objects.using(node.alias).filter(entry=entry).values_list("att_id", "size"))
    listed = payload.pop("files", [])
    files = [
        {"name": item["name"], "size": sizes[item["id"]], "sha256": b64.decode(item["sha256"]).hex()}
        for item in (listed if isinstance(listed, list) else [])
    ]
    return {
        "to": header.receiver,
        "kind": header.kind,
        "agreement": header.agreement,
        "topic": header.topic,
        "re": header.re,
        "answer_by": _text(header.answer_by),
        "handling": header.handling.to_wire(),
        "payload": payload,
        "files": files,
    }


def _told_beside(node: Node, entry: Entry) -> Entry | None:
    """Give the notification beside which a request of ours left, None for any other entry."""
    if entry.kind != requesting.KIND or entry.message != "request" or entry.re is None:
        return None
    rows = Entry.objects.using(node.alias).filter(partner=entry.partner_id, ours=True, kind="notification")
    return rows.filter(cid=entry.re).first()


def _asked_beside(node: Node, entry: Entry) -> Entry | None:
    """Give the request that left beside a notification of ours, None where none did."""
    if entry.kind != "notification" or entry.cid != entry.root:
        return None
    rows = Entry.objects.using(node.alias).filter(partner=entry.partner_id, ours=True, kind=requesting.KIND)
    return rows.filter(re=entry.cid, message="request").order_by("pk").first()


def _text(at: datetime | None) -> str | None:
    return None if at is None else format_instant(at)
