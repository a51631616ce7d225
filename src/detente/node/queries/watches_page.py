"""Watches on persons and their alerts, as the desk shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from detente.cases.watches import State
from detente.node.queries.desk import Choice, Handling, Party, Text


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
    policy refused the watch when it fired; then nothing may be told. `reasons`: why it may be the one,
    in words, by language.
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
    reasons: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A watch that a partner keeps for a message of ours, `entry_id`, until when it told. `over`: that time has passed.

    `warned`: it was said here that it ends.
    """

    entry_id: str
    subject: Text
    party: Party
    until: datetime
    over: bool
    warned: bool


@dataclass(frozen=True, slots=True)
class WatchList:
    """The watches that the officer may know of, and the most pressing of the alerts that nobody took.

    `may_keep`: the officer decides what becomes of them. `kept`: those that partners keep for us. `more`: how many
    alerts wait beside those that stand here; `cut`: and more that were not counted.
    """

    now: datetime
    marking: Handling | None
    watches: tuple[WatchLine, ...]
    alerts: tuple[AlertLine, ...]
    may_keep: bool
    kept: tuple[KeptLine, ...] = ()
    more: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class WatchPage:
    """One watch with every alert that it raised, the newest first. `owners`: who may have it, by short name.

    `born`, `countries`, `numbers`: what it looks for beside names.
    """

    now: datetime
    marking: Handling | None
    line: WatchLine
    born: tuple[str, ...]
    countries: tuple[str, ...]
    numbers: tuple[str, ...]
    alerts: tuple[AlertLine, ...]
    owners: Mapping[str, str]
    may_keep: bool


@dataclass(frozen=True, slots=True)
class WatchOffer:
    """What a watch for a message begins with: whom the message names, purposes that may be chosen, who may own it.

    `standing`: the watches of its thread that nobody ended.
    """

    now: datetime
    marking: Handling | None
    entry_id: str
    subject: Text
    names: tuple[str, ...]
    born: tuple[str, ...]
    numbers: tuple[str, ...]
    purposes: tuple[Choice, ...]
    owners: Mapping[str, str]
    standing: tuple[WatchLine, ...]


@dataclass(frozen=True, slots=True)
class WatchGiven:
    """What a watch is to be. `law`: the basis of using the message; `basis`: the watch's own; `owner` "": oneself."""

    names: tuple[str, ...]
    until: datetime
    law: str
    basis: str
    purpose: str
    because: str
    born: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    instruction: str = "notify"
    owner: str = ""
    matter: str = ""


class WatchesDesk(Protocol):
    """Watches and alerts, for one officer."""

    def watches(self, officer_id: int, *, ended: bool = False) -> WatchList:
        """Give the watches, the nearest end first, and the alerts that nobody took, the most pressing first."""
        ...

    def watch(self, officer_id: int, watch_id: str) -> WatchPage:
        """Give one watch with its alerts."""
        ...

    def watch_offer(self, officer_id: int, entry_id: str) -> WatchOffer:
        """Give what a watch for a message begins with."""
        ...

    def watches_left(self, officer_id: int, entry_id: str) -> tuple[WatchLine, ...]:
        """Give the watches of a thread that nobody ended: closing its case ends none."""
        ...

    def alerts_open(self, officer_id: int) -> tuple[AlertLine, ...]:
        """Give the alerts that nobody took, for whoever may take them; the most pressing first."""
        ...

    def watches_kept_ending(self, officer_id: int) -> tuple[KeptLine, ...]:
        """Give the watches kept for us that said that they end, for whoever may let them; the nearest end first."""
        ...

    def watch_let_end(self, officer_id: int, entry_id: str) -> None:
        """Let the watch end that a partner keeps for a message of ours."""
        ...

    def watch_set(self, officer_id: int, entry_id: str, given: WatchGiven) -> str:
        """Set up a watch, and give its number."""
        ...

    def watch_renew(self, officer_id: int, watch_id: str, *, until: datetime, because: str) -> None: ...
    def watch_hand(self, officer_id: int, watch_id: str, *, to: str) -> None: ...
    def watch_end(self, officer_id: int, watch_id: str, *, because: str) -> None: ...
    def alert_take(self, officer_id: int, alert_id: str, *, note: str) -> None: ...
    def alert_told(self, officer_id: int, alert_id: str, *, to: str, at: datetime, words: str) -> None: ...
