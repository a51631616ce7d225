"""What the node says of a value that cannot be used is said in the reader's language, for the forms of writing."""

from __future__ import annotations

import ast
import inspect
from types import ModuleType

import pytest
from django.test import Client
from django.utils import translation

from detente.model.errors import BadInput
from detente.node.queries.desk import Draft
from detente.node.services import (
    approving,
    asking,
    draft_files,
    drafting,
    keeping_drafts,
    notifying,
    releasing,
    releasing_together,
)
from detente.web.desk import sentences
from detente.web.desk.phrases import error_sentence
from tests.web.fake_desk import FakeDesk

MODULES = (approving, asking, draft_files, drafting, keeping_drafts, notifying, releasing, releasing_together)


def raised(module: ModuleType) -> set[str]:
    """Give the sentences that a module raises; a value in one stands as `7`."""
    found = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
            named, given = node.exc.func, node.exc.args[0]
            if isinstance(named, ast.Name) and named.id == "BadInput":
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    found.add(given.value)
                elif isinstance(given, ast.JoinedStr):
                    parts = (str(each.value) if isinstance(each, ast.Constant) else "7" for each in given.values)
                    found.add("".join(parts))
    return found


RAISED = sorted(set().union(*map(raised, MODULES)))


@pytest.mark.parametrize("language", ["fr", "ru", "ar"])
@pytest.mark.parametrize("sentence", RAISED)
def test_what_cannot_be_used_is_said_in_each_language(sentence: str, language: str) -> None:
    with translation.override(language):
        said = error_sentence(BadInput(sentence))
    assert said
    assert said != sentence
    assert said.count("7") == sentence.count("7")


def test_each_template_fits_a_sentence_that_is_raised() -> None:
    with translation.override("fr"):
        said = {sentences.in_words(each) for each in RAISED}
    assert len(RAISED) == len(sentences.TEMPLATES) == len(said)


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
