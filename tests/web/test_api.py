"""The machine interface: its description holds for every answer, and nothing is readable without a token.

`schemathesis` tries every operation of the description with values that it makes up.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from detente.web.api.urls import api
from tests.web.fake_desk import FakeDesk

TOKEN = {"Authorization": "Bearer dxt_claire"}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 4


def description() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/1/")))
    return found


def operations() -> list[tuple[str, str]]:
    return [(path, method) for path, methods in description()["paths"].items() for method in methods]


@pytest.fixture(scope="module")
def schema() -> Any:
    return schemathesis.openapi.from_dict(description())


@pytest.mark.parametrize(("path", "method"), operations(), ids=[f"{m} {p}" for p, m in operations()])
def test_every_answer_is_as_described(schema: Any, fake: FakeDesk, path: str, method: str, db: None) -> None:
    schema.app = get_wsgi_application()
    operation = schema[path][method.upper()]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def holds(case: Any) -> None:
        case.call_and_validate(headers=TOKEN, checks=CHECKS)

    holds()


@pytest.mark.parametrize(("path", "method"), operations(), ids=[f"{m} {p}" for p, m in operations()])
def test_nothing_is_given_without_a_token(fake: FakeDesk, path: str, method: str, db: None) -> None:
    where = path.replace("{", "").replace("}", "")
    for header in (None, "", "Bearer", "Bearer ", "Bearer dxt_other", "Basic dxt_claire", "dxt_claire"):
        given = {} if header is None else {"HTTP_AUTHORIZATION": header}
        answer = Client().generic(method.upper(), where, "{}", "application/json", **given)  # type: ignore[arg-type]  # headers by their names
        assert (answer.status_code, answer.json()["code"]) == (401, "token-missing"), header
    assert fake.acts == []


def test_no_two_shapes_of_the_description_share_a_name() -> None:
    """The description has one shape a name: the second of that name would be described as the first."""
    known: dict[str, Any] = {}
    views = [view for _, part in api._routers for view in part.path_operations.values()]
    models = [model for view in views for operation in view.operations for model in _models(operation)]
    for model in models:
        whole = model.model_json_schema()
        for name, shape in {model.__name__: whole, **whole.get("$defs", {})}.items():
            bare = {key: value for key, value in shape.items() if key != "$defs"}
            if not name.startswith(("NinjaResponseSchema", "BodyParams", "PathParams", "QueryParams", "FileParams")):
                assert known.setdefault(name, bare) == bare, name
    assert len(known) > len(operations())


def _models(operation: Any) -> list[Any]:
    given = [model for model in operation.response_models.values() if hasattr(model, "model_json_schema")]
    return [*given, *operation.models]


def test_a_signed_in_browser_has_no_way_in_by_its_session(client: Client) -> None:
    assert client.get("/api/1/work").status_code == 401


def test_what_cannot_be_read_is_named(fake: FakeDesk, db: None) -> None:
    asked = {"until": "tomorrow"}
    answer = Client().post(
        "/api/1/messages/e-0417/accept", asked, "application/json", HTTP_AUTHORIZATION="Bearer dxt_claire"
    )
    assert answer.status_code == 422
    assert "until" in answer.json()["sentence"]
    broken = Client().post("/api/1/drafts", "{", "application/json", HTTP_AUTHORIZATION="Bearer dxt_claire")
    assert (broken.status_code, broken.json()["code"]) == (400, "bad-input")


def test_the_description_is_there_for_everybody_and_names_its_version() -> None:
    answer = Client().get("/api/1/openapi.json")
    assert answer.json()["openapi"].startswith("3.1")
    assert answer.json()["components"]["securitySchemes"]["Token"]["scheme"] == "bearer"


def test_a_review_is_not_set_down_by_a_token(fake: FakeDesk, db: None) -> None:
    owed = fake.owed(1)
    asked = [Client().post("/api/1/owed/2/done", {"note": "ok"}, "application/json", headers=TOKEN)]
    fake.owed = lambda officer_id: tuple(replace(line, obligation="review-24h") for line in owed)  # type: ignore[method-assign]  # one list of the fake is another
    asked += [Client().post("/api/1/owed/2/done", {"note": "ok"}, "application/json", headers=TOKEN)]
    assert [answer.status_code for answer in asked] == [200, 403]
    assert asked[-1].json()["code"] == "passkey-needed"
    assert [name for name, _ in fake.acts] == ["owed_done"]


def test_where_policy_takes_two_a_release_waits_and_says_so(fake: FakeDesk, db: None) -> None:
    shown = fake.preview
    fake.preview = lambda *given: replace(shown(*given), submits=True)  # type: ignore[method-assign]  # one page of the fake is another
    given = {"challenge": fake.signing.challenge}
    answer = Client().post("/api/1/drafts/d-1/release", given, "application/json", headers=TOKEN)
    assert (answer.status_code, answer.json()["state"], answer.json()["id"]) == (202, "submitted", "d-1")
    assert "second officer" in answer.json()["sentence"]
    assert [name for name, _ in fake.acts] == ["submit"]
    done = Client().post("/api/1/approvals/d-1/approve", given, "application/json", headers=TOKEN)
    assert (done.status_code, done.json()["code"]) == (403, "passkey-needed")
    assert [name for name, _ in fake.acts] == ["submit"]
