"""System checks: what is convenient on one's own machine must not reach a working node."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

# Setting, the only value allowed outside development, and what to do.
REFUSED = [
    ("MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", False, "Passkeys need HTTPS: remove the setting."),
    ("SESSION_COOKIE_SECURE", True, "The session cookie must be Secure: serve the desk over HTTPS."),
    ("CSRF_COOKIE_SECURE", True, "The form cookie must be Secure: serve the desk over HTTPS."),
    ("DEBUG", False, "DEBUG shows internals to whoever causes an error: remove the setting."),
]


@register(Tags.security)
def development_stays_at_home(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse relaxed settings unless the development switch is on."""
    if settings.DETENTE_DEVELOPMENT:
        return []
    return [
        Error(f"{name} is relaxed although DETENTE_DEVELOPMENT is not set.", hint=hint, id=f"detente.E00{number}")
        for number, (name, allowed, hint) in enumerate(REFUSED, start=1)
        if getattr(settings, name) != allowed
    ]
