"""Watches on persons and their alerts, over the machine interface."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import AwareDatetime

from detente.node.queries.watches_page import WatchGiven, WatchList, WatchOffer, WatchPage
from detente.web.api.inputs import Acknowledged, Made
from detente.web.api.problems import answers
from detente.web.api.records import Line
from detente.web.api.shapes import NO_NUL, Id, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["watches"])
_MOST: Final = 64
_Lines = Annotated[tuple[Line, ...], Field(max_length=_MOST)]


class WatchIn(Schema):
    """What a watch is to be. `law`: the basis of using the message; `basis`: the watch's own; `owner` empty: you."""

    names: Annotated[tuple[Line, ...], Field(min_length=1, max_length=_MOST)]
    born: _Lines = ()
    countries: _Lines = ()
    numbers: _Lines = ()
    instruction: Literal["notify", "check", "detain"] = "notify"
    until: AwareDatetime
    law: Line
    basis: Line
    purpose: Line
    because: Line
    owner: str = Field("", max_length=80, pattern=NO_NUL)
    matter: str = Field("", max_length=64, pattern=NO_NUL)

    def given(self) -> WatchGiven:
        """Give it as the node takes it."""
        return WatchGiven(**self.model_dump())


class WatchRenewIn(Schema):
    """A new end, and why."""

    until: AwareDatetime
    because: Line


class WatchHandIn(Schema):
    """The short name of the new owner."""

    to: Line


class WatchEndIn(Schema):
    """Why a watch ends."""

    because: Line


class AlertTakeIn(Schema):
    """What whoever takes the alert does about it."""

    note: str = Field("", max_length=300, pattern=NO_NUL)


class AlertToldIn(Schema):
    """Who was told by word of mouth, when, and how."""

    to: Line
    at: AwareDatetime
    words: Line


@router.get("/watches", response=answers(WatchList), operation_id="watches")
def watches(request: HttpRequest, ended: bool = False) -> WatchList:
    """The watches, the nearest end first, and the alerts that nobody took; with `ended` also what a person ended."""
    return desk().watches(who(request), ended=ended)


@router.get("/watches/{watch_id}", response=answers(WatchPage), operation_id="watch")
def watch(request: HttpRequest, watch_id: Id) -> WatchPage:
    """One watch with its alerts."""
    return desk().watch(who(request), watch_id)


@router.get("/messages/{entry_id}/watches", response=answers(WatchOffer), operation_id="watch_offer")
def watch_offer(request: HttpRequest, entry_id: Id) -> WatchOffer:
    """What a watch for a message begins with: whom it names, purposes, who may own it, and the watches it has."""
    return desk().watch_offer(who(request), entry_id)


@router.post("/messages/{entry_id}/watches", response=answers(Made, 201), operation_id="watch_set")
def watch_set(request: HttpRequest, entry_id: Id, given: WatchIn) -> Status:
    """Set up a watch for what a message asks, where policy permits it."""
    return Status(201, Made(id=desk().watch_set(who(request), entry_id, given.given())))


@router.post("/watches/{watch_id}/renew", response=answers(Acknowledged), operation_id="watch_renew")
def watch_renew(request: HttpRequest, watch_id: Id, given: WatchRenewIn) -> Acknowledged:
    """Move the end of a watch; policy is asked again."""
    desk().watch_renew(who(request), watch_id, **given.model_dump())
    return Acknowledged()


@router.post("/watches/{watch_id}/hand", response=answers(Acknowledged), operation_id="watch_hand")
def watch_hand(request: HttpRequest, watch_id: Id, given: WatchHandIn) -> Acknowledged:
    """Give a watch another owner."""
    desk().watch_hand(who(request), watch_id, to=given.to)
    return Acknowledged()


@router.post("/watches/{watch_id}/end", response=answers(Acknowledged), operation_id="watch_end")
def watch_end(request: HttpRequest, watch_id: Id, given: WatchEndIn) -> Acknowledged:
    """End a watch, with a reason."""
    desk().watch_end(who(request), watch_id, because=given.because)
    return Acknowledged()


@router.post("/messages/{entry_id}/watch/let-end", response=answers(Acknowledged), operation_id="watch_let_end")
def watch_let_end(request: HttpRequest, entry_id: Id) -> Acknowledged:
    """Let the watch end that a partner keeps for a message of ours: nobody is warned of its end any more."""
    desk().watch_let_end(who(request), entry_id)
    return Acknowledged()


@router.post("/alerts/{alert_id}/take", response=answers(Acknowledged), operation_id="alert_take")
def alert_take(request: HttpRequest, alert_id: Id, given: AlertTakeIn) -> Acknowledged:
    """Take an alert: from here on this officer answers for what comes of it."""
    desk().alert_take(who(request), alert_id, note=given.note)
    return Acknowledged()


@router.post("/alerts/{alert_id}/told", response=answers(Acknowledged), operation_id="alert_told")
def alert_told(request: HttpRequest, alert_id: Id, given: AlertToldIn) -> Acknowledged:
    """Set down that somebody was told of an alert by word of mouth; it stays open."""
    desk().alert_told(who(request), alert_id, **given.model_dump())
    return Acknowledged()
