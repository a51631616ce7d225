"""Releasing and approving: what a second officer must sign waits, and leaves exactly as it was approved."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from django.http import HttpRequest
from ninja import Field, Path, Router, Schema, Status

from detente.node.queries.approvals import ApprovalPage, ApprovalsPage
from detente.node.services.waiting import SAID
from detente.web.api import inputs
from detente.web.api.inputs import Done, Made
from detente.web.api.problems import CODES, Problem, answers
from detente.web.desk.gateway import desk

router: Final = Router()
Id = Annotated[str, Path(max_length=64, pattern=r"^[^/\x00]+$")]


class Waits(Schema):
    """It did not leave: it waits for a second officer. `id` is that of the draft."""

    id: str
    state: Literal["submitted"] = "submitted"
    sentence: str = SAID


class Approved(Schema):
    """What became of it: `released`, with the message's id, or `signed` where a further signature is due."""

    state: Literal["released", "signed"]
    id: str = ""


class BackIn(Schema):
    """Give it back to its author, who reads why."""

    because: str = Field(min_length=1, max_length=500, pattern=inputs.NO_NUL)


def who(request: HttpRequest) -> int:
    """Give the officer's account: what the token was found to stand for."""
    return int(request.auth)  # type: ignore[attr-defined]  # the framework sets it once the token was accepted


@router.post(
    "/drafts/{draft_id}/release",
    response={200: Made, 202: Waits, CODES: Problem},
    operation_id="release",
    tags=["writing"],
)
def release(request: HttpRequest, draft_id: Id, given: inputs.ReleaseIn) -> Status:
    """Seal and queue exactly what the challenge names; where policy asks for a second officer, it waits for one."""
    officer = who(request)
    if desk().preview(officer, draft_id).submits:
        desk().submit(officer, draft_id, challenge=given.challenge, assertion=given.assertion)
        return Status(202, Waits(id=draft_id))
    found = desk().release(officer, draft_id, challenge=given.challenge, assertion=given.assertion)
    return Status(200, Made(id=found))


@router.get("/approvals", response=answers(ApprovalsPage), operation_id="approvals", tags=["approving"])
def approvals(request: HttpRequest) -> ApprovalsPage:
    """What waits for a second person and is for the officer to see."""
    return desk().approvals(who(request))


@router.get("/approvals/{draft_id}", response=answers(ApprovalPage), operation_id="approval", tags=["approving"])
def approval(request: HttpRequest, draft_id: Id) -> ApprovalPage:
    """One draft as it would leave; its challenge is what an approval names."""
    return desk().approval(who(request), draft_id)


@router.post("/approvals/{draft_id}/approve", response=answers(Approved), operation_id="approve", tags=["approving"])
def approve(request: HttpRequest, draft_id: Id, given: inputs.ReleaseIn) -> Approved:
    """Approve exactly what the challenge names; it leaves under its author's name."""
    found = desk().approve(who(request), draft_id, challenge=given.challenge, assertion=given.assertion)
    return Approved(state="released" if found else "signed", id=found)


@router.post("/approvals/{draft_id}/back", response=answers(Done), operation_id="give_back", tags=["approving"])
def give_back(request: HttpRequest, draft_id: Id, given: BackIn) -> Done:
    """Give a draft back to its author, with a reason."""
    desk().give_back(who(request), draft_id, because=given.because)
    return Done()
