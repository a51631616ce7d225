"""Records of persons and bodies over HTTP: look up, read, make, state; nothing is overwritten."""

from __future__ import annotations

from typing import Annotated, Final

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import AwareDatetime

from detente.node.queries.records_page import (
    UNJUDGED,
    Nature,
    Offers,
    RecordGiven,
    RecordList,
    RecordPage,
    RecordsBeside,
    SourceGiven,
    SplitPage,
)
from detente.node.queries.records_page import Schema as Kind
from detente.web.api.inputs import Acknowledged, Made
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Id, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["records"])

Line = Annotated[str, Field(min_length=1, max_length=300, pattern=NO_NUL)]
Value = Annotated[str, Field(min_length=1, max_length=2000, pattern=NO_NUL)]
Name = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z]+$")]
Code = Annotated[str, Field(min_length=1, max_length=64, pattern=NO_NUL)]
Short = Annotated[str, Field("", max_length=200, pattern=NO_NUL)]


class LookUpIn(Schema):
    """Whom to look for: a name in any script, a date of birth, the number of a document; and why."""

    name: Short
    born: Short
    number: Short
    reason: str = Field(max_length=300, pattern=NO_NUL)


class SourceIn(Schema):
    """What stands beside a value. Dates left out: those of the category of person."""

    source: Line
    scheme: Code = UNJUDGED[0]
    code: Code = UNJUDGED[1]
    nature: Nature = "assessment"
    handling: list[Code] = Field(["tlp:AMBER"], min_length=1, max_length=32)
    review_by: AwareDatetime | None = None
    delete_by: AwareDatetime | None = None

    def given(self) -> SourceGiven:
        """Give it as the node takes it."""
        values = {name: getattr(self, name) for name in SourceIn.model_fields}
        return SourceGiven(**values | {"handling": tuple(self.handling)})


class RecordMadeIn(SourceIn):
    """A record that is made by hand. `values`: texts by property of the FollowTheMoney vocabulary, one a `name`."""

    kind: Kind = "Person"
    category: Code
    values: dict[Name, list[Value]] = Field(min_length=1, max_length=100)
    because: Line


class StatementIn(SourceIn):
    """One more value of a record; the property `category` says which category of person it is from now on."""

    prop: Name
    value: Value


class TakeIn(Schema):
    """Which record of a message to keep, by its place from 0, and why."""

    index: int = Field(ge=0, le=10_000)
    because: Line


class EndIn(Schema):
    """Why a statement no longer stands."""

    because: Line


class MergeIn(Schema):
    """Which record is of the same person, and why: it is merged into the one of the address."""

    other: Id
    because: Line


class SplitIn(Schema):
    """Why the record of the address is of somebody else; `given`: the statements since the merge that are of it."""

    given: list[Id] = Field([], max_length=1000)
    because: Line


@router.get("/records", response=answers(RecordList), operation_id="records_latest")
def records_latest(request: HttpRequest) -> RecordList:
    """The records that this officer made, the newest first."""
    return desk().records_latest(who(request))


@router.post("/records/search", response=answers(RecordList), operation_id="records_search")
def records_search(request: HttpRequest, given: LookUpIn) -> RecordList:
    """The records that may be meant, across scripts, the likeliest first; the reason goes on record."""
    return desk().records_search(who(request), **given.model_dump())


@router.post("/records", response=answers(Made, 201), operation_id="record_make")
def record_make(request: HttpRequest, given: RecordMadeIn) -> Status:
    """Make a record by hand."""
    made = RecordGiven(
        schema=given.kind,
        category=given.category,
        values={prop: tuple(values) for prop, values in given.values.items()},
        beside=given.given(),
        because=given.because,
    )
    return Status(201, Made(id=desk().record_make(who(request), made)))


@router.get("/records/{record_id}", response=answers(RecordPage), operation_id="record")
def record(request: HttpRequest, record_id: Id) -> RecordPage:
    """One record: what stands, each with its source, and what no longer does."""
    return desk().record(who(request), record_id)


@router.post("/records/{record_id}/statements", response=answers(Made, 201), operation_id="record_state")
def record_state(request: HttpRequest, record_id: Id, given: StatementIn) -> Status:
    """Say one more thing of a record; what stood before stands beside it."""
    made = desk().record_state(who(request), record_id, prop=given.prop, value=given.value, beside=given.given())
    return Status(201, Made(id=made))


@router.post(
    "/records/{record_id}/statements/{statement_id}/end", response=answers(Acknowledged), operation_id="record_end"
)
def record_end(request: HttpRequest, record_id: Id, statement_id: Id, given: EndIn) -> Acknowledged:
    """Say that a statement no longer stands; it stays in the history."""
    desk().record_end(who(request), record_id, statement_id, because=given.because)
    return Acknowledged()


@router.get("/records/{record_id}/beside/{other_id}", response=answers(RecordsBeside), operation_id="records_beside")
def records_beside(request: HttpRequest, record_id: Id, other_id: Id) -> RecordsBeside:
    """Two records side by side, property by property, before somebody says that they are one."""
    return desk().records_beside(who(request), record_id, other_id)


@router.post("/records/{record_id}/merge", response=answers(Acknowledged), operation_id="record_merge")
def record_merge(request: HttpRequest, record_id: Id, given: MergeIn) -> Acknowledged:
    """Say that another record is of the same person: this one stands for both, until they are split."""
    desk().record_merge(who(request), record_id, **given.model_dump())
    return Acknowledged()


@router.get("/records/{record_id}/split", response=answers(SplitPage), operation_id="record_splitting")
def record_splitting(request: HttpRequest, record_id: Id) -> SplitPage:
    """What was said since this record was merged into another one, of which a split says whose it is."""
    return desk().record_splitting(who(request), record_id)


@router.post("/records/{record_id}/split", response=answers(Acknowledged), operation_id="record_split")
def record_split(request: HttpRequest, record_id: Id, given: SplitIn) -> Acknowledged:
    """Say that a record that was merged is of somebody else; each has back what it had."""
    desk().record_split(who(request), record_id, **given.model_dump())
    return Acknowledged()


@router.get("/messages/{entry_id}/records", response=answers(Offers), operation_id="record_offers")
def record_offers(request: HttpRequest, entry_id: Id) -> Offers:
    """The records of a message that may be kept here, and ours that are linked with it."""
    return desk().record_offers(who(request), entry_id)


@router.post("/messages/{entry_id}/records", response=answers(Made, 201), operation_id="record_take")
def record_take(request: HttpRequest, entry_id: Id, given: TakeIn) -> Status:
    """Keep a record of a message as one of this house."""
    return Status(201, Made(id=desk().record_take(who(request), entry_id, **given.model_dump())))
