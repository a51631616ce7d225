"""Exports that take a second person, over HTTP: what would go, asking, and signing with a passkey (`approvals`)."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from detente.node.queries.exports_page import AskedExport, ExportApprovalPage, ExportPage, Way
from detente.node.services.exports_asked import LONGEST
from detente.web.api.drafts import ReleaseIn
from detente.web.api.inputs import Acknowledged, Made
from detente.web.api.problems import answers
from detente.web.api.shapes import NO_NUL, Id, person, who
from detente.web.desk.gateway import desk

router: Final = Router(tags=["exports"])


class ExportAskIn(Schema):
    """Why content leaves, for who approves and for the record."""

    reason: str = Field(max_length=LONGEST, pattern=NO_NUL)


class NotExportedIn(Schema):
    """Why it does not leave."""

    because: str = Field(max_length=LONGEST, pattern=NO_NUL)


@router.get("/messages/{entry_id}/exports/{way}", response=answers(ExportPage), operation_id="export_page")
def export_page(request: HttpRequest, entry_id: Id, way: Way) -> ExportPage:
    """What an export of the thread would give out, message by message, and what lacks a second person."""
    return desk().export_page(who(request), entry_id, way)


@router.post("/messages/{entry_id}/exports/{way}", response=answers(Made, 201), operation_id="export_ask")
def export_ask(request: HttpRequest, entry_id: Id, way: Way, given: ExportAskIn) -> Status:
    """Ask for what lacks a second person; once all have signed who must, the export itself has it, once."""
    return Status(201, Made(id=desk().export_ask(who(request), entry_id, way, reason=given.reason)))


@router.get("/exports", response=answers(list[AskedExport]), operation_id="exports_waiting")
def exports_waiting(request: HttpRequest) -> list[AskedExport]:
    """The exports that wait for a second person."""
    return list(desk().exports_waiting(who(request)))


@router.get("/exports/{export_id}", response=answers(ExportApprovalPage), operation_id="export_approval")
def export_approval(request: HttpRequest, export_id: Id) -> ExportApprovalPage:
    """One export as it would go, with what is signed under it and what a passkey signs; or how it ended."""
    return desk().export_approval(who(request), export_id)


@router.post("/exports/{export_id}/approve", response=answers(Acknowledged), operation_id="export_approve")
def export_approve(request: HttpRequest, export_id: Id, given: ReleaseIn) -> Acknowledged:
    """Approve exactly what the challenge names, or assent to it, with a passkey."""
    signed = person("export_approve", given.assertion)
    desk().export_approve(who(request), export_id, challenge=given.challenge, assertion=signed)
    return Acknowledged()


@router.post("/exports/{export_id}/refuse", response=answers(Acknowledged), operation_id="export_refuse")
def export_refuse(request: HttpRequest, export_id: Id, given: NotExportedIn) -> Acknowledged:
    """Refuse an export with a reason, or take one's own back."""
    desk().export_refuse(who(request), export_id, because=given.because)
    return Acknowledged()
