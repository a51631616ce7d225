"""Exports that take a second person: what would go, asking for it, and signing it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.queries.exports_page import Way
from detente.node.services.exports_asked import WAYS
from detente.web.desk.gateway import desk
from detente.web.desk.officer import assertion, officer
from detente.web.desk.phrases import error_sentence


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, entry_id: str, way: str) -> HttpResponse:
    """Show what an export of a thread would give out; ask for what lacks a second person."""
    if way not in WAYS:
        raise Http404
    chosen = cast(Way, way)
    if request.method == "POST":
        try:
            desk().export_ask(officer(request), entry_id, chosen, reason=request.POST.get("reason", ""))
        except (BadInput, PolicyRefusal) as error:
            notices.error(request, error_sentence(error))
        else:
            notices.success(request, gettext("Asked. It can leave once those have signed who must."))
        return redirect("export", entry_id, way)
    page = desk().export_page(officer(request), entry_id, chosen)
    return render(request, "desk/approvals/export.html", {"now": page.now, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, export_id: str) -> HttpResponse:
    """Show an export that waits, and sign or refuse it."""
    if request.method != "POST":
        page = desk().export_approval(officer(request), export_id)
        return render(request, "desk/approvals/export_one.html", {"now": page.now, "page": page})
    try:
        if request.POST.get("decision") == "refuse":
            desk().export_refuse(officer(request), export_id, because=request.POST.get("because", ""))
            notices.success(request, gettext("Refused, with your reason."))
        else:
            desk().export_approve(
                officer(request),
                export_id,
                challenge=request.POST.get("challenge", ""),
                assertion=assertion(request),
            )
            notices.success(request, gettext("Signed. It goes out once, to who asked for it."))
    except NotFound:
        notices.error(request, gettext("This export waits for nobody any more."))
    except (BadInput, PolicyRefusal) as error:
        notices.error(request, error_sentence(error))
        return redirect("export-approval", export_id)
    return redirect("approvals")
