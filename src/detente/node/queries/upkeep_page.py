"""What the screens of upkeep show, as frozen values, and `UpkeepDesk`, all that they may ask (see `queries.desk`).

Who inside was told, when a closed matter is looked at and deleted, what looks like what, what lies between desks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from detente.node.queries.desk import Choice
from detente.policy.assessed import ASSESSED
from detente.policy.dissemination import WITHHELD


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One line of a dissemination list as it holds now. `overridden`: the reason for which they had been left out."""

    recipient: str
    told: bool
    reason: str
    by: str
    at: datetime
    overridden: str = ""
    note: str = ""
    message: str = ""

    @property
    def words(self) -> str:
        """The line in words."""
        if self.told:
            return f"told by override of {self.by}" if self.overridden else f"told, by {self.by}"
        return f"not told: {self.reason}, by {self.by}"

    def label(self, language: str) -> str:
        """Give the reason in words of a language, in English where there are none."""
        words = WITHHELD.get(self.reason or self.overridden, {})
        return words.get(language) or words.get("en", "")

    def to_json(self) -> dict[str, Any]:
        """Give what the command shows."""
        return {
            "recipient": self.recipient,
            "told": self.told,
            "reason": self.reason,
            "by": self.by,
            "at": self.at.isoformat(),
            "overridden": self.overridden,
            "note": self.note,
            "message": self.message,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class KeptMatter:
    """A closed matter with its dates. `category`: the code of what is shown of the person, "" where nothing."""

    message: str
    subject: str
    partner: str
    outcome: str
    category: str
    closed_at: datetime
    review_on: date
    delete_on: date
    purged_at: datetime | None
    review_due: bool

    def category_in(self, language: str) -> str:
        """Give what is shown of the person in words of a language, "" where nothing is."""
        words = ASSESSED.get(self.category, {})
        return words.get(language) or words.get("en", "")

    @property
    def state(self) -> str:
        """What has become of the content."""
        return "here" if self.purged_at is None else "purged, proof kept"

    def to_json(self) -> dict[str, Any]:
        """Give what the command shows."""
        return {
            "id": self.message,
            "subject": self.subject,
            "partner": self.partner,
            "outcome": self.outcome,
            "category": self.category_in("en"),
            "closed_at": self.closed_at.isoformat(),
            "review_on": self.review_on.isoformat(),
            "delete_on": self.delete_on.isoformat(),
            "review_due": self.review_due,
            "state": self.state,
        }


@dataclass(frozen=True, slots=True)
class LooksLike:
    """A newer message that looks like an older one. `closed`: the older matter is closed, so its owner may reopen it.

    `origins`: from how many sources the two come together.
    """

    older: str
    newer: str
    older_subject: str
    newer_subject: str
    older_partner: str
    newer_partner: str
    ways: tuple[str, ...]
    closed: bool
    origins: int
    found_at: datetime
    outcome: str

    @property
    def words(self) -> str:
        """The prompt in words."""
        asked = "reopen?" if self.closed else "the same matter?"
        kind = "closed" if self.closed else "open"
        return f"{self.newer[:8]} looks like {kind} {self.older[:8]}: {asked}"

    def to_json(self) -> dict[str, Any]:
        """Give what the command shows."""
        return {
            "older": self.older,
            "newer": self.newer,
            "older_partner": self.older_partner,
            "newer_partner": self.newer_partner,
            "ways": list(self.ways),
            "closed": self.closed,
            "origins": self.origins,
            "outcome": self.outcome,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class BetweenDesks:
    """What one desk offered and the other has not taken. `alarm`: its words, "" before its limit."""

    message: str
    subject: str
    giver: str
    taker: str
    offered_by: str
    since: datetime
    due: datetime
    alarm: str

    def to_json(self) -> dict[str, Any]:
        """Give what the command shows."""
        return {
            "id": self.message,
            "subject": self.subject,
            "from": self.giver,
            "to": self.taker,
            "offered_by": self.offered_by,
            "since": self.since.isoformat(),
            "due": self.due.isoformat(),
            "alarm": self.alarm,
        }


@dataclass(frozen=True, slots=True)
class UpkeepDue:
    """What upkeep asks of one officer now."""

    alike: tuple[LooksLike, ...] = ()
    reviews: tuple[KeptMatter, ...] = ()
    between: tuple[BetweenDesks, ...] = ()

    @property
    def count(self) -> int:
        """How much it is together."""
        return len(self.alike) + len(self.reviews) + len(self.between)


@dataclass(frozen=True, slots=True)
class HandoverAct:
    """An act that stands open in a hand-over, for this officer. `reasons`: codes to choose from, where it asks one."""

    event: str
    reasons: tuple[Choice, ...] = ()
    desks: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """One hand-over of a case from desk to desk. `giver`, `taken_by`: "" where there is none."""

    giver: str
    taker: str
    state: str
    offered_by: str
    at: datetime
    due: datetime | None = None
    taken_by: str = ""
    reason: Choice | None = None
    note: str = ""
    alarmed: bool = False


@dataclass(frozen=True, slots=True)
class CaseUpkeep:
    """The house's own lists of one case. `state`: its own state, by code. `may`: what this officer may do here.

    `held`: a legal hold lies on it. `linked`: ids of messages that it is alike and linked with.
    """

    state: str
    told: tuple[ToldLine, ...] = ()
    reasons: tuple[Choice, ...] = ()
    kept: KeptMatter | None = None
    held: bool = False
    alike: tuple[LooksLike, ...] = ()
    handovers: tuple[Handover, ...] = ()
    handover_acts: tuple[HandoverAct, ...] = ()
    may: frozenset[str] = frozenset()


class UpkeepDesk(Protocol):
    """Upkeep for one officer. Every reason is in words and goes on record."""

    def upkeep_due(self, officer_id: int) -> UpkeepDue: ...
    def case_upkeep(self, officer_id: int, entry_id: str) -> CaseUpkeep: ...
    def told(self, officer_id: int, entry_id: str, *, recipient: str, reason: str) -> None:
        """Set down that somebody inside was told, or with the code of a reason that they were not."""
        ...

    def told_override(self, officer_id: int, entry_id: str, *, recipient: str, reason: str) -> None: ...
    def review(self, officer_id: int, entry_id: str, *, keep: bool, reason: str) -> None: ...
    def legal_hold(self, officer_id: int, entry_id: str, *, held: bool, reason: str) -> None: ...
    def alike(self, officer_id: int, older: str, newer: str, *, taken_up: bool, reason: str) -> None:
        """Say whether the older matter is taken up again with the newer message, or they are two matters."""
        ...

    def purge_certificate(self, officer_id: int, entry_id: str) -> bytes:
        """Give the signed record of a deletion."""
        ...

    def handover(self, officer_id: int, entry_id: str, event: str, *, to: str, code: str, note: str) -> None:
        """Do one act of the hand-over of a case between desks."""
        ...
