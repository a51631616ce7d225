"""What two partners gave each other: figures for each direction and kind, from held messages alone.

Both sides hold the same messages, so both count the same. What is still on its way counts nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final

from detente.cases.clocks import Clock, ClockState, clock_state
from detente.cases.moments import Moment
from detente.cases.table import Table

OUTCOME: Final = "outcome"
THANKS: Final = "thanks"


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of dialogues. `in_time`, `late` and `silent` judge the step that is owed in the kind (`Count.owed`)."""

    opened: int = 0
    ended: int = 0
    refused: int = 0
    in_time: int = 0
    late: int = 0
    silent: int = 0
    outcomes: int = 0
    thanks: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


def figures(table: Table, ledger: Iterable[Moment], clocks: Iterable[Clock], *, now: datetime) -> Figures:
    """Give the figures of one dialogue; all zero where its opening message is not held yet.

    `ended` counts where what was asked for was given or refused; a withdrawal ends nothing in that sense.
    """
    held = {moment.name.removeprefix("held:") for moment in ledger if moment.name.startswith("held:")}
    opening = next(iter(table.messages))
    if opening not in held:
        return Figures()
    owed = _owed(table, clocks)
    state = None if owed is None else clock_state(owed, now=now)
    late = owed is not None and owed.met_late
    return Figures(
        opened=1,
        ended=int(not held.isdisjoint(table.count.ends)),
        refused=int(not held.isdisjoint(table.count.refuses)),
        in_time=int(state is ClockState.DONE and not late),
        late=int(late),
        silent=int(state is ClockState.OVERDUE),
        outcomes=int(OUTCOME in held),
        thanks=int(THANKS in held),
    )


def _owed(table: Table, clocks: Iterable[Clock]) -> Clock | None:
    running = {clock.name: clock for clock in clocks}
    return next((running[name] for name in table.count.owed if name in running), None)
