"""Drafts on My work: those of the officer to go on with, and those of others that wait for the officer's signature.

One statement gives both; nothing is decided here (see `services.approving`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import OuterRef, Q, Subquery

from detente.node.context import Node
from detente.node.queries import draft_subjects
from detente.node.queries.desk import Clock, Draft, Handling, Party, Queue, Row, Unfinished
from detente.node.queries.draft_subjects import Subjects
from detente.node.queries.drafts import draft_in, step_of, steps_of
from detente.node.queries.parties import Parties
from detente.node.services import approving, duties
from detente.node.stores.models import Approval as ApprovalRow
from detente.node.stores.models import DraftRow, Entry, Officer
from detente.policy.rules.approval import LASTS

OWN: Final = 12
"""So many of the officer's own drafts are offered to go on with, the newest."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The drafts of one officer's page, and the messages that they answer, which the page's policy knows."""

    own: tuple[tuple[DraftRow, Draft], ...]
    waiting: tuple[tuple[DraftRow, Draft], ...]
    more: int
    answered: tuple[Entry, ...]


def load(node: Node, officer: Officer, *, most: int, counted: int) -> Shown:
    """Read the drafts of a page: at most `most` that wait for the officer, out of `counted` at most."""
    found = DraftRow.objects.using(node.alias)
    own = found.filter(author=officer).order_by("-changed").values("pk")[:OWN]
    wanted = Q(pk__in=own)
    if duties.approves_as(officer) is not None:
        wanted |= Q(pk__in=to_sign(node, officer).values("pk")[:counted])
    given = ApprovalRow.objects.using(node.alias).filter(draft=OuterRef("pk"), state="given").order_by("at")
    drafts = list(found.filter(wanted).select_related("author").annotate(signed_at=Subquery(given.values("at")[:1])))
    mine = sorted((row for row in drafts if row.author_id == officer.pk), key=lambda row: row.changed, reverse=True)
    others = sorted((row for row in drafts if row.author_id != officer.pk), key=_age)
    shown = [(row, draft_in(row.content)) for row in mine], [(row, draft_in(row.content)) for row in others[:most]]
    answered = draft_subjects.answered_by(node, (draft for each in shown for _, draft in each))
    return Shown(tuple(shown[0]), tuple(shown[1]), max(0, len(others) - most), answered)


def to_sign(node: Node, officer: Officer) -> Any:
    """Give the drafts that wait for the signature of this officer, longest first; for whoever approves."""
    signed = ApprovalRow.objects.using(node.alias).filter(by=officer, state="given").values("draft")
    found = DraftRow.objects.using(node.alias).filter(state=approving.SUBMITTED)
    return found.exclude(author=officer).exclude(pk__in=signed).order_by("submitted_at", "pk")


def unfinished(shown: Shown, parties: Parties, answered: Subjects) -> tuple[Unfinished, ...]:
    """Give the officer's own drafts, the newest first."""
    return tuple(
        Unfinished(
            str(row.pk),
            None if row.partner_id is None else parties.by_row.get(row.partner_id),
            draft_subjects.subject(row, draft, answered),
            draft.message,
            step_of(draft),
            steps_of(draft),
            row.changed,
        )
        for row, draft in shown.own
    )


def queue(shown: Shown, parties: Parties, answered: Subjects, *, now: datetime) -> Queue:
    """Give the queue of what waits for the officer's signature, longest first."""
    lines = tuple(_row(row, draft, parties, answered, now=now) for row, draft in shown.waiting)
    return Queue("approve", lines, shown.more)


def _row(row: DraftRow, draft: Draft, parties: Parties, answered: Subjects, *, now: datetime) -> Row:
    signed: datetime | None = row.signed_at  # type: ignore[attr-defined]  # an annotation of `load`
    ends = None if signed is None else signed + LASTS
    party: Party = parties.us if row.partner_id is None else parties.by_row[row.partner_id]
    return Row(
        entry_id="",
        party=party,
        subject=draft_subjects.subject(row, draft, answered),
        kind=draft.message,
        handling=Handling(draft.tlp, tuple(sorted(draft.h)), draft.codes or (), draft.originator_control),
        clock=None if ends is None else Clock("approval", "us", "overdue" if ends <= now else "calm", ends, ends - now),
        assigned=row.author.shown,
        draft_id=str(row.pk),
    )


def _age(row: DraftRow) -> tuple[datetime, int]:
    return row.submitted_at or row.changed, row.pk
