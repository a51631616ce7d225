"""Watches on persons and their alerts, as the desk shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detente.cases.watches import State


@dataclass(frozen=True, slots=True)
class WatchLine:
    """One watch; without names and reasons where a rule closes its message to the reader.

    `asker`: the code of the partner who asked to be told; `open_alerts`: those that nobody took.
    """

    id: str
    state: State
    names: tuple[str, ...]
    instruction: str
    owner: str
    asker: str
    entry_id: str
    topic: str
    basis: str
    because: str
    since: datetime
    until: datetime
    open_alerts: int
    ended_because: str


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert; without names where a rule closes the message of its watch to the reader.

    `proposes`: what the asker would be told: travelled, returned or seen; nothing leaves by itself. `ground`: why
    policy refused the watch when it fired; then nothing may be told.
    """

    id: str
    watch_id: str
    asker: str
    entry_id: str
    what: str
    direction: str
    place: str
    source: str
    happened_at: datetime
    names: tuple[str, ...]
    looked_for: tuple[str, ...]
    instruction: str
    score: float
    band: str
    why: tuple[str, ...]
    ground: str
    proposes: str
    told_to: str
    told_words: str
    taken: int
    acknowledged_by: str
