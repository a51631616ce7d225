"""Drafts on My work: those of the officer to go on with, and those of others that wait for the officer's signature.

Nothing is decided here (see `services.approving`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db import connections
from django.db.models import QuerySet

from detente.node.context import Node
from detente.node.queries import draft_subjects
from detente.node.queries.desk import Clock, Draft, Handling, Party, Queue, Row, Unfinished
from detente.node.queries.draft_subjects import Subjects
from detente.node.queries.drafts import draft_in, step_of, steps_of
from detente.node.queries.parties import Parties
from detente.node.services import approving, duties
from detente.node.stores.models import Approval as ApprovalRow
from detente.node.stores.models import DraftRow, Entry, Officer
from detente.node.stores.rows import Reader
from detente.node.stores.statements import fetch, listed, moment_of
from detente.node.stores.together import Together, together
from detente.policy.rules.approval import LASTS

OWN: Final = 12
"""So many of the officer's own drafts are offered to go on with, the newest."""

_DRAFT, _OFFICER = Reader(DraftRow), Reader(Officer)
_DRAFTS: Final = (
    f"SELECT approval.at, {_DRAFT.columns}, {_OFFICER.columns} FROM draft "  # noqa: S608 - names of our own columns
    "JOIN officer ON officer.id = draft.author_id "
    "LEFT JOIN approval ON approval.draft = draft.id AND approval.state = 'given' "
    "WHERE draft.id IN ({drafts}) ORDER BY approval.at"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The drafts of one officer's page, and the messages that they answer, which the page's policy knows."""

    own: tuple[tuple[DraftRow, Draft], ...]
    waiting: tuple[tuple[DraftRow, Draft], ...]
    more: int
    answered: tuple[Entry, ...]


def load(node: Node, officer: Officer, *, most: int, counted: int) -> Shown:
    """Read the drafts of a page: at most `most` that wait for the officer, out of `counted` at most."""
    approves = duties.approves_as(officer) is not None
    asked = _asked(connections[node.alias].vendor, node.alias, officer.pk, approves, counted)
    keys = {key for found in asked.fetch(node.alias)[0] for (key,) in found}
    drafts = _drafts(node, sorted(keys))
    mine = sorted((row for row in drafts if row.author_id == officer.pk), key=lambda row: row.changed, reverse=True)
    others = sorted((row for row in drafts if row.author_id != officer.pk), key=_age)
    shown = [(row, draft_in(row.content)) for row in mine], [(row, draft_in(row.content)) for row in others[:most]]
    answered = draft_subjects.answered_by(node, (draft for each in shown for _, draft in each))
    return Shown(tuple(shown[0]), tuple(shown[1]), max(0, len(others) - most), answered)


@lru_cache(maxsize=1024)
def _asked(vendor: str, alias: str, officer: int, approves: bool, counted: int) -> Together:
    """Give the question after the drafts of an officer, which is the same at each look. `vendor`: its words."""
    drafts = DraftRow.objects.using(alias)
    asked = [drafts.filter(author=officer).order_by("-changed").values_list("pk")[:OWN]]
    if approves:
        asked.append(to_sign(alias, officer).values_list("pk")[:counted])
    return together(alias, asked)


def _drafts(node: Node, keys: Sequence[int]) -> list[DraftRow]:
    """Give drafts with their authors and, as `signed_at`, when the first signature was given."""
    found: dict[int, DraftRow] = {}
    for signed_at, *row in fetch(node.alias, _DRAFTS.format(drafts=listed(keys)), *keys) if keys else ():
        draft = _DRAFT.make(node.alias, row[: len(_DRAFT.names)])
        if draft.pk not in found:
            draft.author = _OFFICER.make(node.alias, row[len(_DRAFT.names) :])
            draft.signed_at = None if signed_at is None else moment_of(signed_at)  # type: ignore[attr-defined]  # read by `_row`
            found[draft.pk] = draft
    return list(found.values())


def to_sign(alias: str, officer: int) -> QuerySet[DraftRow]:
    """Give the drafts that wait for the signature of this officer, longest first; for whoever approves."""
    signed = ApprovalRow.objects.using(alias).filter(by=officer, state="given").values("draft")
    found = DraftRow.objects.using(alias).filter(state=approving.SUBMITTED)
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
