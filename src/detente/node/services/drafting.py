"""Drafts: kept as typed, with their files beside the database; read as what would be released; released once.

    typed --save--> DraftRow --preview--> the statement and its hash --release(hash)--> Entry

The hash stands over everything that leaves (`written`). So whoever releases, and a passkey that signs, names exactly
what was shown.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from detente.model.errors import BadInput, NotFound
from detente.model.instant import BadInstant, parse_instant
from detente.node.context import Node
from detente.node.services import (
    agreement_doing,
    agreements,
    asking,
    beginning,
    casework,
    concerned,
    conversing,
    correcting,
    dispatching,
    imported,
    letters,
    notifying,
    opening_release,
    passing,
    preludes,
    requesting,
    standing_drafts,
)
from detente.node.services.asserting import Assertion
from detente.node.services.conditions import Said
from detente.node.services.dispatching import Request
from detente.node.services.draft_files import DraftFile as DraftFile
from detente.node.services.draft_files import UnreadableFile as UnreadableFile
from detente.node.services.draft_files import attach as attach
from detente.node.services.draft_files import check_files as check_files
from detente.node.services.draft_files import detach as detach
from detente.node.services.draft_files import files_in as files_in
from detente.node.services.draft_files import folder as folder
from detente.node.services.keeping_drafts import Content as Content
from detente.node.services.keeping_drafts import DraftNewer as DraftNewer
from detente.node.services.keeping_drafts import DraftWaits as DraftWaits
from detente.node.services.keeping_drafts import check_reference as check_reference
from detente.node.services.keeping_drafts import discard as discard
from detente.node.services.keeping_drafts import find as find
from detente.node.services.keeping_drafts import find_reply as find_reply
from detente.node.services.keeping_drafts import keep as keep
from detente.node.services.keeping_drafts import save as save
from detente.node.services.keeping_drafts import seen_by as seen_by
from detente.node.services.letters import Letter
from detente.node.services.requesting import Form
from detente.node.services.standing_drafts import DraftChanged as DraftChanged
from detente.node.services.written import Begins, Beside, Deed, Written
from detente.node.services.written import challenge as challenge
from detente.node.services.written import statement_of_entry as statement_of_entry
from detente.node.stores import partners
from detente.node.stores.models import DraftRow, Entry, Officer, Partner
from detente.policy import grounds, refusals
from detente.policy.admit import Refusal
from detente.policy.decide import Refusal as HouseRefusal
from detente.policy.founding import FoundingAgreement
from detente.policy.question import Approval

# Reading as what would leave


def written(node: Node, row: DraftRow) -> Written:
    """Give what a complete draft would release.

    Raises:
        BadInput: something is missing; the sentence says what. LabelLoosened: see `imported.check`.
        PolicyRefusal: no agreement with this partner is in force, or it was imported and may not go on.
        NotFound: the message that it answers is not here.
    """
    content = row.content
    if row.partner is None:
        raise BadInput("The draft names no partner yet. Choose one in the first step.")
    _check_passes(content)
    if content.get("doing"):
        return _of_agreement(node, row, row.partner, content)
    if content.get("act"):
        return _of_act(node, row, row.partner, content)
    target = _target(node, row.partner, content)
    agreement = _agreement(node, row.partner, content, target)
    letter = _letter(node, row, content, agreement)
    kind, message = str(content.get("kind")), str(content.get("message"))
    if letter.answer_by is not None and letter.answer_by <= node.now():
        raise BadInput("The date by which you ask for an answer is past. Give a later one.")
    if content.get("correction"):
        return _of_correction(node, row, row.partner, agreement, letter, content)
    if kind == requesting.KIND:
        return _of_request(node, row, row.partner, agreement, letter, content)
    if kind in beginning.KINDS and target is None:
        return _of_opening(node, row, row.partner, agreement, letter, content)
    told = replace(letter, asks=None) if content.get("ask") else letter
    made = _Parts(kind, message, told, target, content)
    letters.check_letter(letter, kind)
    passes = passing.item_named(node, row.author, str(content.get("passes") or "")) if target is None else None
    return Written(
        partner=row.partner,
        agreement=agreement,
        kind=kind,
        message=message,
        letter=letter,
        payload=made.payload(),
        target=target,
        files=files_in(row),
        inner=made.inner,
        explained=made.explained,
        rest=made.rest,
        beside=_beside(node, row.partner, letter, content),
        passes=passes,
    )


def grounds_against(node: Node, officer: Officer, ready: Written) -> tuple[str, ...]:
    """Give the inner grounds on which the wire or the house would refuse, in their order; none where both permit."""
    if ready.doing is not None:
        found = agreement_doing.decide(node, officer, ready.partner, ready.doing, ready.letter.approval)
        return (found.ground, *found.also) if isinstance(found, HouseRefusal) else ()
    request = Request(
        ready.partner,
        ready.letter,
        ready.kind,
        dict(ready.payload),
        ready.target,
        opener=ready.opener,
        passes=ready.passes,
        concerning=ready.corrects or (None if ready.begins is None else ready.begins.concerning),
    )
    against = _against(node, officer, request, ready.agreement)
    if ready.beside is not None and not against:
        letter, payload = asking.letter_of_request(ready.letter), dict(ready.beside.payload)
        beside = Request(ready.partner, letter, requesting.KIND, payload)
        return _against(node, officer, beside, ready.agreement)
    return against


def _against(node: Node, officer: Officer, request: Request, agreement: FoundingAgreement) -> tuple[str, ...]:
    refused = dispatching.decide(node, request, agreement) or dispatching.decide_in_house(
        node, officer, request, agreement
    )
    if isinstance(refused, HouseRefusal):
        return (refused.ground, *refused.also)
    return (refused.ground,) if isinstance(refused, Refusal) else ()


def with_approval(ready: Written, approval: Approval) -> Written:
    """Give the draft as a second person signed it."""
    return replace(ready, letter=replace(ready.letter, approval=approval))


# Releasing


def release(node: Node, officer: Officer, row: DraftRow, ready: Written, assertion: Assertion | None) -> Entry:
    """Seal and queue it; the draft goes in the same transaction, its files after it.

    Raises:
        NoSuchStep, PolicyRefusal, BadInput: see `notifying`; the draft stays.
        DraftChanged: its files are not those over which its hash stands.
    """
    if [path.name for path in ready.letter.files] != [file.id for file in ready.files]:
        raise DraftChanged("The draft changed since it was shown. Look at the preview again.")
    place = folder(node, row)
    if ready.doing is not None:
        entry = agreement_doing.leave(node, officer, ready.partner, ready.doing, assertion, letter=ready.letter)
    elif ready.beside is not None:
        form = ready.beside.form
        entry, _ = asking.notify(node, officer, ready.partner, ready.letter, form, as_it_is=True, assertion=assertion)
    elif ready.deed is not None:
        said = replace(ready.deed.said, letter=ready.letter, assertion=assertion)
        entry = conversing.act(node, officer, ready.deed.opener, ready.deed.event, said)
    elif ready.corrects is not None:
        entry = correcting.tell_as_drafted(node, officer, ready.corrects, ready.letter, assertion)
    elif ready.begins is not None:
        entry = opening_release.release(node, officer, ready, assertion)
    elif ready.form is not None:
        entry = requesting.request(node, officer, ready.partner, ready.letter, ready.form, assertion)
    elif ready.passes is not None:
        entry = notifying.pass_on(node, officer, ready.passes, ready.partner, ready.letter, assertion)
    elif ready.target is None:
        entry = notifying.notify(node, officer, ready.partner, ready.letter, assertion)
    elif ready.kind == "refusal":
        entry = notifying.refuse(
            node,
            officer,
            ready.target,
            inner=ready.inner,
            explained=ready.explained,
            letter=ready.letter,
            assertion=assertion,
        )
    else:
        entry = notifying.answer(
            node,
            officer,
            ready.target,
            ready.letter,
            message=ready.message,
            rest=None if ready.rest is None else dict(ready.rest),
            assertion=assertion,
        )
    shutil.rmtree(place, ignore_errors=True)
    return entry


def inner_ground(code: str) -> str:
    """Give the inner ground that an officer chose.

    Raises:
        BadInput: none was chosen, or a founding agreement does not offer it for a refusal.
    """
    if not code:
        raise BadInput("Choose the ground of the refusal.")
    if not refusals.may_refuse_with(code):
        raise BadInput(f"The ground {code} is not one that this agreement offers. Choose another, or answer nil.")
    return code


def _of_act(node: Node, row: DraftRow, partner: Partner, content: Content) -> Written:
    """Give what an act of a case would release, by its table."""
    rows = Entry.objects.using(node.alias).select_related("partner", "batch").filter(partner=partner)
    opener = rows.filter(uid=content.get("answers"), code="", judged=True).first()
    if opener is None:
        raise NotFound("The message that opened this case is not here.")
    _, case = casework.loaded(node, partner, opener.root, opener.cid)
    agreement = agreements.one_in_force(node.alias, partner, opener.agreement)
    more = dict(content.get("more") or {})
    said = said_of(more, _instant(more.get("until")), _letter(node, row, content, agreement))
    made = conversing.written(node, opener, case, str(content["act"]), said)
    return Written(
        partner=partner,
        agreement=agreement,
        kind=made.kind,
        message=made.message,
        letter=made.said.letter,
        payload=made.payload,
        target=made.target,
        files=files_in(row),
        inner=made.said.ground,
        explained=made.said.explained,
        deed=Deed(opener, made.event, made.said),
    )


def _of_agreement(node: Node, row: DraftRow, partner: Partner, content: Content) -> Written:
    """Give what an act about an agreement would release. It has no label and no file."""
    doing = agreement_doing.read(content["doing"])
    known = agreements.known(node.alias, partner)
    return Written(
        partner=partner,
        agreement=known.texts[doing.agreement] if doing.agreement in known.texts else next(iter(known.texts.values())),
        kind=doing.kind,
        message=doing.message,
        letter=Letter(draft=row.pk, draft_mark=standing_drafts.mark_of(row)),
        payload=doing.payload,
        target=None,
        files=(),
        doing=doing,
    )


def _of_correction(
    node: Node, row: DraftRow, partner: Partner, agreement: FoundingAgreement, letter: Letter, content: Content
) -> Written:
    """Give what a correction of an item would release to the recipient that it names."""
    rows = Entry.objects.using(node.alias).select_related("partner", "batch").filter(partner=partner, code="")
    about = content["correction"]
    # An id is its sender's to choose: a partner may give its message that of ours. The cid is of one entry alone.
    found = rows.filter(cid=about["cid"])[:2] if "cid" in about else rows.filter(uid=about["item"])[:2]
    if len(found) != 1:
        raise NotFound("The message that this draft corrects is not here.")
    item = found[0]
    correcting.check(item, letter)
    letters.check_letter(letter, correcting.KIND)
    return Written(
        partner=partner,
        agreement=agreement,
        kind=correcting.KIND,
        message=correcting.KIND,
        letter=letter,
        payload=correcting.payload_of(item, letter),
        target=None,
        files=files_in(row),
        corrects=item,
    )


def _of_opening(
    node: Node, row: DraftRow, partner: Partner, agreement: FoundingAgreement, letter: Letter, content: Content
) -> Written:
    """Give what the first message of a dialogue of any other kind would release."""
    kind, given = str(content["kind"]), dict((content.get("more") or {}).get("given") or {})
    concerning = _concerned(node, partner, str(content.get("concerns") or ""))
    prelude = preludes.of_draft(node, row)
    payload = beginning.payload_of(kind, letter, given, concerning=concerning)
    letters.check_letter(letter, kind)
    return Written(
        partner=partner,
        agreement=agreement,
        kind=kind,
        message=str(payload["message"]),
        letter=letter,
        payload=payload,
        target=None,
        files=files_in(row),
        begins=Begins(given, concerning, prelude),
    )


def _concerned(node: Node, partner: Partner, cid: str) -> Entry | None:
    """Give the message that a dialogue with this partner is about, None where it names none."""
    if not cid:
        return None
    rows = Entry.objects.using(node.alias).select_related("partner", "batch").filter(partner=partner, code="", cid=cid)
    found = rows.first()
    if found is None:
        raise NotFound("The message that this draft is about is not here.")
    return found


def _check_passes(content: Content) -> None:
    """Return if the draft may say that it passes a message on: any other would leave, and policy not be asked."""
    if not content.get("passes"):
        return
    if content.get("kind") != "notification" or any(content.get(name) for name in _NOT_OF_ITS_OWN):
        raise BadInput("Only a notification of your own passes a message on. Write one, and leave it out of this.")


_NOT_OF_ITS_OWN: Final = ("answers", "act", "doing", "correction")
"""The members of a draft of which each makes it something else than a notification that opens a dialogue."""


def _beside(node: Node, partner: Partner, letter: Letter, content: Content) -> Beside | None:
    """Give the request that leaves beside a notification, None where none does. What it lacks its author has read."""
    if not content.get("ask"):
        return None
    if content.get("kind") != "notification" or content.get("passes"):
        # Released as a pair it would leave as a plain notification: policy would be asked another question.
        raise BadInput("Only a notification of your own takes a request beside it. Ask by itself, in another message.")
    form = _form(content["ask"])
    return Beside(form, requesting.payload(asking.letter_of_request(letter), form))


def said_of(more: Mapping[str, Any], until: datetime | None, letter: Letter) -> Said:
    """Give what an officer said with an act, from what a draft keeps of it."""
    return Said(
        letter=letter,
        until=until,
        code=str(more.get("code") or ""),
        missing=tuple(more.get("missing") or ()),
        ground=str(more.get("ground") or ""),
        explained=str(more.get("explained") or ""),
        competent=str(more.get("competent") or ""),
        to=str(more.get("to") or ""),
        other=str(more.get("other") or ""),
        confirmed=bool(more.get("confirm")),
        note=str(more.get("note") or ""),
        given=dict(more.get("given") or {}),
    )


def _of_request(
    node: Node, row: DraftRow, partner: Partner, agreement: FoundingAgreement, letter: Letter, content: Content
) -> Written:
    """Give what a request would release.

    Raises:
        Incomplete: it does not say what a request must say.
    """
    form = _form(content.get("more") or {})
    lacking = requesting.missing(node, partner, letter, form)
    if lacking:
        raise requesting.Incomplete(lacking)
    letters.check_letter(letter, requesting.KIND)
    return Written(
        partner=partner,
        agreement=agreement,
        kind=requesting.KIND,
        message="request",
        letter=letter,
        payload=requesting.payload(letter, form),
        target=None,
        files=files_in(row),
        form=form,
    )


def _form(more: Mapping[str, Any]) -> Form:
    return Form(
        wanted=tuple(str(more.get("wanted") or "").splitlines()),
        directly_available=more.get("directly_available"),
        **{name: str(more.get(name) or "") for name in FORM_TEXTS},
    )


FORM_TEXTS: Final = ("necessary", "purpose_facts", "person_link", "urgency", "use_limits")
"""The members of a request that are one text each."""


class _Parts:
    """The parts of a payload that depend on the kind of message."""

    def __init__(self, kind: str, message: str, letter: Letter, target: Entry | None, content: Content) -> None:
        self.kind, self.message, self.letter, self.target = kind, message, letter, target
        self.inner = inner_ground(str(content.get("ground") or "")) if kind == "refusal" else ""
        self.explained = str(content.get("text") or "") if kind == "refusal" else ""
        self.rest = _rest(content) if message in ("part", "part-final") else None

    def payload(self) -> dict[str, Any]:
        """Give what would be sealed, without files."""
        if self.target is None:
            if not self.letter.text.strip():
                raise BadInput("The notification has no text yet. Write what they are to read.")
            return letters.notification_payload(self.letter)
        if self.kind == "refusal":
            sent = grounds.sent_ground(self.inner)
            return letters.refusal_payload(self.target, self.letter, ground=sent, explained=self.explained)
        if self.message != "nil" and not self.letter.text.strip():
            raise BadInput("The answer has no text yet. Write what they are to read, or answer nil.")
        return letters.answer_payload(self.target, self.letter, message=self.message, rest=self.rest)


def _rest(content: Content) -> dict[str, Any] | None:
    chosen, until = str(content.get("ground") or ""), content.get("rest_by")
    if not chosen:
        return None
    return {"ground": grounds.sent_ground(inner_ground(chosen)), "until": until}


_WITH_SUBJECT: Final = frozenset({"notification", requesting.KIND, correcting.KIND}) | beginning.KINDS


def _letter(node: Node, row: DraftRow, content: Content, agreement: FoundingAgreement) -> Letter:
    kind, message = content.get("kind"), content.get("message")
    bare = message == "nil" or kind == "refusal"
    files = files_in(row)
    if bare and files:
        raise BadInput("A nil answer or a refusal carries no file. Remove it.")
    codes = [f"tlp:{content['tlp']}"] if content.get("tlp") else []
    letter = Letter(
        subject=str(content.get("subject") or "") if kind in _WITH_SUBJECT else "",
        text="" if bare else str(content.get("text") or ""),
        lang=str(content.get("lang") or ""),
        files=[folder(node, row) / file.id for file in files],
        names=[file.name for file in files],
        answer_by=_instant(content.get("answer_by")),
        asks=str(content.get("asks") or "") or None,
        codes=[
            *(codes or ["tlp:AMBER"]),
            *(f"h:{code}" for code in content.get("h", ())),
            *content.get("codes", ()),
        ],
        orcon=bool(content.get("originator_control")),
        rel=content.get("rel"),
        topic=str(content.get("topic") or "") or None,
        purpose=str(content.get("purpose") or "") or None,
        own_ref=(str(content.get("own_ref") or "") or None) if message != "nil" else None,
        agreement=agreement.id,
        law=str(content.get("law") or ""),
        law_ref=str(content.get("law_ref") or ""),
        draft=row.pk,
        draft_mark=standing_drafts.mark_of(row),
        records=tuple(content.get("records") or ()),
        character=_answers(content.get("character")),
        again=str(content.get("again") or ""),
    )
    imported.check(content, letters.label_of(letter, agreement), to="" if row.partner is None else row.partner.party)
    return letter


def _answers(given: Any) -> dict[str, bool] | None:
    """Give the check of character where all of it was made: half of it is none, and does not travel."""
    answers = concerned.character(given or {})
    return answers if len(answers) == len(concerned.QUESTIONS) else None


def _agreement(node: Node, partner: Partner, content: Content, target: Entry | None) -> FoundingAgreement:
    if target is not None:
        return agreements.one_in_force(node.alias, partner, target.agreement)
    return agreements.to_open(
        agreements.standings(node.alias, partner, ours=True),
        partner,
        us=partners.own_chain(node.alias).party,
        kind=str(content.get("kind")),
        topic=str(content.get("topic") or "") or None,
        named=str(content.get("agreement") or "") or None,
    )


def _target(node: Node, partner: Partner, content: Content) -> Entry | None:
    answers = content.get("answers")
    if not answers:
        return None
    rows = Entry.objects.using(node.alias).select_related("partner", "batch")
    found = rows.filter(partner=partner, ours=False, uid=answers, code="", judged=True).first()
    if found is None:
        raise NotFound("The message that this draft answers is not here.")
    return found


def _instant(value: Any) -> datetime | None:
    try:
        return None if value is None else parse_instant(value)
    except BadInstant as error:
        raise BadInput("The date of the draft cannot be read. Give it again.") from error


def party_of(node: Node, code: str) -> Partner | None:
    """Give the partner with that short code, None for an empty one; NotFound where there is none."""
    return partners.find(node.alias, code) if code else None
