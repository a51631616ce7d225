"""What is computed once for cases that are alike is what each of them would have got alone."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from detente.cases import alike as module
from detente.cases import case as cases
from detente.cases import clocks, escalation
from detente.cases.alike import Alike
from detente.cases.case import Case
from detente.cases.counting import Calendar, Span
from detente.cases.moments import Moment
from detente.cases.table import NoSuchStep, Terms

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SENT = Case(
    "first",
    "sender",
    "sent",
    NOON,
    terms=Terms(asks=True),
    ledger=(Moment("sent:notification", NOON),),
    calendars={"sender": Calendar(), "receiver": Calendar(ZoneInfo("Europe/Paris"))},
)
ACCEPTED = cases.step(cases.step(SENT, "delivered", now=NOON + HOUR), "accepted", now=NOON + 2 * HOUR)
HOLIDAYS = frozenset(NOON.date() + timedelta(days=day) for day in range(60))
OTHERS: dict[str, dict[str, Any]] = {
    "side": {"side": "receiver", "state": "received"},
    "state": {"state": "answered"},
    "opened_at": {"opened_at": NOON - HOUR},
    "kind": {"kind": "warning", "state": "sent"},
    "terms": {"terms": Terms(answer_by=NOON + 9 * HOUR)},
    "ledger": {"ledger": (Moment("sent:notification", NOON - HOUR),)},
    "preset": {"preset": "eu-2023-977"},
    "calendars": {"calendars": {"sender": Calendar(), "receiver": Calendar(holidays=HOLIDAYS)}},
    "pauses": {"pauses": (Span(NOON - HOUR),)},
}


def alone(case: Case, *, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Give what was written of one case before any was shared."""
    return (
        None if case.ended else clocks.due_in(case.clocks, now=now),
        escalation.look_again(case, now=now),
    )


def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> list[object]:
    """Give a list that grows by one with each computation."""
    asked: list[object] = []
    real = getattr(module, name) if name == "times_of" else getattr(cases, name)
    place = module if name == "times_of" else module.cases

    def count(*values: Any, **named: Any) -> Any:
        asked.append(values)
        return real(*values, **named)

    monkeypatch.setattr(place, name, count)
    return asked


@pytest.mark.parametrize("changes", OTHERS.values(), ids=OTHERS)
def test_cases_that_differ_have_each_their_own_times(changes: dict[str, Any]) -> None:
    shared = Alike(now=NOON + 3 * HOUR)
    for each in (ACCEPTED, replace(ACCEPTED, **changes), SENT, replace(SENT, **changes)):
        assert shared.times(each) == alone(each, now=NOON + 3 * HOUR)


def test_sixty_four_that_are_alike_are_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, stepped = counted(monkeypatch, "times_of"), counted(monkeypatch, "step")
    shared = Alike(now=NOON + 3 * HOUR)
    for number in range(64):
        moved = shared.step(replace(SENT, dialogue=f"number {number}"), "delivered", at=NOON + HOUR)
        assert moved == replace(cases.step(SENT, "delivered", now=NOON + HOUR), dialogue=f"number {number}")
        assert shared.times(moved) == alone(moved, now=NOON + 3 * HOUR)
    assert len(asked) == 1
    assert len(stepped) == 1 + 64  # the test's own are counted too


def test_the_event_its_time_and_a_suspension_make_another_step() -> None:
    shared = Alike(now=NOON)
    first = cases.open_case("notification", dialogue="first", side="sender", at=NOON, terms=Terms())
    steps = [("send", NOON, False), ("send", NOON + HOUR, False), ("send", NOON, True)]
    for event, at, held_back in steps:
        expected = cases.step(first, event, now=at, held_back=held_back)
        assert shared.step(first, event, at=at, held_back=held_back) == expected


def test_a_step_that_the_table_does_not_have_is_refused_each_time() -> None:
    shared = Alike(now=NOON)
    for _ in range(2):
        with pytest.raises(NoSuchStep):
            shared.step(SENT, "closed-by-nobody", at=NOON)


def test_all_of_a_case_but_its_name_decides() -> None:
    assert {each.name for each in fields(Case)} - {"dialogue"} == set(OTHERS)
    for changes in OTHERS.values():
        assert module._what_decides(replace(ACCEPTED, **changes)) != module._what_decides(ACCEPTED)
    assert module._what_decides(replace(ACCEPTED, dialogue="second")) == module._what_decides(ACCEPTED)


def test_a_calendar_is_compared_by_what_it_says() -> None:
    same = Calendar(holidays=frozenset({date(2026, 12, 25)}))
    again = Calendar(holidays=frozenset({date(2026, 12, 25)}))
    first, second = (replace(SENT, calendars={"sender": each, "receiver": each}) for each in (same, again))
    assert module._what_decides(first) == module._what_decides(second)
