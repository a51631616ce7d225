"""What concerns the officer alone: ways in, language, keys."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.i18n import set_language as django_set_language

KEYS = [
    (("/",), _("search")),
    (("?",), _("this page")),
    (("g", "w"), _("go to My work")),
    (("g", "i"), _("go to Messages")),
    (("g", "c"), _("go to Write")),
    (("g", "p"), _("go to Partners")),
    (("j", "k"), _("next and previous row")),
    (("↵",), _("open the row")),
    (("o",), _("open the message")),
    (("a",), _("accept")),
    (("r",), _("answer")),
    (("x",), _("refuse with a ground")),
    (("p",), _("approve")),
    (("y", "n", "u"), _("same, different, or cannot be said")),
    (("m",), _("merge with another record")),
    (("[", "]"), _("previous and next in the queue")),
    (("Ctrl ↵",), _("go on, or release")),
]


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Show the officer's own page."""
    return render(request, "desk/me.html")


@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """Show what the keys do, and switch single keys off or on (WCAG 2.1.4)."""
    if request.method != "POST":
        return render(request, "desk/keys.html", {"table": KEYS})
    response = redirect("keys")
    response.set_cookie(
        settings.DETENTE_KEYS_COOKIE,
        "off" if request.POST.get("keys") == "off" else "on",
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@login_not_required
@require_safe
def language(request: HttpRequest) -> HttpResponse:
    """Offer the four languages, and lead back to where one came from."""
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    template = "desk/page.html" if request.user.is_authenticated else "desk/gate.html"
    return render(request, "desk/language.html", {"next": back, "template": template})


@login_not_required
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language that was chosen, in a cookie."""
    return django_set_language(request)
