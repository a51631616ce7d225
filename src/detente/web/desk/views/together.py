"""Several drafts under one signature: choose, look at the list, sign it once."""

from __future__ import annotations

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from detente.model.errors import BadInput, DetenteError, PolicyRefusal
from detente.node.queries.together_page import Fate
from detente.web.desk.gateway import desk
from detente.web.desk.officer import assertion, officer
from detente.web.desk.phrases import error_sentence


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest) -> HttpResponse:
    """Show the own drafts to choose from, the list that was chosen, and release it."""
    return _page(request, approves=False)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest) -> HttpResponse:
    """Show the drafts of colleagues to choose from, the list that was chosen, and approve it."""
    return _page(request, approves=True)


def _page(request: HttpRequest, *, approves: bool) -> HttpResponse:
    here = "approve-together" if approves else "release-together"
    if request.method == "POST":
        chosen = list(zip(request.POST.getlist("draft"), request.POST.getlist("hash"), strict=False))
        try:
            found = desk().release_together(officer(request), chosen, approves=approves, assertion=assertion(request))
        except (BadInput, PolicyRefusal) as error:
            notices.error(request, error_sentence(error))
            return redirect(here)
        _tell(request, found)
        return redirect("approvals" if approves else "my-work")
    chosen_ids = request.GET.getlist("draft")
    page = desk().together(officer(request), chosen_ids, approves=approves)
    context = {"now": page.now, "page": page, "chosen": bool(chosen_ids), "here": here}
    return render(request, "desk/compose/together.html", context)


def _tell(request: HttpRequest, found: tuple[Fate, ...]) -> None:
    """Say how many left, and of each that did not, why."""
    done = [fate for fate in found if fate.error is None]
    if done:
        left = ngettext(
            "%(count)s message is done under your signature.",
            "%(count)s messages are done under your signature.",
            len(done),
        )
        notices.success(request, left % {"count": len(done)})
    for fate in found:
        if fate.error is None:
            continue
        if said := _why(fate.error):
            notices.error(request, f"{fate.draft_id}: {said}")
        else:
            notices.error(
                request,
                gettext("Draft %(draft)s stayed: it left, came back, or its case moved on.") % {"draft": fate.draft_id},
            )


def _why(error: Exception) -> str:
    """Give the sentence of an error; "" where the draft or its case moved on, which the page says by itself."""
    return error_sentence(error) if isinstance(error, DetenteError) and error.code != "no-such-step" else ""
