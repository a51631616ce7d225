"""Every table is the agreed one, and complete: what it has happens, for the roles it names; all else is refused."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from detente.cases import mending, notification, request_information
from detente.cases.case import Case, step
from detente.cases.kinds import TABLES
from detente.cases.table import ClockRule, Message, NoSuchStep, NotInRole, Row, Table, Terms
from detente.policy.roles import Role

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KINDS = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
ALL_TERMS = [
    Terms(opened=told, asks=asks, admitted=admitted) for told, asks, admitted in product((True, False), repeat=3)
]


def own_rows(table: Table) -> tuple[Row, ...]:
    """Give the rows of the agreed table; those that cross the network have some more that the wire needs."""
    added = {module.TABLE.kind: module.BEYOND for module in (notification, request_information)}
    added |= dict.fromkeys(("correction", "recall"), mending.BEYOND)
    beyond = {row for group in added.get(table.kind, ()) for row in group}
    return tuple(row for row in table.rows if row not in beyond)


@cache
def agreed(folder: Path, kind: str) -> dict[str, Any]:
    given: dict[str, Any] = json.loads((folder / "data" / "cases" / "kinds" / f"{kind}.json").read_bytes())
    return given


@pytest.mark.shared
def test_there_are_all_kinds_and_no_other(shared_dir: Path) -> None:
    files = sorted(path.stem for path in (shared_dir / "data" / "cases" / "kinds").glob("*.json"))
    assert files == sorted(TABLES)
    assert sum(len(own_rows(table)) for table in TABLES.values()) == 1176
    assert sum(len(states) for table in TABLES.values() for states in table.states.values()) == 434


@KINDS
@pytest.mark.shared
def test_a_table_is_that_of_the_shared_data(table: Table, shared_dir: Path) -> None:
    data = agreed(shared_dir, table.kind)
    assert _sorted(map(_row, own_rows(table))) == _sorted(data["transitions"])
    assert dict(table.title) == data["title"]
    assert list(table.sides) == data["sides"]
    assert dict(table.initial) == data["initial"]
    assert {side: list(states) for side, states in table.states.items()} == {
        side: list(states) for side, states in data["states"].items()
    }
    assert {side: set(ends) for side, ends in table.terminal.items()} == {
        side: {state for state, about in states.items() if about["terminal"]} for side, states in data["states"].items()
    }
    assert {name: _message(each) for name, each in table.messages.items()} == data["messages"]
    assert [list(end) for end in table.ends] == data["ends"]
    assert list(table.silences) == data["silences"]
    assert list(table.invariants) == data["invariants"]
    assert list(table.notes) == data["notes"]
    assert (table.channel, table.held) == (data["channel"], data["held_while_suspended"])


@KINDS
@pytest.mark.shared
def test_its_clocks_are_those_of_the_shared_data(table: Table, shared_dir: Path) -> None:
    # An answer in parts is an answer of the wire that the table of a notification does not name.
    beyond = {"part", "part-final"} if table.kind == "notification" else set()
    assert [_clock(rule, beyond) for rule in table.clocks] == agreed(shared_dir, table.kind)["clocks"]


@KINDS
@pytest.mark.shared
def test_of_two_rows_the_one_that_permits_comes_first(table: Table, shared_dir: Path) -> None:
    order = _guards(_row(row) for row in own_rows(table))
    assert order == _guards(agreed(shared_dir, table.kind)["transitions"])


@KINDS
def test_each_row_leads_between_states_of_its_side_and_sends_its_own_messages(table: Table) -> None:
    for row in own_rows(table):
        assert {row.state, row.to} <= set(table.states[row.side])
        assert all(table.messages[name].sender == row.side for name in row.sends)
        if row.how == "message":
            assert table.messages[row.event].sender != row.side


@KINDS
def test_what_a_clock_names_can_happen(table: Table) -> None:
    acts = {f"act:{row.event}" for row in table.rows if row.how == "act"}
    rows = {name for row in table.rows for name in (row.event, *row.sends)}
    for rule in table.clocks:
        for name in rule.met_by:
            # `review`, `accepted` and what a spawned dialogue answers happen beside this table.
            known = name in acts | rows or name in ("act:review", "accepted", "answer", "refused")
            assert known, name
    assert {*table.silences} <= {rule.silence for rule in table.clocks}


@KINDS
def test_what_counts_for_reciprocity_is_in_the_table(table: Table) -> None:
    count = table.count
    beyond = {"part", "part-final"} if table.kind == "notification" else set()
    assert {*count.owed} <= {rule.name for rule in table.clocks}
    assert (count.ends | count.voids) - beyond <= {*table.messages}
    assert count.refuses <= count.ends
    assert count.ends.isdisjoint(count.voids)


@KINDS
def test_an_end_is_left_by_nothing_but_what_the_table_says_of_it(table: Table) -> None:
    leaving = (row for row in table.rows if row.state in table.terminal[row.side] and row.to != row.state)
    for side, state, to in {(row.side, row.state, row.to) for row in leaving}:
        # Thanks after an outcome, or a state that may be an end and need not be one.
        assert to in table.terminal[side] or any(state in end for end in table.ends), (state, to)


@KINDS
def test_every_state_is_reached_from_the_first_and_reaches_an_end(table: Table) -> None:
    for side in table.sides:
        moves = [(row.state, row.to) for row in table.rows if row.side == side]
        assert _closure({table.initial[side]}, moves) == set(table.states[side])
        assert _closure(set(table.terminal[side]), [(to, state) for state, to in moves]) == set(table.states[side])


@KINDS
def test_what_the_table_has_happens_and_everything_else_is_refused_with_a_rule(table: Table) -> None:
    """State × event × role × side, under all terms: the rows themselves say what must come out."""
    events = sorted({row.event for row in table.rows} | {*table.messages, "teleport"})
    every_terms = ALL_TERMS if table.kind == "notification" else [terms for terms in ALL_TERMS if not terms.asks]
    for side in table.sides:
        for state, event, terms in product(table.states[side], events, every_terms):
            found = [row for row in table.rows if (row.side, row.state, row.event) == (side, state, event)]
            case = Case("cid", side, state, NOON, kind=table.kind, terms=terms)
            for taken in (True, False):
                rows = [row for row in found if (row.how == "message") is taken and _fits(row, terms)]
                # What nobody may do is tried with all roles at once: who has them all may do no less than each.
                for roles in [{role.value} for role in Role] if rows else [{*Role}]:
                    _check(case, _outcome(case, event, roles=roles, taken=taken), event, roles, rows)


def _outcome(case: Case, event: str, **how: Any) -> Case | NoSuchStep | NotInRole:
    try:
        return step(case, event, now=NOON, **how)
    except (NoSuchStep, NotInRole) as refusal:
        return refusal


def _check(case: Case, got: Case | NoSuchStep | NotInRole, event: str, roles: set[str], rows: list[Row]) -> None:
    mine = [row for row in rows if row.how != "act" or roles & {*row.by}]
    if isinstance(got, NoSuchStep):
        assert not rows
        assert got.code == "no-such-step"
        assert event in str(got)
    elif isinstance(got, NotInRole):
        assert not mine
        assert got.code == "not-in-role"
        assert got.row in rows
    else:
        assert got.state == mine[0].to
        assert {moment.name for moment in got.ledger if moment.name.startswith("sent:")} == {
            f"sent:{name}" for name in mine[0].sends if name not in TABLES[case.kind].receipts
        }


@KINDS
def test_a_guard_that_does_not_hold_refuses_its_step_or_leads_another_way(table: Table) -> None:
    for row in table.rows:
        if row.guard is None or row.guard in table.guards:
            continue
        others = [each for each in table.rows if _same_place(each, row) and each.guard != row.guard]
        case = Case("cid", row.side, row.state, NOON, kind=table.kind)
        got = _outcome(case, row.event, unmet={row.guard}, taken=row.how == "message")
        if isinstance(got, Case):
            assert got.state in {other.to for other in others}
        else:
            assert isinstance(got, NoSuchStep)
            assert not others
            assert got.guard == row.guard


@KINDS
def test_oversight_and_the_operator_move_nothing_and_the_node_decides_nothing(table: Table) -> None:
    for row in table.rows:
        assert {"O", "operator"}.isdisjoint(row.by)
        assert ("N" in row.by) is (row.how != "act")


def _fits(row: Row, terms: Terms) -> bool:
    """Whether the terms decide for a row; said here once more, in other words than the code has."""
    match row.guard:
        case "policy.admit permits" | "durable commit done and policy.admit permits":
            return terms.admitted
        case "policy.admit refuses":
            return not terms.admitted
        case str(guard) if "`opened` is agreed" in guard:
            return terms.opened
        case str(guard) if "`opened` is not agreed" in guard:
            return not terms.opened
        case str(guard) if guard.startswith("the notification asks"):
            return terms.asks
    return True


def _same_place(each: Row, row: Row) -> bool:
    place = (row.side, row.state, row.event, row.how == "message")
    return (each.side, each.state, each.event, each.how == "message") == place


def _guards(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, str, str], list[str | None]]:
    found: dict[tuple[str, str, str], list[str | None]] = {}
    for row in rows:
        found.setdefault((row["side"], row["from"], row["event"]), []).append(row["guard"])
    return found


def _closure(start: set[str], moves: list[tuple[str, str]]) -> set[str]:
    reached = set(start)
    while more := {to for state, to in moves if state in reached} - reached:
        reached |= more
    return reached


def _sorted(rows: Iterable[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def _row(row: Row) -> dict[str, Any]:
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


def _message(message: Message) -> dict[str, Any]:
    return {
        "from": message.sender,
        "envelope_kind": message.envelope,
        "release": message.release,
        "about_person": message.about_person,
        "receipt": message.receipt,
    }


def _clock(rule: ClockRule, beyond: set[str]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": rule.name,
        "obliged": rule.obliged,
        "starts": rule.starts,
        "met_by": [name for name in rule.met_by if name not in beyond],
        "preset_step": rule.step,
        "silence": rule.silence,
    }
    return made | dict(_more(rule))


def _more(rule: ClockRule) -> Iterator[tuple[str, Any]]:
    if rule.stops is not None:
        yield "stops", dict(zip(("from", "until"), rule.stops, strict=True))
    if rule.only_if is not None:
        yield "only_if", rule.only_if
    if rule.note:
        yield "note", rule.note
