"""Upkeep of a case: who inside was told, review, legal hold, what looks like it, the hand-over between desks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django import forms
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.queries.upkeep_page import CaseUpkeep
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence
from detente.web.desk.upkeep_forms import DecisionForm, HandoverForm, OverrideForm, ToldForm

Tried = Mapping[str, forms.Form]
"""Forms that were filled in and did not do, by their names on the page; they stand in for the empty ones."""
REVIEW: Final = {"keep": True, "let-go": False}
HOLD: Final = {"lay": True, "lift": False}
ALIKE: Final = {"taken-up": True, "apart": False}


def show_case(request: HttpRequest, entry_id: str, *, tried: Tried | None = None, status: int = 200) -> HttpResponse:
    """Show the page of a case, with what was typed where it did not do."""
    page = desk().case(officer(request), entry_id)
    lists = desk().case_upkeep(officer(request), entry_id)
    context = {"now": page.now, "marking": page.handling, "page": page, "upkeep": lists}
    return render(request, "desk/cases/case.html", context | _forms_of(lists, tried or {}), status=status)


@require_POST
def upkeep(request: HttpRequest, entry_id: str, what: str) -> HttpResponse:
    """Do one act of upkeep on a case, and show the case again; where it does not do, with what was typed."""
    who = officer(request)
    page = desk().case_upkeep(who, entry_id)
    name = _alike_name(request.POST.get("older", ""), request.POST.get("newer", "")) if what == "alike" else what
    form = _form(page, what, name, request.POST)
    if not form.is_valid():
        if not form.non_field_errors():
            form.add_error(None, gettext("Fill in every field; a reason in words belongs to each."))
        return show_case(request, entry_id, tried={name: form}, status=400)
    try:
        _do(who, entry_id, what, request.POST, form.cleaned_data)
    except (BadInput, PolicyRefusal, NotFound) as error:
        sentence = error_sentence(error) or gettext("There is nothing of that name here.")
        form.add_error(None, sentence)
        if name not in _names(page):
            # What the page does not offer this officer has no form there to say it beside.
            notices.error(request, sentence)
        return show_case(request, entry_id, tried={name: form}, status=status_of(error))
    notices.success(request, gettext("Set down. Nothing of it leaves this house."))
    return redirect("case", entry_id)


def _do(who: int, entry_id: str, what: str, given: QueryDict, said: Mapping[str, Any]) -> None:
    if what == "told":
        desk().told(who, entry_id, **said)
    elif what == "override":
        desk().told_override(who, entry_id, **said)
    elif what == "review":
        desk().review(who, entry_id, keep=said["decision"], reason=said["reason"])
    elif what == "hold":
        desk().legal_hold(who, entry_id, held=said["decision"], reason=said["reason"])
    elif what == "alike":
        older, newer = given.get("older", ""), given.get("newer", "")
        desk().alike(who, older, newer, taken_up=said["decision"], reason=said["reason"])
    else:
        desk().handover(who, entry_id, what, **{"to": "", "code": "", **said})


def _form(page: CaseUpkeep, what: str, name: str, given: QueryDict | None = None) -> forms.Form:
    """Give a form of the page, filled in where something was `given`; NotFound for an act that there is not."""
    places = {_alike_name(line.older, line.newer): place for place, line in enumerate(page.alike)}
    made: dict[str, Callable[[], forms.Form]] = {
        "told": lambda: ToldForm(given, upkeep=page, auto_id="told-%s"),
        "override": lambda: OverrideForm(given, upkeep=page, auto_id="override-%s"),
        "review": lambda: DecisionForm(given, decisions=REVIEW, auto_id="review-%s"),
        "hold": lambda: DecisionForm(given, decisions=HOLD, auto_id="hold-%s"),
        "alike": lambda: DecisionForm(given, decisions=ALIKE, auto_id=f"alike-{places.get(name, 0)}-%s"),
    }
    act = next((each for each in page.handover_acts if each.event == what), None)
    if act is not None:
        return HandoverForm(given, act=act, auto_id=f"{act.event}-%s")
    if what not in made:
        raise NotFound("There is no such act of upkeep.")
    return made[what]()


def _alike_name(older: str, newer: str) -> str:
    return f"alike {older} {newer}"


def _names(page: CaseUpkeep) -> list[str]:
    """Give the names of the forms that the page offers this officer."""
    left_out = any(not line.told for line in page.told)
    offered = {
        "told": "tell" in page.may,
        "override": "override" in page.may and left_out,
        "review": "review" in page.may,
        "hold": "hold" in page.may,
    }
    alike = (_alike_name(line.older, line.newer) for line in page.alike)
    return [*(name for name, shown in offered.items() if shown), *alike, *(act.event for act in page.handover_acts)]


def _forms_of(page: CaseUpkeep, tried: Tried) -> dict[str, object]:
    """Give the forms of the page of a case, as far as this officer may use them."""
    made = {name: tried.get(name) or _form(page, name.partition(" ")[0], name) for name in _names(page)}
    return {
        **{f"{name}_form": made.get(name) for name in ("told", "override", "review", "hold")},
        "alike": [(line, made[_alike_name(line.older, line.newer)]) for line in page.alike],
        "handover_forms": [(act.event, made[act.event]) for act in page.handover_acts],
    }
