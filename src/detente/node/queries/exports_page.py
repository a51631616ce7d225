"""Exports that take a second person, as values, and all that may be asked of them (see `queries.desk`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from detente.node.queries.approvals import Signed
from detente.node.queries.desk import Handling, Party, Phrase, Signing, Text
from detente.node.services.exports_asked import Ended

Way = Literal["package", "paper"]


@dataclass(frozen=True, slots=True)
class Going:
    """One message of a thread. `goes`: at once, signed (with the signatures that it lacks) or not; `why`: then, why."""

    entry_id: str
    writer: str
    kind: str
    subject: Text
    handling: Handling
    goes: Literal["now", "signed", "stays"]
    why: Phrase | None = None


@dataclass(frozen=True, slots=True)
class AskedExport:
    """An export that waits for a second person. `mine`: the reader asked for it."""

    id: str
    entry_id: str
    party: Party
    subject: Text
    way: str
    by: str
    reason: str
    at: datetime
    signed: tuple[Signed, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class ExportPage:
    """What an export of a thread would give out. `lacking`: so many messages wait for signatures; `asked`: what waits.

    `ended`: how the last one that was asked for ended, "" where it waits; `refused`: why, in words of who refused it.
    """

    now: datetime
    entry_id: str
    way: str
    subject: Text
    party: Party
    messages: tuple[Going, ...]
    lacking: int
    asked: AskedExport | None
    refused: str
    ended: Ended = ""


@dataclass(frozen=True, slots=True)
class ExportApprovalPage:
    """One export that waits, as it would go. `may`: whether the reader signs; `ends`: of what is signed so far.

    `ended`: how it ended, then nothing of it is shown and nobody signs; `because`: in words of who refused it.
    """

    now: datetime
    asked: AskedExport
    messages: tuple[Going, ...]
    signing: Signing
    changed: bool
    may: bool
    ends: datetime | None
    ended: Ended = ""
    because: str = ""


class ExportsDesk(Protocol):
    """Exports that take a second person, for one officer."""

    def export_page(self, officer_id: int, entry_id: str, way: Way) -> ExportPage: ...
    def export_ask(self, officer_id: int, entry_id: str, way: Way, *, reason: str) -> str:
        """Ask a second person to let what lacks a signature leave, and give the number of what was asked."""
        ...

    def exports_waiting(self, officer_id: int) -> tuple[AskedExport, ...]: ...
    def export_approval(self, officer_id: int, export_id: str) -> ExportApprovalPage: ...
    def export_approve(self, officer_id: int, export_id: str, *, challenge: str, assertion: str | None) -> None:
        """Sign exactly what the challenge names."""
        ...

    def export_refuse(self, officer_id: int, export_id: str, *, because: str) -> None:
        """Refuse an export with a reason, or take one's own back."""
        ...
