"""What a person releases by command leaves at once, or waits for a second officer: policy decides, one way for all.

    letter, act of a case, act about an agreement --policy permits--> leaves
                                                 `--a signature is all that is missing--> a draft, submitted
                                                 `--refused for good--> the ground, and nothing is kept

What waits is a draft like those of the screens: approved by its hash, and released from there exactly as approved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Final

from detente.cases import asked
from detente.cases.kinds import TABLES
from detente.model.errors import PolicyRefusal
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import (
    agreement_doing,
    approving,
    asking,
    beginning,
    casework,
    conversing,
    correcting,
    dispatching,
    drafting,
    duty_to_warn,
    house,
    notifying,
    preludes,
    recalling,
    requesting,
    resembling,
    signatures,
)
from detente.node.services.agreement_doing import Doing
from detente.node.services.asserting import Assertion
from detente.node.services.conditions import Said
from detente.node.services.deciding import Forbidden
from detente.node.services.dispatching import Refused
from detente.node.services.letters import Letter
from detente.node.services.requesting import Form, Incomplete
from detente.node.stores.models import DraftRow, Entry, Officer, Partner

SAID: Final = "It waits for a second officer, who approves exactly this; then it leaves under your name."


def brief(row: Entry) -> dict[str, Any]:
    """Give what a command says of an entry that left."""
    return {"id": row.uid, "cid": row.cid, "kind": row.kind, "partner": row.partner.code, "subject": row.subject}


def is_waiting(found: Mapping[str, Any]) -> bool:
    """Whether what a command gives says that it waits for a second officer."""
    return found.get("state") == approving.SUBMITTED and "draft" in found


def letter(
    node: Node,
    officer: Officer,
    partner: Partner,
    written: Letter,
    *,
    kind: str,
    message: str,
    at_once: Callable[[], Entry],
    **more: Any,
) -> dict[str, Any]:
    """Release a letter by `at_once`, or keep it as a draft that waits. `more`: members of the draft.

    Raises:
        PolicyRefusal, BadInput, NoSuchStep: it may not leave, whoever signs; nothing is kept.
    """
    content = _content(written, partner, kind=kind, message=message, **more)
    return _one(node, officer, partner, content, written, at_once)


def request(node: Node, officer: Officer, partner: Partner, written: Letter, form: Form) -> dict[str, Any]:
    """As `letter`, for a request for information; what it lacks is said before anybody waits for it."""
    if lacking := requesting.missing(node, partner, written, form):
        raise Incomplete(lacking)
    return letter(
        node,
        officer,
        partner,
        written,
        kind=requesting.KIND,
        message="request",
        at_once=lambda: requesting.request(node, officer, partner, written, form),
        more=_form(form),
    )


def letter_and_request(
    node: Node, officer: Officer, partner: Partner, written: Letter, form: Form, *, as_it_is: bool
) -> list[dict[str, Any]]:
    """As `letter`, for a notification and the request beside it: both leave, or one draft waits with both."""
    asking.check(node, partner, written, form, as_it_is=as_it_is)
    released: list[Entry] = []

    def at_once() -> Entry:
        released.extend(asking.notify(node, officer, partner, written, form, as_it_is=as_it_is))
        return released[0]

    found = letter(
        node, officer, partner, written, kind="notification", message="notification", at_once=at_once, ask=_form(form)
    )
    return [brief(row) for row in released] or [found]


def letters(
    node: Node, officer: Officer, written: Sequence[tuple[Partner, Letter]]
) -> list[Entry | Refused | dict[str, Any]]:
    """Release notifications in one transaction; give for each its entry, why it may not leave, or that it waits."""
    if house.takes_two(node, officer):
        return [_kept_or_refused(node, officer, partner, each) for partner, each in written]
    found = notifying.notify_all(node, officer, [(partner, each, None) for partner, each in written])
    return [
        (_kept_notification(node, officer, partner, each) or outcome) if _is_cured(outcome) else outcome
        for outcome, (partner, each) in zip(found, written, strict=True)
    ]


def warning(
    node: Node,
    officer: Officer,
    partner: Partner,
    written: Letter,
    given: Mapping[str, str],
    answers: Mapping[str, str],
) -> dict[str, Any]:
    """Keep a warning with the answers of its test, and release it; give what left, or that it waits for a second.

    Raises:
        BadInput: a value or an answer is missing or cannot be used; nothing is kept.
        PolicyRefusal: it may not leave, whoever signs; nothing is kept.
    """
    kind = duty_to_warn.KIND
    beginning.payload_of(kind, written, given)
    asked.read(TABLES[kind].fields_of("test"), answers)
    content = _content(written, partner, kind=kind, message=kind, more={"given": dict(given)})
    row = drafting.save(node, officer, None, content, partner)
    kept = False
    try:
        _attach(node, officer, row, written)
        ready = drafting.written(node, row)
        # What is refused for good is said before anybody answers for it.
        waits = approving.takes_a_second(node, officer, ready)
        if not waits:
            leaving_refused = approving.grounds_against(node, officer, ready)
            if leaving_refused:
                raise PolicyRefusal(leaving_refused[0], f"The agreement does not let this leave: {leaving_refused[0]}.")
        prelude = preludes.of_draft(node, row)
        if prelude is None:
            raise duty_to_warn.NotTested
        duty_to_warn.answer(node, officer, prelude, answers)
        kept = True
    finally:
        if not kept:
            drafting.discard(node, officer, row)
    if waits:
        return _submitted(node, officer, row, None)
    return brief(drafting.release(node, officer, row, drafting.written(node, row), None))


def act(node: Node, officer: Officer, opener: Entry, event: str, said: Said) -> Entry | dict[str, Any]:
    """Do an act in a dialogue; give the entry that it released, `opener` where nothing travels, or that it waits.

    Raises:
        NoSuchStep, NotInRole, BadInput, PolicyRefusal: as `conversing.act`; nothing is kept.
    """
    if not conversing.sends_message(node, officer, opener, event, said):
        return conversing.act(node, officer, opener, event, said)
    done: list[Entry] = []

    def at_once() -> Entry:
        done.append(conversing.act(node, officer, opener, event, said))
        return done[0]

    _, case = casework.loaded(node, opener.partner, opener.root, opener.cid)
    made = conversing.written(node, opener, case, event, said)
    content = _content(said.letter, opener.partner, kind=made.kind, message=made.message)
    content |= {"answers": opener.uid, "act": event, "more": _said(said)}
    found = _one(node, officer, opener.partner, content, said.letter, at_once)
    return done[0] if done else found


def correction(
    node: Node, officer: Officer, item: Entry, written: Letter
) -> list[tuple[Partner, Entry | Refused | dict[str, Any]]]:
    """Correct an item for everyone who has it; give for each its entry, why it may not leave, or that it waits.

    Raises:
        AnotherPerson, BadInput: as `correcting.correct`; nothing is kept.
    """
    told = correcting.prepared(node, item, written)
    if house.takes_two(node, officer):
        return [
            (each.partner, _kept_correction(node, officer, each, there) or _told(node, officer, each, there))
            for each, there in told
        ]
    found = correcting.tell(node, officer, told)
    return [
        (each.partner, (_kept_correction(node, officer, each, there) or outcome) if _is_cured(outcome) else outcome)
        for outcome, (each, there) in zip(found, told, strict=True)
    ]


def recall(
    node: Node, officer: Officer, item: Entry, written: Letter, reason: str
) -> list[tuple[Partner, Entry | Refused | dict[str, Any]]]:
    """Recall an item from everyone who has it; give for each its entry, why it may not leave, or that it waits.

    Raises:
        BadInput: as `recalling.recall`; nothing is kept.
    """
    told = recalling.prepared(node, item, written, reason)
    return [(each.partner, opening(node, officer, recalling.KIND, there, given, each)) for each, there, given in told]


def opening(
    node: Node,
    officer: Officer,
    kind: str,
    written: Letter,
    given: Mapping[str, Any],
    concerning: Entry,
) -> Entry | Refused | dict[str, Any]:
    """Open a dialogue about a message; give its entry, why it may not leave, or that it waits for a second person."""
    given = beginning.normalised(node, kind, given)
    content = _content(written, concerning.partner, kind=kind, message=beginning.first_message(kind))
    content |= {"more": {"given": dict(given)}, "concerns": concerning.cid}
    request = beginning.request_of(concerning.partner, kind, written, given, concerning=concerning)
    if house.takes_two(node, officer):
        kept = _kept_or_why(node, officer, concerning.partner, content, written)
        if kept is not None:
            return kept
    (outcome,) = dispatching.release_all(node, officer, [request])
    if _is_cured(outcome):
        return _kept_or_why(node, officer, concerning.partner, content, written) or outcome
    return outcome


def agreement(
    node: Node, officer: Officer, partner: Partner, doing: Doing, assertion: Assertion | None = None
) -> dict[str, Any]:
    """Keep an act about an agreement that policy lets leave with a second signature only; see `agreement_doing`."""
    content = {"kind": doing.kind, "message": doing.message, "to": partner.code, "doing": agreement_doing.kept(doing)}
    row = drafting.save(node, officer, None, content, partner)
    return _submitted(node, officer, row, assertion)


# Inside


def _one(
    node: Node,
    officer: Officer,
    partner: Partner,
    content: Mapping[str, Any],
    written: Letter,
    at_once: Callable[[], Entry],
) -> dict[str, Any]:
    if house.takes_two(node, officer):
        # At once: what nobody else need sign, and what is refused for good, which then stands on record.
        return _kept(node, officer, partner, content, written) or brief(at_once())
    try:
        return brief(at_once())
    except Forbidden as refused:
        # Asked and on record already: it is not asked a second time.
        kept = _kept(node, officer, partner, content, written) if _is_cured(refused) else None
        if kept is None:
            raise
        return kept


def _kept(
    node: Node, officer: Officer, partner: Partner, content: Mapping[str, Any], written: Letter
) -> dict[str, Any] | None:
    """Keep it as a draft that waits; None where a signature is not all that is missing, and nothing is kept."""
    row = drafting.save(node, officer, None, content, partner)
    waits = False
    try:
        _attach(node, officer, row, written)
        waits = _only_a_signature_is_missing(node, officer, row, written)
    finally:
        if not waits:
            drafting.discard(node, officer, row)
    return _submitted(node, officer, row, None) if waits else None


def _only_a_signature_is_missing(node: Node, officer: Officer, row: DraftRow, written: Letter) -> bool:
    ready = drafting.written(node, row)
    against = drafting.grounds_against(node, officer, ready)
    if not signatures.cures(against):
        return False
    if ready.opener is None:
        _check_again(node, ready.partner, ready.payload, written)
    return True


def _kept_or_refused(
    node: Node, officer: Officer, partner: Partner, written: Letter
) -> Entry | Refused | dict[str, Any]:
    done: list[Entry] = []

    def at_once() -> Entry:
        done.append(notifying.notify(node, officer, partner, written))
        return done[0]

    try:
        found = letter(node, officer, partner, written, kind="notification", message="notification", at_once=at_once)
    except dispatching.REFUSED as refused:
        return refused
    return done[0] if done else found


def _kept_notification(
    node: Node, officer: Officer, partner: Partner, written: Letter
) -> Refused | dict[str, Any] | None:
    content = _content(written, partner, kind="notification", message="notification")
    return _kept_or_why(node, officer, partner, content, written)


def _kept_correction(node: Node, officer: Officer, item: Entry, written: Letter) -> Refused | dict[str, Any] | None:
    content = _content(written, item.partner, kind=correcting.KIND, message=correcting.KIND)
    content["correction"] = {"item": item.uid, "cid": item.cid}
    return _kept_or_why(node, officer, item.partner, content, written)


def _told(node: Node, officer: Officer, item: Entry, written: Letter) -> Entry | Refused:
    (outcome,) = correcting.tell(node, officer, [(item, written)])
    return outcome


def _kept_or_why(
    node: Node, officer: Officer, partner: Partner, content: Mapping[str, Any], written: Letter
) -> Refused | dict[str, Any] | None:
    try:
        return _kept(node, officer, partner, content, written)
    except dispatching.REFUSED as refused:
        return refused


def _is_cured(outcome: Entry | Refused) -> bool:
    return isinstance(outcome, Forbidden) and signatures.is_cured_by_signing(outcome.refusal)


def _submitted(node: Node, officer: Officer, row: DraftRow, assertion: Assertion | None) -> dict[str, Any]:
    bound = drafting.challenge(drafting.written(node, row))
    approving.submit(node, officer, row, bound, assertion)
    return {
        "draft": str(row.pk),
        "state": approving.SUBMITTED,
        "kind": str(row.content["kind"]),
        "partner": "" if row.partner is None else row.partner.code,
        "subject": str(row.content.get("subject") or ""),
        "said": SAID,
    }


def _attach(node: Node, officer: Officer, row: DraftRow, written: Letter) -> None:
    for path, name in zip(written.files, written.names or [path.name for path in written.files], strict=True):
        with path.open("rb") as content:
            drafting.attach(node, officer, row, name=name, media_type="application/octet-stream", content=content)


def _check_again(node: Node, partner: Partner, payload: Mapping[str, Any], written: Letter) -> None:
    """Return if the partner's earlier answer does not ask for a reason: its author gives it, not who signs."""
    before = resembling.cleared_before(node, partner, payload)
    if before is not None and not written.again.strip():
        raise resembling.JustifyAgain(before)


