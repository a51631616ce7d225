"""Records on the screens: looked up for a reason, read with their sources, stated and ended, kept from a message."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from detente.model.errors import BadInput
from detente.node.queries.records_page import RecordGiven, SourceGiven
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed

BESIDE = {
    "source": "Service des visas",
    "nature": "fact",
    "evaluation": "admiralty-6x6 B2",
    "tlp": "AMBER",
    "h": ["H1"],
}
SOURCE = SourceGiven("Service des visas", "admiralty-6x6", "B2", "fact", ("tlp:AMBER", "h:H1"))
RECORD: dict[str, Any] = BESIDE | {
    "schema": "Person",
    "category": "suspect",
    "name": "Тимур\nTimur",
    "because": "VAL-7",
}


def shown(client: Client, address: str, **typed: Any) -> Parsed:
    answer = client.post(address, typed) if typed else client.get(address)
    return Parsed(answer.content.decode())


def test_a_look_up_takes_a_reason_and_shows_who_may_be_meant(client: Client, fake: FakeDesk) -> None:
    asked = {"name": "Тимур", "born": "1987", "number": "", "reason": "Dossier VAL-7"}
    text = shown(client, "/records/", **asked).text
    assert fake.acts == [("records_search", asked)]
    assert "0.94" in text or "0,94" in text
    fake.acts.clear()
    assert client.post("/records/", {"name": "Тимур"}).status_code == 400
    assert fake.acts == []


def test_names_stand_in_their_own_script_and_direction(client: Client) -> None:
    page = client.get("/records/r-1/").content.decode()
    assert '<bdi lang="ru" dir="ltr">Астаргиев Тимур Эльдарович</bdi>' in page
    assert '<bdi lang="ar" dir="rtl">تيمور أستارغييف</bdi>' in page


def test_a_record_shows_what_stands_and_what_no_longer_does(client: Client) -> None:
    text = shown(client, "/records/r-1/").text
    for words in ("Service des visas", "X4", "1987-03-14", "Corrigé à la main", "2 valeurs", "TLP:AMBER"):
        assert words in text, words


def test_a_record_is_made_by_hand(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/records/new/", RECORD | {"birth": "1986-03-14"})
    assert answer.headers["Location"] == "/records/r-1/"
    values = {"name": ("Тимур", "Timur"), "birthDate": ("1986-03-14",)}
    assert fake.acts == [("record_make", {"given": RecordGiven("Person", "suspect", values, SOURCE, "VAL-7")})]


@pytest.mark.parametrize(
    ("typed", "prop", "value"),
    [
        ({"prop": "alias", "value": "Tima"}, "alias", "Tima"),
        ({"prop": "category", "category": "witness"}, "category", "witness"),
    ],
)
def test_one_more_value_is_stated(client: Client, fake: FakeDesk, typed: dict[str, str], prop: str, value: str) -> None:
    client.post("/records/r-1/", BESIDE | typed)
    assert fake.acts == [("record_state", {"record_id": "r-1", "prop": prop, "value": value, "beside": SOURCE})]


def test_a_value_without_a_source_or_without_itself_is_asked_for_again(client: Client, fake: FakeDesk) -> None:
    for typed in ({"prop": "alias", "value": "Tima"}, BESIDE | {"prop": "alias"}, BESIDE | {"prop": "religion"}):
        assert client.post("/records/r-1/", typed).status_code == 400
    assert fake.acts == []


def test_a_value_ends_for_a_reason(client: Client, fake: FakeDesk) -> None:
    client.post("/records/r-1/statements/5/end/", {"because": "corrigé"})
    assert fake.acts == [("record_end", {"record_id": "r-1", "statement_id": "5", "because": "corrigé"})]
    client.post("/records/r-1/statements/5/end/", {"because": ""})
    assert len(fake.acts) == 1


def test_what_a_message_says_of_a_person_is_said_in_words(client: Client) -> None:
    text = shown(client, "/messages/e-0417/").text
    assert "Catégorie Suspect Fait ou appréciation Appréciation" in text


def test_a_message_offers_its_records_and_one_is_kept(client: Client, fake: FakeDesk) -> None:
    links = {each.get("href") for each in shown(client, "/messages/e-0417/").all("a")}
    assert "/messages/e-0417/records/" in links
    text = shown(client, "/messages/e-0417/records/").text
    for words in ("De quoi il s’agit", "Personne", "Fait ou appréciation", "Appréciation"):
        assert words in text, words
    assert client.post("/messages/e-0417/records/", {"index": "0", "because": ""}).status_code == 400
    answer = client.post("/messages/e-0417/records/", {"index": "0", "because": "VAL-7"})
    assert answer.headers["Location"] == "/records/r-1/"
    assert fake.acts == [("record_take", {"entry_id": "e-0417", "index": 0, "because": "VAL-7"})]


def test_what_the_node_refuses_is_said_beside_the_form(client: Client, fake: FakeDesk) -> None:
    fake.refusal = BadInput("This cannot be kept.")
    assert client.post("/records/new/", RECORD).status_code == 400
