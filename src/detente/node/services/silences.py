"""What is owed in a thread and did not come, by which party, since when: computed from clocks, alike on both sides.

A party is named for what its own node received; that nothing was delivered says nothing about anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.cases import clocks
from detente.cases.clocks import ClockState
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import casework
from detente.node.stores.models import Entry

_OF_THE_NODE: Final = "N:"


@dataclass(frozen=True, slots=True)
class Owed:
    """One step that a party owes. `party`: its short code here, "" for us; `clock`: what is awaited."""

    party: str
    clock: str
    since: datetime
    dialogue: str

    @property
    def words(self) -> str:
        """It in words."""
        who = f"{self.party} owes" if self.party else "we owe"
        return f"{who} {self.clock} since {format_instant(self.since)}"


def of_thread(node: Node, entry: Entry) -> tuple[Owed, ...]:
    """Give what is owed in the dialogues of an entry's thread, the longest owed first."""
    now = node.now()
    found = [
        Owed("" if clock.obliged == case.side else entry.partner.code, clock.name, clock.due, case.kind)
        for _, case in casework.around(node, entry.partner, entry.root)
        for clock in case.clocks
        if clock.silence
        and not clock.obliged.startswith(_OF_THE_NODE)
        and clocks.clock_state(clock, now=now) is ClockState.OVERDUE
    ]
    return tuple(sorted(found, key=lambda each: each.since))
