"""Previews of attachments: text, or a picture that the node drew itself, inside the page; never the file."""

from __future__ import annotations

from base64 import b64encode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from detente.node.queries.desk import Text
from detente.web.desk.gateway import desk
from detente.web.desk.no_preview import NO_PREVIEW
from detente.web.desk.officer import officer


@require_safe
def look(request: HttpRequest, entry_id: str, file_id: str) -> HttpResponse:
    """Show what an attachment looks like, or the sentence why it is not shown."""
    page = desk().sight(officer(request), entry_id, file_id)
    # Inside the page: a second address would start a second child, and stand in the record as a second look.
    picture = f"data:image/png;base64,{b64encode(page.sight.png).decode()}" if page.sight.png else ""
    shown = {"page": page, "picture": picture, "text": Text(page.sight.text, ""), "reason": ""}
    if page.sight.reason:
        shown["reason"] = str(NO_PREVIEW[page.sight.reason])
    return render(request, "desk/notification/look.html", {"marking": page.handling} | shown)
