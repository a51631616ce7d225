"""Templates and the address book, over HTTP: what the house keeps to help writing."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from detente.node.queries.books_page import AddressLine, TemplateLine
from detente.web.api.inputs import Acknowledged, Made
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Code, Id, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["books"])

Item = Annotated[str, Field(max_length=64, pattern=NO_NUL)]
Name = Annotated[str, Query(min_length=1, max_length=120, pattern=NO_NUL)]


class TemplateIn(Schema):
    """A template of the house; {{partner}}, {{today}} and {{own_ref}} are filled when a draft begins."""

    name: str = Field(min_length=1, max_length=80, pattern=NO_NUL)
    kind: Literal["notification", "request-information"] = "notification"
    lang: str = Field(pattern=r"^[a-z]{2,3}$")
    subject: str = Field("", max_length=200, pattern=NO_NUL)
    text: str = Field("", max_length=100_000, pattern=NO_NUL)
    asks: str = Field("", max_length=2000, pattern=NO_NUL)


class BeginIn(Schema):
    """To whom the draft goes, and our file number; both may come later."""

    to: str = Field("", max_length=8, pattern=NO_NUL)
    own_ref: str = Field("", max_length=64, pattern=NO_NUL)


class AddressIn(Schema):
    """A desk of a partner as we know it."""

    name: str = Field(min_length=1, max_length=120, pattern=NO_NUL)
    topics: Annotated[tuple[Item, ...], Field(max_length=100)] = ()
    languages: Annotated[tuple[Item, ...], Field(max_length=100)] = ()
    notes: str = Field("", max_length=1000, pattern=NO_NUL)


@router.get("/templates", response=answers(list[TemplateLine]), operation_id="templates")
def templates(request: HttpRequest) -> list[TemplateLine]:
    """The templates of the house."""
    return list(desk().templates(who(request)))


@router.post("/templates", response=answers(Made, 201), operation_id="template_keep")
def template_keep(request: HttpRequest, given: TemplateIn) -> Status:
    """Keep a template, or give the one of this name, kind and language other texts."""
    return Status(201, Made(id=desk().template_keep(who(request), **given.model_dump())))


@router.delete("/templates/{template_id}", response=answers(Acknowledged), operation_id="template_forget")
def template_forget(request: HttpRequest, template_id: Id) -> Acknowledged:
    """Throw a template away; drafts that began with it stay."""
    desk().template_forget(who(request), template_id)
    return Acknowledged()


@router.post("/templates/{template_id}/drafts", response=answers(Made, 201), operation_id="template_begin")
def template_begin(request: HttpRequest, template_id: Id, given: BeginIn) -> Status:
    """Begin a draft with a template."""
    return Status(201, Made(id=desk().template_begin(who(request), template_id, to=given.to, own_ref=given.own_ref)))


@router.get("/addresses", response=answers(list[AddressLine]), operation_id="addresses")
def addresses(request: HttpRequest) -> list[AddressLine]:
    """The desks of partners as we know them, then our own."""
    return list(desk().addresses(who(request)))


@router.post("/partners/{code}/addresses", response=answers(Acknowledged), operation_id="address_keep")
def address_keep(request: HttpRequest, code: Code, given: AddressIn) -> Acknowledged:
    """Note a desk of a partner, or change what we know of it; this never travels."""
    desk().address_keep(who(request), code, **given.model_dump())
    return Acknowledged()


@router.delete("/partners/{code}/addresses", response=answers(Acknowledged), operation_id="address_forget")
def address_forget(request: HttpRequest, code: Code, name: Name) -> Acknowledged:
    """Take a desk of a partner out of the book."""
    desk().address_forget(who(request), code, name)
    return Acknowledged()
