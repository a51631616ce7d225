"""`make adversarial`: play every case with its guard and without it, and print case, test and outcomes.

Exit code 1 where an attack has another outcome than the one required, or a test does not need its guard.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import django
import pytest
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tests.adversarial.cases import Case, row_name
from tests.shared import PROJECT

HERE = Path(__file__).parent
NOT_PLAYED = "not played"


@dataclass
class Outcomes:
    """A plugin of pytest that takes down how each test of the table ended."""

    held: dict[str, str] = field(default_factory=dict)
    """By test: "" where the outcome is the required one, else what came instead."""
    without: dict[str, str] = field(default_factory=dict)
    """By case and guard: how its test ended without it."""
    others: list[str] = field(default_factory=list)
    """Tests about the table itself that failed."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take down one report; what fails before its call has failed too."""
        said = dict(report.user_properties)
        if report.when != "call" and not report.failed:
            return
        if "row" in said:
            ended = f"fails: {said['failed_with']}" if report.passed else f"WRONG: {_last_line(report)}"
            self.without[str(said["row"])] = ended
        elif "test" in said:
            self.held[str(said["test"])] = "" if report.passed else _last_line(report)
        elif report.failed:
            self.others.append(f"{report.nodeid}: {_last_line(report)}")


def _last_line(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    return str(getattr(crash, "message", report.longrepr)).split("\n")[0] or "failed"


def main(arguments: list[str]) -> int:
    """Play the table and print it, or write its page; give the exit code."""
    from tests.adversarial import page
    from tests.adversarial.table import CASES

    if arguments == ["--page"]:
        (PROJECT / page.PATH).write_text(page.text(), encoding="utf-8")
        return 0
    outcomes = Outcomes()
    console = Console(width=None if sys.stdout.isatty() else 230)
    with console.status("playing the cases"):
        pytest.main(["-p", "no:terminal", "-p", "no:cacheprovider", str(HERE)], plugins=[outcomes])
    console.print(_table(CASES, outcomes))
    for line in outcomes.others:
        console.print(f"also wrong: {line}", markup=False)
    tests = {case.shown_test for case in CASES}
    rows = [row_name(case, guard) for case in CASES for guard in case.guards]
    held = sum(outcomes.held.get(test) == "" for test in tests)
    failed = sum(outcomes.without.get(row, "").startswith("fails") for row in rows)
    wrong = len(tests) - held + len(rows) - failed + len(outcomes.others)
    console.print(
        f"{len({case.number for case in CASES})} cases: {held} of {len(tests)} attacks have the required outcome, "
        f"{failed} of {len(rows)} guards are needed by their tests; {wrong} wrong"
    )
    return 1 if wrong else 0


def _table(cases: Sequence[Case], outcomes: Outcomes) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False)
    for name, most in (("case", None), ("attack", 38), ("test", 60), ("outcome", 50), ("guard out", 34), ("then", 50)):
        table.add_column(name, max_width=most, overflow="fold")
    for case in cases:
        wrong = outcomes.held.get(case.shown_test, NOT_PLAYED)
        outcome = f"WRONG: {wrong}" if wrong else f"holds: {case.outcome}"
        first = (str(case.number), case.attack, case.shown_test, outcome)
        for index, guard in enumerate(case.guards):
            then = outcomes.without.get(row_name(case, guard), f"WRONG: {NOT_PLAYED}")[:140]
            table.add_row(*(map(Text, (*(first if index == 0 else ("",) * 4), guard.where, then))))
    return table


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "detente.node.settings.testing")
    django.setup()
    sys.exit(main(sys.argv[1:]))
