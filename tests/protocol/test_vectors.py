"""The shared vectors of DXP/1, one test a case: what must hold, what is refused and with which code.

The same run as `detente spec check`; here each case has its own line, so that a change says what it broke.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from detente.node.services.conformance import objects, run
from detente.node.services.conformance.vectors import VectorFile
from tests import shared

pytestmark = pytest.mark.shared

FOUND = shared.files("spec/vectors.json")
VECTORS = VectorFile(json.loads(FOUND[0].read_bytes()) if FOUND else {})


def _cases() -> Iterator[Any]:
    for op, name in ((None, "negative"), ("receive", "positive_receive")):
        for case in VECTORS.given.get(name, ()):
            yield pytest.param({"op": op, **case} if op else case, id=case["name"])


@pytest.mark.parametrize("case", list(_cases()))
def test_a_case_comes_out_as_written(case: dict[str, Any]) -> None:
    got = objects.outcome_of(VECTORS, case)

    assert {name: got.get(name) for name in case["expect"]} == case["expect"]


def test_every_section_comes_out_as_written(say_at_the_end: Callable[..., None]) -> None:
    outcomes = list(run.check(VECTORS))

    say_at_the_end(f"{sum(o.ok for o in outcomes)} of {len(outcomes)} cases of the shared vectors come out as written")
    assert [outcome for outcome in outcomes if not outcome.ok] == []


def test_there_are_as_many_cases_as_the_specification_speaks_of() -> None:
    assert len(list(_cases())) >= 114
