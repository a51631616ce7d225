"""The wait for an answer is moved by what stood still of it, whoever suspended, and by nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.instant import format_instant
from detente.protocol.statement_facts import ProvedEntry, compute
from detente.protocol.statement_pauses import Flagged, Span, moved, spans
from tests.protocol.exchange_builder import AFTER, ANSWER_BY, dossier

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def act(direction: int, seq: int, hours: float, *, lifts: bool = False, topic: str | None = None) -> Flagged:
    return Flagged((direction, topic), seq, lifts, at(hours))


def span(begin: float, end: float | None) -> Span:
    return Span(at(begin), None if end is None else at(end))


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        ([], ()),
        ([act(0, 4, 1), act(0, 6, 3, lifts=True)], (span(1, 3),)),
        ([act(0, 4, 1)], (span(1, None),)),
        ([act(0, 4, 1), act(0, 5, 2), act(0, 6, 3, lifts=True)], (span(1, 3),)),
        ([act(0, 6, 3, lifts=True)], ()),
        # Two sides: the clock runs again when the last of them has lifted.
        ([act(0, 4, 1), act(1, 9, 2), act(0, 6, 3, lifts=True), act(1, 11, 5, lifts=True)], (span(1, 5),)),
        ([act(0, 4, 1), act(1, 9, 2), act(0, 6, 3, lifts=True)], (span(1, None),)),
        # A lift takes away its own flag alone.
        ([act(0, 4, 1, topic="ct"), act(0, 5, 2, lifts=True)], (span(1, None),)),
        ([act(0, 4, 1), act(0, 5, 2, lifts=True), act(0, 7, 4), act(0, 8, 5, lifts=True)], (span(1, 2), span(4, 5))),
        ([act(0, 4, 1), act(0, 5, 2, lifts=True), act(1, 1, 2), act(1, 2, 3, lifts=True)], (span(1, 3),)),
    ],
)
def test_the_clock_stands_while_any_flag_stands(acts: list[Flagged], found: tuple[Span, ...]) -> None:
    assert spans(acts) == found
    assert spans(reversed(acts)) == found


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ((), 10),
        ((span(2, 5),), 13),
        ((span(2, 5), span(12, 14)), 15),
        # Before the wait began, or after it was over, nothing stood still.
        ((span(-5, -1),), 10),
        ((span(-5, 1),), 11),
        ((span(10, 20),), 10),
        ((span(9, 20),), 21),
        ((span(2, None),), None),
        ((span(10, None),), 10),
        ((span(2, 5), span(13, None)), 13),
    ],
)
def test_the_wait_is_moved_by_what_stood_still_of_it(pauses: tuple[Span, ...], due: float | None) -> None:
    assert moved(at(10), since=at(0), pauses=pauses) == (None if due is None else at(due))


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=6), st.integers(1, 40))
def test_what_ran_is_as_long_as_it_was_to_be(parts: list[tuple[int, int]], wait: int) -> None:
    acts = []
    for number, (begin, length) in enumerate(parts):
        # Each under a topic of its own, so that they may overlap.
        acts += [
            act(0, 2 * number, begin, topic=str(number)),
            act(0, 2 * number + 1, begin + length, lifts=True, topic=str(number)),
        ]
    found = spans(acts)
    due = moved(at(wait), since=at(0), pauses=found)
    assert due is not None
    ran = sum(not any(each.begin <= at(hour) < (each.end or at(hour)) for each in found) for hour in _hours(due))
    assert ran == wait


def _hours(due: datetime) -> range:
    return range(int((due - NOON) / timedelta(hours=1)))


@pytest.mark.parametrize(
    ("pause", "late", "due"),
    [
        (None, timedelta(0), ANSWER_BY),
        (timedelta(hours=3), timedelta(hours=2), None),
        (timedelta(hours=3), timedelta(hours=3), ANSWER_BY + timedelta(hours=3)),
    ],
)
def test_the_fact_of_silence_is_moved(pause: timedelta | None, late: timedelta, due: datetime | None) -> None:
    case = dossier(answered=False)
    (root,) = [entry for entry in case.exchange.held_by(case.exchange.a).entries if entry.header.cid == case.root]
    held_at = ANSWER_BY - timedelta(days=1)
    entry = ProvedEntry(0, 1, root.header, format_instant(held_at), None)
    begin = held_at + timedelta(hours=1)
    found = () if pause is None else (Span(begin, begin + pause),)
    (fact,) = compute([entry], now=ANSWER_BY + late, pauses=found)
    assert fact["silent_since"] == (None if due is None else format_instant(due))
    if pause is not None:
        (still,) = compute([entry], now=AFTER, pauses=(Span(begin, None),))
        assert still["silent_since"] is None
