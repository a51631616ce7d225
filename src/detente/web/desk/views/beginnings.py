"""Opening a dialogue about a message: feedback, an ask for consent, a recall from everyone who has it."""

from __future__ import annotations

from http import HTTPStatus
from typing import cast

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.queries.begin_page import About
from detente.web.desk.begin_form import BeginForm
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import code_sentence, error_sentence

RECALL = "recall"


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, entry_id: str, kind: str) -> HttpResponse:
    """Show the form, and open the dialogue: as a draft to be read once more, or a recall to each who has it."""
    who = officer(request)
    page = desk().begin_page(who, entry_id, cast(About, kind))
    form = BeginForm(request.POST if request.method == "POST" else None, page=page)
    status: int = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.BAD_REQUEST
        if form.is_valid():
            try:
                return _begun(request, entry_id, page.kind, form)
            except (BadInput, PolicyRefusal, NotFound) as error:
                form.add_error(None, error_sentence(error) or gettext("There is nothing of that name here."))
                status = status_of(error)
    context = {"now": page.now, "marking": page.handling, "page": page, "form": form}
    return render(request, "desk/notification/begin.html", context, status=status)


def _begun(request: HttpRequest, entry_id: str, kind: About, form: BeginForm) -> HttpResponse:
    who, lang, text = officer(request), get_language() or "en", form.cleaned_data["text"]
    if kind != RECALL:
        return redirect("leaves", desk().begin_draft(who, entry_id, kind, given=form.given(), text=text, lang=lang))
    for told in desk().recall_issue(who, entry_id, reason=form.given()["reason"], text=text, lang=lang):
        if told.refused:
            why = code_sentence(told.code) or told.refused
            notices.error(request, gettext("%(partner)s: %(why)s") % {"partner": told.partner, "why": why})
        elif told.draft_id:
            waits = gettext("%(partner)s: it waits for a second officer.") % {"partner": told.partner}
            notices.warning(request, waits)
        else:
            notices.success(request, gettext("%(partner)s: the recall is released.") % {"partner": told.partner})
    return redirect("case", entry_id)
