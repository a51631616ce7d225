"""Approvals: what waits for a second person, one draft exactly as it would leave, and acts of the house."""

from __future__ import annotations

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from detente.model.errors import BadInput, PolicyRefusal
from detente.web.desk.gateway import desk
from detente.web.desk.officer import assertion, officer
from detente.web.desk.phrases import error_sentence


@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """Show what waits for a second person."""
    page = desk().approvals(officer(request))
    exports = desk().exports_waiting(officer(request))
    return render(request, "desk/approvals/list.html", {"now": page.now, "page": page, "exports": exports})


@require_safe
def approval(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Show one draft as it would leave, and who signed under it."""
    page = desk().approval(officer(request), draft_id)
    context = {
        "now": page.now,
        "marking": page.preview.handling,
        "page": page,
        "preview": page.preview,
        "recipient": page.preview.recipient,
        "draft_id": draft_id,
    }
    return render(request, "desk/approvals/one.html", context)


@require_POST
def approve(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Approve exactly what was shown."""
    try:
        entry_id = desk().approve(
            officer(request),
            draft_id,
            challenge=request.POST.get("challenge", ""),
            assertion=assertion(request),
        )
    except (BadInput, PolicyRefusal) as error:
        notices.error(request, error_sentence(error))
        return redirect("approvals")
    if not entry_id:
        notices.success(request, gettext("Signed. It waits for a further signature."))
        return redirect("approval", draft_id)
    notices.success(request, gettext("Approved and sealed. It goes as soon as their node is reachable."))
    return redirect("notification", entry_id)


@require_POST
def give_back(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Give a draft back to its author with a reason."""
    try:
        desk().give_back(officer(request), draft_id, because=request.POST.get("because", ""))
    except (BadInput, PolicyRefusal) as error:
        notices.error(request, error_sentence(error))
        return redirect("approval", draft_id)
    notices.success(request, gettext("Given back to its author, with your reason."))
    return redirect("approvals")


@require_POST
def decide_proposal(request: HttpRequest, proposal_id: str) -> HttpResponse:
    """Confirm or decline what a colleague proposed for the house."""
    try:
        if request.POST.get("decision") == "confirm":
            desk().proposal_confirm(officer(request), proposal_id)
            notices.success(request, gettext("Confirmed. It holds from now on."))
        else:
            desk().proposal_decline(officer(request), proposal_id)
            notices.success(request, gettext("Declined. Nothing changed."))
    except (BadInput, PolicyRefusal) as error:
        notices.error(request, error_sentence(error))
    return redirect("approvals")
