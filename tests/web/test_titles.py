"""What a message is called: every kind and message of every table has words, and no link stands without any."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from detente.cases.carrying import travelling_name
from detente.cases.kinds import TABLES
from detente.node.queries.desk import Row, Text
from detente.web.desk import words
from detente.web.desk.templatetags.titles import plain_title, titled
from detente.web.oversight.templatetags.oversight import act_name
from tests.web import fictional as tale
from tests.web.pages import Parsed

LANGUAGES = ["en", "fr", "ru", "ar"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TABLES)
def test_each_kind_and_each_of_its_messages_has_words(kind: str, language: str) -> None:
    table = TABLES[kind]
    names = {kind, *(travelling_name(table, message) for message in table.messages)}
    with translation.override(language):
        said = {name: str(words.KINDS.get(name, name)) for name in names}
    assert [name for name, text in said.items() if text == name] == []
    if language in ("ru", "ar"):
        assert not any(any("a" <= letter <= "z" for letter in text.lower()) for text in said.values())


def row(kind: str, subject: str = "") -> Row:
    return replace(tale.RECEIVED, kind=kind, subject=Text(subject))


@pytest.mark.parametrize(
    ("kind", "language", "name"),
    [
        ("countersigned", "en", "Countersigned"),
        ("suspend-topic", "fr", "Suspension d’un volet"),
        ("answer", "en", "Full answer"),
        ("notice", "ru", "Уведомление о выходе"),
        ("message-of-tomorrow", "en", "message-of-tomorrow"),
    ],
)
def test_a_line_without_a_subject_is_linked_by_what_it_is(kind: str, language: str, name: str) -> None:
    with translation.override(language):
        page = Parsed(render_to_string("desk/parts/rows.html", {"now": tale.NOW, "rows": [row(kind), row(kind, " ")]}))
        assert plain_title(row(kind)) == name
    assert len(page.all("a")) == 2
    assert page.text.count(name) == 2


def test_a_subject_wins_and_keeps_its_direction() -> None:
    assert "dir=" in titled(row("answer", "Dossier 1"))
    assert plain_title(row("answer", "Dossier\u202e 1")) == "Dossier 1"


def test_every_release_without_a_passkey_is_said_in_words() -> None:
    kinds = {*TABLES, "answer", "refusal"}
    with translation.override("fr"):
        said = {kind: str(act_name(f"release-{kind}")) for kind in kinds}
    assert {kind for kind, words in said.items() if f"release-{kind}" in words or words.endswith(f": {kind}")} == set()
    assert said["request-information"] == "A validé\u00a0: Demande d’informations"
