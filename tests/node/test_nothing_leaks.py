"""No sequence of acts lets out what a rule forbids; and each rule is the one that keeps its canary in.

For each rule a canary stands where that rule alone forbids it. With all rules, no exit gives it, whatever an officer
does in whatever order. Without that one rule some exit does: so the search finds what leaks.
"""

from __future__ import annotations

import random
from functools import partial

import pytest

from detente.node.services import deciding, leaving
from detente.policy.decide import decide
from detente.policy.rules.order import RULES
from tests.node.desk_builders import give_accounts
from tests.node.leaks import PLANTS, Plant, exits, leaked
from tests.node.world import World


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
    monkeypatch.setattr(leaving, "_ALONE", tuple(each for each in left if each.id not in leaving.APPROVALS))


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


@pytest.mark.parametrize("seed", range(4))
def test_no_random_sequence_of_acts_lets_anything_out(pair: World, seed: int) -> None:
    chosen = random.Random(seed)
    inside = [plant for plant in PLANTS if not plant.on_the_wire and plant.rule not in ("actor.role",)]
    planted = chosen.sample(inside, k=3)
    for plant in planted:
        plant.put(pair)
        pair.clock.advance(minutes=chosen.randrange(90))
    for plant in chosen.choices(planted, k=3):
        assert leaked(exits(pair, plant)) == []
        pair.clock.advance(hours=chosen.randrange(40))
