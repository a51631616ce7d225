"""Deadlines run from receipts, grow worse with time alone, and their silences have a name and a since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.cases import deconfliction, recall, request_information
from detente.cases.clocks import (
    Clock,
    ClockState,
    Keeping,
    Silence,
    clock_state,
    next_due,
    nil_leaves_at,
    rungs,
    silences,
)
from detente.cases.clocks import clocks_of as all_clocks_of
from detente.cases.counting import Calendar, Span
from detente.cases.deadline import LADDER, URGENT_LADDER
from detente.cases.moments import Moment
from detente.cases.notification import TABLE
from detente.cases.presets import preset
from detente.cases.table import Table, Terms

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


def clocks_of(
    terms: Terms,
    moments: dict[str, datetime],
    *,
    table: Table = TABLE,
    pauses: tuple[Span, ...] = (),
    calendar: Calendar | None = None,
    by: str = "detente-default",
) -> tuple[Clock, ...]:
    calendars = {} if calendar is None else dict.fromkeys(table.sides, calendar)
    ledger = [Moment(name.rstrip("+"), at) for name, at in moments.items()]
    return all_clocks_of(table, terms, ledger, Keeping(preset(by), calendars, pauses))


SENT = {"sent:notification": NOON}
HELD = {**SENT, "held:notification": NOON + HOUR}


def due_of(terms: Terms, moments: dict[str, datetime]) -> dict[str, datetime]:
    return {c.name: c.due for c in clocks_of(terms, moments)}


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
    met = {c.name: c.met_at for c in clocks_of(terms, moments)}
    assert met["answer"] == NOON + 9 * HOUR


def test_neither_an_outcome_nor_a_filing_is_an_answer() -> None:
    terms = Terms(answer_by=NOON + 5 * HOUR)
    moments = {**HELD, "held:accepted": NOON + HOUR, "held:filed": NOON + 2 * HOUR}
    clocks = clocks_of(terms, moments)
    assert silences(clocks, now=NOON + 6 * HOUR) == (Silence("unanswered", NOON + 5 * HOUR, "answer"),)


def test_what_reached_no_desk_is_not_called_unanswered() -> None:
    terms, moments = Terms(answer_by=NOON + 2 * HOUR), {**HELD, "held:rejected": NOON + HOUR}
    clocks = clocks_of(terms, moments)
    assert silences(clocks, now=NOON + 900 * HOUR) == ()


def test_silences_are_named_with_since_when_the_longest_first() -> None:
    clocks = clocks_of(Terms(opened=True, answer_by=NOON + 2 * HOUR), HELD)
    assert silences(clocks, now=NOON + 30 * HOUR) == (
        Silence("unanswered", NOON + 2 * HOUR, "answer"),
        Silence("not-opened", NOON + 25 * HOUR, "opening"),
    )
    assert silences(clocks, now=NOON + HOUR) == ()


def test_a_suspension_pauses_what_was_not_met() -> None:
    clocks = clocks_of(Terms(asks=True), HELD, pauses=(Span(NOON + 2 * HOUR),))
    states = {c.name: clock_state(c, now=NOON + 900 * HOUR) for c in clocks}
    assert states == {"delivery": "done", "acceptance": "paused", "answer": "paused"}
    assert silences(clocks, now=NOON + 900 * HOUR) == ()
    assert next_due(clocks, now=NOON) is None


def test_the_next_deadline_is_the_one_that_ends_first() -> None:
    clocks = clocks_of(Terms(asks=True), HELD)
    found = next_due(clocks, now=NOON)
    assert found is not None
    assert found.name == "acceptance"


def test_a_neutral_answer_never_leaves_early_and_never_waits_for_its_reason() -> None:
    day = timedelta(days=1)
    assert nil_leaves_at(released=NOON + HOUR, held_at=NOON, nil_after=day) == NOON + day
    assert nil_leaves_at(released=NOON + 30 * HOUR, held_at=NOON, nil_after=day) == NOON + 30 * HOUR


ASKED = {"sent:request": NOON, "held:request": NOON + HOUR, "held:accepted": NOON + 2 * HOUR}
STOPPED = {**ASKED, "held:clarification-asked": NOON + 24 * HOUR}
REQUEST = request_information.TABLE


def request_clocks(moments: dict[str, datetime], **changes: Any) -> dict[str, Clock]:
    return {each.name: each for each in clocks_of(Terms(), moments, table=REQUEST, **changes)}


def test_a_clarification_stops_the_answer_and_leaves_the_acceptance_alone() -> None:
    found = request_clocks(STOPPED)
    states = {name: clock_state(each, now=NOON + 900 * HOUR) for name, each in found.items()}
    assert states == {
        "delivery": "done",
        "acceptance": "done",
        "answer": "stopped",
        "interim": "stopped",
        "clarification": "overdue",
    }
    assert [silence.what for silence in silences(found.values(), now=NOON + 900 * HOUR)] == ["not-clarified"]


def test_a_stop_adds_the_local_days_that_it_touched_and_both_figures_are_kept() -> None:
    answered = {**STOPPED, "held:clarification": NOON + 24 * HOUR * 3}
    answer = request_clocks(answered)["answer"]
    assert answer.due_unstopped == datetime(2026, 12, 23, tzinfo=UTC)
    assert answer.due == answer.due_unstopped + timedelta(days=3)


def test_a_day_on_which_it_stood_still_twice_is_added_once() -> None:
    twice = {
        **STOPPED,
        "held:clarification": NOON + 25 * HOUR,
        "held:clarification-asked+": NOON + 26 * HOUR,
        "held:clarification+": NOON + 27 * HOUR,
    }
    assert request_clocks(twice)["answer"].due == datetime(2026, 12, 24, tzinfo=UTC)


def test_what_stood_still_after_it_was_met_adds_nothing() -> None:
    answered = {**ASKED, "held:answer": NOON + 9 * HOUR}
    later = (Span(NOON + 10 * HOUR, NOON + 99 * HOUR),)
    assert request_clocks(answered, pauses=later)["answer"].due == datetime(2026, 12, 23, tzinfo=UTC)


def test_hours_get_back_the_time_that_they_stood_still_and_overlapping_suspensions_count_once() -> None:
    spans = (Span(NOON + 2 * HOUR, NOON + 5 * HOUR), Span(NOON + 4 * HOUR, NOON + 6 * HOUR))
    found = {each.name: each for each in clocks_of(Terms(), HELD, pauses=spans)}
    assert found["acceptance"].due == NOON + 77 * HOUR
    assert found["delivery"].due == NOON + timedelta(minutes=15)


def test_a_suspension_does_not_touch_what_it_does_not_hold() -> None:
    moments = {"sent:recall": NOON, "held:recall": NOON + HOUR}
    pauses = (Span(NOON + 2 * HOUR),)
    found = {each.name: each for each in clocks_of(Terms(), moments, table=recall.TABLE, pauses=pauses)}
    assert found["completion"].paused is None


def test_a_withdrawal_voids_what_was_not_met_and_met_wins_over_it() -> None:
    found = request_clocks({**ASKED, "held:withdrawn": NOON + 9 * HOUR}, pauses=(Span(NOON + 3 * HOUR),))
    states = {name: clock_state(each, now=NOON + 900 * HOUR) for name, each in found.items()}
    assert states == {"delivery": "done", "acceptance": "done", "answer": "void", "interim": "void"}


def test_an_interim_begins_its_clock_anew_and_does_not_meet_the_answer() -> None:
    found = request_clocks({**ASKED, "held:interim": NOON + 48 * HOUR})
    assert (found["interim"].started, found["interim"].met_at) == (NOON + 48 * HOUR, None)
    assert found["answer"].met_at is None


def test_messages_held_in_the_same_instant_count_in_the_order_of_their_ledger() -> None:
    together = {"sent:request": NOON, "held:request": NOON + HOUR}
    together |= dict.fromkeys(("held:accepted", "held:interim", "held:part", "held:answer"), NOON + 9 * HOUR)
    found = request_clocks(together)
    assert found["interim"].met_at == found["answer"].met_at == NOON + 9 * HOUR


def test_the_receipt_of_the_opening_message_may_come_after_those_of_later_ones() -> None:
    late = {"sent:filing": NOON, "held:cancelled": NOON + HOUR, "held:filing": NOON + HOUR}
    (check,) = clocks_of(Terms(), late, table=deconfliction.TABLE)
    assert clock_state(check, now=NOON + 900 * HOUR) is ClockState.VOID


def test_an_extension_sets_a_new_end_which_a_later_stop_moves_again() -> None:
    new = NOON + timedelta(days=50)
    ledger = [*(Moment(name, at) for name, at in ASKED.items()), Moment("held:extended", NOON + 9 * HOUR, new)]
    keeping = Keeping(preset("detente-default"), {})
    assert _answer(all_clocks_of(REQUEST, Terms(), ledger, keeping)).due == new
    ledger += [
        Moment("held:clarification-asked", NOON + 30 * HOUR),
        Moment("held:clarification", NOON + 31 * HOUR),
    ]
    assert _answer(all_clocks_of(REQUEST, Terms(), ledger, keeping)).due == new + timedelta(days=1)


def test_urgency_shortens_the_clocks_until_it_is_rejected_with_reasons() -> None:
    ledger = [Moment(name, at) for name, at in ASKED.items()]
    keeping = Keeping(preset("detente-default"), {})
    urgent = Terms(urgent=True)
    assert _answer(all_clocks_of(REQUEST, urgent, ledger, keeping)).due == datetime(2026, 11, 26, tzinfo=UTC)
    ledger.append(Moment("held:urgency-rejected", NOON + 3 * HOUR))
    assert _answer(all_clocks_of(REQUEST, urgent, ledger, keeping)).due == datetime(2026, 12, 23, tzinfo=UTC)


def test_a_legal_preset_falls_back_to_that_for_others_when_urgency_is_rejected() -> None:
    ledger = [Moment(name, at) for name, at in ASKED.items()]
    keeping = Keeping(preset("eu-2023-977-urgent-direct"), {})
    assert _answer(all_clocks_of(REQUEST, Terms(urgent=True), ledger, keeping)).due == NOON + 9 * HOUR
    ledger.append(Moment("held:urgency-rejected", NOON + 3 * HOUR))
    assert _answer(all_clocks_of(REQUEST, Terms(urgent=True), ledger, keeping)).due == datetime(
        2026, 11, 30, tzinfo=UTC
    )


def test_where_the_law_sets_no_end_none_is_called_a_deadline() -> None:
    assert "answer" not in request_clocks(ASKED, by="mlat-none")
    assert request_clocks(ASKED, by="mlat-none")["acceptance"].due == NOON + 73 * HOUR


def test_a_silence_that_the_law_allows_is_not_called_one() -> None:
    found = request_clocks(ASKED, by="us-314a-2w")
    assert clock_state(found["answer"], now=NOON + 9000 * HOUR) is ClockState.OVERDUE
    assert "unanswered" not in {each.what for each in silences(found.values(), now=NOON + 9000 * HOUR)}


def test_a_clock_whose_end_the_message_names_ends_there() -> None:
    end = NOON + timedelta(days=9)
    ledger = [Moment("filing.end", NOON, end)]
    keeping = Keeping(preset("detente-default"), {})
    (found,) = all_clocks_of(deconfliction.TABLE, Terms(), ledger, keeping)
    assert (found.name, found.due) == ("end-of-operation", end)
    assert all_clocks_of(deconfliction.TABLE, Terms(), [Moment("filing.end", NOON)], keeping) == ()


def test_escalation_climbs_with_the_share_of_the_time_that_is_gone() -> None:
    running = clock(started=NOON, due=NOON + 100 * HOUR)
    climbed = {share: [rung.do for rung in rungs(running, LADDER, now=NOON + share * HOUR)] for share in (74, 75, 200)}
    assert climbed == {
        74: [],
        75: ["remind"],
        200: ["remind", "remind", "escalate", "tell-partner-silence", "other-channel"],
    }
    assert [rung.whom for rung in rungs(running, URGENT_LADDER, now=NOON + 100 * HOUR)] == ["desk", "D", "D"]
    assert rungs(clock(met_at=NOON), LADDER, now=NOON + 999 * HOUR) == ()


def _answer(found: tuple[Clock, ...]) -> Clock:
    return next(each for each in found if each.name == "answer")
