"""What the pages of the desks show, as frozen values, and all that they may ask: desks, roster, shifts, handing on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from detente.node.queries.desk import Choice, Handling, Party, Row, Signing, Text

Place = Literal["member", "deputy", "head"]


@dataclass(frozen=True, slots=True)
class Present:
    """One officer who is on duty; `standing_in`: as a deputy."""

    officer: str
    standing_in: bool = False


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One desk: its competence, who is on duty now, and how much is open and late there."""

    code: str
    name: str
    topics: tuple[Choice, ...] = ()
    partners: tuple[Party, ...] = ()
    languages: tuple[str, ...] = ()
    main: bool = False
    on_duty: tuple[Present, ...] = ()
    open: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class DesksPage:
    """All desks; `nowhere` counts open cases that arrived at none."""

    now: datetime
    desks: tuple[DeskLine, ...]
    nowhere: int = 0


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One officer of a desk; `name` is the short one, `away` until when, None where here."""

    name: str
    shown: str
    place: Place
    away: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """One line of the roster."""

    officer: str
    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One hand-over sheet with its signatures; "" and None: not signed yet."""

    id: str
    made_at: datetime
    made_by: str
    given_at: datetime | None = None
    taken_by: str = ""
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One desk. `rows` are what waits there, nearest clock first; `may` what this officer may do now."""

    now: datetime
    marking: Handling | None
    desk: DeskLine
    rows: tuple[Row, ...]
    members: tuple[MemberLine, ...]
    roster: tuple[Stretch, ...]
    sheets: tuple[SheetLine, ...]
    may: tuple[Literal["roster", "sheet"], ...] = ()


@dataclass(frozen=True, slots=True)
class SheetCase:
    """One case on a sheet, as it stood then; `entry_id` leads to it. `clock` names what was awaited."""

    entry_id: str
    party: Party
    clock: str
    due: datetime | None
    late: bool
    officer: str = ""


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One hand-over sheet. `turn`: what this officer may sign now, "" for nothing. `hash`: of the signed bytes, hex."""

    now: datetime
    desk: DeskLine
    sheet: SheetLine
    on_duty: tuple[str, ...]
    open: int
    late: int
    cases: tuple[SheetCase, ...]
    left_out: int
    notes: str
    hash: str
    turn: Literal["give", "take", ""] = ""
    signing: Signing | None = None


@dataclass(frozen=True, slots=True)
class Colleague:
    """An officer to whom a case may be handed."""

    name: str
    shown: str
    away: bool = False


@dataclass(frozen=True, slots=True)
class HandPage:
    """A case that is to be handed on: where it is, and where it may go."""

    now: datetime
    entry_id: str
    subject: Text
    party: Party
    desk: DeskLine | None
    desks: tuple[DeskLine, ...]
    colleagues: tuple[Colleague, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What presses for one officer now: how many cases, and how much the most urgent one; 0 and "" for nothing."""

    count: int = 0
    urgency: Literal["soon", "late", "grave", ""] = ""


class OfficeDesk(Protocol):
    """Reads and acts of one officer; see `queries.desk.Desk` for what they raise."""

    def desk_arrange(
        self,
        officer_id: int,
        code: str,
        *,
        name: str,
        topics: tuple[str, ...],
        partners: tuple[str, ...],
        languages: tuple[str, ...],
        main: bool,
    ) -> None: ...
    def desk_place(self, officer_id: int, code: str, who: str, *, place: str) -> None: ...
    def leave_set(self, officer_id: int, who: str, *, begin: datetime, end: datetime) -> None: ...
    def reach_set(self, officer_id: int, who: str, *, address: str) -> None: ...

    def desks(self, officer_id: int) -> DesksPage: ...
    def desk_page(self, officer_id: int, code: str) -> DeskPage: ...
    def roster_add(self, officer_id: int, code: str, *, who: str, begin: datetime, end: datetime) -> None: ...
    def sheet_make(self, officer_id: int, code: str, *, notes: str) -> str:
        """Freeze a new hand-over sheet and give its id."""
        ...

    def sheet(self, officer_id: int, code: str, sheet_id: str) -> SheetPage: ...
    def sheet_sign(self, officer_id: int, code: str, sheet_id: str, *, assertion: str | None) -> None: ...
    def alarm(self, officer_id: int) -> Alarm: ...
    def hand_page(self, officer_id: int, entry_id: str) -> HandPage: ...
    def hand_on(self, officer_id: int, entry_id: str, *, desk: str, who: str, note: str, anyway: bool) -> None:
        """Hand a case to a desk, an officer, or both; "" for none.

        Raises:
            BadInput: nobody is on duty there and `anyway` is not said (code nobody-on-duty).
        """
        ...
