"""Administration, over HTTP: calendars by which limits are counted, presets of deadlines, and what two persons take."""

from __future__ import annotations

from typing import Annotated, Final

from django.http import HttpRequest
from ninja import Field, Router, Schema

from detente.node.queries.administration_page import AdministrationPage, CalendarPage, DeadlinesPage, Weekday
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Code, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["administration"])


class CalendarIn(Schema):
    """By which calendar limits are counted: an IANA zone, ISO 3166 codes whose public holidays hold, the weekend."""

    zone: str = Field(max_length=64, pattern=NO_NUL)
    country: str = Field("", max_length=2, pattern=r"^[A-Za-z]*$")
    subdivision: str = Field("", max_length=16, pattern=NO_NUL)
    weekend: Annotated[tuple[Weekday, ...], Field(max_length=7)] = ("sat", "sun")


class Moved(Schema):
    """How many open cases have another clock by it."""

    moved: int


class FourEyesIn(Schema):
    """Whether what leaves takes two persons."""

    wanted: bool


class HouseAct(Schema):
    """What became of an act of the house: done, or proposed under the id `proposal` for another officer to confirm."""

    proposal: str = ""


@router.get("/administration", response=answers(AdministrationPage), operation_id="administration")
def administration(request: HttpRequest) -> AdministrationPage:
    """Everything that is arranged here: calendars, desks, officers."""
    return desk().administration(who(request))


@router.get("/calendars/ours", response=answers(CalendarPage), operation_id="calendar")
def calendar(request: HttpRequest) -> CalendarPage:
    """Our own calendar, and the zones that exist."""
    return desk().calendar(who(request), "")


@router.put("/calendars/ours", response=answers(Moved), operation_id="calendar_choose")
def calendar_choose(request: HttpRequest, given: CalendarIn) -> Moved:
    """Count our limits by another calendar from now on; open clocks move with it."""
    return _choose(request, "", given)


@router.get("/partners/{code}/calendar", response=answers(CalendarPage), operation_id="partner_calendar")
def partner_calendar(request: HttpRequest, code: Code) -> CalendarPage:
    """The calendar of a partner."""
    return desk().calendar(who(request), code)


@router.put("/partners/{code}/calendar", response=answers(Moved), operation_id="partner_calendar_choose")
def partner_calendar_choose(request: HttpRequest, code: Code, given: CalendarIn) -> Moved:
    """Count the limits of a partner by another calendar from now on; both parties choose the same for both."""
    return _choose(request, code, given)


@router.get("/deadlines", response=answers(DeadlinesPage), operation_id="deadlines")
def deadlines(request: HttpRequest) -> DeadlinesPage:
    """All presets of deadlines that an agreement may name, with the law behind them."""
    return desk().deadlines(who(request))


@router.put("/house/four-eyes", response=answers(HouseAct), operation_id="four_eyes")
def four_eyes(request: HttpRequest, given: FourEyesIn) -> HouseAct:
    """Let what leaves take two persons, or propose that it takes one."""
    return HouseAct(proposal=desk().four_eyes(who(request), wanted=given.wanted))


def _choose(request: HttpRequest, code: str, given: CalendarIn) -> Moved:
    return Moved(moved=desk().calendar_choose(who(request), code, **given.model_dump()))
