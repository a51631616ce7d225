"""What becomes of what a partner sent: its uses, consents, to whom it went on, and what is owed for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django import forms
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.web.desk.errors import status_of
from detente.web.desk.further_forms import ConsentForm, DoneForm, FurtherForm, HandOutForm, UseForm, WithdrawForm
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence

FORMS: Final[Mapping[str, type[FurtherForm]]] = {"use": UseForm, "consent": ConsentForm, "hand-out": HandOutForm}
"""The forms of the page of one message, by their act."""


@require_safe
def further(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Show what became of a message, with a form for each act."""
    return _page(request, entry_id, {})


@require_POST
def act(request: HttpRequest, entry_id: str, what: str) -> HttpResponse:
    """Use a message, enter a word on it, or hand it out; a form that cannot be used comes back with its sentence."""
    if what not in FORMS:
        raise NotFound("There is no such act.")
    form = FORMS[what](request.POST, auto_id=f"{what}-%s", choices=desk().further_choices(officer(request), entry_id))
    if not form.is_valid():
        return _page(request, entry_id, {what: form}, 400)
    try:
        said = _done(officer(request), entry_id, form)
    except (BadInput, PolicyRefusal, NotFound) as error:
        form.add_error(None, error_sentence(error) or gettext("There is nothing of that name here."))
        return _page(request, entry_id, {what: form}, status_of(error))
    notices.success(request, said)
    return redirect("further", entry_id)


def _done(who: int, entry_id: str, form: forms.Form) -> str:
    """Do what a valid form says; give the sentence that tells it."""
    match form:
        case UseForm():
            desk().use_content(who, entry_id, form.given())
            return gettext("The use stands on record.")
        case ConsentForm():
            if desk().consent_enter(who, entry_id, form.given()).proposal:
                return gettext("Another officer confirms it; until then it permits nothing.")
            return gettext("The word stands in the register.")
    assert isinstance(form, HandOutForm)
    if desk().hand_out(who, entry_id, **form.given()):
        return gettext("Another officer confirms it; then it stands on record.")
    name = form.cleaned_data["name"]
    return gettext("On record: it may go to %(name)s. Print or export it now.") % {"name": name}


@require_safe
def consents(request: HttpRequest) -> HttpResponse:
    """Show the register of consents."""
    lines = [(line, WithdrawForm(auto_id=f"w{line.id}-%s")) for line in desk().consents(officer(request))]
    return render(
        request, "desk/further/consents.html", {"lines": lines, "known": desk().further_recipients(officer(request))}
    )


@require_POST
def withdraw(request: HttpRequest, consent_id: str) -> HttpResponse:
    """Set down that a consent was taken back."""
    form = WithdrawForm(request.POST)
    who = officer(request)
    _do(request, form, lambda: desk().consent_withdraw(who, consent_id, **form.cleaned_data))
    return redirect("consents")


@require_POST
def done(request: HttpRequest, owed_id: str) -> HttpResponse:
    """Set down that what is owed was done."""
    form = DoneForm(request.POST)
    who = officer(request)
    _do(request, form, lambda: desk().owed_done(who, owed_id, **form.cleaned_data))
    return redirect("owed")


@require_safe
def owed(request: HttpRequest) -> HttpResponse:
    """Show what is owed and this officer may do, with a form for each."""
    lines = [(line, DoneForm(auto_id=f"o{line.id}-%s")) for line in desk().owed(officer(request))]
    return render(request, "desk/further/owed.html", {"lines": lines})


def _page(request: HttpRequest, entry_id: str, given: dict[str, forms.Form], status: int = 200) -> HttpResponse:
    who = officer(request)
    page, choices = desk().notification(who, entry_id), desk().further_choices(who, entry_id)
    context = {
        "now": page.now,
        "marking": page.handling,
        "page": page,
        "uses": desk().uses(who, entry_id),
        "onward": desk().onward(who, entry_id),
        "words": [line for line in desk().consents(who) if line.entry_id == entry_id],
        "known": choices.recipients,
        "forms": [
            (name, given.get(name) or form(auto_id=f"{name}-%s", choices=choices)) for name, form in FORMS.items()
        ],
        "theirs": page.box == "inbox",
    }
    return render(request, "desk/further/message.html", context, status=status)


def _do(request: HttpRequest, form: forms.Form, done: Callable[[], None]) -> None:
    if not form.is_valid():
        notices.error(request, gettext("Fill in every field; a reason in words belongs to each."))
        return
    try:
        done()
    except (BadInput, PolicyRefusal, NotFound) as error:
        notices.error(request, error_sentence(error) or gettext("There is nothing of that name here."))
    else:
        notices.success(request, gettext("Set down. Nothing of it leaves this house."))
