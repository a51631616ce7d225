"""The desks: who is on duty, what waits there, the roster, the hand-over of shifts, and handing a case on."""

from __future__ import annotations

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from detente.model.errors import BadInput, PolicyRefusal
from detente.node.queries.office_page import DesksPage
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.office_forms import HandForm, NotesForm, RosterForm
from detente.web.desk.officer import assertion, officer
from detente.web.desk.phrases import error_sentence


@require_safe
def desks(request: HttpRequest) -> HttpResponse:
    """Show all desks."""
    page = desk().desks(officer(request))
    return render(request, "desk/offices/list.html", {"now": page.now, "page": page, "lede": _lede(page)})


@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """Show one desk."""
    return _office_page(request, code, RosterForm())


@require_POST
def roster(request: HttpRequest, code: str) -> HttpResponse:
    """Put an officer of the desk on duty for a time."""
    form = RosterForm(request.POST)
    form.offer(desk().desk_page(officer(request), code))
    if not form.is_valid():
        return _office_page(request, code, form, 400)
    try:
        desk().roster_add(officer(request), code, **form.cleaned_data)
    except (BadInput, PolicyRefusal) as error:
        form.add_error(None, error_sentence(error))
        return _office_page(request, code, form, status_of(error))
    return redirect("office", code)


@require_POST
def sheet_make(request: HttpRequest, code: str) -> HttpResponse:
    """Freeze a hand-over sheet, and show it for signing."""
    form = NotesForm(request.POST)
    if not form.is_valid():
        return _office_page(request, code, RosterForm(), 400, notes=form)
    return redirect("sheet", code, desk().sheet_make(officer(request), code, notes=form.cleaned_data["notes"]))


@require_safe
def sheet(request: HttpRequest, code: str, sheet_id: str) -> HttpResponse:
    """Show a hand-over sheet."""
    page = desk().sheet(officer(request), code, sheet_id)
    return render(request, "desk/offices/sheet.html", {"now": page.now, "page": page})


@require_POST
def sheet_sign(request: HttpRequest, code: str, sheet_id: str) -> HttpResponse:
    """Sign a hand-over sheet."""
    try:
        desk().sheet_sign(officer(request), code, sheet_id, assertion=assertion(request))
    except (BadInput, PolicyRefusal) as error:
        notices.error(request, error_sentence(error))
    else:
        notices.success(request, gettext("Signed. The signature stays with the sheet."))
    return redirect("sheet", code, sheet_id)


@require_safe
def alarm(request: HttpRequest) -> HttpResponse:
    """Tell the page of My work what presses: a count and an urgency, nothing else."""
    found = desk().alarm(officer(request))
    return JsonResponse({"count": found.count, "urgency": found.urgency})


@require_http_methods(["GET", "HEAD", "POST"])
def hand_on(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Hand a case to another desk or officer."""
    page = desk().hand_page(officer(request), entry_id)
    form = HandForm(request.POST or None)
    form.offer(page)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                desk().hand_on(officer(request), entry_id, **form.cleaned_data)
            except (BadInput, PolicyRefusal) as error:
                form.add_error(None, error_sentence(error))
                status = status_of(error)
            else:
                notices.success(request, gettext("Handed on. The record says by whom and to whom."))
                return redirect("notification", entry_id)
    return render(request, "desk/offices/hand.html", {"now": page.now, "page": page, "form": form}, status=status)


def _office_page(
    request: HttpRequest, code: str, form: RosterForm, status: int = 200, notes: NotesForm | None = None
) -> HttpResponse:
    page = desk().desk_page(officer(request), code)
    if not form.is_bound:
        form.offer(page)
    context = {
        "now": page.now,
        "marking": page.marking,
        "page": page,
        "roster_form": form,
        "notes_form": notes or NotesForm(),
    }
    return render(request, "desk/offices/office.html", context, status=status)


def _lede(page: DesksPage) -> str:
    """Say what matters most: a desk that nobody keeps, else what is late."""
    if not page.desks:
        return gettext("There is no desk yet: everything arrives in one place, and everybody sees it.")
    empty = sum(not each.on_duty for each in page.desks)
    if empty:
        said = ngettext("Nobody is on duty at %(count)s desk.", "Nobody is on duty at %(count)s desks.", empty)
        return said % {"count": empty}
    late = sum(each.late for each in page.desks)
    if late:
        return ngettext("%(count)s case is late.", "%(count)s cases are late.", late) % {"count": late}
    return gettext("Somebody is on duty at every desk, and nothing is late.")
