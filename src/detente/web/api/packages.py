"""The operations on case packages: a case out as one file, a file in as drafts."""

from __future__ import annotations

from typing import Annotated, Final

from django.http import HttpRequest, StreamingHttpResponse
from ninja import File, Router, Status, UploadedFile

from detente.node.queries.case_package_page import Taken
from detente.node.services.importing import LARGEST
from detente.web.api.problems import answers
from detente.web.api.shapes import FILE, FILE_ANSWERS, Id, who
from detente.web.api.shapes import file as as_file
from detente.web.desk.gateway import desk

router: Final = Router()


@router.get(
    "/messages/{entry_id}/case-package",
    response=FILE_ANSWERS,
    openapi_extra=FILE,
    operation_id="case_export",
    tags=["reading"],
)
def case_export(request: HttpRequest, entry_id: Id) -> StreamingHttpResponse:
    """The case of a message as one file; what may not leave is left out and counted in it."""
    return as_file(f"case-{entry_id}.zip", [desk().case_export(who(request), entry_id)])


@router.post("/case-packages", response=answers(Taken, 201), operation_id="case_import", tags=["writing"])
def case_import(request: HttpRequest, file: Annotated[UploadedFile, File()]) -> Status:
    """Make drafts of a case package. Nothing is sent; the same file again makes none, and says so."""
    return Status(201, desk().case_import(who(request), file.read(LARGEST + 1), way="interface"))
