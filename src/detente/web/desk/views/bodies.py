"""The bodies without a node that have to learn of a correction: how each stands, and what it was told and answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.model.instant import parse_instant
from detente.node.queries.corrections_page import CompletionLine
from detente.web.desk.bodies_form import BodyForm
from detente.web.desk.errors import status_of
from detente.web.desk.further_words import BODY_ANSWERS
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence


@dataclass(frozen=True, slots=True)
class Body:
    """One body, with its instants and its form; None where it has answered in full."""

    line: CompletionLine
    since: datetime | None
    told: datetime | None
    answer_by: datetime | None
    form: BodyForm | None


@require_http_methods(["GET", "HEAD", "POST"])
def bodies(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Show each body that has a corrected message; take what one was told and answered."""
    who = officer(request)
    posted = BodyForm(request.POST, auto_id="posted-%s") if request.method == "POST" else None
    status = 200
    if posted is not None:
        status = 400
        if posted.is_valid():
            try:
                desk().body_told(who, entry_id, posted.given())
            except (BadInput, PolicyRefusal, NotFound) as error:
                posted.add_error(None, error_sentence(error) or gettext("There is nothing of that name here."))
                status = status_of(error)
            else:
                notices.success(
                    request, gettext("Set down. A report to the originator that has not left yet counts it so.")
                )
                return redirect("bodies", entry_id)
    page = desk().case(who, entry_id)
    lines = [line for line in desk().completion(who, entry_id) if line.body]
    context = {
        "now": page.now,
        "marking": page.handling,
        "page": page,
        "bodies": [_body(number, line, posted) for number, line in enumerate(lines, 1)],
    }
    return render(request, "desk/cases/bodies.html", context, status=status)


def _body(number: int, line: CompletionLine, posted: BodyForm | None) -> Body:
    mine = posted is not None and posted.data.get("to") == line.body
    form = posted if mine else BodyForm(initial=_standing(line), auto_id=f"b{number}-%s")
    since, told, answer_by = (parse_instant(each) if each else None for each in (line.since, line.told, line.answer_by))
    return Body(line, since, told, answer_by, None if line.stands == "done" else form)


def _standing(line: CompletionLine) -> dict[str, str]:
    """Give what the form begins with: what was set down, so that a later answer is written beside it."""
    said = {name: getattr(line, name) for name in ("how", "ground", "reference", "digest")}
    return {"to": line.body, "answer": line.stands if line.stands in BODY_ANSWERS else "", **said}
