"""What the node says of a value that cannot be used is said in the reader's language, for the forms of writing."""

from __future__ import annotations

import ast
import inspect
from types import ModuleType

import pytest
from django.utils import translation

from detente.model.errors import BadInput
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
