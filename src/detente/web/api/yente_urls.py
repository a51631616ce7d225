"""The addresses of the lists in the form of yente, below `/yente/`, with its way of saying what went wrong."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from detente.model.errors import DetenteError
from detente.web.api import yente
from detente.web.api.problems import english_sentence
from detente.web.desk.errors import status_of
from detente.web.desk.gateway import desk


class Bearer(HttpBearer):
    """`Authorization: Bearer dxt_…`"""

    def authenticate(self, request: HttpRequest, token: str) -> int | None:
        """Give the officer's account, None for a token that gives nothing."""
        return desk().user_of_token(token)


class ApiKey(Bearer):
    """`Authorization: ApiKey dxt_…`, as the clients of yente send it."""

    openapi_scheme = "apikey"


api = NinjaAPI(
    title="Détente, lists",
    version="1",
    description="The lists of this node in the form of yente; each token acts as one officer.",
    auth=[ApiKey(), Bearer()],
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="yente",
)
api.add_router("", yente.router)


def _problem(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    return api.create_response(request, {"detail": detail}, status=status)


@api.exception_handler(DetenteError)
def _refused(request: HttpRequest, error: DetenteError) -> HttpResponse:
    return _problem(request, status_of(error), english_sentence(error) or "There is nothing of that name here.")


@api.exception_handler(AuthenticationError)
def _nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return _problem(request, HTTPStatus.UNAUTHORIZED, "Give a token that holds: Authorization: ApiKey dxt_…")


@api.exception_handler(ValidationError)
def _malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    where = sorted({".".join(map(str, each.get("loc", ()))) for each in error.errors})
    return _problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, f"These members cannot be used: {', '.join(where)}.")


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _problem(request, error.status_code, str(error))


urlpatterns = api.urls[0]
for _pattern in urlpatterns:
    # No session and no sign-in page here: the token alone says who asks.
    assert _pattern.callback is not None
    login_not_required(_pattern.callback)
