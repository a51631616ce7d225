"""Persons and the check of character in Compose, by plain forms."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from detente.node.queries.desk import Draft
from tests.web.fake_desk import FakeDesk
from tests.web.test_acts import said

PAGE = "/compose/d-1/content/"
WORDS = {"text": "Il voyage.", "lang": "fr", "tlp": "AMBER", "h": ["H2"], "go": "stay"}
NEW = {"new-name": "Tadeusz Astarguiev", "new-birth": "1990-02", "new-category": "suspect", "new-nature": "fact"}
COMPANY = {"ftm": {"schema": "Company", "properties": {"name": ["Orge"]}}, "nature": "fact"}
KNOWN = {
    "ftm": {"id": "p-1", "schema": "Person", "properties": {"name": ["A. Orval", "Orval A."], "weakAlias": ["Tado"]}},
    "category": "suspect",
    "nature": "fact",
    "review_by": "2027-01-01T00:00:00Z",
    "delete_by": "2031-01-01T00:00:00Z",
}
KEEP = "/compose/d-1/keep/"
SHOWN = {"p-p-1-name": "A. Orval", "p-p-1-category": "suspect", "p-p-1-nature": "fact"}
SECOND = {
    "ftm": {"id": "p-2", "schema": "Person", "properties": {"name": ["B. Sorel"]}},
    "category": "witness",
    "nature": "fact",
}
BOTH = {**SHOWN, "p-p-2-name": "B. Sorel", "p-p-2-category": "witness", "p-p-2-nature": "fact"}


def names(fake: FakeDesk) -> list[str]:
    return [record["ftm"]["properties"]["name"][0] for record in fake.drafts["d-1"].records]


def begun(fake: FakeDesk, *records: dict[str, Any]) -> None:
    fake.drafts["d-1"] = Draft("notification", "notification", "ZOR", subject="x", records=records)


def test_a_person_is_added_with_its_category_and_the_four_answers(client: Client, fake: FakeDesk) -> None:
    begun(fake)
    answers = {f"character-{name}": "no" for name in ("political", "military", "religious", "racial")}
    client.post(PAGE, {**WORDS, **NEW, "new-nationality": "FR", **answers})
    (record,) = fake.drafts["d-1"].records
    assert record["ftm"]["properties"] == {
        "name": ["Tadeusz Astarguiev"],
        "birthDate": ["1990-02"],
        "nationality": ["fr"],
    }
    assert (record["category"], record["nature"]) == ("suspect", "fact")
    assert fake.drafts["d-1"].character == dict.fromkeys(("political", "military", "religious", "racial"), False)


def test_no_person_without_a_category_and_the_name_stays_in_the_form(client: Client, fake: FakeDesk) -> None:
    begun(fake)
    answer = client.post(PAGE, {**WORDS, **NEW, "new-category": ""})
    assert answer.status_code == 400
    assert "Choisissez" in said(answer)
    assert "Tadeusz Astarguiev" in answer.content.decode()
    assert fake.drafts["d-1"].records == ()


def test_what_the_form_does_not_show_stays_as_it_came(client: Client, fake: FakeDesk) -> None:
    begun(fake, COMPANY, KNOWN)
    client.post(PAGE, {**WORDS, **SHOWN, "p-p-1-document": "AB12"})
    company, person = fake.drafts["d-1"].records
    assert company == COMPANY
    properties = {**KNOWN["ftm"]["properties"], "passportNumber": ["AB12"]}  # type: ignore[dict-item]  # the entity is a mapping
    assert person == {**KNOWN, "ftm": {**KNOWN["ftm"], "properties": properties}}  # type: ignore[dict-item]  # the entity is a mapping


def test_another_category_has_other_dates(client: Client, fake: FakeDesk) -> None:
    begun(fake, COMPANY, KNOWN)
    client.post(PAGE, {**WORDS, **SHOWN, "p-p-1-category": "witness"})
    assert fake.drafts["d-1"].records[1]["delete_by"] is None


def test_a_person_whose_fields_are_emptied_is_out(client: Client, fake: FakeDesk) -> None:
    begun(fake, COMPANY, KNOWN)
    client.post(PAGE, {**WORDS, **dict.fromkeys(SHOWN, "")})
    assert fake.drafts["d-1"].records == (COMPANY,)


def test_a_draft_with_persons_shows_them(client: Client, fake: FakeDesk) -> None:
    begun(fake, KNOWN)
    fake.drafts["d-1"] = Draft(
        "notification", "notification", "ZOR", subject="x", records=(KNOWN,), character={"racial": True}
    )
    page = client.get(PAGE).content.decode()
    assert 'value="A. Orval"' in page
    assert 'name="character-racial" value="yes"' in page


def test_what_is_kept_by_itself_takes_nobody_out(client: Client, fake: FakeDesk) -> None:
    """A name that is being typed anew is empty for a while; the person after it has another place by then."""
    begun(fake, KNOWN, SECOND)
    for _ in range(2):
        assert client.post(KEEP, {**WORDS, **BOTH, "p-p-1-name": "", "seen": "now.w"}).status_code == 200
    assert names(fake) == ["A. Orval", "B. Sorel"]
    client.post(PAGE, {**WORDS, **BOTH, **dict.fromkeys(SHOWN, ""), "seen": "now.w"})
    assert names(fake) == ["B. Sorel"]


def test_a_new_person_is_kept_once_however_often_the_page_keeps_it(client: Client, fake: FakeDesk) -> None:
    begun(fake, KNOWN)
    for name in ("Tadeusz", "Tadeusz Astarguiev", "Tadeusz Astarguiev"):
        client.post(KEEP, {**WORDS, **SHOWN, **NEW, "new-name": name, "seen": "now.w"})
    assert names(fake) == ["A. Orval", "Tadeusz Astarguiev"]
    one = fake.drafts["d-1"].records[1]["ftm"]["id"]
    client.post(PAGE, {**WORDS, **SHOWN, **NEW, "seen": "now.w"})
    assert (names(fake), fake.drafts["d-1"].records[1]["ftm"]["id"]) == (["A. Orval", "Tadeusz Astarguiev"], one)
    client.post(PAGE, {**WORDS, **SHOWN, **dict.fromkeys(NEW, ""), "seen": "now.w"})
    assert names(fake) == ["A. Orval"]


def test_a_person_that_the_page_did_not_show_stays(client: Client, fake: FakeDesk) -> None:
    begun(fake, KNOWN, SECOND)
    client.post(PAGE, {**WORDS, **SHOWN})
    assert names(fake) == ["A. Orval", "B. Sorel"]


def test_a_person_whom_the_page_shows_comes_back_where_it_was_taken_out_meanwhile(
    client: Client, fake: FakeDesk
) -> None:
    begun(fake, SECOND)
    client.post(PAGE, {**WORDS, **BOTH})
    assert sorted(names(fake)) == ["A. Orval", "B. Sorel"]


def test_two_records_of_one_person_are_two_forms(client: Client, fake: FakeDesk) -> None:
    begun(fake, KNOWN, {**KNOWN, "category": "witness"})
    page = client.get(PAGE).content.decode()
    assert page.count('value="A. Orval"') == 2
    assert 'name="p-p-1-name"' in page
    assert 'name="p-p-1--name"' in page


def test_a_record_without_an_id_keeps_its_form_once_it_is_kept(client: Client, fake: FakeDesk) -> None:
    begun(fake, {"ftm": {"schema": "Person", "properties": {"name": ["A. Orval"]}}, "category": "suspect"})
    page = client.get(PAGE).content.decode()
    field = re.search(r'name="(p-[\w-]+)-name"', page)
    assert field is not None
    typed = {f"{field[1]}-{name}": value for name, value in (("name", "C. Orval"), ("category", "suspect"))}
    for _ in range(2):
        client.post(KEEP, {**WORDS, **typed, f"{field[1]}-nature": "fact", "seen": "now.w"})
    assert names(fake) == ["C. Orval"]


def test_the_page_is_told_which_persons_could_not_be_kept(client: Client, fake: FakeDesk) -> None:
    begun(fake, KNOWN)
    told = client.post(KEEP, {**WORDS, **SHOWN, **NEW, "new-category": "", "seen": "now.w"}).json()
    assert "personne" in told["said"]
    assert (names(fake), fake.drafts["d-1"].text) == (["A. Orval"], "Il voyage.")
