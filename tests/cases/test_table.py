"""The table of the notification is the agreed one, every state can be reached, and every run can end."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from detente.cases.notification import BEYOND, CLOCKS, ENDS, RECEIVER, ROWS, SENDER, TABLE
from detente.cases.table import NoSuchStep, Row, Terms

ASKING = Terms(asks=True, opened=True)
SIDES = (SENDER, RECEIVER)


def _as_data(row: Row) -> dict[str, Any]:
    return {
        "side": row.side,
        "from": row.state,
        "event": row.event,
        "how": row.how,
        "by": list(row.by),
        "guard": row.guard,
        "to": row.to,
        "effects": list(row.effects),
    }


def _sorted(rows: Iterable[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


@pytest.mark.shared
def test_the_rows_are_those_of_the_shared_table(shared_dir: Path) -> None:
    data = json.loads((shared_dir / "data" / "cases" / "kinds" / "notification.json").read_bytes())
    assert _sorted(map(_as_data, ROWS)) == _sorted(data["transitions"])
    assert dict(TABLE.initial) == data["initial"]
    assert {side: list(TABLE.states[side]) for side in SIDES} == {side: list(data["states"][side]) for side in SIDES}
    for side in SIDES:
        assert TABLE.terminal[side] == {state for state, about in data["states"][side].items() if about["terminal"]}
    assert [list(end) for end in ENDS] == data["ends"]
    assert [rule.silence for rule in CLOCKS] == data["silences"]


@pytest.mark.shared
def test_the_clocks_are_those_of_the_shared_table(shared_dir: Path) -> None:
    data = json.loads((shared_dir / "data" / "cases" / "kinds" / "notification.json").read_bytes())
    for rule, given in zip(CLOCKS, data["clocks"], strict=True):
        # An answer in parts is an answer of the wire that the table of the kind does not name.
        met_by = [message for message in rule.met_by if message not in {"part", "part-final"}]
        assert (rule.name, rule.obliged, rule.starts, met_by, rule.step, rule.silence, rule.only_if) == (
            given["name"],
            given["obliged"],
            given["starts"],
            given["met_by"],
            given["preset_step"],
            given["silence"],
            given.get("only_if"),
        )


def test_each_row_leads_between_states_of_its_side() -> None:
    for row in TABLE.rows:
        assert {row.state, row.to} <= set(TABLE.states[row.side])


def test_no_terminal_state_is_ever_left() -> None:
    assert [row for row in TABLE.rows if row.state in TABLE.terminal[row.side] and row.to != row.state] == []


@pytest.mark.parametrize("side", SIDES)
def test_every_state_is_reached_from_the_first_and_reaches_an_end(side: str) -> None:
    moves = [(row.state, row.to) for row in TABLE.rows if row.side == side]
    assert _closure({TABLE.initial[side]}, moves) == set(TABLE.states[side])
    backwards = [(to, state) for state, to in moves]
    assert _closure(set(TABLE.terminal[side]), backwards) == set(TABLE.states[side])


def _closure(start: set[str], moves: list[tuple[str, str]]) -> set[str]:
    reached = set(start)
    while more := {to for state, to in moves if state in reached} - reached:
        reached |= more
    return reached


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


@pytest.mark.parametrize("row", BEYOND, ids=lambda row: f"{row.state} {row.event}")
def test_what_the_wire_needs_beside_the_table_replaces_none_of_its_rows(row: Row) -> None:
    assert (row.side, row.state, row.event) not in {(r.side, r.state, r.event) for r in ROWS}