def _form(form: Form) -> dict[str, Any]:
    """Give a form as a draft keeps it: what is wanted, a line each."""
    lines = [" ".join(each.split()) for each in form.wanted if each.strip()]
    return {**asdict(form), "wanted": "\n".join(lines)}


def _said(said: Said) -> dict[str, Any]:
    """Give what was said with an act as a draft keeps it (`drafting.said_of`)."""
    kept = {
        "code": said.code,
        "missing": list(said.missing),
        "ground": said.ground,
        "explained": said.explained,
        "competent": said.competent,
        "to": said.to,
        "other": said.other,
        "confirm": said.confirmed,
        "note": said.note,
        "until": None if said.until is None else format_instant(said.until),
        "given": dict(said.given),
    }
    return {name: value for name, value in kept.items() if value}


def _content(written: Letter, partner: Partner, *, kind: str, message: str, **more: Any) -> dict[str, Any]:
    """Give a letter as a row keeps a draft (`drafting`)."""
    codes = list(written.codes) or ["tlp:AMBER"]
    tlp = next((code.partition(":")[2] for code in codes if code.startswith("tlp:")), "AMBER")
    plain = replace(written, asks=None) if "ask" in more else written
    return {
        "kind": kind,
        "message": message,
        "to": partner.code,
        "answers": "",
        "agreement": plain.agreement or "",
        "topic": plain.topic or "",
        "purpose": plain.purpose or "",
        "law": plain.law,
        "law_ref": plain.law_ref,
        "subject": plain.subject,
        "own_ref": plain.own_ref or "",
        "text": plain.text,
        "lang": plain.lang,
        "asks": plain.asks or "",
        "tlp": tlp,
        "h": [code.partition(":")[2] for code in codes if code.startswith("h:")],
        "codes": [code for code in codes if code.partition(":")[0] not in {"tlp", "h"}],
        "originator_control": plain.orcon,
        "rel": None if plain.rel is None else list(plain.rel),
        "answer_by": None if plain.answer_by is None else format_instant(plain.answer_by),
        "records": [dict(record) for record in plain.records],
        "character": None if plain.character is None else dict(plain.character),
        "again": plain.again,
        "ground": "",
        "rest_by": None,
        **more,
    }
