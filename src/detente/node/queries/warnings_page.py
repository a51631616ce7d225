"""What the pages of warnings show, as frozen values, and `WarningsDesk`, all that they may ask (see `queries.desk`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from detente.node.queries.case_page import Done
from detente.node.queries.desk import Choice, Clock, DutyToWarn, Handling, Member, Party, Text


@dataclass(frozen=True, slots=True)
class PreparedLine:
    """A warning of which nothing left yet. `state`: `draft`, `tested`, `submitted`; `draft_id`: "" where not open here.

    `mine`: the reader writes it; then it is gone on with by its draft, else it is looked at as a colleague.
    """

    prelude_id: str
    party: Party | None
    subject: Text
    author: str
    at: datetime
    state: str
    holds: bool
    mine: bool
    draft_id: str = ""
    signs: bool = False


@dataclass(frozen=True, slots=True)
class EndedLine:
    """A warning that nobody got: `waived` with a ground, or `dropped` with a reason."""

    prelude_id: str
    party: Party | None
    subject: Text
    state: str
    reason: Choice | None
    officer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WarningLine:
    """A warning that was sent or came: where and when it warns of, how it stands, and the clock that is nearest."""

    entry_id: str
    party: Party
    subject: Text
    place: str
    latest: datetime | None
    state: str
    clock: Clock | None
    at: datetime
    life: bool = False
    outcome: Choice | None = None


@dataclass(frozen=True, slots=True)
class WarningsPage:
    """All warnings: those being prepared, those that came, those that were sent, those that nobody got; newest first.

    Those that came or were sent: the newest `MOST` of each. Those that nobody got: of the last 92 days.
    """

    now: datetime
    marking: Handling | None
    prepared: tuple[PreparedLine, ...]
    theirs: tuple[WarningLine, ...]
    ours: tuple[WarningLine, ...]
    ended: tuple[EndedLine, ...]


@dataclass(frozen=True, slots=True)
class PreludePage:
    """One warning before it left, or that never did: its words, its test, what was done, what this reader may do."""

    now: datetime
    prelude_id: str
    party: Party | None
    subject: Text
    words: tuple[Text, ...]
    members: tuple[Member, ...]
    author: str
    state: str
    duty: DutyToWarn
    done: tuple[Done, ...]
    draft_id: str = ""
    mine: bool = False
    signs: bool = False
    reasons: Mapping[str, tuple[Choice, ...]] | None = None


class WarningsDesk(Protocol):
    """Warnings for one officer."""

    def warnings(self, officer_id: int) -> WarningsPage: ...
    def warning_before(self, officer_id: int, prelude_id: str) -> PreludePage: ...

    def warning_test(self, officer_id: int, prelude_id: str, given: Mapping[str, str]) -> None:
        """Answer the three questions of the duty to warn."""
        ...

    def warning_end(self, officer_id: int, prelude_id: str, act: str, *, code: str, note: str) -> None:
        """Waive or drop one that is not sent, with a coded reason."""
        ...
