"""Writing and releasing, over HTTP: drafts with their files, and what leaves by them.

A draft is changed as a whole, save for what only some callers know: whom it is about, the check of character, why it
is sent again, what a request must say. What of those a caller does not name stays as it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, BinaryIO, Final, Literal, cast

from django.http import HttpRequest
from ninja import Field, File, Router, Schema, Status, UploadedFile
from pydantic import AwareDatetime, ConfigDict, model_validator

from detente.model.canonical import canonical
from detente.model.handling import MAX_CODES
from detente.model.instant import format_instant
from detente.node.queries.about_page import MOST
from detente.node.queries.desk import ComposePage, Draft, ReleasePreview
from detente.node.services.waiting import SAID
from detente.web.api.inputs import Acknowledged, Made
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Id, who
from detente.web.desk.gateway import desk

router: Final = Router()

Short = Annotated[str, Field(max_length=200, pattern=NO_NUL)]
Words = Annotated[str, Field(max_length=20_000, pattern=NO_NUL)]
Instant = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$")]
APART: Final = ("records", "character", "again", "more", "codes", "passes", "ask")
"""Members that stay as they are where a caller does not name them."""
OF_THE_ACT: Final = ("act", "kind", "message", "to", "answers")
"""What a draft that an act of a case began keeps: they say by which act it leaves."""


Code = Annotated[str, Field(max_length=64, pattern=r"^[a-z][a-z0-9-]{0,15}:[A-Za-z0-9][A-Za-z0-9+_.-]{0,47}$")]
"""A handling code of another scheme than TLP and H."""


class EvaluationIn(Schema):
    """How its source is evaluated: a scheme and a code of it."""

    scheme: Short
    code: Short


class EntityIn(Schema):
    """An entity of FollowTheMoney; its properties are lists of texts."""

    model_config = ConfigDict(extra="allow", serialize_by_alias=True)
    schema_name: Annotated[str, Field(alias="schema", max_length=64, pattern=NO_NUL)]
    properties: dict[Short, list[Words]] = Field(max_length=200)


class RecordIn(Schema):
    """Whom or what a message is about: an entity, and beside it what DXP 14 asks. What else it holds is kept."""

    model_config = ConfigDict(extra="allow")
    ftm: EntityIn
    evaluation: EvaluationIn | None = None
    nature: Literal["fact", "assessment"] = "assessment"
    category: Short = "other"
    review_by: Instant | None = None
    delete_by: Instant | None = None

    @model_validator(mode="before")
    @classmethod
    def _can_be_stored(cls, given: Any) -> Any:
        """Refuse what no store and no wire takes, wherever in the record it stands."""
        if b"\\u0000" in canonical(given if isinstance(given, dict) else {}):
            raise ValueError("a record holds no NUL")
        return given

    def record(self) -> dict[str, Any]:
        """Give it as the node takes it: without what nobody said."""
        return self.model_dump(by_alias=True, exclude_unset=True)


class CharacterIn(Schema):
    """The check of character: whether it is about any of these and nothing else."""

    political: bool
    military: bool
    religious: bool
    racial: bool


class AskIn(Schema):
    """What a request for information must say; `wanted`: one thing a line."""

    wanted: Words = ""
    necessary: Words = ""
    purpose_facts: Words = ""
    person_link: Words = ""
    urgency: Short = ""
    use_limits: Words = ""
    directly_available: bool | None = None


class MoreIn(AskIn):
    """The same, and what an act of a case asks for."""

    until: AwareDatetime | None = None
    code: Short = ""
    missing: Annotated[tuple[Short, ...], Field(max_length=50)] = ()
    ground: Short = ""
    explained: Words = ""
    competent: Words = ""
    to: Short = ""
    other: Short = ""
    confirm: bool = False
    note: Words = ""
    given: Annotated[dict[Short, Words], Field(max_length=40)] = Field(default_factory=dict)

    def said(self) -> dict[str, Any]:
        """Give what was said, as a draft keeps it."""
        values = self.model_dump(exclude_unset=True)
        if values.get("until") is not None:
            values["until"] = format_instant(values["until"])
        return values


class DraftIn(Schema):
    """A message under the pen; see `Draft`. `seen`: of the draft that the caller read; a newer one is not overwritten.

    `passes`: the message of another partner that it passes on; policy is asked for that, too. `ask`: what a request for
    information says that leaves beside a notification, in one release; null for none. `desk`: which of their desks it
    is meant for, by the address book; it stays here. `codes` (of the label, beside TLP and H), `records`, `character`,
    `again`, `more`, `passes` and `ask` stay as they are where they are left out.
    """

    kind: Literal["notification", "request-information", "answer", "refusal", "feedback"]
    message: Literal["notification", "request", "answer", "part", "part-final", "nil", "refused"]
    to: str = Field("", max_length=8, pattern=NO_NUL)
    answers: str = Field("", max_length=64, pattern=NO_NUL)
    topic: str = Field("", max_length=64, pattern=NO_NUL)
    purpose: str = Field("", max_length=64, pattern=NO_NUL)
    law: str = Field("", max_length=200, pattern=NO_NUL)
    law_ref: str = Field("", max_length=200, pattern=NO_NUL)
    subject: str = Field("", max_length=200, pattern=NO_NUL)
    own_ref: str = Field("", max_length=64, pattern=NO_NUL)
    text: str = Field("", max_length=500_000, pattern=NO_NUL)
    lang: Literal["", "fr", "en", "ru", "ar"] = ""
    asks: str = Field("", max_length=2000, pattern=NO_NUL)
    tlp: Literal["", "CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"] = ""
    h: list[Literal["H0", "H1", "H2", "H3"]] = Field([], max_length=4)
    codes: list[Code] | None = Field(None, max_length=MAX_CODES)
    originator_control: bool = False
    answer_by: AwareDatetime | None = None
    ground: str = Field("", max_length=64, pattern=NO_NUL)
    rest_by: AwareDatetime | None = None
    records: list[RecordIn] = Field([], max_length=MOST)
    character: CharacterIn | None = None
    again: str = Field("", max_length=2000, pattern=NO_NUL)
    more: MoreIn = MoreIn()
    passes: str | None = Field(None, max_length=64, pattern=NO_NUL)
    ask: AskIn | None = None
    desk: str = Field("", max_length=120, pattern=NO_NUL)
    seen: str | None = Field(None, max_length=100, pattern=NO_NUL)

    def draft(self, before: Draft | None = None) -> Draft:
        """Give it as the node takes it, with what stays of the draft `before`."""
        values = self.model_dump(exclude={"records", "more", "ask", "seen"})
        values["codes"] = None if self.codes is None else tuple(dict.fromkeys(self.codes))
        values["records"] = tuple(each.record() for each in self.records)
        values["more"] = self.more.said()
        values["ask"] = None if self.ask is None else self.ask.model_dump(exclude_unset=True)
        given = Draft(**{**values, "h": tuple(dict.fromkeys(values["h"]))})
        if before is None:
            return given
        stays = [name for name in APART if name not in self.model_fields_set]
        if before.act:
            stays += OF_THE_ACT
        return replace(given, **{name: getattr(before, name) for name in stays})


class ReleaseIn(Schema):
    """Release what the preview showed: `challenge` binds to exactly that."""

    challenge: str = Field(max_length=64, pattern=NO_NUL)
    assertion: str | None = Field(None, pattern=NO_NUL)


class Waits(Schema):
    """It did not leave: it waits for a second officer. `id` is that of the draft."""

    id: str
    state: Literal["submitted"] = "submitted"
    sentence: str = SAID


@router.get("/drafts/new", response=answers(ComposePage), operation_id="compose", tags=["writing"])
def compose(request: HttpRequest) -> ComposePage:
    """To whom one may write, and under which agreement."""
    return desk().compose(who(request), "")


@router.post("/drafts", response=answers(Made, 201), operation_id="draft_save", tags=["writing"])
def draft_make(request: HttpRequest, draft: DraftIn) -> Status:
    """Keep a new draft, complete or not. Nothing leaves before its release."""
    return Status(201, Made(id=desk().draft_save(who(request), "", draft.draft())))


@router.get("/drafts/{draft_id}", response=answers(ComposePage), operation_id="draft", tags=["writing"])
def draft(request: HttpRequest, draft_id: Id) -> ComposePage:
    """A draft with its files."""
    return desk().compose(who(request), draft_id)


@router.put("/drafts/{draft_id}", response=answers(Made), operation_id="draft_change", tags=["writing"])
def draft_change(request: HttpRequest, draft_id: Id, draft: DraftIn) -> Made:
    """Change a draft as a whole, save for what the caller does not name of `records` and its like."""
    before = desk().compose(who(request), draft_id).draft
    return Made(id=desk().draft_save(who(request), draft_id, draft.draft(before), seen=draft.seen))


@router.delete("/drafts/{draft_id}", response=answers(Acknowledged), operation_id="draft_discard", tags=["writing"])
def draft_discard(request: HttpRequest, draft_id: Id) -> Acknowledged:
    """Throw a draft away."""
    desk().draft_discard(who(request), draft_id)
    return Acknowledged()


@router.post("/drafts/{draft_id}/files", response=answers(Acknowledged), operation_id="draft_attach", tags=["writing"])
def draft_attach(request: HttpRequest, draft_id: Id, file: Annotated[UploadedFile, File()]) -> Acknowledged:
    """Attach a file."""
    desk().draft_attach(
        who(request),
        draft_id,
        name=file.name or "file",
        media_type=file.content_type or "application/octet-stream",
        content=cast(BinaryIO, file.file),
    )
    return Acknowledged()


@router.delete(
    "/drafts/{draft_id}/files/{file_id}", response=answers(Acknowledged), operation_id="draft_detach", tags=["writing"]
)
def draft_detach(request: HttpRequest, draft_id: Id, file_id: Id) -> Acknowledged:
    """Take a file away from a draft."""
    desk().draft_detach(who(request), draft_id, file_id)
    return Acknowledged()


@router.get("/drafts/{draft_id}/preview", response=answers(ReleasePreview), operation_id="preview", tags=["writing"])
def preview(request: HttpRequest, draft_id: Id) -> ReleasePreview:
    """What leaves this node, word for word, with the checks; its challenge is what a release names."""
    return desk().preview(who(request), draft_id)


@router.post(
    "/drafts/{draft_id}/release",
    response={200: Made, 202: Waits},
    operation_id="release",
    tags=["writing"],
)
def release(request: HttpRequest, draft_id: Id, given: ReleaseIn) -> Status:
    """Seal and queue exactly what the challenge names; where policy asks for a second officer, it waits for one."""
    officer = who(request)
    if desk().preview(officer, draft_id).submits:
        desk().submit(officer, draft_id, challenge=given.challenge, assertion=given.assertion)
        return Status(202, Waits(id=draft_id))
    found = desk().release(officer, draft_id, challenge=given.challenge, assertion=given.assertion)
    return Status(200, Made(id=found))
