"""The page on which one person is looked up in records, messages and lists at once."""

from __future__ import annotations

from django.test import Client

from detente.model.errors import BadInput
from detente.node.queries.person_page import PersonAsked
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed

TYPED = {"name": "Тимур\n Timur Astarguiev ", "born": "1987", "country": "", "number": "", "reason": "Dossier VAL-7"}


def test_each_who_may_be_meant_leads_to_where_they_stand(client: Client, fake: FakeDesk) -> None:
    page = Parsed(client.post("/persons/", TYPED).content.decode())
    links = {each.get("href") for each in page.all("a")}
    assert {"/messages/e-0417/", "/records/r-1/", "/lists/entries/e-1/"} <= links
    for words in ("même écriture", "année −1", "Conseil de Vulovie", "Liste A", "0,94"):
        assert words in page.text, words
    asked = PersonAsked(("Тимур", "Timur Astarguiev"), "1987", "", "", "Dossier VAL-7")
    assert fake.acts == [("person_search", {"asked": asked, "language": "fr"})]


def test_nobody_is_looked_up_without_a_reason(client: Client, fake: FakeDesk) -> None:
    assert client.get("/persons/").status_code == 200
    assert client.post("/persons/", TYPED | {"reason": " "}).status_code == 400
    assert fake.acts == []


def test_where_nobody_is_found_it_says_what_that_does_not_prove(client: Client) -> None:
    page = Parsed(client.post("/persons/", TYPED | {"name": "Nobody"}).content.decode())
    assert "ne prouve pas" in page.text


def test_what_the_node_refuses_stands_beside_the_form(client: Client, fake: FakeDesk) -> None:
    fake.refusal = BadInput("This name has no letter to compare. Write it as it stands in your source.")
    answer = client.post("/persons/", TYPED)
    assert answer.status_code == 400
    assert "aucune lettre" in Parsed(answer.content.decode()).text


def test_records_and_lists_lead_to_it(client: Client) -> None:
    for address in ("/records/", "/lists/"):
        assert "/persons/" in {each.get("href") for each in Parsed(client.get(address).content.decode()).all("a")}
