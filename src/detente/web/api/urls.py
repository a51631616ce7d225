"""The addresses of the machine interface, below `/api/1/`."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from ninja.security import HttpBearer

from detente.web.api import (
    administration,
    agreements,
    approvals,
    beginnings,
    books,
    cases,
    corrections,
    depends,
    drafts,
    exports,
    further,
    keeping,
    lists,
    matches,
    offices,
    operations,
    oversight,
    packages,
    persons,
    problems,
    records,
    safeguards,
    warnings,
    watches,
)
from detente.web.api.spans import Described, Renderer
from detente.web.desk.gateway import desk


class Token(HttpBearer):
    """`Authorization: Bearer dxt_…`"""

    def authenticate(self, request: HttpRequest, token: str) -> int | None:
        """Give the officer's account, None for a token that gives nothing."""
        return desk().user_of_token(token)


api = Described(
    title="Détente",
    version="1",
    description="What the officers' desk does, for the party's own systems; each token acts as one officer.",
    auth=Token(),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api-1",
    renderer=Renderer(),
)
problems.handle(api)
for _part in (
    operations,
    packages,
    cases,
    drafts,
    approvals,
    beginnings,
    agreements,
    depends,
    offices,
    keeping,
    corrections,
    exports,
    books,
    safeguards,
    further,
    records,
    warnings,
    watches,
    matches,
    persons,
    lists,
    administration,
    oversight,
):
    api.add_router("", _part.router)

urlpatterns = api.urls[0]
for _pattern in urlpatterns:
    # No session and no sign-in page here: the token alone says who asks.
    assert _pattern.callback is not None
    login_not_required(_pattern.callback)
