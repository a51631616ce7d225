"""Persons and the check of character in Compose, by plain forms."""

from __future__ import annotations

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
SHOWN = {"p1-name": "A. Orval", "p1-category": "suspect", "p1-nature": "fact"}


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
    client.post(PAGE, {**WORDS, **SHOWN, "p1-document": "AB12"})
    company, person = fake.drafts["d-1"].records
    assert company == COMPANY
    properties = {**KNOWN["ftm"]["properties"], "passportNumber": ["AB12"]}  # type: ignore[dict-item]  # the entity is a mapping
    assert person == {**KNOWN, "ftm": {**KNOWN["ftm"], "properties": properties}}  # type: ignore[dict-item]  # the entity is a mapping


def test_another_category_has_other_dates(client: Client, fake: FakeDesk) -> None:
    begun(fake, COMPANY, KNOWN)
    client.post(PAGE, {**WORDS, **SHOWN, "p1-category": "witness"})
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
