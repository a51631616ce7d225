"""What waits for a second person, as the desk shows it: drafts that their authors submitted, acts of the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from detente.node.queries.desk import Handling, Party, ReleasePreview, Text
from detente.node.queries.risk_page import RiskLine


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature under a draft: who, in which duty (R, C, D; H assents), when, and whether with a passkey."""

    officer: str
    role: str
    at: datetime
    passkey: bool


@dataclass(frozen=True, slots=True)
class Submitted:
    """A draft in the list. `mine`: the reader wrote it, so a colleague approves it.

    `beside`: a request for information leaves with it, under the same approval.
    """

    draft_id: str
    party: Party
    subject: Text
    message: str
    author: str
    at: datetime
    signed: tuple[Signed, ...]
    mine: bool
    beside: bool = False


@dataclass(frozen=True, slots=True)
class HandedItem:
    """The message that a proposal would hand out, as the officer may read it."""

    entry_id: str
    subject: Text
    handling: Handling


@dataclass(frozen=True, slots=True)
class Proposed:
    """An act of the house that another officer proposed; `act` and `what` are codes and values of the house.

    `about`: the message that it would hand out, None for every other act.
    """

    id: str
    act: str
    what: Mapping[str, str]
    by: str
    at: datetime
    mine: bool
    about: HandedItem | None = None


@dataclass(frozen=True, slots=True)
class ApprovalsPage:
    """Everything that waits for a second person. `four_eyes`: whether this house asks for one.

    `risks`: those of which somebody else judges what is left.
    """

    now: datetime
    four_eyes: bool
    drafts: tuple[Submitted, ...]
    proposals: tuple[Proposed, ...]
    risks: tuple[RiskLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """One draft, as it would leave. `ends`: when what was signed so far is no longer fresh. `may`: whether to sign."""

    now: datetime
    preview: ReleasePreview
    submitted: Submitted
    ends: datetime | None
    may: bool


class ApprovalsDesk(Protocol):
    """What the pages of approvals may ask."""

    def approvals_due(self, officer_id: int) -> int:
        """Give how much waits for this officer's signature."""
        ...

    def approvals(self, officer_id: int) -> ApprovalsPage: ...
    def approval(self, officer_id: int, draft_id: str) -> ApprovalPage: ...

    def submit(self, officer_id: int, draft_id: str, *, challenge: str, assertion: str | None) -> None:
        """Press send on exactly what the challenge names; a second person approves it."""
        ...

    def approve(self, officer_id: int, draft_id: str, *, challenge: str, assertion: str | None) -> str:
        """Approve exactly what the challenge names; give the entry that left, or "" where another signature is due."""
        ...

    def give_back(self, officer_id: int, draft_id: str, *, because: str) -> None: ...
    def proposal_confirm(self, officer_id: int, proposal_id: str) -> None: ...
    def proposal_decline(self, officer_id: int, proposal_id: str) -> None: ...
