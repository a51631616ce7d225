"""What becomes of what a partner sent, over HTTP: consents, uses, bodies without a node, and what is owed for it.

To a partner a message goes on by a draft with `passes` (`draft_save`).
"""

from __future__ import annotations

from typing import Annotated, Final

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import AwareDatetime

from detente.node.queries.further_page import (
    Aim,
    Answer,
    ConsentGiven,
    ConsentLine,
    Entered,
    Measure,
    OnwardLine,
    OwedLine,
    UseGiven,
    UseLine,
)
from detente.node.services.tokens import PasskeyNeeded
from detente.web.api.administration import HouseAct
from detente.web.api.inputs import Acknowledged, Made
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Id, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["further use"])

Purpose = Annotated[str, Field(min_length=1, max_length=64, pattern=NO_NUL)]
Line = Annotated[str, Field(min_length=1, max_length=300, pattern=NO_NUL)]
Recipient = Annotated[str, Field(min_length=1, max_length=140, pattern=NO_NUL)]


class ConsentIn(Schema):
    """A word on a message: what its originator allows, or, on one of ours, what we allow. `dialogue`: its whole thread.

    `recipients`: `own-organisation` for the receiver's own use, partners by short code, `client`, `client:NAME`,
    `body:NAME`. By a `paper`, with the SHA-256 of its file in `digest`, or by a message, `message_id`.
    """

    purpose: Purpose
    recipients: list[Recipient] = Field(min_length=1, max_length=50)
    answer: Answer
    given_by: str = Field(min_length=1, max_length=200, pattern=NO_NUL)
    paper: str = Field("", max_length=200, pattern=NO_NUL)
    message_id: str = Field("", max_length=64, pattern=NO_NUL)
    dialogue: bool = False
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    digest: str = Field("", max_length=64, pattern=r"^([0-9a-f]{64})?$")


class WithdrawIn(Schema):
    """Why a consent is taken back."""

    because: Line


class UseIn(Schema):
    """What a message is used for. `measure`: how far the use goes; `toward`: the state that it serves."""

    purpose: Purpose
    basis: Line
    reason: Line
    measure: Measure
    matter: str = Field("", max_length=64, pattern=NO_NUL)
    aim: Aim = ""
    toward: str = Field("", max_length=66, pattern=NO_NUL)
    life: bool = False
    watch_until: AwareDatetime | None = None
    watch_basis: str = Field("", max_length=300, pattern=NO_NUL)


class HandOutIn(Schema):
    """To which body without a node a message goes: `client:NAME` or `body:NAME`."""

    to: Recipient
    purpose: Purpose
    basis: Line
    matter: str = Field("", max_length=64, pattern=NO_NUL)


class DoneIn(Schema):
    """How it was done: by a message of ours, `proof_id`, or in words."""

    proof_id: str = Field("", max_length=64, pattern=NO_NUL)
    note: str = Field("", max_length=300, pattern=NO_NUL)


@router.get("/consents", response=answers(list[ConsentLine]), operation_id="consents")
def consents(request: HttpRequest) -> list[ConsentLine]:
    """The register of consents that we gave and that we were given, the newest word first."""
    return list(desk().consents(who(request)))


@router.post("/messages/{entry_id}/consents", response=answers(Entered, 201), operation_id="consent_enter")
def consent_enter(request: HttpRequest, entry_id: Id, given: ConsentIn) -> Status:
    """Enter a word on a message, not changed afterwards; what a paper permits, another officer may have to confirm."""
    values = given.model_dump() | {"recipients": tuple(given.recipients)}
    return Status(201, desk().consent_enter(who(request), entry_id, ConsentGiven(**values)))


@router.post("/consents/{consent_id}/withdraw", response=answers(Acknowledged), operation_id="consent_withdraw")
def consent_withdraw(request: HttpRequest, consent_id: Id, given: WithdrawIn) -> Acknowledged:
    """Set down that a consent was taken back."""
    desk().consent_withdraw(who(request), consent_id, because=given.because)
    return Acknowledged()


@router.get("/messages/{entry_id}/uses", response=answers(list[UseLine]), operation_id="uses")
def uses(request: HttpRequest, entry_id: Id) -> list[UseLine]:
    """What the messages of a thread were used for: who, when, for which purpose, on which basis."""
    return list(desk().uses(who(request), entry_id))


@router.post("/messages/{entry_id}/uses", response=answers(Made, 201), operation_id="use_content")
def use_content(request: HttpRequest, entry_id: Id, given: UseIn) -> Status:
    """Put a message of a partner to a purpose, where policy permits it."""
    return Status(201, Made(id=desk().use_content(who(request), entry_id, UseGiven(**given.model_dump()))))


@router.get("/messages/{entry_id}/onward", response=answers(list[OnwardLine]), operation_id="onward")
def onward(request: HttpRequest, entry_id: Id) -> list[OnwardLine]:
    """To whom a message went on from here: a correction or a recall has to reach them."""
    return list(desk().onward(who(request), entry_id))


@router.post("/messages/{entry_id}/onward", response=answers(HouseAct), operation_id="hand_out")
def hand_out(request: HttpRequest, entry_id: Id, given: HandOutIn) -> HouseAct:
    """Hand a message to a body without a node, or propose to: where there are two officers, another one confirms."""
    return HouseAct(proposal=desk().hand_out(who(request), entry_id, **given.model_dump()))


@router.get("/owed", response=answers(list[OwedLine]), operation_id="owed")
def owed(request: HttpRequest) -> list[OwedLine]:
    """What permits obliged to and nobody did yet, as far as this officer may do it."""
    return list(desk().owed(who(request)))


@router.post("/owed/{owed_id}/done", response=answers(Acknowledged), operation_id="owed_done")
def owed_done(request: HttpRequest, owed_id: Id, given: DoneIn) -> Acknowledged:
    """Set down that it was done. A review is a person's second look at what left: it is set down at the desk."""
    officer = who(request)
    if any(line.id == owed_id and line.obligation == "review-24h" for line in desk().owed(officer)):
        raise PasskeyNeeded
    desk().owed_done(officer, owed_id, **given.model_dump())
    return Acknowledged()
