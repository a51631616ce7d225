"""What an officer reads is words in their language, in its direction, and no code of the wire."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from detente.node.queries.desk import Phrase, ReleaseRow, Text
from detente.web.desk.person_form import PersonForm
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed

LRI, PDI = "\u2066", "\u2069"


@pytest.mark.parametrize(
    ("language", "kind"), [("fr", "Demande d’informations"), ("ru", "Запрос информации"), ("ar", "طلب معلومات")]
)
def test_what_leaves_names_the_kind_of_message_and_not_its_code(
    client: Client, fake: FakeDesk, monkeypatch: pytest.MonkeyPatch, language: str, kind: str
) -> None:
    row = ReleaseRow(Phrase("element.kind"), (Text("request"),), "leaves", Phrase("why.header"))
    before = fake.preview(1, "d-1")
    monkeypatch.setattr(FakeDesk, "preview", lambda *_: replace(before, rows=(row,)))
    page = Parsed(client.get("/compose/d-1/leaves/", headers={"accept-language": language}).content.decode())
    assert kind in page.text
    assert " request " not in page.text


@pytest.mark.parametrize("language", ["fr", "ru", "ar"])
def test_a_deadline_that_rests_on_no_law_says_so_in_the_language_of_the_reader(
    client: Client, fake: FakeDesk, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page: Any = fake.deadlines(1)
    proposed = replace(page.presets[0], basis="none: a proposal, agreed by countersigning the agreement that names it")
    monkeypatch.setattr(fake, "deadlines", lambda *_: replace(page, presets=(proposed,)))
    answer = client.get("/administration/deadlines/", headers={"accept-language": language})
    assert "proposal" not in Parsed(answer.content.decode()).text


def test_an_example_of_a_date_keeps_its_order_in_an_arabic_line() -> None:
    with override("ar"):
        assert f"{LRI}1990-02-28{PDI}" in str(PersonForm.base_fields["birth"].help_text)
