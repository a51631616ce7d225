"""Bodies without a node that have to learn of a correction, on the screens and over HTTP."""

from __future__ import annotations

import pytest
from django.test import Client

from detente.model.errors import BadInput
from detente.node.queries.corrections_page import BodyWord
from tests.web.fake_desk import FakeDesk
from tests.web.test_api import TOKEN
from tests.web.test_further import shown

PAGE = "/messages/e-0417/bodies/"


def test_each_body_shows_how_it_stands_and_has_a_form_until_it_took_it_over(client: Client) -> None:
    page = shown(client, PAGE)
    for words in (
        "Douanes (a body without a node)",
        "not told yet",
        "taken over in part",
        "Le dossier est clos",
        "Lettre 9",
        "ab" * 32,
    ):
        assert words in page.text, words
    assert "told, not answered" in page.text
    assert {each.get("value") for each in page.all("input")} >= {"body:Douanes", "client:Banque", "body:Port"}


def test_what_a_body_was_told_is_set_down(client: Client, fake: FakeDesk) -> None:
    typed = {"to": "body:Douanes", "how": "phone", "answer": "partly", "ground": "Clos", "digest": "ab" * 32}
    assert client.post(PAGE, typed).status_code == 302
    given = BodyWord("body:Douanes", "phone", "partly", ground="Clos", digest="ab" * 32)
    assert fake.acts[-1] == ("body_told", {"entry_id": "e-0417", "given": given})


def test_the_form_begins_with_what_stands_and_takes_a_time_as_every_form(client: Client, fake: FakeDesk) -> None:
    page = shown(client, PAGE)
    assert "Lettre 9" in {each.get("value") for each in page.all("input")}
    assert {each.get("type") for each in page.all("input") if each.get("name") in ("at", "answer_by")} == {
        "datetime-local"
    }
    typed = {"to": "body:Douanes", "how": "phone", "answer": "none", "at": "2026-11-02T09:30", "fact_only": "on"}
    answer = client.post(PAGE, typed, follow=True)
    assert "qui n’est pas encore parti" in answer.content.decode()
    given = fake.acts[-1][1]["given"]
    assert (given.at is not None, given.fact_only) == (True, True)


@pytest.mark.parametrize("typed", [{"how": ""}, {"answer": "maybe"}, {"digest": "XYZ"}])
def test_a_form_that_cannot_be_used_comes_back_beside_its_body(
    client: Client, fake: FakeDesk, typed: dict[str, str]
) -> None:
    answer = client.post(PAGE, {"to": "body:Douanes", "how": "phone", "answer": "done"} | typed)
    assert (answer.status_code, fake.acts) == (400, [])
    assert b'id="posted-how"' in answer.content


def test_what_the_node_refuses_is_said_in_the_form(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise BadInput("A body has at most 30 days to answer.")

    monkeypatch.setattr(FakeDesk, "body_told", refused)
    answer = client.post(PAGE, {"to": "body:Douanes", "how": "phone", "answer": "none"})
    assert answer.status_code == 400


def test_the_task_leads_from_my_work_to_the_page(client: Client) -> None:
    work = shown(client, "/")
    assert "Tell a body without a node of a correction" in work.text
    assert PAGE in {each.get("href") for each in shown(client, "/owed/").all("a")}


def test_the_interface_takes_it_too(client: Client, fake: FakeDesk) -> None:
    address = "/api/1/messages/e-0417/corrections/bodies"
    said = {"to": "body:Douanes", "how": "hand", "answer": "done"}
    assert client.post(address, said, "application/json", headers=TOKEN).status_code == 200
    assert fake.acts[-1][1]["given"] == BodyWord("body:Douanes", "hand", "done")
    wrong = client.post(address, said | {"digest": "AB"}, "application/json", headers=TOKEN)
    assert wrong.status_code in (400, 422)
