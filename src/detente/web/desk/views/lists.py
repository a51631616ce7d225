"""Lists of others: which are held, their versions and what each changes, a file and what its columns mean, entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, cast

from django import forms
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from detente.model.errors import BadInput, LocalError, NotFound, PolicyRefusal
from detente.node.queries import list_comparisons
from detente.node.queries.lists_page import Asked, Kind, VersionPage
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.list_forms import FileForm, FindForm, ListForm, MappingForm
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence
from detente.web.desk.record_forms import ReasonForm

_REFUSALS = (BadInput, PolicyRefusal, NotFound, LocalError)
_KINDS: tuple[Kind, ...] = ("added", "changed", "removed")


@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """Show the lists that are held, and look somebody up in them."""
    who = officer(request)
    page = desk().lists(who)
    form = FindForm(request.POST if request.method == "POST" else None, lists=page.lists)
    found, status = None, 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                found = desk().lists_search(who, Asked(**form.cleaned_data), language=get_language() or "en")
                status = 200
            except _REFUSALS as error:
                status = _said(form, error)
    marking = page.marking if found is None else found.marking
    context = {"now": page.now, "marking": marking, "page": page, "form": form, "found": found}
    return render(request, "desk/lists/lists.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Hold a list from now on."""
    who = officer(request)
    form, status = ListForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                name = desk().list_add(who, **form.given())
            except _REFUSALS as error:
                status = _said(form, error)
            else:
                notices.success(request, gettext("The list is held. Load its file now."))
                return redirect("list", name)
    return render(request, "desk/lists/new.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, name: str) -> HttpResponse:
    """Show a list with its versions, and take a file as the next one."""
    who = officer(request)
    page = desk().list_page(who, name)
    posted = request.method == "POST"
    form, status = FileForm(request.POST if posted else None, request.FILES if posted else None), 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                given = desk().list_load(who, name, file_name=file.name, content=cast(BinaryIO, file))
            except _REFUSALS as error:
                status = _said(form, error)
            else:
                if given.again:
                    notices.warning(request, gettext("This very file is here already. Nothing has changed."))
                else:
                    notices.success(request, gettext("The file is here. The node reads it now."))
                return redirect("list-version", name, given.version)
    compare = ReasonForm(auto_id="compare-%s") if page.may_compare else None
    context = {"now": page.now, "marking": page.marking, "page": page, "form": form, "compare": compare}
    return render(request, "desk/lists/list.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Show a version and what it changes; say yes to what it waits for."""
    who = officer(request)
    asked = request.GET.get("kind", "")
    kind: Kind = next((each for each in _KINDS if each == asked), "added")
    page = desk().list_version(who, name, number, kind=kind, after=request.GET.get("after", ""))
    posted = request.POST if request.method == "POST" else None
    form = None if page.version.table is None else MappingForm(posted, table=page.version.table)
    if posted is not None and (form is None or form.is_valid()):
        given = {} if form is None else form.given()
        if _act(request, lambda: desk().list_confirm(who, name, number, **given)):
            return redirect("list-version", name, number)
    return _version(request, page, form, status=200 if posted is None else 400)


@require_POST
def drop(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Drop a version that is on its way."""
    who = officer(request)
    _act(request, lambda: desk().list_drop(who, name, number))
    return redirect("list", name)


@require_POST
def end(request: HttpRequest, name: str) -> HttpResponse:
    """Search a list no longer."""
    who = officer(request)
    _act(request, lambda: desk().list_end(who, name))
    return redirect("list", name)


@require_POST
def compare(request: HttpRequest, name: str) -> HttpResponse:
    """Let a whole list be compared with all whom this node holds."""
    who = officer(request)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        notices.error(request, gettext("Fill in every field; a reason in words belongs to each."))
        return redirect("list", name)
    try:
        comparison_id = desk().list_compare(who, name, because=form.cleaned_data["because"])
    except (BadInput, PolicyRefusal) as error:
        notices.error(request, error_sentence(error))
        return redirect("list", name)
    return redirect("list-comparison", name, comparison_id)


@require_safe
def comparison(request: HttpRequest, name: str, comparison_id: str) -> HttpResponse:
    """Show how far a comparing is and what it came to; with `?csv` as a table to take along."""
    page = desk().list_comparison(officer(request), name, comparison_id)
    if "csv" in request.GET:
        # A spreadsheet takes a text for UTF-8 by its first mark.
        answer = HttpResponse("\ufeff" + list_comparisons.as_csv(page), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{page.line.name}-{page.comparison.id}.csv"'
        return answer
    context = {"now": page.now, "marking": page.marking, "page": page, "each": page.comparison}
    return render(request, "desk/lists/comparison.html", context)


@require_POST
def comparison_stop(request: HttpRequest, name: str, comparison_id: str) -> HttpResponse:
    """Compare nobody more."""
    who = officer(request)
    _act(request, lambda: desk().list_comparison_stop(who, name, comparison_id))
    return redirect("list-comparison", name, comparison_id)


@require_POST
def comparison_go_on(request: HttpRequest, name: str, comparison_id: str) -> HttpResponse:
    """Go on where it was stopped."""
    who = officer(request)
    _act(request, lambda: desk().list_comparison_go_on(who, name, comparison_id))
    return redirect("list-comparison", name, comparison_id)


@require_safe
def entry(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Show an entry as its list says it, and as it said it before."""
    page = desk().list_entry(officer(request), entry_id)
    return render(request, "desk/lists/entry.html", {"now": page.now, "marking": page.marking, "page": page})


def _version(request: HttpRequest, page: VersionPage, form: forms.Form | None, *, status: int) -> HttpResponse:
    columns = []
    if form is not None and page.version.table is not None:
        columns = [(line, form[f"c{at}"]) for at, line in enumerate(page.version.table.columns)]
    context = {
        "now": page.now,
        "marking": page.marking,
        "page": page,
        "version": page.version,
        "form": form,
        "columns": columns,
        "fields": [] if form is None else [form[name] for name in ("schema", "order", "encoding")],
        "kinds": [(kind, getattr(page.version, kind)) for kind in _KINDS],
    }
    return render(request, "desk/lists/version.html", context, status=status)


def _said(form: forms.Form, error: Exception) -> int:
    form.add_error(None, error_sentence(error) or gettext("There is nothing of that name here."))  # type: ignore[arg-type]  # one of _REFUSALS
    return status_of(error)  # type: ignore[arg-type]  # one of _REFUSALS


def _act(request: HttpRequest, done: Callable[[], object]) -> bool:
    try:
        done()
    except _REFUSALS as error:
        notices.error(request, error_sentence(error) or gettext("There is nothing of that name here."))
        return False
    notices.success(request, gettext("Done. It stands on record."))
    return True
