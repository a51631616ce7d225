"""One dialogue as one side sees it: its state, and the moments from which its clocks are computed.

Pure: `step` takes the case and one event and gives the next case. The event is an act, or a message by its table name;
its time is `held_at` where a receipt states one. Fed in the order of the ledger, both sides end alike, and a receipt
that comes late changes the clocks and not the state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from types import MappingProxyType
from typing import Final

from detente.cases import clocks as timing
from detente.cases import notification, presets
from detente.cases.clocks import Clock, Silence
from detente.cases.table import Row, Table, Terms

TABLES: Final[Mapping[str, Table]] = MappingProxyType({notification.TABLE.kind: notification.TABLE})
"""The kinds of dialogue that this release plays."""

_NOTHING_YET: Mapping[str, datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Case:
    """One side of a dialogue. `dialogue` is the cid of the entry that opened it; `moments` as in `cases.clocks`."""

    dialogue: str
    side: str
    state: str
    opened_at: datetime
    kind: str = "notification"
    terms: Terms = field(default_factory=Terms)
    moments: Mapping[str, datetime] = field(default_factory=lambda: _NOTHING_YET)
    preset: str = "detente-default"
    zone: tzinfo = UTC
    paused: datetime | None = None

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The deadlines that run or ran, computed anew each time."""
        return timing.clocks_of(
            TABLES[self.kind],
            self.terms,
            self.moments,
            preset=presets.preset(self.preset),
            zone=self.zone,
            paused=self.paused,
        )

    @property
    def ended(self) -> bool:
        """Whether the dialogue is over for this side."""
        return TABLES[self.kind].is_terminal(self.side, self.state)


def open_case(
    kind: str,
    *,
    dialogue: str,
    side: str,
    at: datetime,
    terms: Terms,
    preset: str = "detente-default",
    zone: tzinfo = UTC,
) -> Case:
    """Give the case of a new dialogue, in the first state of its table. `zone` is that of the obliged party."""
    state = TABLES[kind].initial[side]
    return Case(dialogue, side, state, at, kind=kind, terms=terms, preset=preset, zone=zone)


def step(case: Case, event: str, *, now: datetime) -> Case:
    """Give the case after `event`. For a message or a receipt `now` is its `held_at`.

    Raises:
        NoSuchStep: the table has no row for it, or the terms do not allow it; nothing changed.
    """
    row = row_for(case, event)
    moments = dict(case.moments)
    for moment in _moments_of(row, TABLES[case.kind]):
        # The first one stands: a repeat neither moves a deadline nor meets it anew.
        moments.setdefault(moment, now)
    return replace(case, state=row.to, moments=MappingProxyType(moments))


def row_for(case: Case, event: str) -> Row:
    """Give the row that `event` would take: its effects tell what to send, `by` who may do it.

    Raises:
        NoSuchStep: as in `step`.
    """
    return TABLES[case.kind].next_row(case.side, case.state, event, case.terms)


def receipted(case: Case, message: str, *, held_at: datetime) -> Case:
    """Give the case once the partner's receipt covers a message that this side sent after the opening one.

    The receipt states the time that counts on both sides; until then the own time of sending stood for it.
    """
    moments = {**case.moments}
    moments.setdefault(f"held:{message}", held_at)
    return replace(case, moments=MappingProxyType(moments))


def possible(case: Case) -> tuple[Row, ...]:
    """Give the acts of persons that stand open now, in the order of the table."""
    rows = TABLES[case.kind].possible(case.side, case.state, case.terms)
    return tuple(row for row in rows if row.how == "act")


def silences(case: Case, *, now: datetime) -> tuple[Silence, ...]:
    """Give what was awaited in this dialogue and did not come, with the instant since when."""
    return timing.silences(case.clocks, now=now)


def _moments_of(row: Row, table: Table) -> tuple[str, ...]:
    sent = tuple(f"sent:{message}" for message in row.sends if message not in table.receipts)
    if row.how != "message":
        return sent
    return (f"held:{table.receipts.get(row.event, row.event)}", *sent)
