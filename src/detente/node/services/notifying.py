"""Release a notification, an answer or a refusal: policy first, then seal, then the lane. One transaction each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from detente.audit.acts import Act
from detente.cases.table import Terms
from detente.model import handling, label
from detente.model.errors import BadInput, PolicyRefusal
from detente.model.handling import Handling
from detente.model.party_id import PartyId
from detente.node.context import Node
from detente.node.services import agreements, asserting, attaching, casework, opening, releasing
from detente.node.services.asserting import Assertion
from detente.node.services.attaching import SealedFile
from detente.node.stores import ledger, partners
from detente.node.stores.models import DraftRow, Entry, Officer, Partner
from detente.node.stores.unit import Unit, unit
from detente.policy import grounds, refusals
from detente.policy.admit import Refusal, Subject, admit
from detente.policy.founding import FoundingAgreement


@dataclass(frozen=True, slots=True)
class Letter:
    """What an officer wrote, before anything is sealed. `codes`: handling codes; empty takes TLP:AMBER.

    `draft`: the row of the draft that this is; it goes in the transaction of its release, so that it is released once.
    """

    subject: str = ""
    text: str = ""
    lang: str = ""
    files: Sequence[Path] = ()
    names: Sequence[str] = ()
    answer_by: datetime | None = None
    asks: str | None = None
    codes: Sequence[str] = ()
    orcon: bool = False
    topic: str | None = None
    purpose: str | None = None
    own_ref: str | None = None
    agreement: str | None = None
    law: str = ""
    law_ref: str = ""
    draft: int | None = None
    extra: dict[str, Any] = field(default_factory=dict)


def notify(node: Node, officer: Officer, partner: Partner, letter: Letter, assertion: Assertion | None = None) -> Entry:
    """Release a notification; give its entry, which waits for its place.

    Raises:
        PolicyRefusal: the agreement does not let it travel.
        BadInput: a value cannot be used, or a file cannot be read or changed while it was read.
    """
    agreement = agreements.one_in_force(node.alias, partner, letter.agreement)
    payload = notification_payload(letter)
    return _release(node, officer, partner, agreement, "notification", payload, letter, None, assertion)


def answer(
    node: Node,
    officer: Officer,
    target: Entry,
    letter: Letter,
    *,
    message: str = "answer",
    rest: dict[str, Any] | None = None,
    assertion: Assertion | None = None,
) -> Entry:
    """Release an answer: `answer` (full), `part`, `part-final`, or `nil`, which says nothing more than that.

    Raises:
        NoSuchStep, PolicyRefusal, BadInput.
    """
    if message == "nil" and (letter.text or letter.files or letter.subject):
        raise BadInput("A nil answer says nothing else. Leave text and files out, or answer in full.")
    event = "answer-nil" if message == "nil" else "answer"
    casework.check(node, target.partner, target.root, event)
    agreement = agreements.one_in_force(node.alias, target.partner, target.agreement)
    payload = answer_payload(target, letter, message=message, rest=rest)
    return _release(node, officer, target.partner, agreement, "answer", payload, letter, target, assertion, event)


def refuse(
    node: Node,
    officer: Officer,
    target: Entry,
    *,
    inner: str,
    explained: str = "",
    letter: Letter | None = None,
    assertion: Assertion | None = None,
) -> Entry:
    """Refuse with an inner ground, which stays here; only its coarse sent ground travels (DXP 14).

    Raises:
        PolicyRefusal: the ground may not be told; answer nil.
        NoSuchStep: a refusal is not possible now.
    """
    try:
        sent = grounds.sent_ground(inner)
    except grounds.UnknownGround as error:
        raise BadInput(f"There is no ground {inner}. `detente refuse --grounds` lists them.") from error
    if sent == grounds.NIL:
        raise PolicyRefusal(
            inner, "This ground would say what is held here. Give a nil answer instead; the ground stays on record."
        )
    if not refusals.may_refuse_with(inner):
        raise BadInput(f"The ground {inner} belongs to a law that this agreement does not rest on. Choose another.")
    casework.check(node, target.partner, target.root, "refuse")
    agreement = agreements.one_in_force(node.alias, target.partner, target.agreement)
    written = letter or Letter()
    payload = refusal_payload(target, written, ground=sent, explained=explained)
    letter = replace(written, extra={"inner": inner})
    return _release(node, officer, target.partner, agreement, "refusal", payload, letter, target, assertion, "refuse")


def notification_payload(letter: Letter) -> dict[str, Any]:
    """Give what a notification carries, without its files."""
    return {
        **_content("notification", "notification", letter, None),
        "subject": letter.subject,
        "asks": letter.asks,
        **({"basis": {"law": letter.law, "ref": letter.law_ref}} if letter.law else {}),
    }


def answer_payload(target: Entry, letter: Letter, *, message: str, rest: dict[str, Any] | None) -> dict[str, Any]:
    """Give what an answer carries, without its files. A nil carries nothing that could tell why (DXP 14)."""
    if message == "nil":
        return {"dialogue": target.kind, "message": "nil", "ref": {"own": None, "yours": _their_number(target)}}
    payload = _content(target.kind, message, letter, target)
    if message == "part-final" or (message == "part" and rest is not None):
        payload["rest"] = rest
    return payload


def refusal_payload(target: Entry, letter: Letter, *, ground: str, explained: str) -> dict[str, Any]:
    """Give what a refusal carries: a sent ground, never an inner one."""
    return {
        "dialogue": target.kind,
        "message": "refused",
        "ref": {"own": letter.own_ref, "yours": _their_number(target)},
        "ground": ground,
        "explained": explained or None,
        "retry_when": None,
    }


def decide(
    node: Node, partner: Partner, *, kind: str, message: str, agreement: FoundingAgreement, letter: Letter,
    target: Entry | None,
) -> Refusal | None:  # fmt: skip
    """Give the ground on which policy would refuse, None where it permits: the question of "what leaves this node"."""
    subject = _subject(node, partner, kind, message, agreement, letter, target)
    decision = admit(
        subject,
        standings=agreements.standings(node.alias, partner, ours=True),
        target=opening.target_of(node, partner, None if target is None else target.cid, written_by_us=True),
    )
    return decision if isinstance(decision, Refusal) else None


def label_of(letter: Letter, agreement: FoundingAgreement) -> Handling:
    """Give the handling label of a letter.

    Raises:
        BadInput: a code is not of its form.
    """
    try:
        return handling.parse(
            {
                "codes": list(letter.codes) or ["tlp:AMBER"],
                "rel": None,
                "orcon": letter.orcon,
                "named": [],
                "purpose": letter.purpose or sorted(agreement.purposes)[0],
            }
        )
    except handling.BadHandling as error:
        raise BadInput(f"The handling label cannot be used: {error}.") from error


def _subject(
    node: Node, partner: Partner, kind: str, message: str, agreement: FoundingAgreement, letter: Letter,
    target: Entry | None,
) -> Subject:  # fmt: skip
    _, out = ledger.outgoing(node.alias, partner)
    _, incoming = ledger.incoming(node.alias, partner)
    return Subject(
        sender=partners.own_chain(node.alias).party,
        receiver=PartyId(partner.party),
        kind=kind,
        agreement=agreement.id,
        topic=topic_of(letter, agreement, target),
        handling=label_of(letter, agreement),
        re=None if target is None else target.cid,
        seq=out.stamped.size + 1,
        seen=incoming.held.size,
        message=message,
        dialogue=kind if target is None else target.kind,
        dialogue_kind=kind if target is None else target.kind,
    )


def topic_of(letter: Letter, agreement: FoundingAgreement, target: Entry | None) -> str:
    """Give the topic under which it travels: a reply under that of its target."""
    if target is not None and target.topic is not None:
        return target.topic
    return letter.topic or agreement.topic


def _release(
    node: Node, officer: Officer, partner: Partner, agreement: FoundingAgreement, kind: str, payload: dict[str, Any],
    letter: Letter, target: Entry | None, assertion: Assertion | None, event: str | None = None,
) -> Entry:  # fmt: skip
    check_letter(letter, kind)
    refused = decide(
        node, partner, kind=kind, message=str(payload["message"]), agreement=agreement, letter=letter, target=target
    )
    if refused is not None:
        raise PolicyRefusal(refused.ground, f"The agreement does not let this leave: {refused.ground}.")
    cek = node.entropy(32)
    files = [attaching.seal_file(node, path, name, cek) for path, name in _named(letter)]
    if files:
        payload["files"] = [file.to_wire() for file in files]
    sealed = releasing.seal(
        node,
        partner,
        kind=kind,
        payload=payload,
        handling=label_of(letter, agreement),
        agreement=agreement.id,
        topic=topic_of(letter, agreement, target),
        answer_by=letter.answer_by if target is None else None,
        re=None if target is None else target.cid,
        att=tuple(file.ref for file in files),
        cek=cek,
    )
    with unit(node, f"release {kind}") as work:
        root = None if target is None else target.root
        message = str(payload["message"])
        row = releasing.store(
            node,
            partner,
            sealed,
            message=message,
            root=root,
            work=work,
            actor=officer.name,
            subject=letter.subject[:300],
            not_before=_not_before(node, target, agreement, message),
        )
        _store_files(node, row, files, work)
        _take_draft(node, letter)
        asserting.store(node, officer, row, f"release-{kind}", assertion)
        if target is None:
            terms = Terms(agreement.opened, asks=bool(letter.asks), answer_by=letter.answer_by)
            casework.open_sent(node, partner, row, terms=terms, preset=agreement.preset, work=work)
        elif event is not None:
            casework.act(node, partner, target.root, event, work=work)
            work.record(
                Act.ENTRY_ANSWERED if kind == "answer" else Act.ENTRY_ANSWER_REFUSED,
                actor=officer.name,
                refs={"cid": target.cid},
                details={"inner": str(letter.extra.get("inner", ""))},
            )
    return row


def _not_before(node: Node, target: Entry | None, agreement: FoundingAgreement, message: str) -> datetime | None:
    """A nil leaves when a search would have ended, so that its speed tells nothing (DXP 14, case 54)."""
    if message != "nil" or target is None or target.batch is None or target.batch.held_at is None:
        return None
    return max(node.now(), target.batch.held_at + agreement.nil_after["other"])


def _store_files(node: Node, row: Entry, files: Sequence[SealedFile], work: Unit) -> None:
    for file in files:
        attaching.store(node, row, file, work)


def _take_draft(node: Node, letter: Letter) -> None:
    if letter.draft is not None and not DraftRow.objects.using(node.alias).filter(pk=letter.draft).delete()[0]:
        raise BadInput("This draft was released or discarded already. Look at the messages that were sent.")


def _named(letter: Letter) -> list[tuple[Path, str]]:
    names = list(letter.names) or [path.name for path in letter.files]
    return list(zip(letter.files, names, strict=True))


def check_letter(letter: Letter, kind: str) -> None:
    """Return if the letter can be sent as `kind`; BadInput otherwise."""
    if kind == "notification" and not letter.subject.strip():
        raise BadInput("A notification has a subject. Write one line that says what it is about.")
    if len(letter.subject) > 300:
        raise BadInput("The subject is longer than 300 characters. Shorten it; the text may be long.")
    for name in [*letter.names, *(path.name for path in letter.files)]:
        if not label.is_label(name, longest=255):
            raise BadInput(f"The file name {name!r} holds characters that may mislead. Rename the file.")


def _content(dialogue: str, message: str, letter: Letter, target: Entry | None) -> dict[str, Any]:
    parts = [{"type": "text/plain", "lang": letter.lang or "und", "text": letter.text}] if letter.text else []
    return {
        "dialogue": dialogue,
        "message": message,
        "ref": {"own": letter.own_ref, "yours": None if target is None else _their_number(target)},
        "parts": parts,
    }


def _their_number(target: Entry) -> str | None:
    ref = opening.payload_of(target).get("ref")
    return ref.get("own") if isinstance(ref, dict) else None
