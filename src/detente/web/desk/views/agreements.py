"""Acts about agreements: fill in, read what leaves, sign with a passkey or without. Two forms, no script needed."""

from __future__ import annotations

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.web.desk import agreement_words
from detente.web.desk.agreement_forms import form_of
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import assertion, officer
from detente.web.desk.phrases import error_sentence


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, code: str, act: str, named: str = "") -> HttpResponse:
    """Show the form of an act, then what leaves; do it where that was read (`read` in the form)."""
    page = desk().agreements(officer(request), code)
    line = page.line(named) if named else None
    if act not in agreement_words.ACTS or act not in (page.acts if line is None else line.acts):
        raise NotFound("This act does not stand open.")
    form = form_of(act, page, line, request.POST if request.method == "POST" else None)
    context = {"now": page.now, "page": page, "line": line, "act": act, "form": form}
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            deed = form.deed()
            try:
                if "read" in request.POST:
                    waits = desk().agreement_act(officer(request), code, named, act, deed, assertion=assertion(request))
                    notices.success(request, _what_became(waits))
                    return redirect("partner", code)
                context["prepared"] = desk().agreement_prepare(officer(request), code, named, act, deed)
                status = 200
            except (BadInput, PolicyRefusal, NotFound) as error:
                form.add_error(None, error_sentence(error) or gettext("There is nothing of that name here."))
                status = status_of(error)
    return render(request, "desk/partners/act.html", context, status=status)


def _what_became(waits: str) -> str:
    """Give what became of an act; `waits`: the draft in which it waits for a second officer, "" where it is done."""
    if waits:
        return gettext("A colleague approves exactly this text; then it leaves under your name.")
    return gettext("Done. What it sends leaves when their node is reachable.")
