"""What a batch shares: what is alike is asked of policy and of the clocks once, and nobody goes unasked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from detente.cases import alike
from detente.node.services import leaving, sides
from detente.node.stores.models import Entry
from detente.policy import admitting
from tests.node.test_dispatching import send, subjects, write
from tests.node.world import World


def counting(asked: list[str], place: ModuleType, name: str) -> Callable[..., Any]:
    """Give a function of a module that sets down each call of it."""
    real = getattr(place, name)

    def call(*values: Any, **named: Any) -> Any:
        asked.append(f"{place.__name__}.{name}".removeprefix("detente."))
        return real(*values, **named)

    return call


def test_letters_that_are_alike_are_one_question_and_others_are_another(
    pair: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for place, name in ((sides, "admit"), (leaving, "decide"), (admitting, "admit"), (alike, "times_of")):
        monkeypatch.setattr(place, name, counting(asked, place, name))
    letters = [write(number, codes=("tlp:GREEN",) if number == 3 else ()) for number in range(5)]
    send(pair, *letters)
    pair.settle("alpha", "beta")

    assert subjects(pair, "beta", ours=False) == [f"Dossier {number}" for number in range(5)]
    counted = Counter(asked)
    # Two labels, and one moment each at which cases begin here, are delivered, and begin there.
    assert counted["node.services.sides.admit"] == 2
    assert counted["node.services.leaving.decide"] == 2
    assert counted["policy.admitting.admit"] == 2
    assert counted["cases.alike.times_of"] == 3


def test_a_letter_about_persons_is_asked_about_by_itself(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    decide = leaving.decide
    monkeypatch.setattr(leaving, "decide", lambda *values, **named: asked.append(values) or decide(*values, **named))
    record = {"category": "suspect", "ftm": {"schema": "Person", "properties": {"name": ["Tamer Lan"]}}}
    outcomes = send(pair, write(1), write(2, records=(record,)), write(3))

    assert len(asked) == 2
    assert [isinstance(outcome, Entry) for outcome in outcomes] == [True, False, True]
