"""A correction: what is right, for everyone who has a message; each recipient is told by itself."""

from __future__ import annotations

from django import forms
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from detente.model.errors import BadInput, PolicyRefusal
from detente.node.queries.corrections_page import Rectified, Told
from detente.node.queries.desk import Draft
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.person_form import AboutPersons
from detente.web.desk.phrases import code_sentence, error_sentence


class CorrectionForm(forms.Form):
    """What is right, in words; the records stand beside it."""

    text = forms.CharField(
        label=_("What was wrong, and what is right"),
        widget=forms.Textarea(attrs={"rows": 6, "class": "sealed", "dir": "auto"}),
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Write a correction of a message, and issue it to everyone who has it."""
    page = desk().case(officer(request), entry_id)
    posted = request.POST if request.method == "POST" else None
    empty = Draft(kind="notification", message="notification", to=page.party.code)
    form, about = CorrectionForm(posted), AboutPersons(empty, posted)
    status = 200
    if posted is not None:
        status = 400
        if all([form.is_valid(), about.is_valid()]):
            written = about.put(empty)
            given = Rectified(
                text=form.cleaned_data["text"],
                lang=get_language() or "en",
                records=written.records,
                character=written.character,
            )
            try:
                told = desk().correction_issue(officer(request), entry_id, given)
            except (BadInput, PolicyRefusal) as error:
                form.add_error(None, error_sentence(error))
                status = status_of(error)
            else:
                _tell(request, told)
                return redirect("case", entry_id)
    context = {"now": page.now, "marking": page.handling, "page": page, "form": form, "about": about}
    return render(request, "desk/cases/correct.html", context, status=status)


def _tell(request: HttpRequest, told: tuple[Told, ...]) -> None:
    """Say of each recipient what became of its correction."""
    for each in told:
        if each.entry_id:
            left = gettext("%(party)s: corrected. It goes as soon as their node is reachable.")
            notices.success(request, left % {"party": each.partner})
        elif each.draft_id:
            waits = gettext("%(party)s: submitted. It leaves once a colleague has approved exactly this text.")
            notices.success(request, waits % {"party": each.partner})
        else:
            stays = gettext("%(party)s was not told: %(why)s")
            notices.error(request, stays % {"party": each.partner, "why": code_sentence(each.code) or each.refused})
