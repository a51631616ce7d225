"""What the pages of oversight show, as frozen values, and all that they may ask. Nothing here changes anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from detente.node.queries.desk import Choice, Clock, Party, Receipt, Text
from detente.node.queries.further_page import OnwardLine, OwedLine, UseLine
from detente.node.queries.upkeep_page import ToldLine
from detente.node.queries.watches_page import WatchLine


@dataclass(frozen=True, slots=True)
class SilenceLine:
    """Something that was awaited and did not come. `silent`: who owes it. `steps`: how often who was reminded."""

    entry_id: str
    ref: str
    partner: Party
    silent: Party
    ours: bool
    receipts: tuple[Receipt, ...]
    clock: Clock
    reminders: int = 0
    head_told: bool = False
    other_channel: datetime | None = None


@dataclass(frozen=True, slots=True)
class ContactLine:
    """How a contact with a partner came to stand: who compared, who confirmed; "" and None where nobody did."""

    partner: Party
    state: str
    met_at: datetime
    compared_by: str = ""
    compared_at: datetime | None = None
    confirmed_by: str = ""
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """How often a ground refused, by the inner ground, which the partner never sees."""

    ground: str
    label: Choice
    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class WaiverLine:
    """A rule that a person set aside: what, who, when, and the words."""

    act: str
    officer: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UnsignedLine:
    """An act that commits the house and that no passkey signed."""

    act: str
    officer: str
    at: datetime
    entry_id: str = ""


@dataclass(frozen=True, slots=True)
class LogProof:
    """The record: how long it is, its head as hex, and what verifying it found; None: not verified on this page."""

    entries: int
    root: str
    added: int
    witnesses: tuple[Party, ...]
    verified_at: datetime | None = None
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OversightPage:
    """Everything that oversight looks at first. Counts, lists of who was told and uses are of the last 92 days.

    `uses`: of what partners sent; `onward`: to whom it went on; `owed`: what a permit obliged to and nobody did yet.
    `undecided`: watches whose end has passed, which go on firing until a person renews or ends them.
    """

    now: datetime
    silences: tuple[SilenceLine, ...]
    contacts: tuple[ContactLine, ...]
    refusals: tuple[RefusalLine, ...]
    waivers: tuple[WaiverLine, ...]
    unsigned: tuple[UnsignedLine, ...]
    log: LogProof
    left_out: tuple[ToldLine, ...] = ()
    overrides: tuple[ToldLine, ...] = ()
    uses: tuple[UseLine, ...] = ()
    onward: tuple[OnwardLine, ...] = ()
    owed: tuple[OwedLine, ...] = ()
    undecided: tuple[WatchLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SampledMessage:
    """A message as oversight reads it: who, when, under which label, and its words."""

    now: datetime
    entry_id: str
    partner: Party
    ours: bool
    kind: str
    subject: Text
    codes: tuple[str, ...]
    created: datetime
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One line of oversight's own log."""

    sequence: int
    at: datetime
    officer: str
    what: str
    reason: str
    count: int


class OversightDesk(Protocol):
    """Reads of oversight; each is put down with its reason before it is shown, and no other role may ask any of it."""

    def oversight_ready(self, officer_id: int) -> bool:
        """Whether oversight has its key: without one nothing is shown."""
        ...

    def oversight_key(self, officer_id: int, *, passphrase: str) -> None: ...
    def oversight(self, officer_id: int, *, reason: str, verify: bool = False) -> OversightPage: ...
    def oversight_sample(self, officer_id: int, *, count: int, reason: str) -> tuple[SampledMessage, ...]: ...
    def oversight_log(self, officer_id: int, *, passphrase: str) -> tuple[ReadingLine, ...]: ...
    def oversight_export(self, officer_id: int, *, reason: str) -> bytes:
        """Give the record as JSON lines that verify elsewhere."""
        ...
