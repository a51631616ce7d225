"""A clock that obliges the other side begins with its receipt: until then nobody there can be silent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from detente.cases import case as cases
from detente.cases.case import Case
from detente.cases.table import Terms

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MONTHS = timedelta(days=90)


def _asked_back() -> Case:
    case = cases.open_case("request-information", dialogue="cid", side="answerer", at=NOON, terms=Terms())
    for event in ("request", "open", "cross-check", "accept", "ask-clarification"):
        case = cases.step(case, event, now=NOON)
    return case


def test_a_question_that_nobody_receipted_makes_nobody_silent() -> None:
    case = _asked_back()
    assert "not-clarified" not in [each.what for each in cases.silences(case, now=NOON + MONTHS)]
    receipted = cases.receipted(case, "clarification-asked", held_at=NOON + timedelta(days=60))
    (silence,) = [each for each in cases.silences(receipted, now=NOON + 2 * MONTHS) if each.what == "not-clarified"]
    assert silence.since == datetime(2027, 2, 21, tzinfo=UTC)


def test_what_a_party_says_obliges_itself_from_its_leaving_on() -> None:
    case = _asked_back()
    assert {each.name for each in case.clocks} >= {"interim", "answer"}
    assert next(each for each in case.clocks if each.name == "interim").started == NOON
