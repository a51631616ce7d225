"""What the pages of administration show: calendars, presets of deadlines, officers; and their protocol."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from detente.node.queries.desk import Party
from detente.node.queries.office_page import DeskLine

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """By which calendar a party's limits are counted; `ours`: it is our own. Countries are ISO 3166 codes, or ""."""

    party: Party
    ours: bool
    zone: str
    country: str
    subdivision: str
    weekend: tuple[Weekday, ...]


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """One officer; `away` until when, None where here."""

    shown: str
    role: str
    desks: tuple[str, ...]
    away: datetime | None = None


@dataclass(frozen=True, slots=True)
class AdministrationPage:
    """Everything that is arranged here. `may`: whether this officer may change calendars."""

    now: datetime
    calendars: tuple[CalendarLine, ...]
    desks: tuple[DeskLine, ...]
    officers: tuple[OfficerLine, ...]
    may: bool = False


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The calendar of one party, to be changed; `zones` are those that exist."""

    now: datetime
    line: CalendarLine
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """How long one step may take; exactly one figure is set. All None: as the obliged party tells."""

    step: str
    span: timedelta | None = None
    days: int | None = None
    working_days: int | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class PresetLine:
    """One preset of deadlines with the law behind it. `read`: what was seen of the source; `checked`: when."""

    id: str
    titles: Mapping[str, str]
    basis: str
    status: Literal["confirmed", "practice"]
    read: Literal["article", "secondary", ""]
    checked: date
    limits: tuple[Limit, ...]
    lawful_silence: bool = False


@dataclass(frozen=True, slots=True)
class DeadlinesPage:
    """All presets that an agreement may name."""

    now: datetime
    presets: tuple[PresetLine, ...]


class AdministrationDesk(Protocol):
    """Reads and acts of one officer; see `queries.desk.Desk` for what they raise. A calendar's `code` "": our own."""

    def administration(self, officer_id: int) -> AdministrationPage: ...
    def calendar(self, officer_id: int, code: str) -> CalendarPage: ...
    def calendar_choose(
        self, officer_id: int, code: str, *, zone: str, country: str, subdivision: str, weekend: tuple[str, ...]
    ) -> int:
        """Count by another calendar from now on; give how many open cases have another clock by it."""
        ...

    def deadlines(self, officer_id: int) -> DeadlinesPage: ...
    def four_eyes(self, officer_id: int, *, wanted: bool) -> str:
        """Let what leaves take two persons, or propose that it takes one; give the proposal's id, "" where done."""
        ...
