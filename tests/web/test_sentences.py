"""What the node says of a value that cannot be used is said in the reader's language, wherever a desk can meet it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import translation

from detente.model.errors import BadInput
from detente.node.queries.desk import Draft
from detente.node.services.requesting import Incomplete
from detente.policy import reasons
from detente.web.desk import sentences
from detente.web.desk.phrases import ERRORS, error_sentence
from tests.web.fake_desk import FakeDesk
from tests.web.raised import AT_THE_START, VALUE, about_members, inside, met_at_the_desk, raised

PLACE = re.compile(r"%\((\w+)\)s")
LANGUAGES = ["fr", "ru", "ar"]


def fits(template: str, sentence: str) -> bool:
    """Tell whether a sentence is a template with something in its places."""
    words = map(re.escape, PLACE.split(template)[::2])
    return re.fullmatch(".+".join(words), sentence) is not None


def test_the_desk_meets_what_its_gateway_imports_and_nothing_of_the_command_line() -> None:
    met = met_at_the_desk()
    assert {"detente.node.desk_gateway", "detente.node.services.risking", "detente.crypto.vault"} <= met
    only_by_command = {"backup", "setup", "renewing", "conformance.run", "decisions.run"}
    assert not met & {f"detente.node.services.{name}" for name in only_by_command}
    assert not [each for each in met if each.startswith("detente.cli")]
    assert met >= AT_THE_START


def test_each_sentence_that_a_desk_can_meet_has_one_template() -> None:
    found = {sentence: [each for each in sentences.SAID if fits(each, sentence)] for sentence in raised()}
    assert {f"{raised()[each]}: {each}": fit for each, fit in found.items() if len(fit) != 1} == {}


def test_each_template_fits_a_sentence_that_is_raised() -> None:
    known = {*raised(), *inside(), *about_members()}
    assert [each for each in sentences.SAID if not any(fits(each, sentence) for sentence in known)] == []


def test_each_contradiction_of_a_text_has_one_template() -> None:
    assert len(inside()) >= 14
    found = {text: [each for each in sentences.SAID if fits(each, text)] for text in inside()}
    assert {text: fit for text, fit in found.items() if len(fit) != 1} == {}


def test_a_contradiction_is_said_inside_the_sentence_that_names_it() -> None:
    with translation.override("fr"):
        said = sentences.in_words(
            "This text cannot be signed: ct.a is covered and excluded. Change it, then sign it again."
        )
    assert said.startswith("Ce texte ne peut pas être signé\u00a0: ct.a est à la fois couvert et exclu. Modifiez-le")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_contradiction_is_said_in_each_language(language: str) -> None:
    with translation.override(language):
        assert [text for text in inside() if sentences.in_words(text) == text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_used_is_said_in_each_language(language: str) -> None:
    with translation.override("en"):
        english = {sentence: sentences.in_words(sentence) for sentence in raised()}
    with translation.override(language):
        said = {sentence: error_sentence(BadInput(sentence)) for sentence in raised()}
    assert [each for each in raised() if said[each] in ("", each, english[each])] == []
    assert [each for each in raised() if said[each].count(VALUE) != english[each].count(VALUE)] == []


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_the_desk_names_no_command_and_lists_no_codes(language: str) -> None:
    with translation.override(language):
        said = {each: sentences.in_words(each) for each in raised()}
    assert [each for each in said.values() if re.search(r"detente |--|thread export", each)] == []
    for template, other in sentences.SAID.items():
        assert set(PLACE.findall(other)) <= set(PLACE.findall(template))
        assert "codes" not in PLACE.findall(other)


def test_no_sentence_stands_beside_that_of_its_code() -> None:
    assert "bad-input" not in ERRORS


def test_each_thing_that_a_request_lacks_is_said() -> None:
    lacking = tuple(reasons.MISSING.values())[:2]
    with translation.override("fr"):
        said = error_sentence(Incomplete(lacking))
    assert said.endswith("Nommez la loi sur laquelle la demande se fonde.")
    assert said.startswith("Dites pourquoi l’information est nécessaire")


def test_a_value_goes_in_as_it_is() -> None:
    with translation.override("fr"):
        said = sentences.in_words(
            "The ground 100% (a)s is not one that this agreement offers. Choose another, or answer nil."
        )
    assert "100% (a)s" in said


def test_a_sentence_without_template_comes_back_as_it_is() -> None:
    with translation.override("fr"):
        assert sentences.in_words("Nobody wrote this sentence.") == "Nobody wrote this sentence."


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "La notification n’a pas encore de texte."), ("ar", "لا نص في الإخطار بعد.")]
)
def test_an_empty_notification_is_said_on_the_page(
    client: Client, fake: FakeDesk, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise BadInput("The notification has no text yet. Write what they are to read.")

    fake.drafts["d-1"] = Draft("notification", "notification", "ZOR")
    monkeypatch.setattr(fake, "draft_save", refuse)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    answer = client.post("/compose/d-1/content/", {"text": "x", "lang": "fr", "tlp": "AMBER", "go": "leaves"})
    assert words in answer.content.decode()
    assert "has no text yet" not in answer.content.decode()


def test_the_interface_for_programs_answers_in_english(
    fake: FakeDesk, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise BadInput("The notification has no text yet. Write what they are to read.")

    monkeypatch.setattr(fake, "submit", refuse)
    monkeypatch.setattr(fake, "release", refuse)
    given = {"challenge": fake.signing.challenge}
    client = Client(HTTP_ACCEPT_LANGUAGE="fr")
    headers = {"Authorization": "Bearer dxt_claire"}
    answer = client.post("/api/1/drafts/d-1/release", given, "application/json", headers=headers)
    assert answer.json()["sentence"] == "The notification has no text yet. Write what they are to read."
