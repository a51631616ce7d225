"""The screens of a case: what stands open, for whom, and a form that asks for what the act needs and no more."""

from __future__ import annotations

import pytest
from django.test import Client

from detente.node.queries.case_page import Deed
from tests.web.fake_cases import ACTS
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed

CASE = "/messages/e-0417/case/"


def shown(client: Client, address: str) -> Parsed:
    return Parsed(client.get(address, headers={"accept-language": "en"}).content.decode())


def test_a_case_shows_what_stands_open_and_for_whom(client: Client, fake: FakeDesk) -> None:
    page = shown(client, CASE)
    links = {each.get("href", "") for each in page.all("a")}
    assert {f"{CASE}{act.event}/" for act in ACTS if act.allowed} <= links
    assert f"{CASE}refuse/" not in links
    assert "Ask back" in page.text
    assert "Refuse with a ground For roles R C" in page.text
    assert "Closed: look whether it must be taken up again." in page.text
    assert "Rappeler Zoriane" in page.text
    assert "Clarification expected before" in page.text


@pytest.mark.parametrize("act", [act for act in ACTS if act.allowed], ids=lambda act: act.event)
def test_a_form_asks_for_what_the_act_needs_and_no_more(client: Client, fake: FakeDesk, act: object) -> None:
    page = shown(client, f"{CASE}{act.event}/")  # type: ignore[attr-defined]  # parametrize knows no type
    named = {each.get("name", "") for tag in ("input", "select", "textarea") for each in page.all(tag)}
    assert named - {"csrfmiddlewaretoken", "next", "language", "q"} >= set(act.fields) - {"until"}  # type: ignore[attr-defined]  # parametrize knows no type


def test_an_act_is_done_with_what_was_filled_in(client: Client, fake: FakeDesk) -> None:
    answered = client.post(f"{CASE}ask-clarification/", {"text": "Quelle période ?", "missing": ["period"]})
    assert (answered.status_code, answered["Location"]) == (302, CASE)
    ((name, values),) = fake.acts
    assert (name, values["event"]) == ("case_act", "ask-clarification")
    assert values["deed"] == Deed(text="Quelle période ?", lang="fr", missing=("period",))


def test_what_is_not_filled_in_or_refused_comes_back_with_a_sentence(client: Client, fake: FakeDesk) -> None:
    assert client.post(f"{CASE}extend/", {"code": "volume"}).status_code == 400
    assert client.post(f"{CASE}cross-check/", {}).status_code == 400
    refused = client.post(f"{CASE}task/", {"to": "persons", "note": "refuse me"})
    assert refused.status_code == 400
    assert "The time that you give is past." in refused.content.decode()
    assert fake.acts == []


def test_an_act_that_does_not_stand_open_is_not_there(client: Client, fake: FakeDesk) -> None:
    assert client.get(f"{CASE}refuse/").status_code == 404
    assert client.post(f"{CASE}nothing/", {}).status_code == 404
    assert client.get("/messages/e-9004/case/").status_code == 404
