"""The documented cases of the domain, act by act, on real nodes with one clock: what is expected is seen."""

from __future__ import annotations

import json
from pathlib import Path

from tests.anchors.acts import Acts
from tests.anchors.expectations import Expectations
from tests.anchors.stage import Anchor
from tests.boston.stage import Given, instant
from tests.boston.test_boston import timeline
from tests.node.world import World


def play(world: World, shared_dir: Path, name: str) -> Anchor:
    """Play a case to its end; every expectation is checked at its instant."""
    given = _given(shared_dir, name)
    stage = Anchor(world, given)
    stage.build()
    acts = Acts(stage)
    checks = Expectations(stage, acts)
    for at, _, what, each in timeline(given):
        stage.until(instant(at))
        (acts.do if what == "step" else checks.check)(each)
    return stage


def _given(shared_dir: Path, name: str) -> Given:
    cases = json.loads((shared_dir / "data/cases/anchors.json").read_text())["scenarios"]
    (found,) = [case for case in cases if case["id"] == name]
    return dict(found)


def test_a_warning_before_an_attack_and_thanks(world: World, shared_dir: Path) -> None:
    stage = play(world, shared_dir, "kazan-2017")
    assert {stage.case(party, "W1").state for party in ("us", "ru")} == {"thanked"}
