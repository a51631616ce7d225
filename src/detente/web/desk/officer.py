"""Who asks: every view behind sign-in names its officer to the node by the number of the user."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest


def officer(request: HttpRequest) -> int:
    """Give the number of the signed-in user; `LoginRequiredMiddleware` has turned all others away."""
    return cast(int, request.user.pk)


def assertion(request: HttpRequest) -> str | None:
    """Give the passkey's answer as the browser gave it, or None where no passkey signed."""
    return request.POST.get("assertion") or None
