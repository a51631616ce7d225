"""What leaves this node: each element of a draft, the rule's answer to it, and what a release is bound to.

Policy is asked the question that release asks again. Where it refuses, nothing leaves, and every element says so.
"""

from __future__ import annotations

from dataclasses import replace

from detente.cases.table import NoSuchStep
from detente.model import b64
from detente.model.handling import NO_LABEL
from detente.node.context import Node
from detente.node.queries import (
    agreement,
    compose_page,
    draft_subjects,
    persons,
    phrases,
    receipts,
    release_agreement,
    rows,
    thread_page,
    warnings_given,
    withholding,
)
from detente.node.queries import parties as shown
from detente.node.queries.desk import (
    Check,
    Choice,
    Clock,
    Phrase,
    ReleasePreview,
    ReleaseRow,
    Signing,
    Text,
)
from detente.node.queries.parties import Parties
from detente.node.services import approving, asking, casework, drafting, letters, passkeys, requesting, risking
from detente.node.services.deciding import Asking
from detente.node.services.written import Written
from detente.node.stores import calendars
from detente.node.stores.models import Delivery, DraftRow, Officer
from detente.policy import grounds
from detente.protocol.first_contact import ContactState

_EVENTS = {"nil": "answer-nil", "refused": "refuse"}
NEVER = Phrase("why.never-sent")
SEALED = Phrase("why.sealed")
HEADER = Phrase("why.header")


def release_page(node: Node, officer: Officer, row: DraftRow) -> ReleasePreview:
    """Give the preview of a complete draft.

    Raises:
        BadInput: something is missing; the sentence says what.
        PolicyRefusal: no agreement with this partner is in force.
    """
    parties, ready = shown.load(node), drafting.written(node, row)
    drafting.check_files(node, row)
    refusal = refusal_of(node, row, ready)
    unlabelled = ready.doing is not None
    label = phrases.label(NO_LABEL if unlabelled else letters.label_of(ready.letter, ready.agreement), parties)
    lines = _rows(node, officer, ready, parties)
    if refusal is not None:
        lines = [replace(line, verdict="stays", why=refusal) if line.verdict != "stays" else line for line in lines]
    return ReleasePreview(
        now=node.now(),
        draft_id=str(row.pk),
        sender=parties.us,
        recipient=parties.by_row[ready.partner.pk],
        kind=ready.kind,
        message=ready.message,
        subject=draft_subjects.of_rows(Asking(node, officer), [row])[row.pk],
        handling=label,
        rows=tuple(lines),
        letter=_letter(ready),
        checks=_checks(node, ready, refusal),
        signing=Signing(b64.encode(drafting.challenge(ready)), passkeys.credential_ids(node, officer)),
        files=compose_page.files_in(row),
        clocks=_clocks(node, ready),
        answers="" if ready.target is None else ready.target.uid,
        refusal=refusal,
        submits=approving.takes_a_second(node, row.author, ready),
        because=row.because if row.state == approving.RETURNED else "",
        waits=row.state == approving.SUBMITTED,
        lacks=_lacks(node, ready),
        risk=risking.asks(node, ready.partner),
        duty=warnings_given.duty_of(node, officer, row),
    )


def refusal_of(node: Node, row: DraftRow, ready: Written) -> Phrase | None:
    """Give why it may not leave now: the case has no such step, or policy's ground. None where it may."""
    if ready.target is not None:
        event = _EVENTS.get(ready.message, "answer") if ready.deed is None else ready.deed.event
        opener = ready.opener or ready.target
        try:
            casework.check(node, ready.partner, opener.root, event, dialogue=opener.cid)
        except NoSuchStep as error:
            return Phrase("already-answered" if error.state in ("answered", "nil", "refused") else error.code)
    signed = approving.with_signatures(node, row, ready, drafting.challenge(ready))
    against = approving.grounds_against(node, row.author, signed)
    # What a further signature cures is no reason not to ask for it.
    left = [ground for ground in against if ground not in approving.CURED_BY_SIGNING]
    return Phrase(left[0]) if left else None


def _rows(node: Node, officer: Officer, ready: Written, parties: Parties) -> list[ReleaseRow]:
    if ready.doing is not None:
        return release_agreement.rows_of(ready.doing)
    letter, lang = ready.letter, ready.letter.lang
    nil = ready.message == "nil"
    agreed = Phrase("why.agreement", {"topic": phrases.word(ready.agreement.topic)})
    highest = agreement.ceiling(ready.agreement)
    ceiling = Phrase("why.ceiling", {"ceiling": " ".join(filter(None, (f"TLP:{highest.tlp}", *highest.others)))})
    label = letters.label_of(letter, ready.agreement)
    found: list[ReleaseRow | None] = [
        _leaves("element.kind", ready.message, Phrase("why.nil") if nil else HEADER),
        _leaves("element.subject", letter.subject, SEALED, lang) if letter.subject else None,
        _leaves("element.text", letter.text, SEALED, lang) if letter.text else None,
        _leaves("element.text", ready.explained, SEALED, lang) if ready.explained else None,
        _leaves("element.asks", letter.asks, SEALED, lang) if letter.asks else None,
        _leaves("element.beside", requesting.KIND, HEADER) if ready.beside else None,
        _corrected(node, officer, ready),
        *_members(ready),
        *_persons(ready),
        _ground(ready),
        _leaves("element.answer-by", _text_of_instant(ready), HEADER)
        if letter.answer_by and not ready.target
        else None,
        _references(ready),
        *(_leaves("element.file", file.name, ceiling) for file in ready.files),
        _leaves("element.handling", " ".join(code.upper() for code in label.codes), ceiling),
        _leaves("element.purpose", phrases.word(label.purpose or ""), agreed),
        _leaves("element.basis", ", ".join(filter(None, (letter.law, letter.law_ref))), SEALED)
        if _has_basis(ready)
        else None,
        ReleaseRow(Phrase("element.author"), (), "stays", NEVER),
        ReleaseRow(Phrase("element.file-name"), (), "stays", NEVER) if ready.files else None,
        ReleaseRow(Phrase("element.inner-ground"), (), "stays", Phrase("why.inner-ground")) if ready.inner else None,
    ]
    return [row for row in found if row is not None]


