"""Matches on the screens: side by side with the why, judged by key or hand, undone, told by a draft alone."""

from __future__ import annotations

import pytest
from django.test import Client

from detente.node.services.matches import MatchChanged, MatchJudged, SamePerson
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed

GIVEN = {"verdict": "same", "because": "L’année fut corrigée à la main."}


def shown(client: Client, address: str) -> Parsed:
    return Parsed(client.get(address).content.decode())


def test_a_match_stands_field_by_field_with_the_why_and_both_scripts(client: Client) -> None:
    page = client.get("/matches/m-1/").content.decode()
    assert '<bdi lang="ru" dir="ltr">Астаргиев Тимур Эльдарович</bdi>' in page
    text = Parsed(page).text
    for words in ("0,94", "année −1", "+3,1", "−0,6", "appuie", "contredit", "manque"):
        assert words in text, words


def test_letters_that_are_otherwise_on_the_other_side_are_marked(client: Client) -> None:
    page = client.get("/matches/m-1/").content.decode()
    for words in ("198<mark>7</mark>-03-14", "198<mark>6</mark>-03-14"):
        assert words in page, words


def test_nothing_is_chosen_beforehand_and_each_judgement_has_its_key(client: Client) -> None:
    page = shown(client, "/matches/m-1/")
    radios = [each for each in page.all("input") if each.get("name") == "verdict"]
    assert [(each.get("value"), each.get("data-key")) for each in radios] == [
        ("same", "y"),
        ("different", "n"),
        ("unsure", "u"),
    ]
    assert not any("checked" in each for each in radios)


def test_a_judgement_takes_one_of_three_and_a_reason(client: Client, fake: FakeDesk) -> None:
    assert client.post("/matches/m-1/", GIVEN).headers["Location"] == "/matches/m-1/"
    assert fake.acts == [("match_judge", {"match_id": "m-1", **GIVEN, "legal": False})]
    fake.acts.clear()
    for typed in ({"verdict": "same"}, {"because": "x"}, GIVEN | {"verdict": "maybe"}, GIVEN | {"because": "a\0b"}):
        assert client.post("/matches/m-1/", typed).status_code == 400
    assert fake.acts == []


@pytest.mark.parametrize("refusal", [MatchJudged(), MatchChanged(), SamePerson()])
def test_what_the_node_refuses_is_said_beside_the_form(client: Client, fake: FakeDesk, refusal: Exception) -> None:
    fake.refusal = refusal  # type: ignore[assignment]  # any error that an act raises
    answer = client.post("/matches/m-1/", GIVEN)
    assert answer.status_code == 400
    assert str(refusal) not in answer.content.decode()


def test_what_was_judged_before_stands_beside_a_match_that_came_back(client: Client) -> None:
    text = shown(client, "/matches/m-1/").text
    for words in ("autre père", "claire", "omar", "autre photo"):
        assert words in text, words


def test_a_judgement_is_undone_for_a_reason(client: Client, fake: FakeDesk) -> None:
    client.post("/matches/m-2/undo/", {"because": "mauvaise fiche"})
    assert fake.acts == [("match_undo", {"match_id": "m-2", "because": "mauvaise fiche"})]
    client.post("/matches/m-2/undo/", {"because": ""})
    assert len(fake.acts) == 1


def test_what_was_judged_is_offered_as_an_answer_that_leaves_by_nothing(client: Client, fake: FakeDesk) -> None:
    assert client.post("/matches/m-2/tell/").headers["Location"] == "/messages/e-0417/answer/"
    ((name, values),) = fake.acts
    assert name == "match_tell"
    assert values["lang"] == "fr"
    assert "personne différente" in values["text"] or "autre personne" in values["text"]


def test_a_message_and_my_work_show_who_may_be_the_same(client: Client, fake: FakeDesk) -> None:
    for address in ("/messages/e-0417/", "/"):
        links = {each.get("href") for each in shown(client, address).all("a")}
        assert "/matches/m-1/" in links, address
    assert client.post("/messages/e-0417/matches/").headers["Location"] == "/messages/e-0417/"
    assert fake.acts == [("match_screen", {"entry_id": "e-0417"})]
