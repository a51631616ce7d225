"""What an act still asks for is said in the reader's language: each sentence of the node's conditions has its words."""

from __future__ import annotations

import ast
import inspect

import pytest
from django.utils import translation

from detente.cases import correction, handover_internal, notification, request_information
from detente.node.services import conditions
from detente.node.services.conditions import Unmet
from detente.web.desk import phrases, upkeep_words

TABLES = (correction.TABLE, notification.TABLE, request_information.TABLE, handover_internal.TABLE)


def sentences() -> set[str]:
    """Give the beginnings of all sentences that a condition gives: whole ones, and those that go on with a code."""
    found = set()
    for function in ast.walk(ast.parse(inspect.getsource(conditions))):
        if isinstance(function, ast.FunctionDef) and isinstance(function.returns, ast.Name):
            for node in (
                each for given in ast.walk(function) if isinstance(given, ast.Return) for each in ast.walk(given)
            ):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value[:1].isupper():
                    found.add(node.value)
    return found


def test_there_are_sentences_to_look_for() -> None:
    assert len(sentences()) >= 15


@pytest.mark.parametrize("language", ["fr", "ru", "ar"])
@pytest.mark.parametrize("sentence", sorted(sentences()))
def test_what_an_act_asks_for_is_said_in_each_language(sentence: str, language: str) -> None:
    with translation.override(language):
        said = phrases.error_sentence(Unmet(sentence))
    assert said
    assert not said.startswith(sentence[:12])


def test_each_state_of_a_dialogue_that_is_played_has_a_word() -> None:
    states = {state for table in TABLES for states in table.states.values() for state in states}
    # What the taker has of a hand-over is not shown.
    assert states - upkeep_words.STATES.keys() == {"empty", "taken"}
    acts = {row.event for row in handover_internal.TABLE.rows if row.how == "act"}
    assert acts == upkeep_words.HANDOVER.keys()
