"""Headers of every answer: a strict content policy, and no copy of a page left in a cache.

Nothing inline, nothing from elsewhere: what an attacker writes into a message stays text.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
PERMISSIONS = "camera=(), geolocation=(), microphone=(), publickey-credentials-get=(self)"


class StrictHeaders:
    """Adds the headers; stands outside everything that may answer, so that static files and errors have them too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers set; a page is never stored, a static file keeps its own rule."""
        response = self.get_response(request)
        response["Content-Security-Policy"] = POLICY
        response["Permissions-Policy"] = PERMISSIONS
        response["X-Frame-Options"] = "DENY"
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response
