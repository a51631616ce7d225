"""Matches: those that wait, one with both sides field by field, a judgement, its undoing, a draft that tells of it."""

from __future__ import annotations

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.match_forms import JudgeForm, UndoForm
from detente.web.desk.match_words import KEYS, TELL, VERDICTS
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence


@require_safe
def matches(request: HttpRequest) -> HttpResponse:
    """Show the matches that wait for the officer."""
    page = desk().matches(officer(request))
    return render(request, "desk/matches/list.html", {"now": page.now, "marking": page.marking, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def match(request: HttpRequest, match_id: str) -> HttpResponse:
    """Show one match, and take a judgement of it; the next one that waits comes after it."""
    who = officer(request)
    form, status = JudgeForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                outcome = desk().match_judge(who, match_id, **form.cleaned_data)
            except (BadInput, PolicyRefusal) as error:
                form.add_error(None, error_sentence(error))
                status = status_of(error)
            else:
                said = gettext("Kept. Nothing left this node; you can still undo it.")
                second = gettext("Kept. Another person judges it without seeing your answer.")
                notices.success(request, said if outcome else second)
                return redirect("match", match_id)
    page = desk().match(who, match_id)
    context = {
        "now": page.now,
        "marking": page.marking,
        "page": page,
        "form": form,
        "undo": UndoForm(auto_id="undo-%s"),
        "verdicts": [(code, words, KEYS[code]) for code, words in VERDICTS.items()],
        "next": next((each for each in page.others if each.state == "open"), None),
    }
    return render(request, "desk/matches/match.html", context, status=status)


@require_POST
def undo(request: HttpRequest, match_id: str) -> HttpResponse:
    """Undo what was judged."""
    form = UndoForm(request.POST)
    if not form.is_valid():
        notices.error(request, gettext("Fill in every field; a reason in words belongs to each."))
        return redirect("match", match_id)
    try:
        desk().match_undo(officer(request), match_id, **form.cleaned_data)
    except (BadInput, PolicyRefusal) as error:
        notices.error(request, error_sentence(error))
    else:
        notices.success(request, gettext("Undone. It waits to be judged again."))
    return redirect("match", match_id)


@require_POST
def tell(request: HttpRequest, match_id: str) -> HttpResponse:
    """Begin an answer that tells of the judgement; whether it leaves, the officer decides there."""
    who = officer(request)
    judged = desk().match(who, match_id).line.judged
    try:
        entry_id = desk().match_tell(who, match_id, text=str(TELL.get(judged, "")), lang=get_language() or "en")
    except (BadInput, PolicyRefusal, NotFound) as error:
        notices.error(request, error_sentence(error) or gettext("There is nothing of that name here."))
        return redirect("match", match_id)
    return redirect("answer", entry_id)


@require_POST
def screen(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Compare whom a message names with what is held, now."""
    desk().match_screen(officer(request), entry_id)
    return redirect("notification", entry_id)
