"""What a dialogue is: states and rows for two sides, and how a row is found. The tables themselves are one file a kind.

    side, state, event --guard holds--> to, effects

`how` says who makes the event: an act of a person with a role in `by`, the node by rule, a message taken from the
partner, or a clock. A message without a row in the present state cannot come from an honest partner: it is refused as a
protocol error and kept as evidence. Cases lean on the order of the ledger and must not be fed around it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from detente.model.errors import DetenteError

How = Literal["act", "node", "message", "clock"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What this dialogue stands under: the agreement's `opened`, the ask, and whether `policy.admit` permitted it."""

    opened: bool = False
    asks: bool = False
    answer_by: datetime | None = None
    admitted: bool = True

    @property
    def asking(self) -> bool:
        """Whether an answer is awaited: it asks in words, or names a date."""
        return self.asks or self.answer_by is not None


Guard = Callable[[Terms], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One step. `guard` in words; those that the terms decide are in `Table.guards`, the rest is the caller's duty."""

    side: str
    state: str
    event: str
    how: How
    by: tuple[str, ...]
    guard: str | None
    to: str
    effects: tuple[str, ...] = ()

    @property
    def sends(self) -> tuple[str, ...]:
        """The messages that this step sends."""
        return tuple(effect.removeprefix("send ") for effect in self.effects if effect.startswith("send "))


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock of the kind: what starts it, which messages meet or void it, its step in a preset, its silence."""

    name: str
    obliged: str
    starts: str
    met_by: tuple[str, ...]
    step: str
    silence: str
    only_if: str | None = None
    void_by: tuple[str, ...] = ()


class NoSuchStep(DetenteError):
    """The table has no row for this event in this state, or its guard does not hold. The case stays as it is."""

    code = "no-such-step"

    def __init__(self, kind: str, side: str, state: str, event: str, *, guard: str | None = None) -> None:
        why = "is not possible" if guard is None else f"needs this first: {guard}"
        super().__init__(f"in a {kind} that is {state} here ({side}), {event} {why}")
        self.kind, self.side, self.state, self.event, self.guard = kind, side, state, event, guard


@dataclass(frozen=True)
class Table:
    """One kind of dialogue. `receipts` maps a receipt to the message whose arrival it proves."""

    kind: str
    initial: Mapping[str, str]
    states: Mapping[str, tuple[str, ...]]
    terminal: Mapping[str, frozenset[str]]
    rows: tuple[Row, ...]
    clocks: tuple[ClockRule, ...]
    guards: Mapping[str, Guard]
    receipts: Mapping[str, str]

    def next_row(self, side: str, state: str, event: str, terms: Terms) -> Row:
        """Give the row that `event` takes.

        Raises:
            NoSuchStep: no row, or none whose guard the terms fulfil.
        """
        rows = self._by_event.get((side, state, event), ())
        if not rows:
            raise NoSuchStep(self.kind, side, state, event)
        for row in rows:
            if self._holds(row.guard, terms):
                return row
        raise NoSuchStep(self.kind, side, state, event, guard=rows[0].guard)

    def possible(self, side: str, state: str, terms: Terms) -> tuple[Row, ...]:
        """Give the rows that stand open in a state, in the order of the table: what a screen may offer."""
        here = (row for row in self.rows if (row.side, row.state) == (side, state))
        return tuple(row for row in here if self._holds(row.guard, terms))

    def is_terminal(self, side: str, state: str) -> bool:
        """Whether nothing but a late receipt or a further part can follow."""
        return state in self.terminal[side]

    def applies(self, rule: ClockRule, terms: Terms) -> bool:
        """Whether the clock runs at all under these terms."""
        return self._holds(rule.only_if, terms)

    def _holds(self, guard: str | None, terms: Terms) -> bool:
        check = None if guard is None else self.guards.get(guard)
        return check is None or check(terms)

    @cached_property
    def _by_event(self) -> dict[tuple[str, str, str], tuple[Row, ...]]:
        found: dict[tuple[str, str, str], tuple[Row, ...]] = {}
        for row in self.rows:
            key = (row.side, row.state, row.event)
            found[key] = (*found.get(key, ()), row)
        return found
