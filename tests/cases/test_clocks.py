"""Deadlines run from receipts, grow worse with time alone, and their silences have a name and a since."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.cases import presets
from detente.cases.clocks import Clock, ClockState, Silence, clock_state, clocks_of, next_due, nil_leaves_at, silences
from detente.cases.notification import TABLE
from detente.cases.presets import DETENTE_DEFAULT, Days
from detente.cases.table import Terms

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
WORSE = [ClockState.CALM, ClockState.SOON, ClockState.URGENT, ClockState.OVERDUE]


def clock(**changes: Any) -> Clock:
    return replace(Clock(name="answer", due=NOON, started=NOON - 100 * HOUR, silence="unanswered"), **changes)


@pytest.mark.parametrize(
    ("left", "state"),
    [
        (timedelta(days=30), "calm"),
        (72 * HOUR + timedelta(milliseconds=1), "calm"),
        (72 * HOUR, "soon"),
        (24 * HOUR + timedelta(milliseconds=1), "soon"),
        (24 * HOUR, "urgent"),
        (timedelta(milliseconds=1), "urgent"),
        (timedelta(0), "overdue"),
        (-timedelta(days=9), "overdue"),
    ],
)
def test_a_running_clock_looks_as_the_time_left_says(left: timedelta, state: str) -> None:
    assert clock_state(clock(), now=NOON - left) == state


def test_a_met_clock_is_done_for_ever_and_remembers_that_it_was_late() -> None:
    late = clock(met_at=NOON + HOUR)
    assert clock_state(late, now=NOON + 100 * HOUR) is ClockState.DONE
    assert late.met_late
    assert not clock(met_at=NOON).met_late


def test_a_paused_clock_is_never_late_and_met_wins_over_paused() -> None:
    assert clock_state(clock(paused=NOON - HOUR), now=NOON + 100 * HOUR) is ClockState.PAUSED
    assert clock_state(clock(paused=NOON - HOUR, met_at=NOON), now=NOON) is ClockState.DONE


INSTANTS = st.timedeltas(timedelta(days=-9999), timedelta(days=9999)).map(lambda span: NOON + span)


@given(due=INSTANTS, earlier=INSTANTS, later=INSTANTS)
def test_time_alone_never_makes_a_clock_look_better(due: datetime, earlier: datetime, later: datetime) -> None:
    earlier, later = sorted((earlier, later))
    before, after = (clock_state(clock(due=due), now=now) for now in (earlier, later))
    assert WORSE.index(before) <= WORSE.index(after)


SENT = {"sent:notification": NOON}
HELD = {**SENT, "held:notification": NOON + HOUR}


def due_of(terms: Terms, moments: dict[str, datetime]) -> dict[str, datetime]:
    return {c.name: c.due for c in clocks_of(TABLE, terms, moments, preset=DETENTE_DEFAULT)}


def test_before_the_receipt_only_the_delivery_runs() -> None:
    assert due_of(Terms(asks=True, opened=True), SENT) == {"delivery": NOON + timedelta(minutes=15)}


def test_after_the_receipt_the_others_run_from_the_time_that_it_states() -> None:
    assert due_of(Terms(asks=True, opened=True), HELD) == {
        "delivery": NOON + timedelta(minutes=15),
        "opening": NOON + 25 * HOUR,
        "acceptance": NOON + 73 * HOUR,
        "answer": datetime(2026, 12, 23, tzinfo=UTC),
    }


def test_nobody_waits_for_an_opening_that_is_not_told_or_an_answer_that_is_not_asked_for() -> None:
    assert set(due_of(Terms(), HELD)) == {"delivery", "acceptance"}


def test_answer_by_in_the_message_wins_over_the_preset() -> None:
    assert due_of(Terms(answer_by=NOON + 5 * HOUR), HELD)["answer"] == NOON + 5 * HOUR


def test_acceptance_starts_the_wait_for_an_outcome() -> None:
    assert due_of(Terms(), {**HELD, "held:accepted": NOON + 2 * HOUR})["outcome"] == datetime(2027, 2, 21, tzinfo=UTC)


@pytest.mark.parametrize("message", ["answer", "part", "part-final", "nil", "refused"])
def test_any_answer_meets_the_clock_of_the_answer(message: str) -> None:
    terms, moments = Terms(asks=True), {**HELD, f"held:{message}": NOON + 9 * HOUR}
    met = {c.name: c.met_at for c in clocks_of(TABLE, terms, moments, preset=DETENTE_DEFAULT)}
    assert met["answer"] == NOON + 9 * HOUR


def test_neither_an_outcome_nor_a_filing_is_an_answer() -> None:
    terms = Terms(answer_by=NOON + 5 * HOUR)
    moments = {**HELD, "held:accepted": NOON + HOUR, "held:filed": NOON + 2 * HOUR}
    clocks = clocks_of(TABLE, terms, moments, preset=DETENTE_DEFAULT)
    assert silences(clocks, now=NOON + 6 * HOUR) == (Silence("unanswered", NOON + 5 * HOUR, "answer"),)


def test_what_reached_no_desk_is_not_called_unanswered() -> None:
    terms, moments = Terms(answer_by=NOON + 2 * HOUR), {**HELD, "held:rejected": NOON + HOUR}
    clocks = clocks_of(TABLE, terms, moments, preset=DETENTE_DEFAULT)
    assert silences(clocks, now=NOON + 900 * HOUR) == ()


def test_silences_are_named_with_since_when_the_longest_first() -> None:
    clocks = clocks_of(TABLE, Terms(opened=True, answer_by=NOON + 2 * HOUR), HELD, preset=DETENTE_DEFAULT)
    assert silences(clocks, now=NOON + 30 * HOUR) == (
        Silence("unanswered", NOON + 2 * HOUR, "answer"),
        Silence("not-opened", NOON + 25 * HOUR, "opening"),
    )
    assert silences(clocks, now=NOON + HOUR) == ()


def test_a_suspension_pauses_what_was_not_met() -> None:
    clocks = clocks_of(TABLE, Terms(asks=True), HELD, preset=DETENTE_DEFAULT, paused=NOON + 2 * HOUR)
    states = {c.name: clock_state(c, now=NOON + 900 * HOUR) for c in clocks}
    assert states == {"delivery": "done", "acceptance": "paused", "answer": "paused"}
    assert silences(clocks, now=NOON + 900 * HOUR) == ()
    assert next_due(clocks, now=NOON) is None


def test_the_next_deadline_is_the_one_that_ends_first() -> None:
    clocks = clocks_of(TABLE, Terms(asks=True), HELD, preset=DETENTE_DEFAULT)
    found = next_due(clocks, now=NOON)
    assert found is not None
    assert found.name == "acceptance"


def test_days_end_at_midnight_where_the_obliged_party_is() -> None:
    late_evening = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    east = timezone(timedelta(hours=3))
    assert presets.due(Days(1), start=late_evening) == datetime(2026, 11, 24, tzinfo=UTC)
    # There it is already the 23rd, so the day after ends on the 24th at 24:00, 21:00 UTC.
    assert presets.due(Days(1), start=late_evening, zone=east) == datetime(2026, 11, 24, 21, tzinfo=UTC)


def test_an_unknown_preset_counts_as_the_default() -> None:
    assert presets.preset("of-a-later-release") is DETENTE_DEFAULT


def test_a_neutral_answer_never_leaves_early_and_never_waits_for_its_reason() -> None:
    day = timedelta(days=1)
    assert nil_leaves_at(released=NOON + HOUR, held_at=NOON, nil_after=day) == NOON + day
    assert nil_leaves_at(released=NOON + 30 * HOUR, held_at=NOON, nil_after=day) == NOON + 30 * HOUR


@pytest.mark.shared
def test_the_default_preset_is_that_of_the_shared_data(shared_dir: Path) -> None:
    data = json.loads((shared_dir / "data" / "cases" / "deadlines.json").read_bytes())["default"]
    durations = {rule["step"]: rule["duration"] for rule in data["rules"]}
    assert data["id"] in presets.PRESETS
    assert {step: _limit(durations[step]) for step in DETENTE_DEFAULT} == dict(DETENTE_DEFAULT)


def _limit(text: str) -> timedelta | Days:
    matched = re.fullmatch(r"P(\d+)D|PT(\d+)H|PT(\d+)M", text)
    assert matched is not None
    days, hours, minutes = (None if part is None else int(part) for part in matched.groups())
    return Days(days) if days is not None else timedelta(hours=hours or 0, minutes=minutes or 0)
