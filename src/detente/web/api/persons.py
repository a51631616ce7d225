"""One person over HTTP, looked up in records, messages and lists at once."""

from __future__ import annotations

from typing import Annotated, Final

from django.http import HttpRequest
from ninja import Field, Router, Schema

from detente.node.queries.person_page import PeopleFound, PersonAsked
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["persons"])

Text = Annotated[str, Field(max_length=200, pattern=NO_NUL)]


class PersonIn(Schema):
    """Who is looked up: names in any script, a date of birth, a country, the number of a document; and why."""

    names: list[Text] = Field(default_factory=list, max_length=10)
    born: Text = ""
    country: Text = ""
    number: Text = ""
    reason: str = Field(max_length=300, pattern=NO_NUL)


@router.post("/person-search", response=answers(PeopleFound), operation_id="person_search")
def person_search(request: HttpRequest, given: PersonIn) -> PeopleFound:
    """Who may be meant in records, messages of open cases and lists, with the why; the reason goes on record."""
    asked = PersonAsked(tuple(given.names), given.born, given.country, given.number, given.reason)
    return desk().person_search(who(request), asked)
