"""Answer and refusal: one form, then the same preview and release as everything that leaves."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from detente.model.errors import BadInput, PolicyRefusal
from detente.node.queries.desk import Kind, ReplyPage
from detente.web.desk.errors import status_of
from detente.web.desk.forms import AnswerForm, RefuseForm, initial_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import officer
from detente.web.desk.phrases import error_sentence
from detente.web.desk.views.files import change_files


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Answer in full, in part, or nil."""
    return _reply(request, entry_id, "answer", AnswerForm, gettext("Answer"))


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Refuse with a coarse ground."""
    return _reply(request, entry_id, "refusal", RefuseForm, gettext("Refuse with a ground"))


def _reply(
    request: HttpRequest, entry_id: str, kind: Kind, shape: type[AnswerForm] | type[RefuseForm], title: str
) -> HttpResponse:
    page = desk().reply(officer(request), entry_id, kind)
    if request.method != "POST":
        return _show(request, page, shape(page=page, initial=_begun(page)), title)
    form = shape(request.POST, page=page)
    if not form.is_valid():
        return _show(request, page, form, title, 400)
    try:
        draft_id = desk().draft_save(officer(request), page.draft_id, form.draft(page))
        stays = change_files(request, draft_id)
    except (BadInput, PolicyRefusal) as error:
        form.add_error(None, error_sentence(error))
        return _show(request, page, form, title, status_of(error))
    return redirect(request.path if stays else "leaves", *([] if stays else [draft_id]))


def _begun(page: ReplyPage) -> dict[str, Any]:
    """Give what a reply starts from: its draft, else a full answer under the marking of what it answers."""
    if page.draft is not None:
        return initial_of(page.draft)
    tlp = page.target.handling.tlp
    full = {"message": "answer"} if "answer" in page.messages else {}
    return initial_of(None) | full | ({"tlp": tlp} if tlp in page.correspondent.tlp else {})


def _show(
    request: HttpRequest, page: ReplyPage, form: AnswerForm | RefuseForm, title: str, status: int = 200
) -> HttpResponse:
    context = {"now": page.now, "marking": page.target.handling, "page": page, "form": form, "title": title}
    return render(request, "desk/reply.html", context, status=status)
