"""What depends on a partner, and a line that is cut, over HTTP."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from detente.node.queries.depends_page import DependsPage
from detente.web.api.inputs import Acknowledged
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Code, Id, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["partners"])
Line = Annotated[str, Field(max_length=300, pattern=NO_NUL)]


class SeverIn(Schema):
    """Why the line is cut."""

    because: Line


class SeveredOut(Schema):
    """Whether it is cut; else it waits for another officer."""

    cut: bool


class TaskDoneIn(Schema):
    """How a task was done, in words or by a message of ours."""

    how: Literal["warned", "not-endangered", "told"]
    note: Line = ""
    message: Annotated[str, Field(max_length=64, pattern=NO_NUL)] = ""


@router.get("/partners/{code}/depends", response=answers(DependsPage), operation_id="depends")
def depends(request: HttpRequest, code: Code) -> DependsPage:
    """What is open with a partner, what came, what went, whom it knows from us; after a cut, the tasks."""
    return desk().depends(who(request), code)


@router.post("/partners/{code}/sever", response=answers(SeveredOut), operation_id="sever")
def sever(request: HttpRequest, code: Code, given: SeverIn) -> SeveredOut:
    """Propose to cut the line; another officer confirms it."""
    return SeveredOut(cut=desk().sever(who(request), code, because=given.because))


@router.post("/sever-tasks/{task_id}/done", response=answers(Acknowledged), operation_id="sever_task_done")
def done(request: HttpRequest, task_id: Id, given: TaskDoneIn) -> Acknowledged:
    """Set down how a task of a cut line was done."""
    desk().sever_task_done(who(request), task_id, how=given.how, note=given.note, message=given.message)
    return Acknowledged()
