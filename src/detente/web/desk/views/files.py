"""Attachments of a draft: which button was pressed, and what it does to the files."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.http import HttpRequest

from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer


def change_files(request: HttpRequest, draft_id: str) -> bool:
    """Attach or detach as the pressed button says; tell whether the officer stays on the page.

    A file that was chosen is attached whichever button was pressed: nobody loses one by pressing the other.
    """
    go = request.POST.get("go", "leaves")
    if go.startswith("detach:"):
        desk().draft_detach(officer(request), draft_id, go.removeprefix("detach:"))
    for file in request.FILES.getlist("file"):
        desk().draft_attach(
            officer(request),
            draft_id,
            name=file.name or "",
            media_type=file.content_type or "application/octet-stream",
            content=cast(BinaryIO, file.file),
        )
    return go != "leaves"
