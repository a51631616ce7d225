"""A case moves by its table alone, both sides end alike, and both compute the same clocks."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.cases import case as cases
from detente.cases.case import Case, open_case, receipted, silences, step
from detente.cases.clocks import ClockState, clock_state
from detente.cases.notification import RECEIVER, SENDER, TABLE
from detente.cases.table import NoSuchStep, Terms

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ASKS = Terms(answer_by=NOON + 600 * MINUTE)


def opened(side: str, terms: Terms = ASKS) -> Case:
    return open_case("notification", dialogue="cid", side=side, at=NOON, terms=terms)


def play(case: Case, *events: tuple[str, int]) -> Case:
    for event, minutes in events:
        case = step(case, event, now=NOON + minutes * MINUTE)
    return case


SENT_AND_HELD = (("send", 0), ("delivered", 1))
TAKEN = (("notification", 1), ("open", 5), ("register", 9))

ENDINGS = [
    ("answer", "answer", "answered", "answered"),
    ("answer-nil", "nil", "nil", "nil"),
    ("refuse", "refused", "refused", "refused"),
]


@pytest.mark.parametrize(("act", "message", "sender_ends", "receiver_ends"), ENDINGS, ids=[row[0] for row in ENDINGS])
def test_a_notification_that_asks_ends_alike_on_both_sides(
    act: str, message: str, sender_ends: str, receiver_ends: str
) -> None:
    sender = play(opened(SENDER), *SENT_AND_HELD, ("accepted", 10), (message, 20))
    receiver = play(opened(RECEIVER), *TAKEN, (act, 19))
    assert (sender.state, receiver.state) == (sender_ends, receiver_ends)
    assert sender.ended
    assert receiver.ended
    late = NOON + 9999 * MINUTE
    assert "unanswered" not in {silence.what for silence in silences(sender, now=late)}
    assert "unanswered" not in {silence.what for silence in silences(receiver, now=late)}


def test_both_sides_see_the_same_clocks_once_receipts_are_in() -> None:
    sender = play(opened(SENDER), *SENT_AND_HELD, ("accepted", 10))
    receiver = receipted(play(opened(RECEIVER), *TAKEN), "accepted", held_at=NOON + 10 * MINUTE)
    # The delivery runs for the sender alone: the receiver does not know when it was sent.
    assert [clock for clock in sender.clocks if clock.name != "delivery"] == list(receiver.clocks)


def test_silence_is_the_same_on_both_sides_and_has_a_since() -> None:
    sender = play(opened(SENDER), *SENT_AND_HELD, ("accepted", 10))
    receiver = play(opened(RECEIVER), *TAKEN)
    now = NOON + 601 * MINUTE
    assert silences(sender, now=now) == silences(receiver, now=now)
    assert [(s.what, s.since) for s in silences(sender, now=now)] == [("unanswered", ASKS.answer_by)]


def test_a_notification_that_never_arrives_is_silent_from_the_delivery_on() -> None:
    sender = play(opened(SENDER), ("send", 0))
    assert [s.what for s in silences(sender, now=NOON + 9999 * MINUTE)] == ["not-delivered"]


def test_evidence_that_overtakes_the_receipt_changes_the_clocks_and_not_the_end() -> None:
    in_order = play(opened(SENDER), *SENT_AND_HELD, ("accepted", 10), ("answer", 20))
    overtaken = play(opened(SENDER), ("send", 0), ("accepted", 10), ("answer", 20), ("delivered", 1))
    assert overtaken.state == in_order.state == "answered"
    assert overtaken.clocks == in_order.clocks


def test_a_repeat_moves_nothing() -> None:
    once = play(opened(SENDER), *SENT_AND_HELD, ("accepted", 10))
    assert step(once, "delivered", now=NOON + 500 * MINUTE) == once


def test_an_entry_that_fails_after_its_receipt_comes_back() -> None:
    sender = play(opened(SENDER), *SENT_AND_HELD, ("rejected", 2))
    assert sender.state == "bounced"
    assert silences(sender, now=NOON + 9999 * MINUTE) == ()


def test_an_answer_in_parts_is_an_answer_from_the_first_part_on() -> None:
    sender = play(opened(SENDER), *SENT_AND_HELD, ("accepted", 10), ("part", 20), ("part-final", 700))
    assert sender.state == "answered"
    answer = next(clock for clock in sender.clocks if clock.name == "answer")
    assert answer.met_at == NOON + 20 * MINUTE
    assert clock_state(answer, now=NOON) is ClockState.DONE


def test_what_policy_does_not_admit_never_reaches_a_desk() -> None:
    rejected = play(opened(RECEIVER, Terms(admitted=False)), ("notification", 1))
    assert (rejected.state, cases.possible(rejected)) == ("rejected", ())


def test_an_officer_is_offered_acts_only() -> None:
    registered = play(opened(RECEIVER), *TAKEN)
    offered = [row.event for row in cases.possible(registered)]
    assert offered == ["evaluate", "return-insufficient", "answer", "answer-nil", "refuse"]
    assert cases.row_for(registered, "answer").by == ("L",)


def test_what_came_back_as_insufficient_goes_on_with_a_supplement() -> None:
    sender = play(opened(SENDER), *SENT_AND_HELD, ("accepted", 10), ("returned", 12), ("supplement", 30))
    receiver = play(opened(RECEIVER), *TAKEN, ("return-insufficient", 11), ("supplement", 31))
    assert (sender.state, receiver.state) == ("accepted", "registered")


def test_an_impossible_step_leaves_the_case_as_it_was() -> None:
    waiting = opened(RECEIVER)
    with pytest.raises(NoSuchStep):
        step(waiting, "answer", now=NOON)
    assert waiting == opened(RECEIVER)


EVENTS = st.lists(st.sampled_from(sorted({row.event for row in TABLE.rows})), max_size=25)
TERMS = st.builds(
    Terms, opened=st.booleans(), asks=st.booleans(), answer_by=st.sampled_from([None, NOON]), admitted=st.booleans()
)


@given(side=st.sampled_from([SENDER, RECEIVER]), terms=TERMS, events=EVENTS)
def test_no_run_of_events_leaves_a_terminal_state_or_the_table(side: str, terms: Terms, events: list[str]) -> None:
    case = opened(side, terms)
    for minutes, event in enumerate(events):
        before = case
        try:
            case = step(case, event, now=NOON + minutes * MINUTE)
        except NoSuchStep:
            continue
        assert case.state in TABLE.states[side]
        if before.ended:
            assert case.state == before.state
        # What happened once stays as it was told.
        assert before.moments.items() <= case.moments.items()


@given(side=st.sampled_from([SENDER, RECEIVER]), terms=TERMS, events=EVENTS)
def test_from_wherever_a_run_stands_an_end_can_be_reached(side: str, terms: Terms, events: list[str]) -> None:
    case = opened(side, terms)
    for event in events:
        with contextlib.suppress(NoSuchStep):
            case = step(case, event, now=NOON)
    reached = {case.state}
    while more := {row.to for state in reached for row in TABLE.possible(side, state, terms)} - reached:
        reached |= more
    assert reached & TABLE.terminal[side]
