"""The machine interface on a real node: no operation fails, each token gives what its officer may, and no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from detente.model.errors import BadInput, NotFound
from detente.node.services import concerned, officers, tokens
from detente.node.stores.models import ApiToken, AuditRow, DraftRow, Officer
from detente.web.api.urls import api
from detente.web.desk import gateway
from tests.node.desk_builders import LIA, OMAR, delivered, desk, draft_to_beta, give_accounts
from tests.node.furnishing import furnished
from tests.node.world import World

CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact, whose officers sign in."""
    give_accounts(pair)
    return pair


@pytest.fixture
def beta(pair: World) -> Iterator[World]:
    """The interface of beta."""
    with gateway.bound(desk(pair, "beta")):
        yield pair


def token_of(world: World, name: str, officer: str = "lia") -> str:
    node = world.nodes[name]
    return tokens.make(node, officers.find(node, officer), name="case system", days=30)


def ask(token: str, method: str, path: str, body: Any = None) -> Any:
    """Give the answer of the interface."""
    return getattr(Client(), method)(
        f"/api/1{path}",
        data=None if body is None and method == "get" else json.dumps(body or {}),
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {token}",
    )


def test_what_the_screens_do_a_token_does(beta: World) -> None:
    uid, token = delivered(beta), token_of(beta, "beta")
    row = ask(token, "get", "/work").json()["queues"][0]["rows"][0]
    assert (row["entry_id"], row["subject"]["text"]) == (uid, "Dossier 1")
    assert ask(token, "get", f"/messages/{uid}").json()["content"] is None
    assert ask(token, "post", f"/messages/{uid}/open").json() == {"done": True}
    until = (beta.clock() + timedelta(days=1)).isoformat()
    assert ask(token, "post", f"/messages/{uid}/accept", {"until": until}).json() == {"done": True}
    assert ask(token, "get", f"/messages/{uid}").json()["content"][0]["text"] == "Bonjour"
    draft = {"kind": "answer", "message": "answer", "answers": uid, "text": "Le voici.", "lang": "fr", "tlp": "AMBER"}
    made = ask(token, "post", "/drafts", draft)
    assert made.status_code == 201
    shown = ask(token, "get", f"/drafts/{made.json()['id']}/preview").json()
    challenge = {"challenge": shown["signing"]["challenge"]}
    assert ask(token, "post", f"/drafts/{made.json()['id']}/release", challenge).json() == {"id": uid}
    beta.settle("alpha", "beta")
    assert [entry.kind for entry in beta.entries("alpha", ours=False)][-1] == "answer"
    found = ask(token, "post", "/searches", {"words": "dossier", "reason": "dossier ALP-1"}).json()["id"]
    assert ask(token, "get", f"/searches/{found}").json()["rows"][0]["entry_id"] == uid
    assert ask(token, "get", f"/messages/{uid}/paper").getvalue()[:5] == b"%PDF-"
    assert AuditRow.objects.using(beta.nodes["beta"].alias).filter(act="entry-accepted", actor="lia").count() == 1


def test_a_token_holds_until_it_ends_is_revoked_or_its_officer_leaves(beta: World) -> None:
    node, lia = beta.nodes["beta"], officers.find(beta.nodes["beta"], "lia")
    token = token_of(beta, "beta")
    row = ApiToken.objects.using(node.alias).get()
    assert token.encode() not in bytes(row.token_hash)
    assert ask(token, "get", "/frame").json()["officer"] == "Lia"
    assert ask(f"{token}x", "get", "/frame").status_code == 401
    Officer.objects.using(node.alias).filter(pk=lia.pk).update(active=False)
    assert ask(token, "get", "/frame").status_code == 401
    Officer.objects.using(node.alias).filter(pk=lia.pk).update(active=True)
    beta.clock.advance(days=31)
    assert ask(token, "get", "/frame").status_code == 401
    newer = token_of(beta, "beta")
    assert ask(newer, "get", "/frame").status_code == 200
    tokens.revoke(node, lia, name="case system")
    assert ask(newer, "get", "/frame").status_code == 401
    acts = AuditRow.objects.using(node.alias).filter(act__startswith="token-").order_by("index")
    assert [each.act for each in acts] == ["token-made", "token-made", "token-revoked"]


def test_a_token_is_named_once_and_not_for_ever(beta: World) -> None:
    node = beta.nodes["beta"]
    lia = officers.find(node, "lia")
    token_of(beta, "beta")
    for name, days in (("case system", 30), ("", 30), ("other", 0), ("other", 367)):
        with pytest.raises(BadInput):
            tokens.make(node, lia, name=name, days=days)
    with pytest.raises(NotFound):
        tokens.revoke(node, lia, name="other")
    with pytest.raises(BadInput, match="no account"):
        tokens.make(node, officers.add(node, name="mara", shown="Mara"), name="x", days=1)


@pytest.mark.parametrize("role", ["analyst", "legal", "oversight"])
def test_no_act_crosses_roles(beta: World, role: str) -> None:
    uid = delivered(beta)
    node = beta.nodes["beta"]
    Officer.objects.using(node.alias).filter(name="omar").update(role=role)
    token = token_of(beta, "beta", "omar")
    until = (beta.clock() + timedelta(days=1)).isoformat()
    refused = [
        ask(token, "post", f"/messages/{uid}/accept", {"until": until}),
        ask(token, "post", "/drafts", {"kind": "answer", "message": "answer", "answers": uid}),
        ask(token, "post", "/invitations", {"label": "Zoriane"}),
        ask(token, "post", "/partners/ALP/confirm"),
    ]
    # Either a rule says no, or there is nothing here for this role: never more.
    assert {answer.status_code for answer in refused} <= {403, 404}
    assert beta.entries("beta", ours=True, kind="answer") == []


