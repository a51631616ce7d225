"""The house's own lists of a case, over HTTP: who was told, review and deletion, legal hold, look-alikes, hand-over."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Field, Router, Schema

from detente.node.queries.upkeep_page import CaseUpkeep, UpkeepDue
from detente.web.api.inputs import Acknowledged
from detente.web.api.problems import answers
from detente.web.api.shapes import FILE, FILE_ANSWERS, NO_NUL, Event, Id, file, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["upkeep"])

Why = Annotated[str, Field(max_length=1000, pattern=NO_NUL)]
Recipient = Annotated[str, Field(min_length=1, max_length=200, pattern=NO_NUL)]


class ToldIn(Schema):
    """Somebody inside was told, or, with the code of a `reason`, was not."""

    recipient: Recipient
    reason: str = Field("", max_length=64, pattern=NO_NUL)


class OverrideIn(Schema):
    """Somebody who had been left out is told, for a reason in words."""

    recipient: Recipient
    reason: Why


class ReviewIn(Schema):
    """A closed matter is kept for another year, or let go."""

    keep: bool
    reason: Why


class HoldIn(Schema):
    """A legal hold is laid, or lifted."""

    held: bool
    reason: Why


class AlikeIn(Schema):
    """The older matter is taken up again with the newer message, or they are two matters."""

    older: str = Field(max_length=64, pattern=NO_NUL)
    newer: str = Field(max_length=64, pattern=NO_NUL)
    outcome: Literal["taken-up", "apart"]
    reason: Why


class HandoverIn(Schema):
    """An act of a hand-over between desks: to which desk, why by its code, and a note."""

    to: str = Field("", max_length=64, pattern=NO_NUL)
    code: str = Field("", max_length=64, pattern=NO_NUL)
    note: str = Field("", max_length=400, pattern=NO_NUL)


@router.get("/upkeep", response=answers(UpkeepDue), operation_id="upkeep_due")
def upkeep_due(request: HttpRequest) -> UpkeepDue:
    """What upkeep asks of the officer now: look-alikes, reviews, what lies between desks."""
    return desk().upkeep_due(who(request))


@router.get("/messages/{entry_id}/upkeep", response=answers(CaseUpkeep), operation_id="case_upkeep")
def case_upkeep(request: HttpRequest, entry_id: Id) -> CaseUpkeep:
    """The house's own lists of one case, and which of their acts the officer may do."""
    return desk().case_upkeep(who(request), entry_id)


@router.post("/messages/{entry_id}/upkeep/told", response=answers(Acknowledged), operation_id="told")
def told(request: HttpRequest, entry_id: Id, given: ToldIn) -> Acknowledged:
    """Set down who inside was told, or was not and why."""
    desk().told(who(request), entry_id, recipient=given.recipient, reason=given.reason)
    return Acknowledged()


@router.post("/messages/{entry_id}/upkeep/override", response=answers(Acknowledged), operation_id="told_override")
def told_override(request: HttpRequest, entry_id: Id, given: OverrideIn) -> Acknowledged:
    """Tell somebody who was left out, as head of service; oversight sees it."""
    desk().told_override(who(request), entry_id, recipient=given.recipient, reason=given.reason)
    return Acknowledged()


@router.post("/messages/{entry_id}/upkeep/review", response=answers(Acknowledged), operation_id="review")
def review(request: HttpRequest, entry_id: Id, given: ReviewIn) -> Acknowledged:
    """Keep a closed matter for another year, or let it go."""
    desk().review(who(request), entry_id, keep=given.keep, reason=given.reason)
    return Acknowledged()


@router.post("/messages/{entry_id}/upkeep/hold", response=answers(Acknowledged), operation_id="legal_hold")
def legal_hold(request: HttpRequest, entry_id: Id, given: HoldIn) -> Acknowledged:
    """Lay a legal hold on a thread, or lift it."""
    desk().legal_hold(who(request), entry_id, held=given.held, reason=given.reason)
    return Acknowledged()


@router.get(
    "/messages/{entry_id}/certificate", response=FILE_ANSWERS, openapi_extra=FILE, operation_id="purge_certificate"
)
def purge_certificate(request: HttpRequest, entry_id: Id) -> StreamingHttpResponse:
    """The signed record of a deletion: what went, by leaf."""
    return file(f"purge-{entry_id}.jws", [desk().purge_certificate(who(request), entry_id)])


@router.post("/alike", response=answers(Acknowledged), operation_id="alike")
def alike(request: HttpRequest, given: AlikeIn) -> Acknowledged:
    """Say what it means that two messages look alike."""
    taken_up = given.outcome == "taken-up"
    desk().alike(who(request), given.older, given.newer, taken_up=taken_up, reason=given.reason)
    return Acknowledged()


@router.post("/messages/{entry_id}/handover/{event}", response=answers(Acknowledged), operation_id="handover")
def handover(request: HttpRequest, entry_id: Id, event: Event, given: HandoverIn) -> Acknowledged:
    """Do one act of the hand-over of a case between desks: offer, take, return and their like."""
    desk().handover(who(request), entry_id, event, to=given.to, code=given.code, note=given.note)
    return Acknowledged()
