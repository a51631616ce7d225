"""An oversight reader finds what was done, and what is missing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from detente.audit import questions
from detente.audit.acts import Act
from detente.audit.log import AuditEntry

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def at(minutes: int, act: Act = Act.LOOKED_UP, actor: str = "user-1", **details: str) -> AuditEntry:
    return AuditEntry(act, NOON + timedelta(minutes=minutes), actor, {"thread": "t1"}, details)


LOG = {
    0: at(0, Act.NODE_STARTED, "node"),
    1: at(1, reason="case 7"),
    2: at(2, actor="user-2"),
    3: at(1, Act.ENTRY_OPENED),
    5: at(9, reason=" "),
}


def test_acts_are_counted_by_act_and_by_actor() -> None:
    assert questions.count_by_act(LOG.values()) == {Act.LOOKED_UP: 3, Act.NODE_STARTED: 1, Act.ENTRY_OPENED: 1}
    assert questions.count_by_actor(LOG.values(), act=Act.LOOKED_UP) == {"user-1": 2, "user-2": 1}


def test_what_is_missing_is_named() -> None:
    assert questions.gaps(LOG, size=7) == (questions.Gap(4, 4), questions.Gap(6, 6))


def test_acts_about_one_thing_and_of_one_time_are_found_in_order() -> None:
    assert list(questions.about(LOG, ref="t1")) == [0, 1, 2, 3, 5]
    assert questions.about(LOG, ref="t2") == {}
    assert list(questions.between(LOG, start=NOON, end=NOON + timedelta(minutes=2))) == [0, 1, 3]


def test_a_clock_that_turned_back_is_shown() -> None:
    assert questions.turned_back(LOG) == (3,)


def test_a_look_up_without_reason_is_shown() -> None:
    assert questions.without_reason(LOG) == (2, 5)


@given(st.sets(st.integers(0, 40)), st.integers(0, 40))
def test_gaps_and_what_is_there_make_the_whole(present: set[int], size: int) -> None:
    missing = {n for gap in questions.gaps(present, size=size) for n in range(gap.first, gap.last + 1)}
    assert missing == set(range(size)) - present
