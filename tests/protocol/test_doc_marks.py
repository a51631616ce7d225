"""Which document signs at which place: the example of DXP 4, and what holds for every history of documents."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.protocol.doc_marks import DocMark, DocMarks

# DXP 4: A's batch 3 (prev.size 3, seen.size 4) holds seq 4 and 5; 5 is party-doc 1.
EXAMPLE = DocMarks(0, (DocMark(size=5, seen=4, number=1),))


@pytest.mark.parametrize(("prev_size", "number"), [(0, 0), (1, 0), (3, 0), (5, 1), (6, 1), (1000, 1)])
def test_checkpoints_of_the_example(prev_size: int, number: int) -> None:
    assert EXAMPLE.for_checkpoint(prev_size) == number


@pytest.mark.parametrize(("size", "number"), [(0, 0), (1, 0), (4, 0), (5, 1), (6, 1), (1000, 1)])
def test_receipts_of_the_example(size: int, number: int) -> None:
    assert EXAMPLE.for_receipt(size) == number


def test_control_objects_are_signed_under_the_highest_stamped_document() -> None:
    assert EXAMPLE.highest() == 1
    assert DocMarks(first=3).highest() == 3


HISTORIES = st.lists(
    st.tuples(st.integers(1, 9), st.integers(0, 9)), max_size=5
)  # how much both ledgers grew before each party-doc entry


def _marks(growth: list[tuple[int, int]], first: int) -> DocMarks:
    marks, size, seen = DocMarks(first), 0, 0
    for number, (ours, theirs) in enumerate(growth, first + 1):
        size, seen = size + ours, seen + theirs
        marks = marks.with_mark(DocMark(size, seen, number))
    return marks


@given(HISTORIES, st.integers(0, 5), st.integers(0, 50), st.integers(0, 50))
def test_the_number_never_falls_along_a_ledger(
    growth: list[tuple[int, int]], first: int, place: int, further: int
) -> None:
    marks = _marks(growth, first)

    assert marks.for_checkpoint(place) <= marks.for_checkpoint(place + further) <= marks.highest()
    assert marks.for_receipt(place) <= marks.for_receipt(place + further) <= marks.highest()


@given(HISTORIES, st.integers(0, 50), st.integers(1, 9), st.integers(0, 9))
def test_a_later_mark_changes_nothing_that_was_signed_before(
    growth: list[tuple[int, int]], place: int, ours: int, theirs: int
) -> None:
    before = _marks(growth, 0)
    after = _marks([*growth, (ours, theirs)], 0)
    mark = after.marks[-1]

    assert place >= mark.size or after.for_checkpoint(place) == before.for_checkpoint(place)
    assert place > mark.seen or after.for_receipt(place) == before.for_receipt(place)


@pytest.mark.shared
def test_the_example_is_that_of_the_vectors(shared_dir: Any) -> None:
    import json

    given_position = json.loads((shared_dir / "spec/vectors.json").read_bytes())["doc_position"]
    assert [EXAMPLE.for_checkpoint(c["prev_size"]) == c["doc"] for c in given_position["checkpoints_AB"]] == [True] * 4
    assert [EXAMPLE.for_receipt(r["size"]) == r["doc"] for r in given_position["receipts_BA"]] == [True] * 4


def test_a_place_whose_entry_is_not_opened_yet_takes_only_a_higher_document() -> None:
    marks = DocMarks(0, (DocMark(size=5, seen=4, number=None),))
    assert marks.allow_checkpoint(3, 0)
    assert not marks.allow_checkpoint(3, 1)
    assert [marks.allow_checkpoint(5, number) for number in (0, 1, 2)] == [False, True, True]
    assert [marks.allow_receipt(5, number) for number in (0, 1)] == [False, True]
    assert marks.allow_receipt(4, 0)
    assert [marks.allow_control(number) for number in (0, 1)] == [False, True]


def test_an_object_under_a_document_that_is_still_on_its_way_has_no_place_to_be_checked_against() -> None:
    marks = DocMarks(0, (DocMark(size=5, seen=4, number=1),))
    assert marks.allow_receipt(2, 2)
    assert marks.allow_control(2)
    assert not marks.allow_control(0)
    assert not marks.allow_receipt(2, 1)
    # A checkpoint stands in the ledger that we hold: its place is known.
    assert not marks.allow_checkpoint(7, 2)