def _leaves(element: str, text: str | None, why: Phrase, lang: str = "") -> ReleaseRow:
    return ReleaseRow(Phrase(element), (Text(text or "", lang),), "leaves", why)


def _members(ready: Written) -> list[ReleaseRow]:
    """Give what the message says besides its text, as the partner will have it."""
    told = ready.payload if ready.beside is None else ready.beside.payload
    shown = thread_page.members_in(told) if ready.deed or ready.form or ready.beside else ()
    return [
        ReleaseRow(
            Phrase(f"member.{member.name}"),
            (*member.words, *(Text(code.labels.get("en", code.code), "en") for code in member.codes)),
            "leaves",
            SEALED,
        )
        for member in shown
    ]


def _lacks(node: Node, ready: Written) -> tuple[Choice, ...]:
    """Give what the request beside it does not say: whoever releases it has read that."""
    if ready.beside is None:
        return ()
    lacking = asking.missing(node, ready.partner, ready.letter, ready.beside.form)
    return tuple(Choice(each.code, dict(each.labels)) for each in lacking)


def _corrected(node: Node, officer: Officer, ready: Written) -> ReleaseRow | None:
    """Give the item that a correction is about, as the officer may read its subject."""
    if ready.corrects is None:
        return None
    about = withholding.subject(Asking(node, officer), ready.corrects)
    return _leaves("element.corrects", f"{ready.corrects.uid} {about}".strip(), HEADER)


def _persons(ready: Written) -> list[ReleaseRow]:
    """Give every record, a person by what is said of it, and the answers of the check of character."""
    lines = [
        ReleaseRow(Phrase("element.person"), tuple(Text(line) for line in persons.lines_of(record)), "leaves", SEALED)
        for record in ready.payload.get("records") or ()
    ]
    answers = ready.payload.get("character")
    if not isinstance(answers, dict):
        return lines
    code = "element.character-none" if not any(answers.values()) else "element.character-some"
    return [*lines, ReleaseRow(Phrase(code), tuple(Text(name) for name in answers if answers[name]), "leaves", SEALED)]


def _ground(ready: Written) -> ReleaseRow | None:
    sent = ready.payload.get("ground") or (ready.rest or {}).get("ground")
    if sent is None:
        return None
    labels = grounds.SENT[str(sent)]
    return ReleaseRow(
        Phrase("element.ground"), tuple(Text(labels[lang], lang) for lang in ("en", "fr")), "leaves", SEALED
    )


def _references(ready: Written) -> ReleaseRow | None:
    ref = ready.payload.get("ref")
    numbers = [str(number) for number in ref.values() if number] if isinstance(ref, dict) else []
    return _leaves("element.references", " · ".join(numbers), SEALED) if numbers else None


def _has_basis(ready: Written) -> bool:
    return "basis" in ready.payload


def _text_of_instant(ready: Written) -> str:
    at = ready.letter.answer_by
    return "" if at is None else at.strftime("%Y-%m-%d %H:%M UTC")


def _letter(ready: Written) -> tuple[Text, ...]:
    said = ready.explained or ready.letter.text
    return (Text(said, ready.letter.lang),) if said else ()


def _checks(node: Node, ready: Written, refusal: Phrase | None) -> tuple[Check, ...]:
    code = "" if refusal is None else refusal.code
    delivery = Delivery.objects.using(node.alias).filter(partner=ready.partner).first()
    reached = delivery is not None and not delivery.last_failure and delivery.last_success is not None
    law = ", ".join(filter(None, (ready.agreement.basis.law, ready.agreement.basis.ref)))
    return (
        Check(Phrase("check.agreement"), not code.startswith(("agreement.", "topic.", "kind."))),
        Check(Phrase("check.contact"), ready.partner.state == ContactState.CONFIRMED),
        Check(Phrase("check.basis", {"law": law}), code != "basis.missing"),
        Check(Phrase("check.purpose"), code != "purpose.not-covered"),
        Check(Phrase("check.handling"), not code.startswith("handling.")),
        *([Check(Phrase("check.files"), True)] if ready.files else []),
        Check(Phrase("check.reachable"), True, warn=not reached),
    )


def _clocks(node: Node, ready: Written) -> tuple[Clock, ...]:
    """Give the clock that a reply meets, or the one that a notification will start."""
    if ready.target is None:
        at, now = ready.letter.answer_by, node.now()
        return () if at is None else (Clock("answer", "them", "calm", at, at - now),)
    held = rows.cases_of(node, [ready.target]).get(ready.target.pk)
    case = rows.case_in(held, calendars.load(node.alias))
    return () if case is None else receipts.running(case, now=node.now())
