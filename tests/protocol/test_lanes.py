"""Lanes: what is urgent goes first, and neither lane starves or breaks its order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.protocol import lanes
from detente.protocol.lanes import Lane, Ready


@pytest.mark.parametrize(
    ("kind", "dialogue", "lane"),
    [
        ("notification", "notification", Lane.NORMAL),
        ("answer", "notification", Lane.NORMAL),
        ("evidence", "notification", Lane.NORMAL),
        ("contact", None, Lane.NORMAL),
        ("warning", "warning", Lane.URGENT),
        ("answer", "warning", Lane.URGENT),
        ("refusal", "warning", Lane.URGENT),
        ("evidence", "warning", Lane.URGENT),
        ("correction", "correction", Lane.URGENT),
        ("recall", "recall", Lane.URGENT),
        ("control", None, Lane.URGENT),
        ("party-doc", None, Lane.URGENT),
        ("agreement", "agreement", Lane.URGENT),
        ("agreement-topic", "agreement-topic", Lane.URGENT),
    ],
)
def test_the_dialogue_says_which_lane(kind: str, dialogue: str | None, lane: Lane) -> None:
    assert lanes.lane_of(kind, dialogue) is lane


def _ready(specification: str, *, weight: int = 1) -> list[Ready]:
    """Give ready entries in order of release: u urgent, n normal, d an urgent party document."""
    return [
        Ready(order, Lane.NORMAL if mark == "n" else Lane.URGENT, "party-doc" if mark == "d" else "x", weight)
        for order, mark in enumerate(specification)
    ]


@pytest.mark.parametrize(
    ("ready", "most", "orders"),
    [
        ("", 4, []),
        ("nnn", 4, [0, 1, 2]),
        ("nunu", 4, [1, 3, 0, 2]),
        ("uuuu", 4, [0, 1, 2, 3]),
        ("nuuuu", 4, [1, 2, 3, 0]),
        ("nnuuuuuu", 8, [2, 3, 4, 5, 6, 7, 0, 1]),
        ("nnnuuuuuuuu", 8, [3, 4, 5, 6, 7, 8, 0, 1]),
        ("ud", 4, [0, 1]),
        ("udun", 4, [0, 1]),
        ("dn", 4, [0]),
    ],
)
def test_a_batch_is_filled_as_the_specification_says(ready: str, most: int, orders: list[int]) -> None:
    assert [item.order for item in lanes.choose(_ready(ready), most=most)] == orders


READY = st.lists(st.tuples(st.sampled_from("und"), st.integers(1, 100)), max_size=40).map(
    lambda marks: [_ready(mark, weight=weight)[0] for mark, weight in marks]
)
NUMBERED = READY.map(lambda items: [Ready(n, i.lane, i.kind, i.weight) for n, i in enumerate(items)])
MOST, BYTES = st.integers(4, 20), st.integers(4, 500)


@given(NUMBERED, MOST, BYTES)
def test_order_of_release_holds_within_a_lane_and_no_entry_is_passed_over(
    ready: list[Ready], most: int, most_bytes: int
) -> None:
    chosen = lanes.choose(ready, most=most, most_bytes=most_bytes)

    for lane in Lane:
        of_lane = [item for item in ready if item.lane is lane]
        taken = [item for item in chosen if item.lane is lane]
        assert taken == of_lane[: len(taken)]


@given(NUMBERED, MOST, BYTES)
def test_urgent_entries_stand_first(ready: list[Ready], most: int, most_bytes: int) -> None:
    marks = [item.lane is Lane.URGENT for item in lanes.choose(ready, most=most, most_bytes=most_bytes)]

    assert marks == sorted(marks, reverse=True)


@given(NUMBERED, MOST, BYTES)
def test_something_goes_where_something_is_ready_and_the_limits_hold(
    ready: list[Ready], most: int, most_bytes: int
) -> None:
    chosen = lanes.choose(ready, most=most, most_bytes=most_bytes)

    assert bool(chosen) == bool(ready)
    assert len(chosen) <= most
    assert sum(item.weight for item in chosen) <= most_bytes or len(chosen) == 1


@given(NUMBERED, MOST, BYTES)
def test_a_party_document_is_the_last_of_its_batch(ready: list[Ready], most: int, most_bytes: int) -> None:
    chosen = lanes.choose(ready, most=most, most_bytes=most_bytes)

    assert [item for item in chosen[:-1] if item.kind == "party-doc"] == []


@given(st.integers(1, 60), st.integers(1, 60), MOST)
def test_a_flood_of_urgent_entries_leaves_a_quarter_to_a_waiting_normal_lane(
    urgent: int, normal: int, most: int
) -> None:
    chosen = lanes.choose(_ready("u" * urgent + "n" * normal), most=most)

    assert sum(item.lane is Lane.NORMAL for item in chosen) >= min(normal, most // 4)


@given(NUMBERED.filter(bool), MOST, BYTES)
def test_batch_after_batch_everything_goes_once(ready: list[Ready], most: int, most_bytes: int) -> None:
    left, gone = list(ready), []
    while left:
        chosen = lanes.choose(left, most=most, most_bytes=most_bytes)
        gone += chosen
        left = [item for item in left if item not in chosen]

    assert sorted(item.order for item in gone) == [item.order for item in ready]
