"""The screens of a case: what stands open, for whom, and a form that asks for what the act needs and no more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from detente.model.errors import BadInput
from detente.node.queries.case_page import Deed
from detente.node.queries.corrections_page import Told
from detente.node.queries.desk import Draft
from tests.web import fictional as tale
from tests.web.fake_cases import ACTS, PERIOD
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed, faults
from tests.web.test_acts import said

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
    assert "Le moment donné est passé." in refused.content.decode()
    assert fake.acts == []


def test_an_act_that_does_not_stand_open_is_not_there(client: Client, fake: FakeDesk) -> None:
    assert client.get(f"{CASE}refuse/").status_code == 404
    assert client.post(f"{CASE}nothing/", {}).status_code == 404
    assert client.get("/messages/e-9004/case/").status_code == 404


def test_what_is_to_be_read_by_the_partner_is_read_here_first(client: Client, fake: FakeDesk) -> None:
    answered = client.post(f"{CASE}answer-part/", {"text": "Deux entrées."})
    assert (answered.status_code, answered["Location"]) == (302, "/compose/d-1/leaves/")
    ((name, values),) = fake.acts
    assert (name, values["deed"].text) == ("case_draft", "Deux entrées.")


def test_a_request_is_written_in_steps_with_a_field_for_each_thing_it_must_say(client: Client, fake: FakeDesk) -> None:
    kinds = ("answer", "notification", "request-information")
    fake.correspondents = (replace(tale.TO_ZORIANE, kinds=kinds, urgencies=(PERIOD,)),)
    assert {"kind"} <= {each.get("name") for each in shown(client, "/compose/").all("select")}
    begun = Draft("request-information", "request", "ZOR", subject="Entrées", more={"wanted": "A\nB"})
    fake.drafts["d-1"] = begun
    page = shown(client, "/compose/d-1/content/")
    named = {each.get("name", "") for tag in ("input", "select", "textarea") for each in page.all(tag)}
    assert {"wanted", "necessary", "purpose_facts", "person_link", "urgency", "use_limits", "text"} <= named
    assert "asks" not in named
    assert "A B" in page.text
    posted = {
        "wanted": "A\r\nB", "necessary": "Parce que", "purpose_facts": "Faits", "person_link": "Suspect",
        "urgency": "period", "use_limits": "Enquête", "text": "Bonjour", "lang": "fr", "tlp": "AMBER",
    }  # fmt: skip
    assert client.post("/compose/d-1/content/", posted)["Location"] == "/compose/d-1/leaves/"
    assert fake.drafts["d-1"].more["person_link"] == "Suspect"
    assert client.post("/compose/d-1/content/", {**posted, "necessary": ""}).status_code == 400


# Corrections


def test_a_correction_says_of_each_recipient_what_became_of_it(client: Client, fake: FakeDesk) -> None:
    shown = client.get("/messages/e-0417/case/").content.decode()
    assert "/messages/e-0417/correct/" in [each.get("href") for each in Parsed(shown).all("a")]
    assert faults(Parsed(client.get("/messages/e-0417/correct/").content.decode())) == []
    fake.corrected = (
        Told("ZOR", "e-9004", "", ""),
        Told("QAM", "", "d-7", ""),
        Told("LYS", "", "", "Elle est suspendue."),
    )
    person = {"new-name": "Anna Boleyn", "new-birth": "1986-10-21", "new-category": "witness", "new-nature": "fact"}
    checked = {f"character-{name}": "no" for name in ("political", "military", "religious", "racial")}
    answer = client.post("/messages/e-0417/correct/", {"text": "1986, pas 1988.", **person, **checked}, follow=True)
    ((name, given),) = fake.acts
    assert (name, given["entry_id"], given["given"].text) == ("correction_issue", "e-0417", "1986, pas 1988.")
    assert given["given"].records[0]["ftm"]["properties"]["birthDate"] == ["1986-10-21"]
    assert given["given"].character == dict.fromkeys(("political", "military", "religious", "racial"), False)
    said_there = said(answer)
    assert "ZOR" in said_there
    assert "QAM" in said_there
    assert "LYS" in said_there
    assert "Elle est suspendue." in said_there


def test_what_corrects_nothing_is_said_on_its_own_page(client: Client, fake: FakeDesk) -> None:
    fake.refusal = BadInput("Say what is right: give the record as it must be, or a text.")
    answer = client.post("/messages/e-0417/correct/", {"text": ""})
    assert (answer.status_code, fake.acts) == (400, [])
    assert 'role="alert"' in answer.content.decode() or "errorlist" in answer.content.decode()
