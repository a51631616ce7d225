"""Two records become one and two again: look up the other one, see both side by side, say so, and take it back."""

from __future__ import annotations

from django import forms
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence
from detente.web.desk.record_forms import LookUpForm, MergeForm, SplitForm

Refusal = BadInput | PolicyRefusal | NotFound
_REFUSALS = (BadInput, PolicyRefusal, NotFound)


@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest, record_id: str) -> HttpResponse:
    """Look up with which record one is to be merged; nobody is looked up without a reason."""
    who = officer(request)
    page = desk().record(who, record_id)
    posted = request.POST if request.method == "POST" else None
    form = LookUpForm(posted, initial={"name": next(iter(page.line.names), "")})
    found, status = None, 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                found, status = desk().records_search(who, **form.cleaned_data), 200
            except _REFUSALS as error:
                status = _said(form, error)
    lines = () if found is None else tuple(each for each in found.lines if each.id != page.line.id)
    context = {"now": page.now, "marking": page.marking, "page": page, "form": form, "lines": lines, "asked": found}
    return render(request, "desk/records/merge_with.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, record_id: str, other_id: str) -> HttpResponse:
    """Show two records side by side, and say that they are one: the first stands for both."""
    who = officer(request)
    form, status = MergeForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                desk().record_merge(who, record_id, other=other_id, because=form.cleaned_data["because"])
            except _REFUSALS as error:
                status = _said(form, error)
            else:
                notices.success(
                    request, gettext("The two records are one. It can be undone from the page of the record.")
                )
                return redirect("record", record_id)
    try:
        page = desk().records_beside(who, record_id, other_id)
    except BadInput as error:
        # Such as: they were merged meanwhile. There is no page of the two then, but there is one of the record.
        notices.error(request, error_sentence(error))
        return redirect("record", record_id)
    context = {"now": page.now, "marking": page.marking, "page": page, "form": form}
    return render(request, "desk/records/merge.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, record_id: str) -> HttpResponse:
    """Show what goes back to a record that was merged, ask whose is what was said since, and split the two."""
    who = officer(request)
    try:
        page = desk().record_splitting(who, record_id)
    except BadInput as error:
        return _two_by_now(request, who, record_id, error)
    form, status = SplitForm(request.POST if request.method == "POST" else None, page=page), 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                desk().record_split(who, record_id, given=form.given(), because=form.cleaned_data["because"])
            except _REFUSALS as error:
                status = _said(form, error)
            else:
                return _split(request, record_id)
    context = {"now": page.now, "marking": page.marking, "page": page, "form": form}
    return render(request, "desk/records/split.html", context, status=status)


def _two_by_now(request: HttpRequest, who: int, record_id: str, error: BadInput) -> HttpResponse:
    """Answer who would split what is not one: who sent the same twice is told that it was done."""
    if request.method == "POST":
        try:
            given = [name.removeprefix("of-") for name, whose in request.POST.items() if whose == "joined"]
            desk().record_split(who, record_id, given=given, because=request.POST.get("because", "").strip())
        except BadInput as refused:
            error = refused
        else:
            return _split(request, record_id)
    notices.error(request, error_sentence(error))
    return redirect("record", record_id)


def _split(request: HttpRequest, record_id: str) -> HttpResponse:
    notices.success(
        request,
        gettext("They are two records again. Each has back what it had, but for what was erased meanwhile."),
    )
    return redirect("record", record_id)


def _said(form: forms.Form, error: Refusal) -> int:
    form.add_error(None, error_sentence(error) or gettext("There is nothing of that name here."))
    return status_of(error)
