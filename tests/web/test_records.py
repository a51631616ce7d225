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


def test_two_records_stand_side_by_side_with_what_follows_and_nothing_is_merged_unsaid(
    client: Client, fake: FakeDesk
) -> None:
    page = shown(client, "/records/r-1/merge/r-2/")
    for words in (
        "1986-03-14", "Service des visas", "Registre d’état civil", "elles diffèrent", "une seule le dit", "Victime",
        "4 valeurs", "Voyage",
    ):  # fmt: skip
        assert words in page.text, words
    for typed in ({"because": "Même passeport"}, {"same": "on", "because": " "}):
        assert client.post("/records/r-1/merge/r-2/", typed).status_code == 400
    assert fake.acts == []
    answer = client.post("/records/r-1/merge/r-2/", {"same": "on", "because": "Même passeport"})
    assert answer.headers["Location"] == "/records/r-1/"
    assert fake.acts == [("record_merge", {"record_id": "r-1", "other": "r-2", "because": "Même passeport"})]


def test_the_other_record_is_looked_up_for_a_reason_and_never_the_one_itself(client: Client, fake: FakeDesk) -> None:
    asked = {"name": "Тимур", "born": "", "number": "", "reason": "Dossier VAL-7"}
    links = {each.get("href") for each in shown(client, "/records/r-1/merge/", **asked).all("a")}
    assert "/records/r-1/merge/r-2/" in links
    assert "/records/r-1/merge/r-1/" not in links
    assert fake.acts == [("records_search", asked)]
    assert client.post("/records/r-1/merge/", {"name": "Тимур"}).status_code == 400


def test_a_record_says_with_which_it_was_merged_and_leads_to_the_way_back(client: Client) -> None:
    page = shown(client, "/records/r-1/")
    for words in ("Même passeport", "omar", "Deux frères", "d’une fiche fusionnée"):
        assert words in page.text, words
    links = {each.get("href") for each in page.all("a")}
    assert "/records/r-2/split/" in links
    assert "/records/r-3/split/" not in links
    assert "/records/r-1/merge/" in links


def test_the_address_of_a_merged_record_leads_to_the_one_that_stands(client: Client) -> None:
    said = "a été fusionnée avec celle-ci"
    assert said in shown(client, "/records/r-2/").text
    assert said not in shown(client, "/records/r-1/").text
    assert client.get("/records/r-9/").status_code == 404


def test_a_split_asks_whose_is_each_value_said_since(client: Client, fake: FakeDesk) -> None:
    page = shown(client, "/records/r-2/split/")
    for words in ("Tima", "4 quai des Forges", "Même passeport", "Victime", "Registre d’état civil"):
        assert words in page.text, words
    typed = {"of-9": "stands", "of-10": "joined", "because": "Deux frères"}
    assert client.post("/records/r-2/split/", typed).status_code == 400
    assert client.post("/records/r-2/split/", typed | {"of-11": "nobody"}).status_code == 400
    assert fake.acts == []
    answer = client.post("/records/r-2/split/", typed | {"of-11": "joined"})
    assert answer.headers["Location"] == "/records/r-2/"
    assert fake.acts == [("record_split", {"record_id": "r-2", "given": ("10", "11"), "because": "Deux frères"})]


def test_where_there_is_nothing_to_split_the_record_says_so(client: Client) -> None:
    answer = client.get("/records/r-1/split/", follow=True)
    assert answer.redirect_chain == [("/records/r-1/", 302)]
    assert "rien à séparer" in Parsed(answer.content.decode()).text


def test_who_sends_a_split_twice_is_told_that_it_was_done(client: Client, fake: FakeDesk) -> None:
    typed = {"of-9": "joined", "of-10": "stands", "because": "Deux frères"}
    answer = client.post("/records/r-1/split/", typed, follow=True)
    assert "de nouveau deux fiches" in Parsed(answer.content.decode()).text
    assert fake.acts[0] == ("record_split", {"record_id": "r-1", "given": ("9",), "because": "Deux frères"})
    fake.refusal = BadInput("This record is merged into no other one. There is nothing to split.")
    answer = client.post("/records/r-1/split/", typed, follow=True)
    assert "rien à séparer" in Parsed(answer.content.decode()).text


def test_what_the_node_refuses_of_a_merge_or_a_split_is_said_beside_the_form(client: Client, fake: FakeDesk) -> None:
    fake.refusal = BadInput("This cannot be kept.")
    said = {"of-9": "stands", "of-10": "stands", "of-11": "stands"}
    for address, typed in (("/records/r-1/merge/r-2/", {"same": "on"}), ("/records/r-2/split/", said)):
        assert client.post(address, typed | {"because": "VAL-7"}).status_code == 400
