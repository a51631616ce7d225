"""Warnings, over HTTP: all of them, the test before one leaves, and who answers that nobody was warned.

A warning is written as a draft of the kind `warning` (`more.given` has its values), and released like every draft.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from detente.node.queries.warnings_page import PreludePage, WarningsPage
from detente.web.api.inputs import Acknowledged
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Id, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["warnings"])


class TestIn(Schema):
    """The three questions of the duty to warn."""

    credible: bool
    specific: bool
    impending: bool


class NobodyWarnedIn(Schema):
    """Why nobody gets a warning: a coded ground or reason, and a word for this side."""

    code: Annotated[str, Field(max_length=40, pattern=NO_NUL)]
    note: Annotated[str, Field(max_length=400, pattern=NO_NUL)] = ""


@router.get("/warnings", response=answers(WarningsPage), operation_id="warnings")
def warnings(request: HttpRequest) -> WarningsPage:
    """All warnings: being prepared, come, sent, and those that nobody got in the last 92 days."""
    return desk().warnings(who(request))


@router.get("/warnings/{prelude_id}", response=answers(PreludePage), operation_id="warning_before")
def before(request: HttpRequest, prelude_id: Id) -> PreludePage:
    """One warning before it left, or that never did: its words, its test, what was done."""
    return desk().warning_before(who(request), prelude_id)


@router.post("/warnings/{prelude_id}/test", response=answers(Acknowledged), operation_id="warning_test")
def answer(request: HttpRequest, prelude_id: Id, given: TestIn) -> Acknowledged:
    """Answer the three questions; before that it does not leave."""
    answered = {name: "yes" if answer else "no" for name, answer in given.model_dump().items()}
    desk().warning_test(who(request), prelude_id, answered)
    return Acknowledged()


@router.post("/warnings/{prelude_id}/{act}", response=answers(Acknowledged), operation_id="warning_end")
def end(request: HttpRequest, prelude_id: Id, act: Literal["waive", "drop"], given: NobodyWarnedIn) -> Acknowledged:
    """Waive one whose duty holds, or drop one whose duty does not; what was written stays with the reason."""
    desk().warning_end(who(request), prelude_id, act, code=given.code, note=given.note)
    return Acknowledged()
