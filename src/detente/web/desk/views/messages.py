"""Messages: the two boxes, one message with its thread, and the acts on it that need no draft."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from detente.model.errors import BadInput, PolicyRefusal
from detente.node.queries.desk import Box, NotificationPage
from detente.web.desk.errors import status_of
from detente.web.desk.forms import AcceptForm, initial_of
from detente.web.desk.gateway import desk
from detente.web.desk.officer import assertion, officer
from detente.web.desk.phrases import error_sentence


@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """Show one page of a box."""
    box: Box = "sent" if request.GET.get("box") == "sent" else "inbox"
    shown = desk().messages(officer(request), box=box, after=request.GET.get("after", ""))
    return render(request, "desk/messages.html", {"now": shown.now, "marking": shown.marking, "list": shown})


@require_safe
def notification(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Show one message: facts, history, and the acts that are due."""
    return _page(request, desk().notification(officer(request), entry_id))


@require_POST
def open_message(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Open the message: from here on an officer has read it."""
    desk().open(officer(request), entry_id)
    return redirect("notification", entry_id)


@require_POST
def confirm_limits(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Confirm the limits that the label's text states; then the content opens."""
    desk().confirm_limits(officer(request), entry_id)
    return redirect("notification", entry_id)


@require_POST
def accept(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Accept with an estimate; a form that cannot be used comes back with its sentence."""
    form = AcceptForm(request.POST)
    if form.is_valid():
        try:
            desk().accept(officer(request), entry_id, until=form.cleaned_data["until"], assertion=assertion(request))
        except (BadInput, PolicyRefusal) as error:
            form.add_error(None, error_sentence(error))
            status = status_of(error)
            return _page(request, desk().notification(officer(request), entry_id), form, status)
        notices.success(request, gettext("Accepted. They will see it when their node is reachable."))
        return redirect("notification", entry_id)
    return _page(request, desk().notification(officer(request), entry_id), form, 400)


@require_safe
def attachment(request: HttpRequest, entry_id: str, file_id: str) -> StreamingHttpResponse:
    """Give a file to the officer's own machine; never shown inside the page, whatever its type says."""
    file = desk().attachment(officer(request), entry_id, file_id)
    return download(file.name, file.pieces, file.size)


@require_safe
def thread(request: HttpRequest, entry_id: str) -> StreamingHttpResponse:
    """Give the thread statement as a file."""
    statement = desk().thread_export(officer(request), entry_id)
    return download(f"thread-{entry_id}.json", [statement], len(statement))


@require_safe
def paper(request: HttpRequest, entry_id: str) -> StreamingHttpResponse:
    """Give the thread as a numbered PDF in the reader's language."""
    data = desk().thread_paper(officer(request), entry_id, lang=get_language() or "en")
    return download(f"thread-{entry_id}.pdf", [data], len(data))


def download(name: str, pieces: Iterable[bytes], size: int) -> StreamingHttpResponse:
    """Give bytes as a file to save."""
    # Never the sender's media type: what the browser would run or draw stays a file to save.
    response = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    response.headers["Content-Length"] = str(size)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _page(
    request: HttpRequest, page: NotificationPage, form: AcceptForm | None = None, status: int = 200
) -> HttpResponse:
    estimate = page.estimate or page.now + timedelta(days=3)
    context = {
        "now": page.now,
        "marking": page.handling,
        "page": page,
        "partner": page.sender if page.box == "inbox" else page.recipient,
        "seam_line": "cut" if page.agreement and page.agreement.state == "suspended" else "slack",
        "uses": desk().uses(officer(request), page.entry_id),
        "matches": desk().matches_of(officer(request), page.entry_id) if _has_matches(page) else None,
        "onward": desk().onward(officer(request), page.entry_id),
        "accept_form": form or AcceptForm(initial=initial_of(None, estimate)),
    }
    return render(request, "desk/notification.html", context, status=status)


def _has_matches(page: NotificationPage) -> bool:
    """Whether whom the message names is shown, and was compared: what came from a partner, once it is opened."""
    return page.box == "inbox" and bool(page.persons)
