"""Upkeep on the screens: what is due on My work, and the lists of a case with an act for each."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from detente.model.errors import PolicyRefusal
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed

CASE = "/messages/e-0417/case/"
UPKEEP = "/messages/e-0417/upkeep/"


def shown(client: Client, address: str, language: str = "en") -> Parsed:
    return Parsed(client.get(address, headers={"accept-language": language}).content.decode())


def test_my_work_shows_what_waits_for_a_signature_and_leads_to_it(client: Client) -> None:
    page = shown(client, "/")
    assert "Projet à signer" in page.text
    links = {each.get("href") for each in page.all("a")}
    assert "/approvals/d-7/" in links
    assert "/approvals/" in links
    assert "3 more wait" in page.text


def test_my_work_shows_what_upkeep_asks(client: Client) -> None:
    page = shown(client, "/")
    for words in ("Between desks", "Not taken in time", "Looks like another matter", "Reviews due"):
        assert words in page.text
    assert {CASE, "/messages/e-9004/case/"} <= {each.get("href") for each in page.all("a")}


def test_a_new_node_has_no_upkeep(client: Client, fake: FakeDesk) -> None:
    fake.new = True
    assert "Reviews due" not in shown(client, "/").text


def test_a_case_shows_its_state_and_its_lists_in_words(client: Client) -> None:
    page = shown(client, CASE)
    for words in (
        "asked back", "not told", "has no need to know it", "told, against the list", "Résidence connue",
        "A legal hold lies on it", "Review is due", "assessed, no nexus", "identifiers", "2 sources",
        "came back", "that desk is competent", "Not taken in time", "Take the older matter up again",
    ):  # fmt: skip
        assert words in page.text, words
    for code in ("state-of-tomorrow", "way-of-tomorrow"):
        assert code in page.text
    assert "need-to-know" not in page.text
    assert "задан встречный вопрос" in shown(client, CASE, "ru").text


@pytest.mark.parametrize(
    ("what", "given", "act"),
    [
        ("told", {"recipient": "Mairie", "reason": ""}, ("told", {"recipient": "Mairie", "reason": ""})),
        (
            "told",
            {"recipient": "Mairie", "reason": "need-to-know"},
            ("told", {"recipient": "Mairie", "reason": "need-to-know"}),
        ),
        (
            "override",
            {"recipient": "Police locale", "reason": "Résidence"},
            ("told_override", {"recipient": "Police locale", "reason": "Résidence"}),
        ),
        ("review", {"reason": "Appel", "go": "keep"}, ("review", {"keep": True, "reason": "Appel"})),
        ("review", {"reason": "Fini", "go": "let-go"}, ("review", {"keep": False, "reason": "Fini"})),
        ("hold", {"reason": "Juge", "go": "lay"}, ("legal_hold", {"held": True, "reason": "Juge"})),
        ("hold", {"reason": "Juge", "go": "lift"}, ("legal_hold", {"held": False, "reason": "Juge"})),
        (
            "offer-elsewhere",
            {"to": "persons", "code": "competence", "note": "Vite"},
            ("handover", {"event": "offer-elsewhere", "to": "persons", "code": "competence", "note": "Vite"}),
        ),
        ("close-here", {}, ("handover", {"event": "close-here", "to": "", "code": "", "note": ""})),
    ],
)
def test_each_act_goes_with_what_was_filled_in(
    client: Client, fake: FakeDesk, what: str, given: dict[str, str], act: tuple[str, dict[str, Any]]
) -> None:
    answered = client.post(f"{UPKEEP}{what}/", given)
    assert (answered.status_code, answered["Location"]) == (302, CASE)
    assert fake.acts == [(act[0], {"entry_id": "e-0417", **act[1]})]


def test_two_matters_that_look_alike_are_decided_on(client: Client, fake: FakeDesk) -> None:
    given = {"older": "e-9004", "newer": "e-0417", "reason": "Autre personne", "go": "apart"}
    client.post(f"{UPKEEP}alike/", given)
    told = {"older": "e-9004", "newer": "e-0417", "taken_up": False, "reason": "Autre personne"}
    assert fake.acts == [("alike", told)]


@pytest.mark.parametrize(
    ("what", "given"),
    [
        ("told", {"recipient": ""}),
        ("override", {"recipient": "Gendarmerie", "reason": "x"}),
        ("review", {"reason": "", "go": "keep"}),
        ("offer-elsewhere", {"to": "nowhere", "code": "competence"}),
    ],
)
def test_what_is_not_filled_in_does_nothing(client: Client, fake: FakeDesk, what: str, given: dict[str, str]) -> None:
    answered = client.post(f"{UPKEEP}{what}/", given, headers={"accept-language": "en"})
    assert (answered.status_code, "Fill in every field" in answered.content.decode()) == (400, True)
    assert fake.acts == []


@pytest.mark.parametrize("go", ["", "purge", None])
@pytest.mark.parametrize("what", ["review", "hold", "alike"])
def test_a_decision_that_no_button_says_decides_nothing_and_keeps_the_reason(
    client: Client, fake: FakeDesk, what: str, go: str | None
) -> None:
    given = {"older": "e-9004", "newer": "e-0417", "reason": "Le juge le demande"} | ({} if go is None else {"go": go})
    answered = client.post(f"{UPKEEP}{what}/", given, headers={"accept-language": "en"})
    page = Parsed(answered.content.decode())
    assert (answered.status_code, fake.acts) == (400, [])
    assert "Say by one of the buttons" in page.text
    assert [each["name"] for each in page.all("input") if each.get("value") == "Le juge le demande"] == ["reason"]


@pytest.mark.parametrize(
    ("what", "given", "kept"),
    [
        ("override", {"recipient": "Police locale", "reason": "Résidence connue ici"}, "Résidence connue ici"),
        ("alike", {"older": "e-9004", "newer": "e-0417", "reason": "Autre", "go": "apart"}, "Autre"),
        ("offer-elsewhere", {"to": "persons", "code": "competence", "note": "Vite fait"}, "Vite fait"),
    ],
)
def test_what_the_node_refuses_is_said_beside_what_was_typed(
    client: Client, fake: FakeDesk, what: str, given: dict[str, str], kept: str
) -> None:
    fake.refusal = PolicyRefusal("role", "Your role does not include this.")
    answered = client.post(f"{UPKEEP}{what}/", given, headers={"accept-language": "en"})
    page = Parsed(answered.content.decode())
    assert answered.status_code == 403
    assert "Your role does not include this" in page.text
    assert kept in [each.get("value") for each in page.all("input")]


def test_what_the_page_does_not_offer_is_refused_in_words(client: Client, fake: FakeDesk) -> None:
    fake.refusal = PolicyRefusal("role", "Your role does not include this.")
    given = {"older": "e-1", "newer": "e-2", "reason": "Autre", "go": "apart"}
    answered = client.post(f"{UPKEEP}alike/", given, headers={"accept-language": "en"})
    assert (answered.status_code, "Your role does not include this" in answered.content.decode()) == (403, True)


def test_what_the_node_refuses_is_said_and_a_glance_does_nothing(client: Client, fake: FakeDesk) -> None:
    refused = client.post(f"{UPKEEP}told/", {"recipient": "nobody"}, follow=True)
    assert "Nommez chaque destinataire" in refused.content.decode()
    assert client.get(f"{UPKEEP}told/").status_code == 405
    assert client.post(f"{UPKEEP}nothing/", {"reason": "x"}).status_code == 404
    assert fake.acts == []
