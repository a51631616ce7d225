"""Desks, over HTTP: who is on duty, roster, hand-over sheets, handing a case on, what presses; and their order."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from django.http import HttpRequest
from ninja import Field, Path, Router, Schema, Status
from pydantic import AwareDatetime

from detente.node.queries.office_page import Alarm, DeskPage, DesksPage, HandPage, SheetPage
from detente.web.api.inputs import Acknowledged, Made
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Id, person, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["desks"])

DeskCode = Annotated[str, Path(max_length=64, pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]
Name = Annotated[str, Field(max_length=64, pattern=NO_NUL)]
Officer = Annotated[str, Path(max_length=64, pattern=r"^[^/\x00]+$")]


class StretchIn(Schema):
    """An officer is on duty from `begin` until `end`, which is not in it."""

    who: Name
    begin: AwareDatetime
    end: AwareDatetime


class SheetIn(Schema):
    """What the next shift must know."""

    notes: str = Field("", max_length=4000, pattern=NO_NUL)


class SignIn(Schema):
    """`assertion`: the answer of the officer's passkey over the hash that `sheet` shows; a token alone signs none."""

    assertion: str | None = Field(None, pattern=NO_NUL)


class HandIn(Schema):
    """Where a case goes: a desk, an officer, or both. `anyway`: even where nobody is on duty."""

    desk: Name = ""
    who: Name = ""
    note: str = Field("", max_length=400, pattern=NO_NUL)
    anyway: bool = False


class ArrangeIn(Schema):
    """A desk with its competence: topics, partners by our letters for them, languages; `main` takes the rest."""

    name: str = Field(min_length=1, max_length=120, pattern=NO_NUL)
    topics: Annotated[tuple[Name, ...], Field(max_length=100)] = ()
    partners: Annotated[tuple[Name, ...], Field(max_length=100)] = ()
    languages: Annotated[tuple[Name, ...], Field(max_length=100)] = ()
    main: bool = False


class PlaceIn(Schema):
    """As what an officer belongs to a desk; "" takes the place away."""

    place: Literal["member", "deputy", "head", ""]


class LeaveIn(Schema):
    """From when until when an officer is away."""

    begin: AwareDatetime
    end: AwareDatetime


class ReachIn(Schema):
    """Where digests go, which say how much waits and nothing of what; "" for nowhere."""

    address: str = Field(max_length=254, pattern=NO_NUL)


@router.get("/desks", response=answers(DesksPage), operation_id="desks")
def desks(request: HttpRequest) -> DesksPage:
    """All desks: competence, who is on duty, what is open and late."""
    return desk().desks(who(request))


@router.get("/desks/{code}", response=answers(DeskPage), operation_id="desk_page")
def desk_page(request: HttpRequest, code: DeskCode) -> DeskPage:
    """One desk: what waits there, its members, its roster, its hand-over sheets."""
    return desk().desk_page(who(request), code)


@router.put("/desks/{code}", response=answers(Acknowledged), operation_id="desk_arrange")
def desk_arrange(request: HttpRequest, code: DeskCode, given: ArrangeIn) -> Acknowledged:
    """Make a desk, or change what it is competent for."""
    desk().desk_arrange(who(request), code, **given.model_dump())
    return Acknowledged()


@router.put("/desks/{code}/members/{name}", response=answers(Acknowledged), operation_id="desk_place")
def desk_place(request: HttpRequest, code: DeskCode, name: Officer, given: PlaceIn) -> Acknowledged:
    """Let an officer belong to a desk, or no more."""
    desk().desk_place(who(request), code, name, place=given.place)
    return Acknowledged()


@router.post("/desks/{code}/roster", response=answers(Acknowledged), operation_id="roster_add")
def roster_add(request: HttpRequest, code: DeskCode, given: StretchIn) -> Acknowledged:
    """Put an officer on duty at a desk for a time."""
    desk().roster_add(who(request), code, who=given.who, begin=given.begin, end=given.end)
    return Acknowledged()


@router.post("/desks/{code}/sheets", response=answers(Made, 201), operation_id="sheet_make")
def sheet_make(request: HttpRequest, code: DeskCode, given: SheetIn) -> Status:
    """Freeze a new hand-over sheet."""
    return Status(201, Made(id=desk().sheet_make(who(request), code, notes=given.notes)))


@router.get("/desks/{code}/sheets/{sheet_id}", response=answers(SheetPage), operation_id="sheet")
def sheet(request: HttpRequest, code: DeskCode, sheet_id: Id) -> SheetPage:
    """One hand-over sheet, and whether the officer may sign it now."""
    return desk().sheet(who(request), code, sheet_id)


@router.post("/desks/{code}/sheets/{sheet_id}/sign", response=answers(Acknowledged), operation_id="sheet_sign")
def sheet_sign(request: HttpRequest, code: DeskCode, sheet_id: Id, given: SignIn) -> Acknowledged:
    """Sign a sheet: who made it first, then who takes over."""
    desk().sheet_sign(who(request), code, sheet_id, assertion=person("sheet_sign", given.assertion))
    return Acknowledged()


@router.put("/officers/{name}/leave", response=answers(Acknowledged), operation_id="leave_set")
def leave_set(request: HttpRequest, name: Officer, given: LeaveIn) -> Acknowledged:
    """Put down that an officer is away, at every desk; deputies stand in."""
    desk().leave_set(who(request), name, begin=given.begin, end=given.end)
    return Acknowledged()


@router.put("/officers/{name}/reach", response=answers(Acknowledged), operation_id="reach_set")
def reach_set(request: HttpRequest, name: Officer, given: ReachIn) -> Acknowledged:
    """Set where an officer gets digests by mail."""
    desk().reach_set(who(request), name, address=given.address)
    return Acknowledged()


@router.get("/alarm", response=answers(Alarm), operation_id="alarm")
def alarm(request: HttpRequest) -> Alarm:
    """What presses for the officer now."""
    return desk().alarm(who(request))


@router.get("/messages/{entry_id}/hand-on", response=answers(HandPage), operation_id="hand_page")
def hand_page(request: HttpRequest, entry_id: Id) -> HandPage:
    """Where a case is, and where it may go."""
    return desk().hand_page(who(request), entry_id)


@router.post("/messages/{entry_id}/hand-on", response=answers(Acknowledged), operation_id="hand_on")
def hand_on(request: HttpRequest, entry_id: Id, given: HandIn) -> Acknowledged:
    """Hand a case to a desk, an officer, or both; refused where nobody is on duty there, unless `anyway`."""
    desk().hand_on(who(request), entry_id, **given.model_dump())
    return Acknowledged()
