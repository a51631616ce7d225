"""No sequence of acts lets out what a rule forbids; and each rule is the one that keeps its canary in.

For each rule a canary stands where that rule alone forbids it. With all rules, no exit gives it, whatever an officer
does in whatever order. Without that one rule some exit does: so the search finds what leaks.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from detente.node.services import deciding, leaving
from detente.policy.decide import decide
from detente.policy.rules.order import RULES
from tests.node import leak_machine
from tests.node.desk_builders import give_accounts
from tests.node.leak_machine import OneHouseOfTwo
from tests.node.leaks import PLANTS, Plant, exits, leaked
from tests.node.world import World

STORIES: Final = settings(
    max_examples=6 if settings().max_examples <= 100 else settings().max_examples // 10,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
"""Some seconds in the usual run; `DETENTE_HYPOTHESIS=deep` tells longer ones."""


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact, whose officers sign in."""
    give_accounts(pair)
    return pair


def without(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the node decide without one rule."""
    left = tuple(each for each in RULES if each.id != rule)
    monkeypatch.setattr(deciding, "decide", partial(decide, rules=left))
    monkeypatch.setattr(leaving, "RULES", left)
    monkeypatch.setattr(leaving, "ALONE", tuple(each for each in left if each.id not in leaving.APPROVALS))


@pytest.mark.parametrize("plant", PLANTS, ids=[plant.rule for plant in PLANTS])
def test_what_the_rule_forbids_comes_out_by_no_way(pair: World, plant: Plant) -> None:
    plant.put(pair)
    found = exits(pair, plant)
    assert len(found) >= 2
    assert leaked(found) == []


@pytest.mark.parametrize("plant", PLANTS, ids=[plant.rule for plant in PLANTS])
def test_without_the_rule_it_comes_out(pair: World, plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    without(plant.rule, monkeypatch)
    plant.put(pair)
    assert leaked(exits(pair, plant)) != []


def test_no_random_sequence_of_acts_lets_anything_out(
    tmp_path_factory: pytest.TempPathFactory, template: Path, django_db_blocker: Any
) -> None:
    class Machine(OneHouseOfTwo):
        pass

    with django_db_blocker.unblock():
        Machine.template = template
        Machine.prepared = leak_machine.prepare(tmp_path_factory.mktemp("planted"), template)
        run_state_machine_as_test(Machine, settings=STORIES)  # type: ignore[no-untyped-call]  # hypothesis gives no type here
