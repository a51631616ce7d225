"""The lists of upkeep: who inside was told, what is to be reviewed, what looks like what; for screens and commands.

Everything of these lists stays in the house. What an officer may not know of is left out of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from detente.node.context import Node
from detente.node.queries import rows
from detente.node.services import between_desks as waiting
from detente.node.services import disseminating, filing, resembling, retaining
from detente.node.services.deciding import Asking
from detente.node.stores.models import CaseRow, Dissemination, Entry, Likeness, Officer, Retention
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


def dissemination(node: Node, opener: Entry) -> tuple[ToldLine, ...]:
    """Give the dissemination list of a case."""
    return tuple(_told(row) for row in disseminating.current(node, opener))


def overrides(node: Node) -> tuple[ToldLine, ...]:
    """Give every override of a dissemination list, newest first: for oversight."""
    found = Dissemination.objects.using(node.alias).exclude(overrides=None)
    found = found.select_related("officer", "overrides", "entry").defer(*_of("entry"))
    return tuple(_told(row, message=row.entry.uid) for row in found.order_by("-pk"))


def left_out(node: Node) -> tuple[ToldLine, ...]:
    """Give every line by which somebody was not told, newest first, with what an override made of it: for oversight."""
    found = Dissemination.objects.using(node.alias).filter(told=False)
    found = found.select_related("officer", "overrides", "entry").defer(*_of("entry"))
    return tuple(_told(row, message=row.entry.uid) for row in found.order_by("-pk"))


def kept(node: Node, opener: Entry) -> KeptMatter | None:
    """Give the dates of a matter, None where it is not closed."""
    row = Retention.objects.using(node.alias).filter(entry=opener).select_related("entry__partner").first()
    return None if row is None else _kept(node, row)


def reviews_due(node: Node, officer: Officer) -> tuple[KeptMatter, ...]:
    """Give the closed matters whose review is due, the longest due first."""
    found = retaining.due(node)
    known = {entry.pk for entry in Asking(node, officer).may_know([row.entry for row in found])}
    return tuple(_kept(node, row) for row in found if row.entry_id in known)


def likenesses(node: Node, officer: Officer, *, mine: bool = True) -> tuple[LooksLike, ...]:
    """Give what looks like an older matter and nobody decided on, newest first; `mine`: older matters of the officer.

    A matter that nobody owns is everybody's.
    """
    found = list(
        Likeness.objects.using(node.alias)
        .filter(outcome="")
        .select_related("first__partner", "second__partner")
        .order_by("-pk")[: retaining.MOST]
    )
    if mine:
        owners = owners_of(node, {row.first_id for row in found})
        found = [row for row in found if not owners[row.first_id] or officer.pk in owners[row.first_id]]
    both = [entry for row in found for entry in (row.first, row.second)]
    known = {entry.pk for entry in Asking(node, officer).may_know(both)}
    return tuple(_likeness(node, row) for row in found if {row.first_id, row.second_id} <= known)


def owners_of(node: Node, openers: Collection[int]) -> dict[int, set[int]]:
    """Give who answers for each matter: whoever took the case, and the owners of the files that it lies in."""
    owners: dict[int, set[int]] = {key: set() for key in openers}
    cases = CaseRow.objects.using(node.alias).filter(pk__in=owners, assignee__isnull=False)
    for key, officer in cases.values_list("pk", "assignee_id"):
        owners[key].add(officer)
    entries = Entry.objects.using(node.alias).filter(pk__in=owners, case_files__isnull=False)
    for key, officer in entries.values_list("pk", "case_files__file__owner_id"):
        owners[key].add(officer)
    return owners


def between_desks(node: Node, officer: Officer) -> tuple[BetweenDesks, ...]:
    """Give what was offered to another desk and is not taken, as far as it concerns the officer."""
    found = waiting.of_officer(node, officer)
    known = {entry.pk for entry in Asking(node, officer).may_know([row.case.entry for row in found])}
    return tuple(
        BetweenDesks(
            row.case.entry.uid,
            row.case.entry.subject,
            "" if row.from_desk is None else row.from_desk.code,
            row.to_desk.code,
            row.offered_by.name,
            row.opened_at,
            row.next_due or row.opened_at,
            waiting.alarm_of(row) if row.alarmed_at is not None else "",
        )
        for row in found
        if row.case.entry_id in known
    )


def linked(node: Node, opener: Entry) -> tuple[str, ...]:
    """Give the ids of the messages that one is linked with by likeness; each keeps its own case."""
    return tuple(entry.uid for entry in resembling.linked(node, opener))


def files(node: Node, opener: Entry) -> tuple[str, ...]:
    """Give the numbers of the own files that a case lies in."""
    return tuple(file.number for file in filing.files_of(node, opener))


def _told(row: Dissemination, *, message: str = "") -> ToldLine:
    before = row.overrides
    return ToldLine(
        row.recipient,
        row.told,
        row.reason,
        row.officer.name,
        row.at,
        overridden="" if before is None else before.reason,
        note=row.note,
        message=message,
    )


def _kept(node: Node, row: Retention) -> KeptMatter:
    dates = retaining.dates_of(row)
    return KeptMatter(
        row.entry.uid,
        row.entry.subject,
        row.entry.partner.code,
        row.outcome,
        row.outcome if row.outcome in ASSESSED else "",
        row.closed_at,
        row.review_on,
        row.delete_on,
        row.purged_at,
        row.purged_at is None and dates.review_is_due(now=node.now(), zone=retaining.zone(node)),
    )


def _likeness(node: Node, row: Likeness) -> LooksLike:
    return LooksLike(
        row.first.uid,
        row.second.uid,
        row.first.subject,
        row.second.subject,
        row.first.partner.code,
        row.second.partner.code,
        tuple(row.ways),
        Retention.objects.using(node.alias).filter(entry=row.first).exists(),
        len(resembling.origins(node, row.second)),
        row.found_at,
        row.outcome,
    )


def _of(name: str) -> Sequence[str]:
    return tuple(f"{name}__{column}" for column in rows.HEAVY)
