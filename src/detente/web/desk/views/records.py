"""Records of persons and bodies: look somebody up, read a record, make one by hand or from a message, state, end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence
from detente.web.desk.record_forms import LookUpForm, ReasonForm, RecordForm, StatementForm

_REFUSALS = (BadInput, PolicyRefusal, NotFound)


@require_http_methods(["GET", "HEAD", "POST"])
def records(request: HttpRequest) -> HttpResponse:
    """Look somebody up; before a question, show the records that the officer made."""
    who = officer(request)
    form, found, status = LookUpForm(request.POST if request.method == "POST" else None), None, 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                found = desk().records_search(who, **form.cleaned_data)
                status = 200
            except _REFUSALS as error:
                status = _said(form, error)
    page = found or desk().records_latest(who)
    context = {"now": page.now, "marking": page.marking, "page": page, "form": form, "asked": found is not None}
    return render(request, "desk/records/list.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Make a record by hand."""
    who = officer(request)
    form = RecordForm(request.POST if request.method == "POST" else None, choices=desk().record_choices(who))
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                made = desk().record_make(who, form.given())
            except _REFUSALS as error:
                status = _said(form, error)
            else:
                notices.success(request, gettext("The record is kept. Nothing of it leaves this house by itself."))
                return redirect("record", made)
    return render(request, "desk/records/new.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, record_id: str) -> HttpResponse:
    """Show a record, and take one more value of it."""
    who = officer(request)
    page, choices = desk().record(who, record_id), desk().record_choices(who)
    posted = request.POST if request.method == "POST" else None
    form = StatementForm(posted, choices=choices, schema=page.line.schema)
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                values = {"prop": form.cleaned_data["prop"], "value": form.value_given(), "beside": form.beside()}
                desk().record_state(who, record_id, **values)
            except _REFUSALS as error:
                status = _said(form, error)
            else:
                notices.success(request, gettext("Stated. What stood before stands beside it."))
                return redirect("record", record_id)
    context = {
        "now": page.now,
        "marking": page.marking,
        "page": page,
        "moved": page.line.id != record_id,
        "form": form,
        "categories": {each.code: each for each in choices.categories},
        "statements": [(each, ReasonForm(auto_id=f"s{each.id}-%s")) for each in page.statements],
    }
    return render(request, "desk/records/record.html", context, status=status)


@require_POST
def end(request: HttpRequest, record_id: str, statement_id: str) -> HttpResponse:
    """Say that a value no longer stands."""
    who, form = officer(request), ReasonForm(request.POST)
    _act(request, form, lambda: desk().record_end(who, record_id, statement_id, **form.cleaned_data))
    return redirect("record", record_id)


@require_http_methods(["GET", "HEAD", "POST"])
def offers(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Show the records of a message, and keep one."""
    who = officer(request)
    page = desk().record_offers(who, entry_id)
    posted = request.POST.get("index", "") if request.method == "POST" else ""
    index = int(posted) if posted.isascii() and posted.isdecimal() and len(posted) < 6 else None
    form, status = ReasonForm(request.POST if index is not None else None, auto_id=f"o{index}-%s"), 200
    if index is not None:
        status = 400
        if form.is_valid():
            try:
                made = desk().record_take(who, entry_id, index=index, because=form.cleaned_data["because"])
            except _REFUSALS as error:
                status = _said(form, error)
            else:
                notices.success(request, gettext("The record is kept. Nothing of it leaves this house by itself."))
                return redirect("record", made)
    context = {
        "now": page.now,
        "marking": page.marking,
        "page": page,
        "offers": [
            (each, form if each.index == index else ReasonForm(auto_id=f"o{each.index}-%s")) for each in page.offers
        ],
    }
    return render(request, "desk/records/offers.html", context, status=status)


def _said(form: forms.Form, error: Exception) -> int:
    form.add_error(None, error_sentence(error) or gettext("There is nothing of that name here."))  # type: ignore[arg-type]  # one of _REFUSALS
    return status_of(error)  # type: ignore[arg-type]  # one of _REFUSALS


def _act(request: HttpRequest, form: forms.Form, done: Any) -> None:
    if not form.is_valid():
        notices.error(request, gettext("Fill in every field; a reason in words belongs to each."))
        return
    try:
        done()
    except _REFUSALS as error:
        notices.error(request, error_sentence(error) or gettext("There is nothing of that name here."))
    else:
        notices.success(request, gettext("Set down. It stays in the history."))
