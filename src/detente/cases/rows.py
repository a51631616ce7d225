"""How a table is written down: a side with its states, and its rows, each for one or several states at once.

A line names the states, the event, for an act its roles, the next state, and the effects with a semicolon between them.

asker = Side("asker", "released sent delivered bounced*")          a star marks an end, the first state is the start
asker.act("sent delivered", "withdraw", "L", "withdrawing", "send withdraw", guard="reason code")
asker.takes("sent", "delivered", "delivered", "meet delivery")
asker.takes("bounced withdrawing", "delivered", STAYS, "record")
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from detente.cases.asked import NONE, Asked
from detente.cases.guards import GUARDS
from detente.cases.table import ClockRule, Count, How, Message, Row, Table

STAYS: Final = "="
"""In the place of the next state: the row leaves the state as it is."""

_NODE = ("N",)

Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dialogue. `states` separated by spaces, a star after each end."""

    name: str
    states: str

    @property
    def all(self) -> tuple[str, ...]:
        """Give the states, the first one first."""
        return tuple(state.rstrip("*") for state in self.states.split())

    @property
    def terminal(self) -> frozenset[str]:
        """Give the ends."""
        return frozenset(state.rstrip("*") for state in self.states.split() if state.endswith("*"))

    def act(self, states: str, event: str, by: str, to: str, effects: str = "", *, guard: str | None = None) -> Rows:
        """Give the rows of what a person does who has one of the roles `by`."""
        return self._rows(states, event, "act", tuple(by.split()), to, effects, guard)

    def node(self, states: str, event: str, to: str, effects: str = "", *, guard: str | None = None) -> Rows:
        """Give the rows of what the node does by rule."""
        return self._rows(states, event, "node", _NODE, to, effects, guard)

    def takes(self, states: str, event: str, to: str, effects: str = "", *, guard: str | None = None) -> Rows:
        """Give the rows of a message that is taken from the partner."""
        return self._rows(states, event, "message", _NODE, to, effects, guard)

    def clock(self, states: str, event: str, to: str, effects: str = "", *, guard: str | None = None) -> Rows:
        """Give the rows of a clock that has run out."""
        return self._rows(states, event, "clock", _NODE, to, effects, guard)

    def _rows(
        self,
        states: str,
        event: str,
        how: How,
        by: tuple[str, ...],
        to: str,
        effects: str,
        guard: str | None,
    ) -> Rows:
        listed = tuple(effects.split("; ")) if effects else ()
        return tuple(
            Row(self.name, state, event, how, by, guard, state if to == STAYS else to, listed)
            for state in states.split()
        )


def table(
    kind: str,
    opener: Side,
    other: Side,
    *,
    title: tuple[str, str],
    messages: Iterable[Message],
    rows: Iterable[Rows],
    ends: Iterable[tuple[str, str]],
    clocks: tuple[ClockRule, ...] = (),
    silences: str = "",
    invariants: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
    channel: Literal["ledger", "internal"] = "ledger",
    held: bool = True,
    count: Count | None = None,
    asked: Asked = NONE,
) -> Table:
    """Give the table of a kind. `title` in English and French; a receipt `delivered` proves the first message."""
    named = {message.name: message for message in messages}
    first = next(iter(named))
    sides = (opener, other)
    return Table(
        kind=kind,
        initial=MappingProxyType({side.name: side.all[0] for side in sides}),
        states=MappingProxyType({side.name: side.all for side in sides}),
        terminal=MappingProxyType({side.name: side.terminal for side in sides}),
        rows=tuple(row for group in rows for row in group),
        clocks=clocks,
        guards=GUARDS,
        receipts=MappingProxyType({"delivered": first} if "delivered" in named else {}),
        title=MappingProxyType(dict(zip(("en", "fr"), title, strict=True))),
        messages=MappingProxyType(named),
        ends=tuple(ends),
        silences=tuple(silences.split()),
        invariants=invariants,
        notes=notes,
        channel=channel,
        held=held,
        count=Count() if count is None else count,
        asked=asked,
    )
