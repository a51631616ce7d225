"""Watches on persons: those that stand, one with its alerts, setting one for a message; and what becomes of alerts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django import forms
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.queries.watches_page import WatchPage
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence
from detente.web.desk.watch_forms import EndForm, HandForm, RenewForm, TakeForm, ToldForm, WatchForm

_REFUSALS: Final = (BadInput, PolicyRefusal, NotFound)


@require_safe
def watches(request: HttpRequest) -> HttpResponse:
    """Show the alerts that nobody took, and the watches that stand; with `ended` also those that were ended."""
    ended = "ended" in request.GET
    page = desk().watches(officer(request), ended=ended)
    context = {"now": page.now, "marking": page.marking, "page": page, "ended": ended}
    return render(request, "desk/watches/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def let_end(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Let a watch end that a partner keeps for a message of ours; else show the watches."""
    if request.method == "POST":
        try:
            desk().watch_let_end(officer(request), entry_id)
        except _REFUSALS as error:
            notices.error(request, error_sentence(error) or gettext("There is nothing of that name here."))
        else:
            notices.success(request, gettext("It may end. Nobody is warned of it any more."))
    return redirect("watches")


@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: HttpRequest, watch_id: str) -> HttpResponse:
    """Show one watch with its alerts; renew it, hand it on, or end it."""
    who = officer(request)
    page = desk().watch(who, watch_id)
    shown, status = _forms(page), 200
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act in shown:
        form = shown[act] = _posted(request, act, page)
        status, said = _done(form, lambda: _act(who, watch_id, act, form))
        if status == 200:
            notices.success(request, said)
            return redirect("watch", watch_id)
    return _page(request, page, shown, status)


@require_http_methods(["GET", "HEAD", "POST"])
def alert(request: HttpRequest, watch_id: str, alert_id: str) -> HttpResponse:
    """Take an alert, or set down who was told of it; else show its watch."""
    who = officer(request)
    page = desk().watch(who, watch_id)
    if alert_id not in {each.id for each in page.alerts}:
        raise NotFound("There is no such alert.")
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act not in ("take", "told"):
        return redirect("watch", watch_id)
    prefix = f"a{alert_id}-%s" if act == "take" else f"t{alert_id}-%s"
    form: forms.Form = (
        TakeForm(request.POST, auto_id=prefix)
        if act == "take"
        else ToldForm(request.POST, auto_id=prefix, owners=page.owners)
    )
    status, said = _done(form, lambda: _act_on(who, alert_id, act, form))
    if status == 200:
        notices.success(request, said)
        return redirect("watch", watch_id)
    return _page(request, page, _forms(page), status, alert_id=alert_id, act=act, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Set up a watch for what a message asks."""
    who = officer(request)
    page = desk().watch_offer(who, entry_id)
    form, status = WatchForm(request.POST if request.method == "POST" else None, offer=page), 200
    if form.is_bound:
        made: list[str] = []

        def act() -> str:
            made.append(desk().watch_set(who, entry_id, form.given()))
            return gettext("The watch stands. Each event is an alert of its own, until a person ends it.")

        status, said = _done(form, act)
        if status == 200:
            notices.success(request, said)
            return redirect("watch", made[0])
    context = {"now": page.now, "marking": page.marking, "page": page, "form": form}
    return render(request, "desk/watches/set.html", context, status=status)


def _page(
    request: HttpRequest,
    page: WatchPage,
    shown: dict[str, forms.Form],
    status: int,
    *,
    alert_id: str = "",
    act: str = "",
    form: forms.Form | None = None,
) -> HttpResponse:
    alerts = []
    for each in page.alerts:
        mine = form if each.id == alert_id else None
        take = mine if act == "take" and mine else TakeForm(auto_id=f"a{each.id}-%s")
        told = mine if act == "told" and mine else ToldForm(auto_id=f"t{each.id}-%s", owners=page.owners)
        alerts.append((each, take, told))
    context = {"now": page.now, "marking": page.marking, "page": page, "forms": shown, "alerts": alerts}
    return render(request, "desk/watches/watch.html", context, status=status)


def _forms(page: WatchPage) -> dict[str, forms.Form]:
    if not page.may_keep or page.line.state == "ended":
        return {}
    return {
        "renew": RenewForm(auto_id="renew-%s"),
        "hand": HandForm(auto_id="hand-%s", owners=page.owners),
        "end": EndForm(auto_id="end-%s"),
    }


def _posted(request: HttpRequest, act: str, page: WatchPage) -> forms.Form:
    if act == "hand":
        return HandForm(request.POST, auto_id="hand-%s", owners=page.owners)
    return (RenewForm if act == "renew" else EndForm)(request.POST, auto_id=f"{act}-%s")


def _act(who: int, watch_id: str, act: str, form: forms.Form) -> str:
    given = form.cleaned_data
    if act == "renew":
        desk().watch_renew(who, watch_id, **given)
        return gettext("The watch has a new end.")
    if act == "hand":
        desk().watch_hand(who, watch_id, **given)
        return gettext("The watch has another owner.")
    desk().watch_end(who, watch_id, **given)
    return gettext("The watch is ended. Nothing tells the partner of it by itself.")


def _act_on(who: int, alert_id: str, act: str, form: forms.Form) -> str:
    if act == "take":
        desk().alert_take(who, alert_id, **form.cleaned_data)
        return gettext("The alert is yours: you answer for what comes of it.")
    desk().alert_told(who, alert_id, **form.cleaned_data)
    return gettext("Set down. The alert stays open until somebody takes it.")


def _done(form: forms.Form, act: Callable[[], str]) -> tuple[int, str]:
    """Do what a valid form says; give the status and the sentence that tells it."""
    if not form.is_valid():
        return 400, ""
    try:
        return 200, act()
    except _REFUSALS as error:
        form.add_error(None, error_sentence(error) or gettext("There is nothing of that name here."))
        return status_of(error), ""
