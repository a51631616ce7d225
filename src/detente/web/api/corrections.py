"""Corrections, over HTTP: to everyone who has an item, and who took them over."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from detente.node.queries.about_page import MOST
from detente.node.queries.corrections_page import CompletionLine, Rectified, Told
from detente.web.api.drafts import CharacterIn, RecordIn
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


@router.get("/messages/{entry_id}/corrections", response=answers(list[CompletionLine]), operation_id="completion")
def completion(request: HttpRequest, entry_id: Id) -> list[CompletionLine]:
    """Each recipient of a corrected message: done, partly, objected, delivered, silent since, not asked."""
    return list(desk().completion(who(request), entry_id))


@router.post("/messages/{entry_id}/corrections", response=answers(list[Told]), operation_id="correction_issue")
def correction_issue(request: HttpRequest, entry_id: Id, given: CorrectionIn) -> list[Told]:
    """Correct a message for everyone who has it; of a partner's message, as a proposal to whoever wrote it."""
    return list(desk().correction_issue(who(request), entry_id, given.rectified()))
