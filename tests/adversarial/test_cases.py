"""Each adversarial case twice: the required outcome comes, and without its guard it does not.

`make adversarial` runs these and prints the table (`run.py`).
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.adversarial import page
from tests.adversarial.cases import BROKEN, Case, Guard, row_name
from tests.adversarial.table import CASES, REQUIRED

ATTACKS = list({case.test: case for case in reversed(CASES)}.values())[::-1]
GUARDED = [(case, guard) for case in CASES for guard in case.guards]


def test_each_number_of_the_report_has_its_case() -> None:
    assert {case.number for case in CASES} == REQUIRED
    assert [case.number for case in CASES] == sorted(case.number for case in CASES)
    rows = [(case.number, case.attack, guard.where) for case, guard in GUARDED]
    assert len(set(rows)) == len(rows)


def test_the_page_is_in_step_with_the_table(project_dir: Path) -> None:
    assert (project_dir / page.PATH).read_text(encoding="utf-8") == page.text(), f"run {page.COMMAND}"


@pytest.mark.parametrize("case", ATTACKS, ids=[f"{case.number}-{case.attack}" for case in ATTACKS])
def test_the_attack_has_the_required_outcome(
    case: Case, request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> None:
    record_property("test", case.shown_test)
    case.test(**case.given(request.getfixturevalue))


@pytest.mark.parametrize(
    ("case", "guard"), GUARDED, ids=[f"{case.number}-{case.attack}-{guard.where}" for case, guard in GUARDED]
)
def test_without_its_guard_the_test_of_a_case_fails(
    case: Case, guard: Guard, request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> None:
    record_property("row", row_name(case, guard))
    given = case.given(request.getfixturevalue)
    with pytest.MonkeyPatch.context() as patch:
        guard.remove(patch)
        try:
            case.test(**given)
        except BROKEN as failed:
            record_property("failed_with", _sentence(failed))
            return
    pytest.fail(f"case {case.number}: its test passes without the guard {guard.where}")


def _sentence(failed: BaseException) -> str:
    """Give the first line of what a test failed with, or the line that failed."""
    said = str(failed).split("\n")[0]
    return said or str(traceback.extract_tb(failed.__traceback__)[-1].line)
