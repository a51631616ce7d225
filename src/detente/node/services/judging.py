"""The last checks of one opened entry (DXP 8, from `expired` on): what both the worker and `spec check` apply.

Pure. The entry is opened already, so its bytes are what the header says; here it is decided whether it may reach a
desk: expired → policy → payload. Which entries stand where is for the caller to load.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from detente.node.services import scopes
from detente.node.services.scopes import Dialogue
from detente.policy import agreement_text, founding, mending
from detente.policy.admit import REPLIES, Refusal, Standing, Subject, Target
from detente.policy.admitting import Admitting
from detente.policy.founding import FoundingAgreement
from detente.policy.kinds import MAKES_AGREEMENTS
from detente.policy.persons import is_of_person
from detente.protocol import first_contact, party_document, payload
from detente.protocol.entry import Opened
from detente.protocol.party_document import Chain
from detente.protocol.refusal import EntryRefused, Refused

BAD_PAYLOAD: Final = "bad-payload"


def judge(
    opened: Opened,
    *,
    held_at: datetime,
    seq: int,
    seen: int,
    last_of_batch: bool,
    admitting: Admitting,
    target: Target | None,
    dialogue: Dialogue | None,
    chain: Chain,
    ours: Chain,
    at: datetime | None = None,
    mended: Target | None = None,
) -> str | None:
    """Give the code that keeps the entry from every desk, None where it may go there.

    `admitting`: the agreements of the pair. `seen`: how much of the other direction the batch's checkpoint covers.
    `target`: the entry that `re` names.
    `dialogue`: that of its target, for what replies; None where it opens one. `at`: the instant in the checkpoint.
    `chain`: the sender's documents known so far, `ours`: the receiver's own. `mended`: what it corrects as its own.
    """
    header = opened.header
    # The only place where a clock decides at reception (DXP 2).
    if header.expires is not None and header.expires <= held_at:
        return "expired"
    subject = Subject(
        sender=header.sender,
        receiver=header.receiver,
        kind=header.kind,
        agreement=header.agreement,
        topic=header.topic,
        handling=header.handling,
        re=header.re,
        seq=seq,
        seen=seen,
        message=opened.message,
        dialogue=opened.dialogue,
        dialogue_kind=_dialogue_kind(header.kind, dialogue),
        categories=categories_of(opened),
        at=at,
        life=_is_about_life(opened, dialogue),
        opened_by_sender=dialogue is None or not dialogue.ours or header.kind not in REPLIES,
        unchecked=has_unchecked_persons(opened),
    )
    decision = admitting.decide(subject, target)
    if isinstance(decision, Refusal):
        return decision.ground
    refused = mending.refuses(header.kind, opened.payload, re=target, mended=mended)
    if refused is not None:
        return refused
    return _payload_code(opened, last_of_batch=last_of_batch, chain=chain, ours=ours)


def founding_of(opened: Opened) -> FoundingAgreement | None:
    """Give the agreement in a founding `contact` entry, None for any other entry or an unreadable text."""
    if (opened.header.kind, opened.message) != ("contact", "founding"):
        return None
    try:
        return founding.parse(opened.payload.get("agreement"), parties=(opened.header.sender, opened.header.receiver))
    except founding.BadAgreement:
        return None


def is_readable_act(opened: Opened) -> bool:
    """Whether an act about agreements says enough: its text can be read, and its header names what it suspends."""
    header = opened.header
    if header.kind == "agreement-topic":
        return header.agreement is not None and header.topic is not None
    if opened.message not in ("draft", "counter-draft"):
        return True
    try:
        agreement_text.parse(opened.payload.get("agreement"), parties=(header.sender, header.receiver))
    except agreement_text.BadAgreement:
        return False
    return True


def standings_of(
    by_sender: Iterable[tuple[int, FoundingAgreement]], by_receiver: Iterable[tuple[int, FoundingAgreement]]
) -> dict[str, Standing]:
    """Give the standings by agreement id, from (seq, agreement) of both directions' founding entries.

    Where one side wrote a text twice, its first entry counts.
    """
    ours = {agreement.id: (seq, agreement) for seq, agreement in sorted(by_sender, key=_seq, reverse=True)}
    theirs = {agreement.id: (seq, agreement) for seq, agreement in sorted(by_receiver, key=_seq, reverse=True)}
    return {
        name: Standing(
            (ours.get(name) or theirs[name])[1],
            sender_seq=ours[name][0] if name in ours else None,
            receiver_seq=theirs[name][0] if name in theirs else None,
        )
        for name in ours.keys() | theirs.keys()
    }


def _dialogue_kind(kind: str, dialogue: Dialogue | None) -> str | None:
    if kind not in REPLIES:
        return kind
    return None if dialogue is None else dialogue.kind


def _is_about_life(opened: Opened, dialogue: Dialogue | None) -> bool:
    """Whether its dialogue is a warning of danger to life: what opens one says so itself."""
    follows = dialogue is not None and opened.header.kind in {*REPLIES, dialogue.kind}
    if dialogue is not None and follows:
        return dialogue.life
    return scopes.is_about_life(opened.header.kind, opened.payload)


def has_unchecked_persons(opened: Opened) -> bool:
    """Whether it has records of persons and nothing is said of the check of their character (DXP 12, 14)."""
    records = opened.payload.get("records")
    if opened.payload.get("character") is not None or not isinstance(records, list):
        return False
    return any(map(is_of_person, records))


def categories_of(opened: Opened) -> frozenset[str]:
    """Give the categories of the persons in the entry's records; forms are checked elsewhere."""
    records = opened.payload.get("records")
    if not isinstance(records, list):
        return frozenset()
    named = (record.get("category") for record in records if isinstance(record, dict))
    return frozenset(category for category in named if isinstance(category, str))


def _payload_code(opened: Opened, *, last_of_batch: bool, chain: Chain, ours: Chain) -> str | None:
    kind = opened.header.kind
    try:
        payload.check(kind, opened.payload)
    except EntryRefused as error:
        return error.code
    if (kind, opened.message) == ("contact", "founding"):
        met = first_contact.names_documents(opened.payload, sender=chain, receiver=ours)
        return None if met and founding_of(opened) is not None else BAD_PAYLOAD
    if kind in MAKES_AGREEMENTS:
        return None if is_readable_act(opened) else BAD_PAYLOAD
    if kind == "party-doc":
        return None if last_of_batch and _follows(chain, opened.payload["document"]) else BAD_PAYLOAD
    return None


def _follows(chain: Chain, document: str) -> bool:
    try:
        party_document.extend(chain, document.encode("utf-8"))
    except Refused:
        return False
    return True


def _seq(written: tuple[int, FoundingAgreement]) -> int:
    return written[0]
