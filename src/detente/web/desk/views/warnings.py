"""Warnings: those that are prepared, that came, that were sent, and that nobody got; one before it leaves."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.queries.warnings_page import PreludePage
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence
from detente.web.desk.warning_forms import AnswersForm, EndForm


@require_safe
def warnings(request: HttpRequest) -> HttpResponse:
    """Show all warnings."""
    page = desk().warnings(officer(request))
    return render(request, "desk/warnings/list.html", {"now": page.now, "marking": page.marking, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def before(request: HttpRequest, prelude_id: str) -> HttpResponse:
    """Show a warning before it left; answer its test, waive it, drop it."""
    who = officer(request)
    page = desk().warning_before(who, prelude_id)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    shown = _forms(page)
    status: int = HTTPStatus.OK
    if act in shown:
        form = shown[act] = _posted(request, act, page)
        status = _done(request, page, act, form)
        if status == HTTPStatus.OK:
            # Whoever writes it goes on with the draft; a colleague stays with what was decided.
            goes_on = act == "test" and page.mine and page.draft_id
            return redirect("leaves", page.draft_id) if goes_on else redirect("warnings")
    context = {"now": page.now, "marking": None, "page": page, "forms": shown}
    return render(request, "desk/warnings/before.html", context, status=status)


def _forms(page: PreludePage) -> dict[str, forms.Form]:
    found: dict[str, forms.Form] = {}
    for act in page.duty.acts:
        if act == "test":
            found[act] = AnswersForm(duty=page.duty)
        else:
            found[act] = EndForm(reasons=(page.reasons or {}).get(act, ()), prefix=act)
    return found


def _posted(request: HttpRequest, act: str, page: PreludePage) -> forms.Form:
    if act == "test":
        return AnswersForm(request.POST, duty=page.duty)
    return EndForm(request.POST, reasons=(page.reasons or {}).get(act, ()), prefix=act)


def _done(request: HttpRequest, page: PreludePage, act: str, form: forms.Form) -> int:
    if not form.is_valid():
        return HTTPStatus.BAD_REQUEST
    who = officer(request)
    try:
        if isinstance(form, AnswersForm):
            desk().warning_test(who, page.prelude_id, form.given())
        else:
            desk().warning_end(who, page.prelude_id, act, **form.cleaned_data)
    except (BadInput, PolicyRefusal, NotFound) as error:
        form.add_error(None, error_sentence(error) or gettext("There is nothing of that name here."))
        return status_of(error)
    said = {
        "test": gettext("The answers are set down."),
        "waive": gettext("It is waived. Oversight reads the ground."),
        "drop": gettext("It is dropped. What was written stays with the reason."),
    }
    notices.success(request, said[act])
    return HTTPStatus.OK
