"""What a dialogue is: states and rows for two sides, and how a row is found. The tables themselves are one file a kind.

    side, state, event --guard holds--> to, effects

`how` says who makes the event: an act of a person with a role in `by`, the node by rule, a message taken from the
partner, or a clock. A message without a row in the present state cannot come from an honest partner: it is refused as a
protocol error and kept as evidence. Cases lean on the order of the ledger and must not be fed around it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal

from detente.cases import asked
from detente.cases.asked import Asked, Field
from detente.model.errors import DetenteError

How = Literal["act", "node", "message", "clock"]
Release = Literal["none", "R", "D", "C"]

_UNTIL: Final = ".until"
NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Terms:
    """What this dialogue stands under: the agreement's `opened`, the ask, and whether `policy.admit` permitted it.

    `urgent`: the asker claims urgency, so the preset's shorter limits hold until it is rejected with reasons.
    """

    opened: bool = False
    asks: bool = False
    answer_by: datetime | None = None
    admitted: bool = True
    urgent: bool = False

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
class Message:
    """One message of a dialogue. `envelope`: the kind under which it travels; `release`: the role that approves it.

    A `receipt` is a cosignature outside the ledger's order: it may overtake entries and be overtaken.
    """

    name: str
    sender: str
    envelope: str
    release: Release = "none"
    about_person: bool = False
    receipt: bool = False


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock of the kind: what starts it, which messages meet or void it, its step in a preset, its silence.

    `starts` names one moment, or several with "or" between them: the last one counts. `stops`: from which moment until
    which one it stands still. `moved_by`: messages that set a new end (an extension). The step `given` is one whose end
    is a date of the message itself.
    """

    name: str
    obliged: str
    starts: str
    met_by: tuple[str, ...]
    step: str
    silence: str
    only_if: str | None = None
    void_by: tuple[str, ...] = ()
    stops: tuple[str, str] | None = None
    moved_by: tuple[str, ...] = ()
    note: str = ""


class NoSuchStep(DetenteError):
    """The table has no row for this event in this state, or its guard does not hold. The case stays as it is."""

    code = "no-such-step"

    def __init__(self, kind: str, side: str, state: str, event: str, *, guard: str | None = None) -> None:
        why = "is not possible" if guard is None else f"needs this first: {guard}"
        super().__init__(f"in a {kind} that is {state} here ({side}), {event} {why}")
        self.kind, self.side, self.state, self.event, self.guard = kind, side, state, event, guard


class NotInRole(DetenteError):
    """The act stands in the table, and for other roles than those of the person. The case stays as it is."""

    code = "not-in-role"

    def __init__(self, row: Row, kind: str) -> None:
        super().__init__(f"in a {kind} that is {row.state} here ({row.side}), {row.event} is for {', '.join(row.by)}")
        self.kind, self.row = kind, row


@dataclass(frozen=True, slots=True)
class Count:
    """What of a kind enters the figures of reciprocity.

    `owed`: the clocks by which being in time is judged, the first that runs counts. `ends`: the messages that give what
    was asked for, or refuse it. `refuses`: those of them that refuse, wholly or in part. `voids`: the messages by which
    it is no longer asked for.
    """

    owed: tuple[str, ...] = ()
    ends: frozenset[str] = NOTHING
    refuses: frozenset[str] = NOTHING
    voids: frozenset[str] = NOTHING


@dataclass(frozen=True, slots=True)
class Watch:
    """A clock with the names of the moments that it watches; made once a table, because clocks are often read."""

    rule: ClockRule
    starts: frozenset[str]
    met_by: frozenset[str]
    void_by: frozenset[str]
    moved_by: frozenset[str]


