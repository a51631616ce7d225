"""Lists of others over HTTP: which are held, their versions, a file as the next one, who is in them."""

from __future__ import annotations

from typing import Annotated, BinaryIO, Final, Literal, cast

from django.http import HttpRequest
from ninja import Field, File, Path, Query, Router, Schema, Status, UploadedFile

from detente.node.queries.lists_page import (
    Asked,
    ComparisonPage,
    EntriesFound,
    EntryPage,
    Given,
    Kind,
    ListPage,
    ListsPage,
    VersionPage,
)
from detente.web.api.inputs import Acknowledged, Made
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, After, Id, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["lists"])

Line = Annotated[str, Field(min_length=1, max_length=300, pattern=NO_NUL)]
Short = Annotated[str, Field("", max_length=200, pattern=NO_NUL)]
Code = Annotated[str, Field(min_length=1, max_length=64, pattern=NO_NUL)]
Name = Annotated[str, Path(max_length=64, pattern=r"^[^/\x00]+$")]
Number = Annotated[int, Path(ge=1, le=1_000_000)]


class ListIn(Schema):
    """A list that is held from now on. `name`: short, for addresses; `basis`: the licence or the law of holding it."""

    name: Code
    title: Line
    publisher: Line
    basis: Line
    handling: list[Code] = Field(["tlp:GREEN"], min_length=1, max_length=32)


class ListConfirmIn(Schema):
    """Yes to what a version waits for. `columns`: of a table, a property for each, "" for a note; else as proposed."""

    columns: list[Annotated[str, Field(max_length=64, pattern=NO_NUL)]] | None = Field(None, max_length=20_000)
    kind: Annotated[str, Field("", max_length=64, pattern=NO_NUL)]
    order: Literal["", "dmy", "mdy"] = ""
    encoding: Annotated[str, Field("", max_length=20, pattern=r"^[A-Za-z0-9_-]*$")]


class FindIn(Schema):
    """Whom to look for: a name in any script, a date of birth, the number of a document; why; in one list only."""

    name: Short
    born: Short
    number: Short
    reason: str = Field(max_length=300, pattern=NO_NUL)
    of: Short


@router.get("/lists", response=answers(ListsPage), operation_id="lists")
def lists(request: HttpRequest) -> ListsPage:
    """The lists that are held, with the newest version of each."""
    return desk().lists(who(request))


@router.post("/lists", response=answers(Made, 201), operation_id="list_add")
def list_add(request: HttpRequest, given: ListIn) -> Status:
    """Hold a list from now on; it has no version yet."""
    return Status(201, Made(id=desk().list_add(who(request), **given.model_dump())))


@router.post("/lists/search", response=answers(EntriesFound), operation_id="lists_search")
def lists_search(request: HttpRequest, given: FindIn) -> EntriesFound:
    """Who may be meant, across scripts, the likeliest first, each with the why; the reason goes on record."""
    return desk().lists_search(who(request), Asked(**given.model_dump()))


@router.get("/lists/entries/{entry_id}", response=answers(EntryPage), operation_id="list_entry")
def list_entry(request: HttpRequest, entry_id: Id) -> EntryPage:
    """One entry as its list says it, and as it said it before; that it was looked at goes on record."""
    return desk().list_entry(who(request), entry_id)


@router.get("/lists/{name}", response=answers(ListPage), operation_id="list_page")
def list_page(request: HttpRequest, name: Name) -> ListPage:
    """One list with its versions, the newest first."""
    return desk().list_page(who(request), name)


@router.post("/lists/{name}/versions", response=answers(Given, 202), operation_id="list_load")
def list_load(request: HttpRequest, name: Name, file: Annotated[UploadedFile, File()]) -> Status:
    """A file as the next version; the node loads it by and by. The same file again changes nothing, and says so."""
    given = desk().list_load(who(request), name, file_name=file.name or "list", content=cast(BinaryIO, file.file))
    return Status(202, given)


@router.get("/lists/{name}/versions/{number}", response=answers(VersionPage), operation_id="list_version")
def list_version(
    request: HttpRequest, name: Name, number: Number, kind: Annotated[Kind, Query("added")], after: After = ""
) -> VersionPage:
    """One version: how far it is, what it waits for, and what it says otherwise than the one before."""
    return desk().list_version(who(request), name, number, kind=kind, after=after)


@router.post("/lists/{name}/versions/{number}/confirm", response=answers(Given), operation_id="list_confirm")
def list_confirm(request: HttpRequest, name: Name, number: Number, given: ListConfirmIn) -> Given:
    """Say yes to what a version waits for."""
    return desk().list_confirm(
        who(request),
        name,
        number,
        columns=given.columns,
        schema=given.kind or None,
        order=given.order or None,
        encoding=given.encoding,
    )


@router.post("/lists/{name}/versions/{number}/drop", response=answers(Acknowledged), operation_id="list_drop")
def list_drop(request: HttpRequest, name: Name, number: Number) -> Acknowledged:
    """Drop a version that is on its way; the one in force stays."""
    desk().list_drop(who(request), name, number)
    return Acknowledged()


class CompareIn(Schema):
    """Why a whole list is compared with all whom this node holds."""

    because: Line


class Comparing(Schema):
    """The number under which it is asked how far it is."""

    id: str


@router.post("/lists/{name}/comparisons", response=answers(Comparing, 202), operation_id="list_compare")
def list_compare(request: HttpRequest, name: Name, given: CompareIn) -> Status:
    """Compare a whole list with all whom this node holds; the node does it by and by."""
    return Status(202, Comparing(id=desk().list_compare(who(request), name, because=given.because)))


@router.get(
    "/lists/{name}/comparisons/{comparison_id}", response=answers(ComparisonPage), operation_id="list_comparison"
)
def list_comparison(request: HttpRequest, name: Name, comparison_id: Id) -> ComparisonPage:
    """How far a comparing is, and what it came to, the likeliest first; that it was read goes on record."""
    return desk().list_comparison(who(request), name, comparison_id)


@router.post(
    "/lists/{name}/comparisons/{comparison_id}/stop",
    response=answers(Acknowledged),
    operation_id="list_comparison_stop",
)
def list_comparison_stop(request: HttpRequest, name: Name, comparison_id: Id) -> Acknowledged:
    """Compare nobody more; what was compared stays."""
    desk().list_comparison_stop(who(request), name, comparison_id)
    return Acknowledged()


@router.post(
    "/lists/{name}/comparisons/{comparison_id}/go-on",
    response=answers(Acknowledged),
    operation_id="list_comparison_go_on",
)
def list_comparison_go_on(request: HttpRequest, name: Name, comparison_id: Id) -> Acknowledged:
    """Go on where it was stopped."""
    desk().list_comparison_go_on(who(request), name, comparison_id)
    return Acknowledged()


@router.post("/lists/{name}/end", response=answers(Acknowledged), operation_id="list_end")
def list_end(request: HttpRequest, name: Name) -> Acknowledged:
    """Search a list no longer; what it said stays."""
    desk().list_end(who(request), name)
    return Acknowledged()
