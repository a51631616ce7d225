"""One click signs in. Whatever is not as the demo made it gets the same answer as an address that does not exist."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from detente.model.errors import NotFound
from detente.node.demo import entrance

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# A proxy on this machine speaks from loopback for somebody who may be anywhere.
FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_VIA")


@require_GET
@login_not_required
def enter(request: HttpRequest, *, officer: str, ticket: str) -> HttpResponse:
    """Sign the officer in whose ticket this is, in the language of the node unless another one was chosen."""
    if not _from_this_machine(request):
        raise Http404
    try:
        user = entrance.user_of(settings.DETENTE_HOME, officer, ticket)
    except NotFound as error:
        raise Http404 from error
    login(request, user, backend=BACKEND)
    response = HttpResponseRedirect(reverse(settings.LOGIN_REDIRECT_URL))
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            settings.LANGUAGE_CODE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response


def _from_this_machine(request: HttpRequest) -> bool:
    if any(request.META.get(name) for name in FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback and _is_local(request.get_host())
    except ValueError:
        return False


def _is_local(host: str) -> bool:
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    return name == "localhost" or name.endswith(".localhost")