@dataclass(frozen=True)
class Table:
    """One kind of dialogue. `receipts` maps a receipt to the message whose arrival it proves.

    `title` by language. `sides`: who opens it, and the other. `silences`: the names that a missed clock may show here.
    `held`: whether a suspension holds its messages in order and pauses its clocks; danger to life, corrections, recalls
    and redress pass. `asked`: the values that its acts ask for besides (`cases.asked`).
    """

    kind: str
    initial: Mapping[str, str]
    states: Mapping[str, tuple[str, ...]]
    terminal: Mapping[str, frozenset[str]]
    rows: tuple[Row, ...]
    clocks: tuple[ClockRule, ...]
    guards: Mapping[str, Guard]
    receipts: Mapping[str, str]
    title: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    messages: Mapping[str, Message] = field(default_factory=lambda: MappingProxyType({}))
    ends: tuple[tuple[str, str], ...] = ()
    silences: tuple[str, ...] = ()
    invariants: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    channel: Literal["ledger", "internal"] = "ledger"
    held: bool = True
    count: Count = field(default_factory=Count)
    asked: Asked = field(default_factory=lambda: asked.NONE)

    @property
    def sides(self) -> tuple[str, str]:
        """Give the two sides, first the one that opens the dialogue; where either may, the order of the table."""
        opener, other = self.initial
        return opener, other

    def next_row(
        self,
        side: str,
        state: str,
        event: str,
        terms: Terms,
        *,
        unmet: Collection[str] = NOTHING,
        roles: Collection[str] | None = None,
        taken: bool | None = None,
    ) -> Row:
        """Give the row that `event` takes. A guard in words counts as met unless the caller names it in `unmet`.

        `roles`: the codes of the person who acts; None leaves the roles to the caller. `taken`: True for a message of
        the partner, False for what happens here, None where the name alone tells (`abort` of a match session does not).

        Raises:
            NoSuchStep: no row, or none whose guard holds.
            NotInRole: a row, and none of the roles is in its `by`.
        """
        found = self._by_event.get((side, state, event), ())
        rows = [row for row in found if taken is None or (row.how == "message") is taken]
        if not rows:
            raise NoSuchStep(self.kind, side, state, event)
        holding = [row for row in rows if self._holds(row.guard, terms, unmet)]
        if not holding:
            raise NoSuchStep(self.kind, side, state, event, guard=rows[0].guard)
        mine = [row for row in holding if roles is None or row.how != "act" or not {*roles}.isdisjoint(row.by)]
        if not mine:
            raise NotInRole(holding[0], self.kind)
        return mine[0]

    def fields_of(self, event: str) -> tuple[Field, ...]:
        """Give the values that an act asks for besides, none for most."""
        return self.asked.get(event, ())

    def possible(self, side: str, state: str, terms: Terms) -> tuple[Row, ...]:
        """Give the rows that stand open in a state, in the order of the table: what a screen may offer."""
        here = (row for row in self.rows if (row.side, row.state) == (side, state))
        return tuple(row for row in here if self._holds(row.guard, terms, NOTHING))

    def is_terminal(self, side: str, state: str) -> bool:
        """Whether nothing but a late receipt or a further part can follow."""
        return state in self.terminal[side]

    def applies(self, rule: ClockRule, terms: Terms) -> bool:
        """Whether the clock runs at all under these terms."""
        return self._holds(rule.only_if, terms, NOTHING)

    @cached_property
    def watches(self) -> tuple[Watch, ...]:
        """Give the clocks with the moments that start, meet, void and move them."""
        return tuple(
            Watch(
                rule,
                starts=frozenset(map(_start, rule.starts.split(" or "))),
                met_by=frozenset(map(_moment, rule.met_by)),
                void_by=frozenset(map(_moment, (*self.count.voids, *rule.void_by))),
                moved_by=frozenset(map(_moment, rule.moved_by)),
            )
            for rule in self.clocks
        )

    def _holds(self, guard: str | None, terms: Terms, unmet: Collection[str]) -> bool:
        if guard is None:
            return True
        check = self.guards.get(guard)
        return guard not in unmet and (check is None or check(terms))

    @cached_property
    def _by_event(self) -> dict[tuple[str, str, str], tuple[Row, ...]]:
        found: dict[tuple[str, str, str], tuple[Row, ...]] = {}
        for row in self.rows:
            key = (row.side, row.state, row.event)
            found[key] = (*found.get(key, ()), row)
        return found


def _start(source: str) -> str:
    """Give the moment that starts a clock; `granted.until` is that of the message that names its end."""
    return f"held:{source.removesuffix(_UNTIL)}" if source.endswith(_UNTIL) else source


def _moment(source: str) -> str:
    """Give the name of the moment that a message makes by being held; an act names itself."""
    return source if ":" in source else f"held:{source}"
