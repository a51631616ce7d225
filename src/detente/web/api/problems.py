"""What the interface answers where it does not do what was asked: a code, one sentence, never a traceback."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from detente.model.errors import BadInput, DetenteError
from detente.web.desk.errors import status_of
from detente.web.desk.phrases import code_sentence, error_sentence

CODES: Final = (400, 401, 403, 404, 409, 422)


class Problem(Schema):
    """Why it was not done. `code` is stable (docs/reference/codes.md), `sentence` is for a person."""

    code: str
    sentence: str


def answers(model: Any, status: int = 200) -> dict[int, Any]:
    """Give what an operation answers where it does as asked; the problems are the same of all of them (`describe`)."""
    return {status: model}


def describe(schema: dict[str, Any]) -> None:
    """Say in the description of the interface that each operation may answer with a problem.

    It is said here and not with each operation, where the framework would make a type of its own for each code of each:
    hundreds, at every start of a desk.
    """
    schema["components"]["schemas"][Problem.__name__] = Problem.model_json_schema()
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}}
    for path in schema["paths"].values():
        for operation in path.values():
            for code in CODES:
                operation["responses"].setdefault(code, {"description": HTTPStatus(code).phrase, "content": content})


def english_sentence(error: DetenteError) -> str:
    """Say what went wrong in English, whatever language the program asks for.

    A value that cannot be used is said in the node's own words: they list the codes that a program may give, where the
    desk says that one chooses from a list.
    """
    with translation.override("en"):
        if isinstance(error, BadInput) and not code_sentence(error.code):
            return str(error)
        return error_sentence(error)


def handle(api: NinjaAPI) -> None:
    """Let every error be answered as a problem."""

    def problem(request: HttpRequest, status: int, code: str, sentence: str) -> HttpResponse:
        return api.create_response(request, {"code": code, "sentence": sentence}, status=status)

    @api.exception_handler(DetenteError)
    def _refused(request: HttpRequest, error: DetenteError) -> HttpResponse:
        return problem(request, status_of(error), error.code, english_sentence(error))

    @api.exception_handler(AuthenticationError)
    def _nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        sentence = "Give a token that holds: Authorization: Bearer dxt_…"
        answer = problem(request, HTTPStatus.UNAUTHORIZED, "token-missing", sentence)
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(ValidationError)
    def _malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
        where = sorted({".".join(map(str, each.get("loc", ()))) for each in error.errors})
        sentence = f"These members cannot be used: {', '.join(where)}."
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, "bad-input", sentence)

    @api.exception_handler(HttpError)
    def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(request, error.status_code, "bad-input", str(error))
