"""Dialogues about a message, over HTTP: feedback, an ask for consent to onward use, a recall from everyone."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from detente.node.queries.begin_page import BeginPage
from detente.node.queries.corrections_page import Told
from detente.web.api.inputs import Made
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Id, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["beginnings"])

Words = Annotated[str, Field(max_length=20_000, pattern=NO_NUL)]
Value = Annotated[str, Field(max_length=4_000, pattern=NO_NUL)]
Name = Annotated[str, Field(max_length=40, pattern=r"^[a-z_]*$")]


class BegunIn(Schema):
    """What the first message says; `given` has the values that `begin_page` lists."""

    text: Words = ""
    lang: Annotated[str, Field(max_length=8, pattern=r"^[a-z]*$")] = ""
    given: Annotated[dict[Name, Value], Field(max_length=40)] = Field(default_factory=dict)


class RecallIn(Schema):
    """Why everyone who has it is to delete it."""

    reason: Annotated[str, Field(max_length=40, pattern=NO_NUL)]
    text: Words = ""
    lang: Annotated[str, Field(max_length=8, pattern=r"^[a-z]*$")] = ""


@router.get("/messages/{entry_id}/begin/{kind}", response=answers(BeginPage), operation_id="begin_page")
def begin_page(request: HttpRequest, entry_id: Id, kind: Literal["feedback", "onward-consent", "recall"]) -> BeginPage:
    """What a dialogue about a message asks for, and who would be asked."""
    return desk().begin_page(who(request), entry_id, kind)


@router.post("/messages/{entry_id}/begin/{kind}", response=answers(Made), operation_id="begin_draft")
def begin_draft(
    request: HttpRequest, entry_id: Id, kind: Literal["feedback", "onward-consent"], given: BegunIn
) -> Made:
    """Keep the first message as a draft; it leaves by its release."""
    made = desk().begin_draft(who(request), entry_id, kind, given=given.given, text=given.text, lang=given.lang)
    return Made(id=made)


@router.post("/messages/{entry_id}/recall", response=answers(list[Told]), operation_id="recall_issue")
def recall_issue(request: HttpRequest, entry_id: Id, given: RecallIn) -> list[Told]:
    """Recall a message of ours from everyone who has it from us."""
    return list(desk().recall_issue(who(request), entry_id, reason=given.reason, text=given.text, lang=given.lang))
