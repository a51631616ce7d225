"""Corrections, over HTTP: to everyone who has an item, and who took them over."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema
from pydantic import AwareDatetime

from detente.node.queries.about_page import MOST
from detente.node.queries.corrections_page import BodyAnswer, BodyWord, CompletionLine, How, Rectified, Told
from detente.web.api.drafts import CharacterIn, RecordIn
from detente.web.api.inputs import Acknowledged
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Id, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["corrections"])

HandlingCode = Annotated[str, Field(max_length=64, pattern=NO_NUL)]


class CorrectionIn(Schema):
    """What is right: the record as it must be, or a text. `handling`: codes such as `tlp:AMBER`."""

    text: str = Field("", max_length=500_000, pattern=NO_NUL)
    lang: Literal["", "fr", "en", "ru", "ar"] = ""
    handling: Annotated[tuple[HandlingCode, ...], Field(max_length=20)] = ()
    own_ref: str = Field("", max_length=64, pattern=NO_NUL)
    records: Annotated[tuple[RecordIn, ...], Field(max_length=MOST)] = ()
    character: CharacterIn | None = None

    def rectified(self) -> Rectified:
        """Give it as the node takes it."""
        return Rectified(
            text=self.text,
            lang=self.lang,
            codes=self.handling,
            own_ref=self.own_ref,
            records=tuple(each.record() for each in self.records),
            character=None if self.character is None else self.character.model_dump(),
        )


class BodyToldIn(Schema):
    """That a body without a node, `client:NAME` or `body:NAME`, was told of a correction, or what it answered since.

    `answer` none: it may answer until `answer_by`, else for seven days. `ground`: why it keeps a part, or objects.
    `digest`: the SHA-256 of the file by which it was told or answered. `fact_only`: it was told that what it has is
    wrong, and not what is right.
    """

    to: str = Field(min_length=1, max_length=140, pattern=NO_NUL)
    how: How
    answer: BodyAnswer
    at: AwareDatetime | None = None
    answer_by: AwareDatetime | None = None
    ground: str = Field("", max_length=300, pattern=NO_NUL)
    reference: str = Field("", max_length=200, pattern=NO_NUL)
    digest: str = Field("", max_length=64, pattern=r"^([0-9a-f]{64})?$")
    matter: str = Field("", max_length=64, pattern=NO_NUL)
    fact_only: bool = False


@router.get("/messages/{entry_id}/corrections", response=answers(list[CompletionLine]), operation_id="completion")
def completion(request: HttpRequest, entry_id: Id) -> list[CompletionLine]:
    """Each recipient of a corrected message: done, partly, objected, delivered, silent since, not asked."""
    return list(desk().completion(who(request), entry_id))


@router.post("/messages/{entry_id}/corrections", response=answers(list[Told]), operation_id="correction_issue")
def correction_issue(request: HttpRequest, entry_id: Id, given: CorrectionIn) -> list[Told]:
    """Correct a message for everyone who has it; of a partner's message, as a proposal to whoever wrote it."""
    return list(desk().correction_issue(who(request), entry_id, given.rectified()))


@router.post("/messages/{entry_id}/corrections/bodies", response=answers(Acknowledged), operation_id="body_told")
def body_told(request: HttpRequest, entry_id: Id, given: BodyToldIn) -> Acknowledged:
    """Set down that a body without a node was told of a correction, and what it answered: the report counts it so."""
    desk().body_told(who(request), entry_id, BodyWord(**given.model_dump()))
    return Acknowledged()
