"""Upkeep of a case: who inside was told, review, legal hold, what looks like it, the hand-over between desks."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.queries.upkeep_page import CaseUpkeep
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence
from detente.web.desk.upkeep_forms import HandoverForm, OverrideForm, ReasonForm, ToldForm

Made = tuple[forms.Form, Callable[[], None]]
"""A form, and what it does once it is valid."""


def forms_of(upkeep: CaseUpkeep) -> dict[str, object]:
    """Give the empty forms of the page of a case, as far as this officer may use them."""
    left_out = any(not line.told for line in upkeep.told)
    return {
        "told_form": ToldForm(upkeep=upkeep, auto_id="told-%s") if "tell" in upkeep.may else None,
        "override_form": OverrideForm(upkeep=upkeep, auto_id="override-%s")
        if "override" in upkeep.may and left_out
        else None,
        "review_form": ReasonForm(auto_id="review-%s") if "review" in upkeep.may else None,
        "hold_form": ReasonForm(auto_id="hold-%s") if "hold" in upkeep.may else None,
        "alike": [(line, ReasonForm(auto_id=f"alike-{place}-%s")) for place, line in enumerate(upkeep.alike)],
        "handover_forms": [
            (act.event, HandoverForm(act=act, auto_id=f"{act.event}-%s")) for act in upkeep.handover_acts
        ],
    }


@require_POST
def upkeep(request: HttpRequest, entry_id: str, what: str) -> HttpResponse:
    """Do one act of upkeep on a case, and show the case again."""
    who, given = officer(request), request.POST
    page = desk().case_upkeep(who, entry_id)
    form, done = _made(who, entry_id, what, given, page)
    if not form.is_valid():
        notices.error(request, gettext("Fill in every field; a reason in words belongs to each."))
        return redirect("case", entry_id)
    try:
        done()
    except (BadInput, PolicyRefusal, NotFound) as error:
        notices.error(request, error_sentence(error) or gettext("There is nothing of that name here."))
    else:
        notices.success(request, gettext("Set down. Nothing of it leaves this house."))
    return redirect("case", entry_id)


def _made(who: int, entry_id: str, what: str, given: QueryDict, page: CaseUpkeep) -> Made:
    if what == "told":
        told = ToldForm(given, upkeep=page)
        return told, lambda: desk().told(who, entry_id, **told.cleaned_data)
    if what == "override":
        over = OverrideForm(given, upkeep=page)
        return over, lambda: desk().told_override(who, entry_id, **over.cleaned_data)
    act = next((each for each in page.handover_acts if each.event == what), None)
    if act is not None:
        hand = HandoverForm(given, act=act)
        return hand, lambda: desk().handover(who, entry_id, what, **{"to": "", "code": "", **hand.cleaned_data})
    why = ReasonForm(given)
    go = given.get("go", "")
    doing: dict[str, Callable[[str], None]] = {
        "review": lambda reason: desk().review(who, entry_id, keep=go == "keep", reason=reason),
        "hold": lambda reason: desk().legal_hold(who, entry_id, held=go == "lay", reason=reason),
        "alike": lambda reason: desk().alike(
            who, given.get("older", ""), given.get("newer", ""), taken_up=go == "taken-up", reason=reason
        ),
    }
    if what not in doing:
        raise NotFound("There is no such act of upkeep.")
    return why, lambda: doing[what](why.cleaned_data["reason"])
