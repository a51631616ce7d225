"""Both sides together: over a ledger that delays, every pair that can stand still is one that was agreed."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from detente.cases.kinds import TABLES
from detente.cases.table import Row, Table
from tests.cases.test_kinds import own_rows


class Both(NamedTuple):
    """Both sides and what is on its way to each; `spent`: how often each limited event happened."""

    states: tuple[str, str]
    to: tuple[tuple[str, ...], tuple[str, ...]]
    spent: tuple[int, ...]


@cache
def oracle(folder: Path) -> dict[str, dict[str, Any]]:
    given: dict[str, dict[str, Any]] = json.loads((folder / "data" / "cases" / "pairs.json").read_bytes())
    return given


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.shared
def test_the_pairs_that_may_stand_are_the_agreed_ones_and_no_message_is_without_a_row(
    table: Table, shared_dir: Path
) -> None:
    limits = json.loads((shared_dir / "data" / "cases" / "kinds" / f"{table.kind}.json").read_bytes())["explore_limits"]
    agreed = oracle(shared_dir)[table.kind]
    reached, used = _explore(table, limits)
    quiet = {both.states for both in reached if both.to == ((), ())}
    assert sorted(map(list, quiet)) == agreed["pairs_when_nothing_is_in_flight"]
    assert len(reached) == agreed["product_states"]
    assert used == {*own_rows(table)}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.shared
def test_the_states_that_the_partner_is_not_told_of_are_the_agreed_ones(table: Table, shared_dir: Path) -> None:
    silent = {
        side: sorted(
            {row.to for row in own_rows(table) if row.side == side}
            - {row.to for row in own_rows(table) if row.side == side and (row.sends or row.how == "message")}
        )
        for side in table.sides
    }
    assert silent == oracle(shared_dir)[table.kind]["entered_without_telling_the_partner"]


def _explore(table: Table, limits: Mapping[str, int]) -> tuple[set[Both], set[Row]]:
    names = sorted(limits)
    rows: dict[tuple[str, str], list[Row]] = {}
    for row in own_rows(table):
        rows.setdefault((row.side, row.state), []).append(row)
    start = Both((table.initial[table.sides[0]], table.initial[table.sides[1]]), ((), ()), (0,) * len(names))
    reached, todo, used = {start}, deque([start]), set[Row]()
    while todo:
        for row, after in _moves(table, rows, todo.popleft(), limits, names):
            used.add(row)
            if after not in reached:
                reached.add(after)
                todo.append(after)
    return reached, used


def _moves(
    table: Table,
    rows: Mapping[tuple[str, str], list[Row]],
    both: Both,
    limits: Mapping[str, int],
    names: list[str],
) -> Iterator[tuple[Row, Both]]:
    for side in (0, 1):
        name = table.sides[side]
        inbox = both.to[side]
        next_ones = _heads(table, inbox)
        here = rows.get((name, both.states[side]), [])
        taken = {row.event for row in here if row.how == "message"}
        assert next_ones <= taken, f"{name} in {both.states[side]} has no row for {next_ones - taken}"
        for row in here:
            spent, rest = both.spent, inbox
            if row.how == "message":
                if row.event not in next_ones:
                    continue
                at = inbox.index(row.event)
                rest = inbox[:at] + inbox[at + 1 :]
            else:
                key = f"{name}:{row.event}" if f"{name}:{row.event}" in limits else row.event
                if key in limits:
                    place = names.index(key)
                    if spent[place] >= limits[key]:
                        continue
                    spent = (*spent[:place], spent[place] + 1, *spent[place + 1 :])
            theirs = both.to[1 - side] + row.sends
            states = (row.to, both.states[1]) if side == 0 else (both.states[0], row.to)
            yield row, Both(states, (rest, theirs) if side == 0 else (theirs, rest), spent)


def _heads(table: Table, inbox: tuple[str, ...]) -> set[str]:
    """Give what may be taken next: the oldest entry of the ledger, and any receipt."""
    entries = [name for name in inbox if not table.messages[name].receipt]
    return {*entries[:1], *(name for name in inbox if table.messages[name].receipt)}
