"""Matches over HTTP: those that wait, one with its why, the judgement, its undoing."""

from __future__ import annotations

from typing import Annotated, Final

from django.http import HttpRequest
from ninja import Field, Router, Schema

from detente.node.queries.matches_page import MatchList, MatchPage, Verdict
from detente.web.api.inputs import Acknowledged
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Id, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["matches"])

Line = Annotated[str, Field(min_length=1, max_length=300, pattern=NO_NUL)]


class JudgeIn(Schema):
    """A judgement and what decided it. `legal`: the consequence may be legal, so that a second person judges, too."""

    verdict: Verdict
    because: Line
    legal: bool = False


class UndoIn(Schema):
    """Why it does not hold."""

    because: Line


class Outcome(Schema):
    """What holds by now, "" while a second person is waited for."""

    outcome: str


class Waiting(Schema):
    """How many matches of a message wait to be judged."""

    waiting: int


@router.get("/matches", response=answers(MatchList), operation_id="matches")
def matches(request: HttpRequest) -> MatchList:
    """The matches that wait for this officer, the likeliest first."""
    return desk().matches(who(request))


@router.get("/matches/{match_id}", response=answers(MatchPage), operation_id="match")
def match(request: HttpRequest, match_id: Id) -> MatchPage:
    """One match: both sides field by field, the why in four languages, what was judged before."""
    return desk().match(who(request), match_id)


@router.post("/matches/{match_id}", response=answers(Outcome), operation_id="match_judge")
def match_judge(request: HttpRequest, match_id: Id, given: JudgeIn) -> Outcome:
    """Judge a match, as the second person where one waits for it; nothing leaves by it."""
    return Outcome(outcome=desk().match_judge(who(request), match_id, **given.model_dump()))


@router.post("/matches/{match_id}/undo", response=answers(Acknowledged), operation_id="match_undo")
def match_undo(request: HttpRequest, match_id: Id, given: UndoIn) -> Acknowledged:
    """Undo what was judged; the match waits again."""
    desk().match_undo(who(request), match_id, because=given.because)
    return Acknowledged()


@router.get("/messages/{entry_id}/matches", response=answers(MatchList), operation_id="matches_of")
def matches_of(request: HttpRequest, entry_id: Id) -> MatchList:
    """The matches of whom a message names, whether they wait or not."""
    return desk().matches_of(who(request), entry_id)


@router.post("/messages/{entry_id}/matches", response=answers(Waiting), operation_id="match_screen")
def match_screen(request: HttpRequest, entry_id: Id) -> Waiting:
    """Compare whom a message names with what is held, now."""
    return Waiting(waiting=desk().match_screen(who(request), entry_id))
