"""The second person, over HTTP. A token is a system, and no system is a second person: approving takes a passkey.

So does whatever commits the house as a second signature. Without an assertion of the officer's passkey the answer is
403 with the code `passkey-needed`; giving back and declining commit nobody, and take none.
"""

from __future__ import annotations

from typing import Annotated, Final

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from detente.model.errors import DetenteError
from detente.node.queries.approvals import ApprovalPage, ApprovalsPage
from detente.node.queries.together_page import Fate, TogetherPage
from detente.web.api.drafts import ReleaseIn
from detente.web.api.inputs import Acknowledged, Made
from detente.web.api.problems import Problem, answers, english_sentence
from detente.web.api.shapes import NO_NUL, Id, person, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["approvals"])


class BackIn(Schema):
    """Why a draft goes back to its author."""

    because: str = Field(max_length=1000, pattern=NO_NUL)


class Due(Schema):
    """How much waits."""

    count: int


class ChosenIn(Schema):
    """One draft of a list, with the hash that the list showed for it."""

    draft_id: str = Field(max_length=64, pattern=NO_NUL)
    hash: str = Field(max_length=64, pattern=NO_NUL)


class TogetherIn(Schema):
    """Drafts to release, or of colleagues to approve, as one list in this order; `assertion` is over the list."""

    drafts: list[ChosenIn] = Field(min_length=1, max_length=100)
    approves: bool = False
    assertion: str | None = Field(None, pattern=NO_NUL)


class Became(Schema):
    """What became of one draft of a list: released, submitted, signed or refused; `problem`: why."""

    draft_id: str
    state: str
    problem: Problem | None = None


Chosen = Annotated[list[str], Query([], max_length=100)]


@router.post("/drafts/{draft_id}/submit", response=answers(Acknowledged), operation_id="submit")
def submit(request: HttpRequest, draft_id: Id, given: ReleaseIn) -> Acknowledged:
    """Press send on exactly what the challenge names; a second person approves it."""
    desk().submit(who(request), draft_id, challenge=given.challenge, assertion=given.assertion)
    return Acknowledged()


@router.get("/approvals", response=answers(ApprovalsPage), operation_id="approvals")
def approvals(request: HttpRequest) -> ApprovalsPage:
    """Drafts and acts of the house that wait for a second person."""
    return desk().approvals(who(request))


@router.get("/approvals/due", response=answers(Due), operation_id="approvals_due")
def approvals_due(request: HttpRequest) -> Due:
    """How much waits for this officer's signature."""
    return Due(count=desk().approvals_due(who(request)))


@router.get("/approvals/{draft_id}", response=answers(ApprovalPage), operation_id="approval")
def approval(request: HttpRequest, draft_id: Id) -> ApprovalPage:
    """One draft as it would leave, with what is signed under it."""
    return desk().approval(who(request), draft_id)


@router.post("/approvals/{draft_id}/approve", response=answers(Made), operation_id="approve")
def approve(request: HttpRequest, draft_id: Id, given: ReleaseIn) -> Made:
    """Approve exactly what the challenge names, with a passkey; gives the message that left, "" where more sign."""
    signed = person("approve", given.assertion)
    return Made(id=desk().approve(who(request), draft_id, challenge=given.challenge, assertion=signed))


@router.post("/approvals/{draft_id}/back", response=answers(Acknowledged), operation_id="give_back")
def give_back(request: HttpRequest, draft_id: Id, given: BackIn) -> Acknowledged:
    """Give a draft back to its author."""
    desk().give_back(who(request), draft_id, because=given.because)
    return Acknowledged()


@router.post("/proposals/{proposal_id}/decline", response=answers(Acknowledged), operation_id="proposal_decline")
def proposal_decline(request: HttpRequest, proposal_id: Id) -> Acknowledged:
    """Decline an act of the house that a colleague proposed, or take one's own proposal back."""
    desk().proposal_decline(who(request), proposal_id)
    return Acknowledged()


@router.get("/together", response=answers(TogetherPage), operation_id="together")
def together(request: HttpRequest, draft: Chosen, approves: bool = False) -> TogetherPage:
    """The chosen drafts as one list to sign; everything there is to choose where none is named."""
    return desk().together(who(request), draft, approves=approves)


@router.post("/together", response=answers(list[Became]), operation_id="release_together")
def release_together(request: HttpRequest, given: TogetherIn) -> list[Became]:
    """Release or approve each draft of a list; one that is refused holds up no other. Approving takes a passkey."""
    signed = person("release_together", given.assertion, act="approve" if given.approves else "release")
    chosen = [(each.draft_id, each.hash) for each in given.drafts]
    return [
        _became(each)
        for each in desk().release_together(who(request), chosen, approves=given.approves, assertion=signed)
    ]


def _became(fate: Fate) -> Became:
    problem = None
    if fate.error is not None:
        code = fate.error.code if isinstance(fate.error, DetenteError) else "no-such-step"
        sentence = english_sentence(fate.error) if isinstance(fate.error, DetenteError) else str(fate.error)
        problem = Problem(code=code, sentence=sentence)
    return Became(draft_id=fate.draft_id, state=fate.state, problem=problem)
