"""Beginning to write: a template of the house, and a desk of theirs from the address book, in plain forms."""

from __future__ import annotations

import pytest
from django.test import Client

from detente.node.queries.books_page import AddressLine
from detente.node.queries.desk import Draft
from tests.web import fictional as tale
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed
from tests.web.test_acts import said

WORDS = {
    "to": "ZOR",
    "topic": tale.PERSONS.code,
    "purpose": tale.PREVENT.code,
    "law": "Loi 2024-18",
    "subject": "Voyage",
    "desk": "",
}


def typed(**changes: str) -> dict[str, str]:
    """Give what a browser sends, with changes."""
    return {**WORDS, **changes}


def test_a_template_fills_the_form_and_its_words_follow(client: Client, fake: FakeDesk) -> None:
    page = client.get("/compose/").content.decode()
    assert "Déplacement" in page
    begun = client.get("/compose/?template=1")
    assert "Commencé avec le modèle « Déplacement »" in said(begun).replace("\u00a0", " ")
    assert Parsed(begun.content.decode()).fields()["template"] == "1"
    client.post("/compose/?template=1", {**typed(), "template": "1"})
    (given,) = [values for name, values in fake.acts if name == "draft_begin"]
    assert (given["template"], given["draft"].subject) == ("1", "Voyage")


def test_a_refused_form_keeps_the_template(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/compose/", {**typed(), "subject": "", "template": "1"})
    assert answer.status_code == 400
    assert Parsed(answer.content.decode()).fields()["template"] == "1"


def test_a_template_that_is_gone_is_as_none(client: Client, fake: FakeDesk) -> None:
    client.post("/compose/", {**typed(), "template": "77"})
    assert [name for name, _ in fake.acts] == ["draft_save"]


def test_a_desk_is_chosen_with_what_it_covers_and_reads_and_stands_beside_the_words(
    client: Client, fake: FakeDesk
) -> None:
    page = client.get("/compose/").content.decode()
    assert 'value="ZOR Permanence"' in page
    assert "Permanence · personnes · русский".lower() in page.lower()
    client.post("/compose/", typed(desk="ZOR Permanence"))
    draft = fake.drafts["d-1"]
    assert (draft.desk, draft.lang) == ("Permanence", "ru")
    content = client.get("/compose/d-1/content/").content.decode()
    assert "Rappelle dans l’heure." in content
    assert 'value="ZOR Permanence" selected' in client.get("/compose/d-1/subject/").content.decode()
    client.post("/compose/d-1/subject/", typed())
    assert fake.drafts["d-1"].desk == ""


def test_words_that_stand_keep_their_language(client: Client, fake: FakeDesk) -> None:
    fake.drafts["d-1"] = Draft("notification", "notification", "ZOR", subject="x", text="Il part.", lang="fr")
    client.post("/compose/d-1/subject/", typed(desk="ZOR Permanence"))
    assert (fake.drafts["d-1"].desk, fake.drafts["d-1"].lang) == ("Permanence", "fr")


@pytest.mark.parametrize("desk", ["QAM Archives", "ZOR nobody"])
def test_a_desk_of_another_partner_and_one_that_is_not_there_are_refused(
    client: Client, fake: FakeDesk, desk: str
) -> None:
    known = fake.addresses(1)
    fake.addresses = lambda _: (*known, AddressLine("QAM", "Archives", (), (), ""))  # type: ignore[method-assign]  # another book for the fake
    assert client.post("/compose/", typed(desk=desk)).status_code == 400
    assert fake.drafts == {}


def test_without_books_there_is_nothing_to_choose(client: Client, fake: FakeDesk) -> None:
    fake.templates = lambda _: ()  # type: ignore[method-assign]  # no templates for the fake
    fake.addresses = lambda _: ()  # type: ignore[method-assign]  # no desks for the fake
    page = client.get("/compose/").content.decode()
    assert 'name="desk"' not in page
    assert 'name="template"' not in page
    given = typed()
    del given["desk"]
    assert client.post("/compose/", given).status_code == 302
