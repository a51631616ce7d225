"""Every rule is needed: without it an act goes through that a named test says is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.node.services.decisions import run
from detente.policy.decide import Permit, Refusal, decide
from detente.policy.rules.order import ORDER, RULES
from tests.policy import removal
from tests.policy.breaches import BREACHES, Breach
from tests.policy.questions import question


def test_each_rule_has_its_breach() -> None:
    assert [breach.rule for breach in BREACHES] == list(ORDER)


@pytest.mark.parametrize("breach", BREACHES, ids=[breach.rule for breach in BREACHES])
def test_the_act_is_refused_by_this_rule_and_without_it_permitted(breach: Breach) -> None:
    asked = question(breach.act, breach.changes)
    without = tuple(rule for rule in RULES if rule.id != breach.rule)
    refusal = decide(asked.act, asked.subject, asked.context)
    assert isinstance(refusal, Refusal)
    assert (refusal.ground, refusal.also) == (breach.rule, ())
    assert isinstance(decide(asked.act, asked.subject, asked.context, rules=without), Permit)


def test_the_list_names_for_each_rule_a_test_that_fails_without_it(say_at_the_end: Callable[..., None]) -> None:
    found = dict(removal.listed())
    for rule, tests in found.items():
        say_at_the_end(f"{rule} -> {', '.join(tests)}", under="rules, and the tests that fail without each")
    assert list(found) == list(ORDER)
    assert all(found.values())
    assert sum(len(tests) > 1 for tests in found.values()) > 20


@pytest.mark.shared
def test_removing_any_rule_makes_a_shared_row_come_out_otherwise(
    shared_dir: Path, say_at_the_end: Callable[..., None]
) -> None:
    data = (shared_dir / "data" / "cases" / "policy_cases.json").read_bytes()
    expected = {row["id"]: row["expect"] for row in json.loads(data)["rows"]}
    rows = run.read(data)
    uncaught = []
    for removed in RULES:
        without = tuple(rule for rule in RULES if rule is not removed)
        caught = [
            row.id
            for row in rows
            if run.result(decide(row.question.act, row.question.subject, row.question.context, rules=without))
            != expected[row.id]
        ]
        named = f"test_removal[{removed.id}]" + (f", rows {' '.join(caught)}" if caught else "")
        say_at_the_end(f"{removed.id} -> {named}", under="rules, and what fails without each")
        uncaught += [] if caught else [removed.id]
    assert uncaught == []
