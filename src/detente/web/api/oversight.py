"""Oversight, over HTTP: read only, for its own role and no other; every reading is put down with its reason first.

The passphrase of oversight is in no token: its own log opens with it alone.
"""

from __future__ import annotations

from typing import Annotated, Final

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Field, Router, Schema

from detente.node.queries.oversight_page import OversightPage, ReadingLine, SampledMessage
from detente.web.api.problems import answers
from detente.web.api.shapes import FILE, FILE_ANSWERS, NO_NUL, file, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["oversight"])

Why = Annotated[str, Field(max_length=300, pattern=NO_NUL)]


class ReadingIn(Schema):
    """Why oversight reads; `verify` checks the whole record too."""

    reason: Why
    verify: bool = False


class SampleIn(Schema):
    """How many messages are drawn, and why."""

    count: int = Field(ge=1, le=100)
    reason: Why


class ExportIn(Schema):
    """Why the record is taken along."""

    reason: Why


class LogIn(Schema):
    """Oversight's own passphrase; it opens its log and is kept nowhere."""

    passphrase: str = Field(max_length=1000, pattern=NO_NUL)


class OversightReady(Schema):
    """Whether oversight has its key: without one nothing is shown."""

    ready: bool


@router.get("/oversight", response=answers(OversightReady), operation_id="oversight_ready")
def oversight_ready(request: HttpRequest) -> OversightReady:
    """Whether oversight has its key."""
    return OversightReady(ready=desk().oversight_ready(who(request)))


@router.post("/oversight/readings", response=answers(OversightPage), operation_id="oversight")
def oversight(request: HttpRequest, given: ReadingIn) -> OversightPage:
    """Contacts, refusals by inner ground, waivers, silences, acts without passkey, the proof of the record."""
    return desk().oversight(who(request), reason=given.reason, verify=given.verify)


@router.post("/oversight/samples", response=answers(list[SampledMessage]), operation_id="oversight_sample")
def oversight_sample(request: HttpRequest, given: SampleIn) -> list[SampledMessage]:
    """Messages drawn at random, as oversight may read them."""
    return list(desk().oversight_sample(who(request), count=given.count, reason=given.reason))


@router.post("/oversight/log", response=answers(list[ReadingLine]), operation_id="oversight_log")
def oversight_log(request: HttpRequest, given: LogIn) -> list[ReadingLine]:
    """What oversight read, and why."""
    return list(desk().oversight_log(who(request), passphrase=given.passphrase))


@router.post("/oversight/exports", response=FILE_ANSWERS, openapi_extra=FILE, operation_id="oversight_export")
def oversight_export(request: HttpRequest, given: ExportIn) -> StreamingHttpResponse:
    """The whole record as JSON lines that verify elsewhere."""
    return file("record.jsonl", [desk().oversight_export(who(request), reason=given.reason)])
