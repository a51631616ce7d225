"""Errors as one clear sentence on a page of the desk; a traceback reaches nobody.

What the node raises on purpose (`DetenteError`) is shown in words; what it did not foresee goes to the log and the
officer reads where to turn.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from detente.model.errors import BadInput, DetenteError, LocalError, NotFound, PolicyRefusal, Unproved
from detente.web.desk.phrases import error_sentence

# Title, and what to do; the sentence of the error itself stands between them.
TITLES = {
    HTTPStatus.BAD_REQUEST: (_("This cannot be used"), _("Go back, correct it and try again. Nothing was sent.")),
    HTTPStatus.FORBIDDEN: (_("A rule says no"), _("This is a rule, not an error. Your head of desk can explain it.")),
    HTTPStatus.NOT_FOUND: (_("There is nothing here"), _("It does not exist, or it is not for you to know. Go back.")),
    HTTPStatus.CONFLICT: (_("The partner’s node did not agree"), _("Nothing was lost. The operator sees the code.")),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        _("Something went wrong in this node"),
        _("What you did may not have been recorded: look at the message again. Tell the operator if it repeats."),
    ),
}


class PlainErrors:
    """Turns what a view raises into a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; only exceptions concern us."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Give the page for an error of the node; leave all others to Django."""
        if not isinstance(error, DetenteError):
            return None
        try:
            return error_page(request, status_of(error), error_sentence(error))
        except DetenteError:
            return bare_page(request, status_of(error), error_sentence(error))


def status_of(error: DetenteError) -> HTTPStatus:
    """Give the HTTP status of an error by who must act."""
    match error:
        case NotFound():
            return HTTPStatus.NOT_FOUND
        case BadInput():
            return HTTPStatus.BAD_REQUEST
        case PolicyRefusal() | Unproved():
            return HTTPStatus.FORBIDDEN
        case LocalError():
            return HTTPStatus.INTERNAL_SERVER_ERROR
    return HTTPStatus.CONFLICT


def error_page(request: HttpRequest, status: HTTPStatus, sentence: str = "") -> HttpResponse:
    """Give the page for a status with its sentence."""
    title, hint = TITLES[status]
    context = {"title": title, "hint": hint, "sentence": sentence, "refused": status == HTTPStatus.FORBIDDEN}
    return render(request, "desk/error.html", context, status=status)


def bare_page(request: HttpRequest, status: HTTPStatus, sentence: str = "") -> HttpResponse:
    """Give the page without its frame: it asks the node for nothing, for the node may be what failed."""
    title, hint = TITLES[status]
    context = {"title": title, "hint": hint, "sentence": sentence, "bare": True}
    return render(request, "desk/failed.html", context, status=status)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old."""
    return error_page(
        request, HTTPStatus.BAD_REQUEST, str(_("The form was too old, or the browser refuses cookies from this node."))
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    return error_page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return error_page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """Answer 404."""
    return error_page(request, HTTPStatus.NOT_FOUND)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return bare_page(request, HTTPStatus.INTERNAL_SERVER_ERROR)
