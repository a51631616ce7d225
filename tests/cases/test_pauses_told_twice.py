"""Suspensions move a wait for an answer on the desk and in the statement of the thread: where alike, and where not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.cases import clocks as desk
from detente.cases import request_information
from detente.cases.clocks import Clock, Keeping
from detente.cases.counting import Span
from detente.cases.moments import Moment
from detente.cases.presets import preset
from detente.cases.table import Terms
from detente.protocol import statement_pauses as stated

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
REQUEST = request_information.TABLE
Hours = tuple[int, int | None]
"""A pause, in hours after noon; its end None: it lasts."""


def at(hours: int) -> datetime:
    return NOON + hours * HOUR


def answer(pauses: list[Hours], *, due: int) -> Clock:
    """Give the clock of an answer that is due `due` hours after noon."""
    ledger = [Moment("sent:request", NOON), Moment("held:request", NOON), Moment("held:accepted", NOON)]
    spans = tuple(Span(at(begin), None if end is None else at(end)) for begin, end in pauses)
    terms = Terms(answer_by=at(due))
    found = desk.clocks_of(REQUEST, terms, ledger, Keeping(preset("mlat-none"), {}, spans))
    return next(each for each in found if each.name == "answer")


def silent_since(pauses: list[Hours], due: int) -> datetime | None:
    """Give since when a statement says silence; None where the wait stands still."""
    acts = []
    for number, (begin, end) in enumerate(pauses):
        flag = (0, str(number))
        acts.append(stated.Flagged(flag, 2 * number, False, at(begin)))
        acts += [] if end is None else [stated.Flagged(flag, 2 * number + 1, True, at(end))]
    return stated.moved(at(due), since=NOON, pauses=stated.spans(acts))


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], 10),
        ([(2, 5)], 13),
        ([(9, 20)], 21),
        ([(2, 5), (12, 14)], 15),
        ([(8, 12), (11, 15)], 17),
        ([(9, None)], None),
    ],
)
def test_what_begins_before_the_end_moves_it_alike_on_the_desk_and_in_the_statement(
    pauses: list[Hours], due: int | None
) -> None:
    clock = answer(pauses, due=10)
    assert silent_since(pauses, 10) == (None if due is None else at(due))
    assert (clock.paused is None, due is None or clock.due == at(due)) == (due is not None, True)


def test_what_begins_after_the_end_stops_the_desk_and_not_the_statement() -> None:
    """The scenarios of the case data count so; a statement says what was silent before (decision 21)."""
    assert (answer([(12, 20)], due=10).due, silent_since([(12, 20)], 10)) == (at(18), at(10))
    assert (answer([(12, None)], due=10).paused, silent_since([(12, None)], 10)) == (at(12), at(10))


PAUSES = st.lists(st.tuples(st.integers(-5, 60), st.none() | st.integers(1, 30)), max_size=6)


@given(PAUSES, st.integers(1, 40))
@example([(12, None)], 10)
def test_the_desk_never_calls_silent_what_a_statement_does_not(parts: list[Hours], due: int) -> None:
    pauses = [(begin, None if length is None else begin + length) for begin, length in parts]
    silent, clock = silent_since(pauses, due), answer(pauses, due=due)
    assert silent is not None or clock.paused is not None
    assert silent is None or clock.due >= silent
