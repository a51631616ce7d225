"""The risk of a decision: entered beside the draft that wants it, judged by somebody else among the approvals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from detente.model.errors import BadInput, PolicyRefusal
from detente.node.queries.risk_page import DraftRisk, Weighed
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import assertion, officer
from detente.web.desk.phrases import error_sentence
from detente.web.desk.risk_forms import LevelForm, MitigationForm


@require_http_methods(["GET", "HEAD", "POST"])
def of_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Show the decisions that a draft is, and enter the risk of one, or what is done about it."""
    page = desk().draft_risk(officer(request), draft_id)
    if request.method != "POST":
        return _of_draft(request, page)
    act = request.POST.get("act", "")
    weighed = next((each for each in page.decisions if each.act == act), None)
    if weighed is None:
        return redirect("draft-risk", draft_id)
    form = _form(weighed, request.POST)
    if form is None or not form.is_valid():
        return _of_draft(request, page, act, form, 400)
    try:
        _enter(request, page, weighed, form)
    except (BadInput, PolicyRefusal) as error:
        form.add_error(None, error_sentence(error))
        return _of_draft(request, page, act, form, status_of(error))
    notices.success(request, gettext("Entered. From here on it is frozen."))
    return redirect("draft-risk", draft_id)


@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show one form, what was chosen of it with the hash that a passkey signs, and judge what risk is left."""
    page = desk().risk_form(officer(request), form_id)
    given = request.POST if request.method == "POST" else request.GET
    form, signing = LevelForm(given if "level" in given or request.method == "POST" else None), None
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                desk().risk_residual(
                    officer(request), form_id, level=form.cleaned_data["level"], assertion=assertion(request)
                )
            except (BadInput, PolicyRefusal) as error:
                form.add_error(None, error_sentence(error))
                status = status_of(error)
            else:
                notices.success(request, gettext("Judged. The decision goes by it from now on."))
                return redirect("approvals")
    if form.is_valid():
        signing = desk().risk_prepare(officer(request), form_id, level=form.cleaned_data["level"])
    context = {"now": page.now, "line": page.line, "form": form, "signing": signing}
    return render(request, "desk/approvals/risk.html", context, status=status)


def _form(weighed: Weighed, posted: Any = None) -> LevelForm | MitigationForm | None:
    """Give what is to be filled in next of a decision; None where the rest is another officer's."""
    if weighed.form is None or weighed.form.residual:
        return LevelForm(posted, prefix=weighed.act)
    return None if weighed.form.mitigations else MitigationForm(posted, prefix=weighed.act)


def _enter(request: HttpRequest, page: DraftRisk, weighed: Weighed, form: LevelForm | MitigationForm) -> None:
    if isinstance(form, MitigationForm) and weighed.form is not None:
        desk().risk_mitigate(officer(request), weighed.form.id, text=form.cleaned_data["text"])
        return
    desk().risk_baseline(
        officer(request),
        page.recipient.code,
        act=weighed.act,
        matter=page.matter,
        level=form.cleaned_data["level"],
    )


def _of_draft(
    request: HttpRequest, page: DraftRisk, act: str = "", form: Any = None, status: int = 200
) -> HttpResponse:
    context = {
        "now": page.now,
        "marking": page.marking,
        "page": page,
        "recipient": page.recipient,
        "decisions": [(each, form if each.act == act else _form(each)) for each in page.decisions],
    }
    return render(request, "desk/compose/risk.html", context, status=status)
