"""A case: what stands open in a dialogue, what was done here, and doing one act of its table."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.web.desk.case_form import ActForm
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence
from detente.web.desk.views.upkeep import show_case

CLOSES: Final = frozenset({"offer-outcome", "close-without-outcome", "file", "close"})
"""The acts that end a matter: none of them ends a watch, so whoever does one is shown those that go on."""


@require_safe
def case(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Show a case."""
    return show_case(request, entry_id)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, entry_id: str, event: str) -> HttpResponse:
    """Show the form of one act, and do it."""
    page = desk().case(officer(request), entry_id)
    chosen = page.act(event)
    if chosen is None:
        raise NotFound("This act does not stand open.")
    form = ActForm(request.POST if request.method == "POST" else None, act=chosen)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                if chosen.drafted:
                    return redirect("leaves", desk().case_draft(officer(request), entry_id, event, form.deed()))
                desk().case_act(officer(request), entry_id, event, form.deed())
            except (BadInput, PolicyRefusal, NotFound) as error:
                form.add_error(None, error_sentence(error) or gettext("There is nothing of that name here."))
                status = status_of(error)
            else:
                notices.success(request, gettext("Done. What it sends leaves when their node is reachable."))
                return redirect("case", entry_id)
    context: dict[str, Any] = {"now": page.now, "marking": page.handling, "page": page, "act": chosen, "form": form}
    if event in CLOSES:
        context["watches"] = desk().watches_left(officer(request), entry_id)
    return render(request, "desk/cases/act.html", context, status=status)
