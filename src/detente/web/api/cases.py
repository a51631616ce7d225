"""Dialogues of any table, over HTTP: what stands open in one, what each act asks for, and doing it.

An act that sends something a person writes becomes a draft, as at the desk: it is read once more before it leaves, and
by a second person where the house works so.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from django.http import HttpRequest
from ninja import Field, Router, Schema
from pydantic import AwareDatetime

from detente.model.errors import NotFound
from detente.node.queries.case_page import CasePage, Deed, OpenAct
from detente.web.api.inputs import Acknowledged
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Event, Id, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["cases"])

Line = Annotated[str, Field(max_length=200, pattern=NO_NUL)]


class DeedIn(Schema):
    """What an act asks for; each act reads what is its own (`case_acts` says which that is)."""

    text: str = Field("", max_length=500_000, pattern=NO_NUL)
    lang: str = Field("", max_length=8, pattern=r"^[a-z]*$")
    until: AwareDatetime | None = None
    code: Line = ""
    missing: Annotated[tuple[Line, ...], Field(max_length=50)] = ()
    ground: Line = ""
    explained: str = Field("", max_length=2000, pattern=NO_NUL)
    competent: Line = ""
    to: Line = ""
    other: Line = ""
    confirm: bool = False
    note: str = Field("", max_length=400, pattern=NO_NUL)
    untold: bool = False
    given: dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=4000, pattern=NO_NUL)]] = Field(
        default_factory=dict, max_length=40
    )

    def deed(self) -> Deed:
        """Give it as the node takes it."""
        return Deed(**self.model_dump())


class Asked(Schema):
    """An act that stands open for the officer: what `case_act` takes for it, as a JSON Schema, and what it sends."""

    event: str
    sends: list[str]
    drafted: bool
    confirm: str
    asks: dict[str, Any]


class Acted(Schema):
    """What became of an act: it was done, or it is the draft `draft`, to be released."""

    draft: str = ""


@router.get("/messages/{entry_id}/case", response=answers(CasePage), operation_id="case")
def case(request: HttpRequest, entry_id: Id) -> CasePage:
    """The dialogue of a message: its clocks, what stands open and for whom, what was done, what it is linked with."""
    return desk().case(who(request), entry_id)


@router.get("/messages/{entry_id}/case/acts", response=answers(list[Asked]), operation_id="case_acts")
def case_acts(request: HttpRequest, entry_id: Id) -> list[Asked]:
    """The acts that stand open for this officer, each with the members that it takes."""
    return [_asked(act) for act in desk().case(who(request), entry_id).acts if act.allowed]


@router.post("/messages/{entry_id}/case/{event}", response=answers(Acted), operation_id="case_act")
def case_act(request: HttpRequest, entry_id: Id, event: Event, given: DeedIn) -> Acted:
    """Do one act. What it sends in words is kept as a draft, and leaves by its release."""
    officer, deed = who(request), given.deed()
    act = desk().case(officer, entry_id).act(event)
    if act is None:
        raise NotFound("This act does not stand open for you. `case_acts` lists those that do.")
    if act.drafted:
        return Acted(draft=desk().case_draft(officer, entry_id, event, deed))
    desk().case_act(officer, entry_id, event, deed)
    return Acted()


@router.post("/messages/{entry_id}/limits", response=answers(Acknowledged), operation_id="confirm_limits")
def confirm_limits(request: HttpRequest, entry_id: Id) -> Acknowledged:
    """Record that the limits which the label states (H3) were read and are kept to; the content opens by it."""
    desk().confirm_limits(who(request), entry_id)
    return Acknowledged()


def _given(act: OpenAct) -> dict[str, Any]:
    """Give the values that the table of the act asks for besides; every one is a text, as it is typed at the desk."""
    enums = {"yes-no": ["yes", "no"]}
    members: dict[str, Any] = {}
    for each in act.values:
        codes = [choice.code for choice in each.choices] or enums.get(each.form)
        members[each.name] = {"type": "string", "description": each.form} | ({} if codes is None else {"enum": codes})
    must = [each.name for each in act.values if each.must]
    return {"type": "object", "properties": members, "required": must, "additionalProperties": False}


def _asked(act: OpenAct) -> Asked:
    """Give an act with the part of `DeedIn` that it reads, its codes to choose from among them."""
    members = DeedIn.model_json_schema()["properties"]
    taken = {name: dict(members[name]) for name in (*act.fields, *(("lang",) if "text" in act.fields else ()))}
    for name, choices in (act.choices or {}).items():
        codes = {"enum": [choice.code for choice in choices]}
        taken[name] |= {"items": codes} if name == "missing" else codes
    if act.values:
        taken["given"] = _given(act)
    schema = {"type": "object", "properties": taken, "additionalProperties": False}
    return Asked(event=act.event, sends=list(act.sends), drafted=act.drafted, confirm=act.confirm, asks=schema)
