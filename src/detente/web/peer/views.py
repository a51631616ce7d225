"""Each view reads at most what the protocol allows, calls one service, and gives its answer.

A stranger learns nothing: unknown `to`, `from`, token or attachment are one empty 404, before the body is read.
What a peer sends never causes a 5xx but 503 with Retry-After, when our own disk or database cannot take it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from detente.node import process
from detente.node.services import peering
from detente.node.services.exchange import Answer

PARCEL = "application/dxp-parcel"
SMALL = 1 << 20

View = Callable[..., HttpResponse]


def _methods(*allowed: str) -> Callable[[View], View]:
    def wrap(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, **parts: Any) -> HttpResponse:
            if request.method not in allowed:
                return HttpResponse(status=405, headers={"Allow": ", ".join(allowed)})
            return view(request, **parts)

        return checked

    return wrap


@_methods("POST")
def parcel(request: HttpRequest, *, to: str, sender: str) -> HttpResponse:
    """Take one parcel of a partner, give one back."""
    node = process.current()
    partner = peering.partner_for(node, to, sender)
    if partner is None:
        return nothing_here(request)
    data = _read(request, peering.most_bytes(node))
    if data is None:
        return _plain(413, "too-large")
    return _answer(peering.answer(node, partner, data))


@_methods("POST")
def meet(request: HttpRequest, *, token: str) -> HttpResponse:
    """Take one step of a first contact."""
    node = process.current()
    if not peering.is_open_invitation(node, token):
        return nothing_here(request)
    data = _read(request, SMALL)
    if data is None:
        return _plain(413, "too-large")
    answer = peering.meet(node, token, data)
    return nothing_here(request) if answer is None else _answer(answer)


@_methods("GET")
def bitmap(request: HttpRequest, *, to: str, sender: str, att_id: str) -> HttpResponse:
    """Give which chunks of an attachment are held."""
    bits = peering.bitmap(process.current(), to, sender, att_id)
    return nothing_here(request) if bits is None else HttpResponse(bits, content_type="application/octet-stream")


@_methods("PUT")
def leaves(request: HttpRequest, *, to: str, sender: str, att_id: str) -> HttpResponse:
    """Take the leaves of an attachment; 422 where they do not lead to the root in the header."""
    node = process.current()
    row = peering.attachment(node, to, sender, att_id)
    if row is None:
        return nothing_here(request)
    data = _read(request, 32 * row.chunks)
    return _taken(data is not None and peering.take_leaves(node, row, data))


@_methods("PUT")
def chunk(request: HttpRequest, *, to: str, sender: str, att_id: str, index: int) -> HttpResponse:
    """Take one sealed chunk, durable before the answer; 422 where it is not the one that its leaf names."""
    node = process.current()
    row = peering.attachment(node, to, sender, att_id)
    if row is None:
        return nothing_here(request)
    data = _read(request, peering.MOST_CHUNK)
    return _taken(data is not None and peering.take_chunk(node, row, index, data))


def nothing_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Give the one empty answer for all that is not known here."""
    del request, exception
    return HttpResponse(status=404)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Give the answer for a failure of ours; the log has what it was."""
    del request
    return _plain(503, "unavailable", retry_after=30)


def _read(request: HttpRequest, most: int) -> bytes | None:
    """Give the body, None where it is larger than `most` or has no length; nothing beyond that is read."""
    length = request.META.get("CONTENT_LENGTH") or ""
    # ASCII first: there are digits, such as a superscript two, that `int` does not read.
    if not (length.isascii() and length.isdigit()) or int(length) > most:
        return None
    data = request.read(int(length))
    return data if len(data) == int(length) else b""


def _answer(answer: Answer) -> HttpResponse:
    response = HttpResponse(answer.body, status=answer.status, content_type=PARCEL)
    if answer.code:
        response["DXP-Code"] = answer.code
    if answer.retry_after is not None:
        response["Retry-After"] = str(answer.retry_after)
    return response


def _plain(status: int, code: str, retry_after: int | None = None) -> HttpResponse:
    return _answer(Answer(status, b"", code, retry_after))


def _taken(holds: bool) -> HttpResponse:
    return HttpResponse(status=204 if holds else 422)
