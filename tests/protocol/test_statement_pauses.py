"""The wait for an answer is moved by what stood still of it, whoever suspended, and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.identifiers import Cid
from detente.model.instant import format_instant
from detente.protocol.statement_facts import ProvedEntry, compute, waits
from detente.protocol.statement_pauses import Flagged, Span, moved, spans
from detente.protocol.statement_suspensions import Dialogue, SuspensionAct, Suspensions, Wait
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
    entry = ProvedEntry(0, 1, replace(root.header, agreement="X"), format_instant(held_at), None)
    begin = held_at + timedelta(hours=1)
    acts = [] if pause is None else [deed(1, begin), deed(2, begin + pause, lifts=True)]
    (fact,) = compute([entry], now=ANSWER_BY + late, suspensions=Suspensions(acts))
    assert fact["silent_since"] == (None if due is None else format_instant(due))
    if pause is not None:
        (still,) = compute([entry], now=AFTER, suspensions=Suspensions(acts[:1]))
        assert still["silent_since"] is None


@pytest.mark.parametrize("first", [0, 1])
def test_who_takes_the_name_of_a_request_moves_no_wait_for_its_answer(first: int) -> None:
    """Each writer names its own entries: the same cid in the ledger of the other side is another entry."""
    case = dossier(answered=False)
    (root,) = [entry for entry in case.exchange.held_by(case.exchange.a).entries if entry.header.cid == case.root]
    held_at = ANSWER_BY - timedelta(days=1)
    asked = replace(root.header, agreement="X", topic="ct.persons")
    ours = ProvedEntry(1 - first, 1, asked, format_instant(held_at), None)
    forged = ProvedEntry(first, 1, replace(asked, topic="missing"), format_instant(held_at), "inner-mismatch")
    acts = [deed(2, held_at + timedelta(hours=1), topic="missing", direction=first)]
    ordered = sorted([ours, forged], key=lambda entry: (entry.direction, entry.seq))
    facts = compute(ordered, now=AFTER, suspensions=Suspensions(acts))
    (fact,) = [each for each in facts if each["dir"] == ours.direction]
    assert fact["silent_since"] == format_instant(ANSWER_BY)


def test_an_episode_spans_all_its_acts_whatever_clock_said_when() -> None:
    """The clock of the receiver was set back between two acts of one flag."""
    acts = [
        deed(1, at(3), exempt=frozenset({"notification"})),
        deed(2, at(1), exempt=frozenset()),
        deed(3, at(2), lifts=True),
    ]
    wait = Wait(ABOUT, at(0), at(1.5))
    found = Suspensions(acts)
    assert moved(wait.answer_by, since=wait.since, pauses=found.pauses(ABOUT)) == at(2.5)
    assert found.that_move([wait]) == {act.place for act in acts}


def deed(seq: int, when: datetime, *, lifts: bool = False, **changes: Any) -> SuspensionAct:
    values = {"direction": 0, "agreement": "X", "topic": None, "exempt": None} | changes
    return SuspensionAct(seq=seq, at=when, lifts=lifts, **values)


ABOUT = Dialogue("notification", "X", "ct.persons")


@pytest.mark.parametrize(
    ("dialogue", "changes", "paused"),
    [
        (ABOUT, {}, True),
        (replace(ABOUT, agreement="Y"), {}, False),
        (replace(ABOUT, agreement=None), {}, False),
        (ABOUT, {"topic": "ct"}, True),
        (ABOUT, {"topic": "ct.persons"}, True),
        (ABOUT, {"topic": "ct.persons.abroad"}, False),
        (ABOUT, {"topic": "c"}, False),
        (replace(ABOUT, topic=None), {"topic": "ct"}, False),
        (ABOUT, {"exempt": frozenset({"notification"})}, False),
        (ABOUT, {"exempt": frozenset({"recall"})}, True),
        (replace(ABOUT, kind="correction"), {}, False),
        (replace(ABOUT, kind="correction"), {"exempt": frozenset()}, True),
        (replace(ABOUT, kind="warning"), {}, True),
        (replace(ABOUT, kind="warning", life=True), {}, False),
        (replace(ABOUT, kind="agreement"), {"exempt": frozenset()}, False),
    ],
)
def test_a_suspension_reaches_its_agreement_and_topic_but_for_what_is_exempt(
    dialogue: Dialogue, changes: dict[str, Any], paused: bool
) -> None:
    assert bool(Suspensions([deed(1, at(1), **changes)]).pauses(dialogue)) is paused


def test_what_the_agreement_exempts_counts_where_the_act_says_nothing() -> None:
    silent, saying = deed(1, at(1)), deed(1, at(1), exempt=frozenset())
    exempt = {"X": frozenset({"notification"})}
    assert Suspensions([silent], exempt).pauses(ABOUT) == ()
    assert Suspensions([saying], exempt).pauses(ABOUT) == (span(1, None),)


def test_a_second_suspension_that_lets_the_dialogue_pass_ends_the_pause_of_the_first() -> None:
    acts = [deed(1, at(1)), deed(2, at(3), exempt=frozenset({"notification"})), deed(3, at(9), lifts=True)]
    assert Suspensions(acts).pauses(ABOUT) == (span(1, 3),)


@pytest.mark.parametrize(
    ("acts", "shown"),
    [
        ([deed(1, at(1)), deed(2, at(3), lifts=True)], {1, 2}),
        # A lift of nothing, a second suspension within the first, and what was over before or came later.
        ([deed(1, at(1), lifts=True), deed(2, at(2)), deed(3, at(3)), deed(4, at(4), lifts=True)], {2, 3, 4}),
        ([deed(1, at(-3)), deed(2, at(-1), lifts=True), deed(3, at(1)), deed(4, at(2), lifts=True)], {3, 4}),
        ([deed(1, at(1)), deed(2, at(2), lifts=True), deed(3, at(11)), deed(4, at(12), lifts=True)], {1, 2}),
        ([deed(1, at(1)), deed(2, at(2), lifts=True), deed(3, at(10.5))], {1, 2, 3}),
        ([deed(1, at(1), topic="missing"), deed(2, at(2), agreement="Y")], set()),
    ],
)
def test_what_is_shown_are_whole_episodes_of_what_moved_a_wait(acts: list[SuspensionAct], shown: set[int]) -> None:
    wait = Wait(ABOUT, since=at(0), answer_by=at(10))
    known = Suspensions(acts)
    places = known.that_move([wait])
    assert {seq for _, seq in places} == shown
    # What is shown says the same as all of it, and needs all of itself.
    few = known.only(places)
    assert few.that_move([wait]) == places
    due = [moved(wait.answer_by, since=wait.since, pauses=each.pauses(ABOUT)) for each in (known, few)]
    assert due[0] == due[1]


def proved(seq: int, kind: str, cid: str, re: str | None) -> ProvedEntry:
    case = dossier()
    held = case.exchange.held_by(case.exchange.a).entries
    (root,) = [entry.header for entry in held if entry.header.cid == case.root]
    header = replace(root, agreement="X", kind=kind, cid=Cid(cid), re=None if re is None else Cid(re))
    return ProvedEntry(seq % 2, seq, header, format_instant(at(0)), None)


def test_a_reply_has_the_dialogue_of_what_it_is_about_and_another_kind_its_own() -> None:
    """A correction inside the thread of a notification is exempt, with the replies to it; the rest is paused."""
    entries = [
        proved(0, "notification", "a", None),
        proved(1, "answer", "b", "a"),
        proved(2, "notification", "c", "b"),
        proved(4, "correction", "d", "a"),
        proved(6, "answer", "e", "d"),
    ]
    assert {(wait.dialogue.kind) for wait in waits(entries)} == {"notification", "correction"}
    facts = compute(entries, now=AFTER, suspensions=Suspensions([deed(1, at(1))]))
    assert [fact["cid"] for fact in facts if fact["silent_since"]] == ["d", "e"]
    # Where what it is about is not proved, nothing says that it may pass.
    assert [wait.dialogue.kind for wait in waits(entries[4:])] == ["answer"]


def test_a_circle_of_replies_is_read_to_its_end() -> None:
    circle = [proved(0, "answer", "a", "b"), proved(2, "answer", "b", "a")]
    assert [wait.dialogue.kind for wait in waits(circle)] == ["answer", "answer"]
