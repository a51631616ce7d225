"""A row is found by side, state, event and terms; what the table does not have is refused in a sentence."""

from __future__ import annotations

import pytest

from detente.cases.notification import BEYOND, RECEIVER, ROWS, TABLE
from detente.cases.table import NoSuchStep, Row, Terms

ASKING = Terms(asks=True, opened=True)


def test_two_rows_of_one_event_are_told_apart_by_the_terms_alone() -> None:
    by_event: dict[tuple[str, str, str], list[Row]] = {}
    for row in TABLE.rows:
        by_event.setdefault((row.side, row.state, row.event), []).append(row)
    for (side, state, _), rows in by_event.items():
        place = (side, state)
        for terms in (Terms(), ASKING, Terms(admitted=False), Terms(opened=True, admitted=False)):
            fitting = [row for row in TABLE.possible(*place, terms) if row in rows]
            assert len(rows) == 1 or len(fitting) == 1


def test_opening_is_told_only_where_the_agreement_has_it() -> None:
    assert TABLE.next_row(RECEIVER, "received", "open", Terms(opened=True)).sends == ("opened",)
    assert TABLE.next_row(RECEIVER, "received", "open", Terms()).sends == ()


def test_what_policy_does_not_admit_is_rejected() -> None:
    assert TABLE.next_row(RECEIVER, "waiting", "notification", Terms(admitted=False)).to == "rejected"


def test_a_step_that_the_table_does_not_have_is_refused_in_a_sentence() -> None:
    with pytest.raises(
        NoSuchStep, match=r"in a notification that is waiting here \(receiver\), answer is not possible"
    ):
        TABLE.next_row(RECEIVER, "waiting", "answer", ASKING)


def test_an_answer_to_what_did_not_ask_is_refused_with_what_is_missing() -> None:
    with pytest.raises(NoSuchStep, match="needs this first: the notification asks") as refusal:
        TABLE.next_row(RECEIVER, "registered", "answer", Terms())
    assert refusal.value.code == "no-such-step"


def test_a_screen_is_offered_what_the_terms_allow() -> None:
    offered = {row.event for row in TABLE.possible(RECEIVER, "registered", ASKING)}
    assert offered == {"evaluate", "return-insufficient", "answer", "answer-nil", "refuse"}
    assert {row.event for row in TABLE.possible(RECEIVER, "registered", Terms())} == {"evaluate", "return-insufficient"}


ADDED = [row for group in BEYOND for row in group]


@pytest.mark.parametrize("row", ADDED, ids=lambda row: f"{row.state} {row.event}")
def test_what_the_wire_needs_beside_the_table_replaces_none_of_its_rows(row: Row) -> None:
    assert (row.side, row.state, row.event) not in {(r.side, r.state, r.event) for group in ROWS for r in group}
