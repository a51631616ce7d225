"""What the operations share: ids in an address, who asks, and a file as an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from ninja import Path, Query

from detente.node.services import tokens
from detente.web.api.problems import answers

NO_NUL: Final = r"^[^\x00]*$"

Id = Annotated[str, Path(max_length=64, pattern=r"^[^/\x00]+$")]
Code = Annotated[str, Path(pattern=r"^[A-Za-z0-9]{1,8}$")]
Event = Annotated[str, Path(max_length=64, pattern=r"^[a-z]+(-[a-z]+)*$")]
After = Annotated[str, Query("", max_length=20, pattern=r"^[0-9]*$")]
FILE: Final[dict[str, Any]] = {
    "responses": {
        200: {
            "description": "The bytes",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}
FILE_ANSWERS: Final = answers(None)


def who(request: HttpRequest) -> int:
    """Give the officer's account: what the token was found to stand for."""
    return int(request.auth)  # type: ignore[attr-defined]  # the framework sets it once the token was accepted


def file(name: str, pieces: Iterable[bytes]) -> StreamingHttpResponse:
    """Give bytes as a file of that name."""
    answer = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def person(operation: str, assertion: str | None, *, act: str = "") -> str | None:
    """Give the passkey's answer; PasskeyNeeded where there is none and the operation is the signature of a person."""
    return tokens.signed_by_a_person(operation, assertion, act=act)
