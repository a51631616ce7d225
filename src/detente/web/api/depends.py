"""What depends on a partner, and a line that is cut, over HTTP."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Field, Router, Schema

from detente.node.queries.depends_page import DependsPage
from detente.web.api.inputs import Acknowledged
from detente.web.api.problems import answers
from detente.web.api.shapes import FILE, FILE_ANSWERS, NO_NUL, Code, Id, file, who
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


@router.post("/partners/{code}/end", response=answers(SeveredOut), operation_id="contact_end")
def end(request: HttpRequest, code: Code, given: SeverIn) -> SeveredOut:
    """Propose to end the contact, once no agreement stands; another officer confirms it."""
    return SeveredOut(cut=desk().contact_end(who(request), code, because=given.because))


@router.get(
    "/partners/{code}/certificates/{entry_id}",
    response=FILE_ANSWERS,
    openapi_extra=FILE,
    operation_id="return_certificate",
)
def certificate(request: HttpRequest, code: Code, entry_id: Id) -> StreamingHttpResponse:
    """What one side certified of the data under an agreement, to be verified anywhere."""
    found = desk().return_certificate(who(request), code, entry_id)
    return file(f"certificate-{entry_id}.json", [found])


@router.post("/sever-tasks/{task_id}/done", response=answers(Acknowledged), operation_id="sever_task_done")
def done(request: HttpRequest, task_id: Id, given: TaskDoneIn) -> Acknowledged:
    """Set down how a task of a cut line was done."""
    desk().sever_task_done(who(request), task_id, how=given.how, note=given.note, message=given.message)
    return Acknowledged()
