"""The end of a run says each thing once, however many processes ran the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from tests.closing import COUNTED, SAID, Closing
from tests.shared import PROJECT

ONE = "tests/house/test_tracked_files.py::test_each_exception_from_a_check_names_its_rule_and_its_reason"


def _report(when: str, *said: tuple[str, object]) -> Any:
    return SimpleNamespace(when=when, user_properties=list(said))


def _process(*lines: str) -> Any:
    return SimpleNamespace(workeroutput={"collected": list(lines)})


def test_shares_add_up_and_lists_stand_under_their_headings() -> None:
    closing = Closing()
    for part in (
        ((COUNTED, ["points", {"met": 2, "broken": 0}]), (SAID, ["caught", "mutant 1"])),
        ((COUNTED, ["points", {"met": 3, "broken": 1}]), (SAID, ["caught", "mutant 2"]), (SAID, ["", "alone"])),
    ):
        closing.pytest_runtest_logreport(_report("teardown", *part))
    assert closing.lines() == ["points: 5 met, 1 broken", "alone", "2 caught:", "  mutant 1", "  mutant 2"]


def test_what_a_test_said_counts_once_although_it_has_three_reports() -> None:
    closing = Closing()
    for when in ("setup", "call", "teardown"):
        closing.pytest_runtest_logreport(_report(when, (SAID, ["", "a line"])))
    assert closing.lines() == ["a line"]


def test_the_collection_is_told_once_and_a_process_that_died_tells_nothing() -> None:
    closing = Closing()
    for process in (SimpleNamespace(), _process("7 tests collected"), _process("7 tests collected")):
        closing.pytest_testnodedown(process)
    assert closing.lines() == ["7 tests collected"]


@pytest.mark.parametrize("processes", [0, 2])
def test_a_real_run_ends_with_each_line_once_and_with_pytests_own(processes: int) -> None:
    options = ["-n", str(processes), "-p", "no:cacheprovider", ONE]
    here = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DJANGO_"))}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options], cwd=PROJECT, env=here, capture_output=True, text=True, check=False
    )
    lines = run.stdout.strip().splitlines()
    assert run.returncode == 0, run.stdout
    assert "1 passed in" in lines[-1]
    for words in ("tests on ../shared", "tests in a browser", "exceptions from checks"):
        assert sum(words in line for line in lines) == 1, run.stdout
