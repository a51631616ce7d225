"""One person is looked up in records, messages and lists at once, for a reason that goes on record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from detente.model.errors import BadInput, PolicyRefusal
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.person_forms import PersonForm
from detente.web.desk.phrases import error_sentence


@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Ask whom to look up and why; then show who may be meant, the likeliest first."""
    who = officer(request)
    form = PersonForm(request.POST if request.method == "POST" else None)
    found, status = None, 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                found, status = desk().person_search(who, form.asked(), language=get_language() or "en"), 200
            except (BadInput, PolicyRefusal) as error:
                form.add_error(None, error_sentence(error))
                status = status_of(error)
    context = {"form": form, "found": found} | ({"now": found.now, "marking": found.marking} if found else {})
    return render(request, "desk/persons/look_up.html", context, status=status)
