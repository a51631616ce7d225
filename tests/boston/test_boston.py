"""The Boston case, act by act, on two and three real nodes: what is expected is seen, what never may be is not.

The persons of the services are labels of roles. The person of the notice is the one whom the historical case names; it
stands in these tests alone, read from the design's data while they run.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.boston.acts import Play
from tests.boston.expectations import Checks
from tests.boston.never import Never
from tests.boston.stage import Given, Stage, instant
from tests.node.world import World


def play(
    world: World,
    shared_dir: Path,
    name: str,
    *,
    inside: tuple[tuple[str, str], ...] = (),
    prepare: Callable[[Stage], None] | None = None,
) -> Stage:
    """Play a case to its end; every expectation is checked at its instant, what never may be whenever time passes."""
    given = _given(shared_dir, name)
    stage = Stage(world, given)
    stage.build(inside=inside)
    if prepare is not None:
        prepare(stage)
    acts, never = Play(stage), Never(stage)
    checks = Checks(stage, acts)
    stage.watches = never.watches(given["never"])
    for at, _, what, each in timeline(given):
        stage.until(instant(at))
        (acts.do if what == "step" else checks.check)(each)
    for watch in stage.watches:
        watch()
    return stage


def _given(shared_dir: Path, name: str) -> Given:
    cases = json.loads((shared_dir / "data/cases/boston.json").read_text())["scenarios"]
    (found,) = [case for case in cases if case["id"] == name]
    return dict(found)


def timeline(given: Given) -> list[tuple[str, int, str, Given]]:
    """Give steps and expectations in the order of time; at one instant what is done comes before what is seen."""
    steps = [(each["at"], number, "step", each) for number, each in enumerate(given["steps"])]
    last = len(steps)
    seen = [(each["at"], last + number, "expect", each) for number, each in enumerate(given["expect"])]
    return sorted([*steps, *seen], key=lambda each: each[:2])


def test_b1_both_sides_claim_silence(world: World, shared_dir: Path) -> None:
    stage = play(world, shared_dir, "B1")
    assert {stage.case(party, "T1-RFI").state for party in ("fsb", "fbi")} == {"clarification-asked", "clarifying"}


def test_b4_identity_corrected_for_every_recipient(world: World, shared_dir: Path) -> None:
    play(world, shared_dir, "B4", inside=(("fbi", "cia"),))


def test_b5_the_same_tip_twice(world: World, shared_dir: Path) -> None:
    play(world, shared_dir, "B5", inside=(("fbi", "cia"),))


def test_b6_two_weeks_between_two_desks(world: World, shared_dir: Path) -> None:
    def prepare(stage: Stage) -> None:
        stage.desk("fbi", "liaison", members=("b.l", "b.c"), main=True)
        stage.desk("fbi", "watchlisting", members=("b.a",))
        stage.tip("fbi", "T6", source="cia", topic="ct.persons")

    play(world, shared_dir, "B6", prepare=prepare)


def test_b13_a_vague_first_notice(world: World, shared_dir: Path) -> None:
    play(world, shared_dir, "B13")


def test_b14_no_outcome_told(world: World, shared_dir: Path) -> None:
    play(world, shared_dir, "B14")


def test_b15_who_was_told_inside(world: World, shared_dir: Path) -> None:
    play(world, shared_dir, "B15")


def test_b16_assessed_and_cleared(world: World, shared_dir: Path) -> None:
    play(world, shared_dir, "B16")