def test_drafts_and_searches_are_their_officers_own(beta: World) -> None:
    theirs = desk(beta, "beta")
    lia, omar = token_of(beta, "beta"), token_of(beta, "beta", "omar")
    draft = theirs.draft_save(LIA, "", draft_to_beta(to="ALP"))
    kept = theirs.search_ask(LIA, theirs_question(), reason="dossier 4711", name="Boston")
    for path in (f"/drafts/{draft}", f"/drafts/{draft}/preview", f"/searches/{kept}"):
        assert ask(lia, "get", path).status_code == 200
        assert ask(omar, "get", path).status_code == 404
    assert ask(omar, "delete", f"/drafts/{draft}").status_code == 404
    assert OMAR != LIA


RECORD = {"ftm": {"schema": "Person", "properties": {"name": ["Tadeusz Astarguiev"]}}, "category": "suspect"}
CHARACTER = dict.fromkeys(concerned.QUESTIONS, False)


def kept(world: World, key: str) -> dict[str, Any]:
    """Give what the row of a draft at beta holds."""
    return dict(DraftRow.objects.using(world.nodes["beta"].alias).get(pk=key).content)


def test_changing_a_draft_keeps_whom_it_is_about_and_what_the_caller_does_not_name(beta: World) -> None:
    token = token_of(beta, "beta")
    whole = draft_to_beta(to="ALP", records=(RECORD,), character=CHARACTER, again="Un autre nom.")
    key = desk(beta, "beta").draft_save(LIA, "", whole)
    before = kept(beta, key)
    plain = {"kind": "notification", "message": "notification", "to": "ALP", "text": "Il part ce soir.", "lang": "fr"}
    assert ask(token, "put", f"/drafts/{key}", plain).json() == {"id": key}
    after = kept(beta, key)
    assert after["text"] == "Il part ce soir."
    assert {name: after[name] for name in ("records", "character", "again")} == {
        name: before[name] for name in ("records", "character", "again")
    }
    assert ask(token, "get", f"/drafts/{key}").json()["draft"]["records"] == before["records"]
    assert ask(token, "put", f"/drafts/{key}", {**plain, "records": [], "character": None}).status_code == 200
    assert (kept(beta, key)["records"], kept(beta, key)["character"]) == ([], None)


def test_a_draft_says_whom_it_is_about_and_what_a_request_must_say(beta: World) -> None:
    token = token_of(beta, "beta")
    asked = {"wanted": "Son adresse", "necessary": "Seule trace.", "directly_available": True}
    given = {"kind": "request-information", "message": "request", "to": "ALP", "records": [RECORD], "more": asked}
    key = ask(token, "post", "/drafts", {**given, "character": CHARACTER, "again": "Encore."}).json()["id"]
    assert kept(beta, key)["records"][0]["ftm"]["properties"] == {"name": ["Tadeusz Astarguiev"]}
    assert (kept(beta, key)["character"], kept(beta, key)["again"]) == (CHARACTER, "Encore.")
    assert kept(beta, key)["more"] == asked
    faulty = ask(token, "post", "/drafts", {**given, "records": [{"ftm": {"schema": "Person"}}]})
    assert (faulty.status_code, faulty.json()["code"]) == (422, "bad-input")


def test_who_read_an_older_draft_does_not_write_over_a_newer_one(beta: World) -> None:
    token = token_of(beta, "beta")
    given = {"kind": "notification", "message": "notification", "to": "ALP", "text": "Un."}
    key = ask(token, "post", "/drafts", given).json()["id"]
    seen = ask(token, "get", f"/drafts/{key}").json()["seen"]
    assert ask(token, "put", f"/drafts/{key}", {**given, "text": "Deux."}).status_code == 200
    late = ask(token, "put", f"/drafts/{key}", {**given, "text": "Trois.", "seen": seen})
    assert (late.status_code, late.json()["code"], kept(beta, key)["text"]) == (400, "draft-newer", "Deux.")


def theirs_question() -> Any:
    from detente.node.services.searching import Question

    return Question("boston")


def operations() -> list[tuple[str, str]]:
    found = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/1/")))["paths"]
    return [(path, method) for path, methods in found.items() for method in methods]


def test_no_operation_fails_whatever_it_is_given(beta: World) -> None:
    """Each operation with values made up, at the ids of what there is."""
    uid, token = delivered(beta), token_of(beta, "beta")
    draft = desk(beta, "beta").draft_save(LIA, "", draft_to_beta(to="ALP"))
    furnished(beta)
    Officer.objects.using("world-beta").filter(name="omar").update(role="oversight")
    inspector = token_of(beta, "beta", "omar")
    ones = ("sheet_id", "template_id", "form_id", "person_id", "assurance_id", "proposal_id", "search_id")
    real = {"entry_id": uid, "draft_id": draft, "file_id": "x", "event": "register", "name": "lia"}
    real |= dict.fromkeys(ones, "1")
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/1/"))))
    schema.app = get_wsgi_application()
    tried = 0
    for path, method in operations():

        @settings(
            max_examples=2,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=schema[path][method.upper()].as_strategy())
        def holds(case: Any) -> None:
            nonlocal tried
            here = real | {"code": "duty" if "/desks/" in case.path else "ALP"}
            case.path_parameters = {name: here.get(name, value) for name, value in (case.path_parameters or {}).items()}
            who = inspector if "/oversight" in case.path else token
            case.call_and_validate(headers={"Authorization": f"Bearer {who}"}, checks=CHECKS)
            tried += 1

        holds()
    assert tried >= len(operations())
