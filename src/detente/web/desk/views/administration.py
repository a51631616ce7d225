"""Administration: calendars of the parties, desks, officers, and the presets of deadlines with their legal basis."""

from __future__ import annotations

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from detente.model.errors import BadInput, PolicyRefusal
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.office_forms import CalendarForm
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence

OURS = "ours"
"""Stands in an address for our own calendar; no partner's code has four letters."""


@require_safe
def administration(request: HttpRequest) -> HttpResponse:
    """Show what is arranged here."""
    page = desk().administration(officer(request))
    return render(request, "desk/administration/page.html", {"now": page.now, "page": page, "ours": OURS})


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """Choose by which calendar a party's limits are counted."""
    party = "" if code == OURS else code
    page = desk().calendar(officer(request), party)
    line = page.line
    initial = {
        "zone": line.zone,
        "country": line.country,
        "subdivision": line.subdivision,
        "weekend": line.weekend,
    }
    form = CalendarForm(request.POST or None, initial=initial)
    form.offer(page)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            given = form.cleaned_data
            try:
                moved = desk().calendar_choose(officer(request), party, **{**given, "weekend": tuple(given["weekend"])})
            except (BadInput, PolicyRefusal) as error:
                form.add_error(None, error_sentence(error))
                status = status_of(error)
            else:
                said = ngettext(
                    "Counted by it from now on; the clock of %(count)s open case moved.",
                    "Counted by it from now on; the clocks of %(count)s open cases moved.",
                    moved,
                )
                notices.success(request, said % {"count": moved})
                return redirect("administration")
    context = {"now": page.now, "page": page, "form": form}
    return render(request, "desk/administration/calendar.html", context, status=status)


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """Show the presets of deadlines with the law behind each."""
    page = desk().deadlines(officer(request))
    return render(request, "desk/administration/deadlines.html", {"now": page.now, "page": page})
