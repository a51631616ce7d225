"""The lists of upkeep: who inside was told, what is to be reviewed, what looks like what; for screens and commands.

Everything of these lists stays in the house. What an officer may not know of is left out of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from django.db import connections
from django.db.models import Exists, OuterRef, Q, QuerySet

from detente.node.context import Node
from detente.node.queries import rows, withholding
from detente.node.queries.limits import HIDDEN, NONE
from detente.node.queries.upkeep_page import BetweenDesks, KeptMatter, LooksLike, ToldLine, UpkeepDue
from detente.node.services import between_desks as waiting
from detente.node.services import disseminating, duties, filing, resembling, retaining
from detente.node.services.deciding import Asking
from detente.node.stores.models import CaseRow, Dissemination, Entry, Likeness, Officer, Retention
from detente.node.stores.together import Together, together
from detente.policy.assessed import ASSESSED

SHOWN: Final = 20
"""So many likenesses one page shows."""


def due(node: Node, officer: Officer) -> UpkeepDue:
    """Give what upkeep asks of an officer now: the newest likenesses, due reviews, what lies between desks."""
    tomorrow = (node.now() + timedelta(days=1)).date()  # whatever our zone, no review is due that began later
    alike, reviews, between = _any(connections[node.alias].vendor, node.alias, tomorrow).fetch(node.alias)[0]
    return UpkeepDue(
        likenesses(node, officer, counted=False) if alike else (),
        reviews_due(node, officer)[:SHOWN] if reviews and duties.has(officer, "purge") else (),
        between_desks(node, officer)[:SHOWN] if between else (),
    )


@lru_cache(maxsize=16)
def _any(vendor: str, alias: str, day: date) -> Together:
    """Give the question whether there is anything of each list; on most days, and so at most looks, there is not."""
    return together(
        alias,
        [
            Likeness.objects.using(alias).filter(outcome="").values_list("pk")[:1],
            Retention.objects.using(alias).filter(review_on__lte=day, purged_at=None).values_list("pk")[:1],
            waiting.open_rows(alias).values_list("pk")[:1],
        ],
    )


def dissemination(node: Node, opener: Entry) -> tuple[ToldLine, ...]:
    """Give the dissemination list of a case."""
    return tuple(_told(row) for row in disseminating.current(node, opener))


def overrides(node: Node, *, since: datetime | None = None) -> tuple[ToldLine, ...]:
    """Give every override of a dissemination list, newest first: for oversight."""
    found = Dissemination.objects.using(node.alias).exclude(overrides=None)
    found = found if since is None else found.filter(at__gte=since)
    found = found.select_related("officer", "overrides", "entry").defer(*_of("entry"))
    return tuple(_told(row, message=row.entry.uid) for row in found.order_by("-pk"))


def left_out(node: Node, *, since: datetime | None = None) -> tuple[ToldLine, ...]:
    """Give every line by which somebody was not told, newest first, with what an override made of it: for oversight."""
    found = Dissemination.objects.using(node.alias).filter(told=False)
    found = found if since is None else found.filter(at__gte=since)
    found = found.select_related("officer", "overrides", "entry").defer(*_of("entry"))
    return tuple(_told(row, message=row.entry.uid) for row in found.order_by("-pk"))


def kept(node: Node, officer: Officer, opener: Entry) -> KeptMatter | None:
    """Give the dates of a matter that the officer may know of, None where it is not closed."""
    row = Retention.objects.using(node.alias).filter(entry=opener).select_related("entry__partner").first()
    return None if row is None else _kept(node, row, _Subjects(node, officer, [row.entry]))


def reviews_due(node: Node, officer: Officer) -> tuple[KeptMatter, ...]:
    """Give the closed matters whose review is due, the longest due first."""
    found = retaining.due(node)
    said = _Subjects(node, officer, [row.entry for row in found])
    return tuple(_kept(node, row, said) for row in found if row.entry_id in said.known)


def likenesses(node: Node, officer: Officer, *, mine: bool = True, counted: bool = True) -> tuple[LooksLike, ...]:
    """Give what looks like an older matter and nobody decided on, newest first; `mine`: older matters of the officer.

    A matter that nobody owns is everybody's. `counted`: with the number of its sources, which reads each content.
    """
    found = _open_likenesses(node).order_by("-pk")[: retaining.MOST if counted else SHOWN]
    return _likenesses(node, officer, list(found), mine=mine, counted=counted)


def alike(node: Node, officer: Officer, opener: Entry) -> tuple[LooksLike, ...]:
    """Give what looks like one message, or is what it looks like, while nobody has decided."""
    found = _open_likenesses(node).filter(Q(first=opener) | Q(second=opener)).order_by("-pk")[:SHOWN]
    return _likenesses(node, officer, list(found), mine=False, counted=True)


def _open_likenesses(node: Node) -> QuerySet[Likeness]:
    closed = Retention.objects.using(node.alias).filter(entry=OuterRef("first"))
    found = Likeness.objects.using(node.alias).filter(outcome="").select_related("first__partner", "second__partner")
    return found.annotate(closed=Exists(closed)).defer(*_of("first"), *_of("second"))


def _likenesses(
    node: Node, officer: Officer, found: list[Likeness], *, mine: bool, counted: bool
) -> tuple[LooksLike, ...]:
    if mine and found:
        owners = owners_of(node, {row.first_id for row in found})
        found = [row for row in found if not owners[row.first_id] or officer.pk in owners[row.first_id]]
    said = _Subjects(node, officer, [entry for row in found for entry in (row.first, row.second)])
    return tuple(
        _likeness(node, row, said, counted=counted) for row in found if {row.first_id, row.second_id} <= said.known
    )


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
    said = _Subjects(node, officer, [row.case.entry for row in found])
    return tuple(
        BetweenDesks(
            row.case.entry.uid,
            said.of(row.case.entry),
            "" if row.from_desk is None else row.from_desk.code,
            row.to_desk.code,
            row.offered_by.name,
            row.opened_at,
            row.next_due or row.opened_at,
            waiting.alarm_of(row) if row.alarmed_at is not None else "",
        )
        for row in found
        if row.case.entry_id in said.known
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


class _Subjects:
    """Which of some messages an officer may know of, and their subjects as the officer may read them."""

    def __init__(self, node: Node, officer: Officer, entries: Sequence[Entry]) -> None:
        asking = Asking(node, officer)
        known = asking.may_know(entries)
        self.known = {entry.pk for entry in known}
        self._closed = withholding.limits(asking, known)

    def of(self, entry: Entry) -> str:
        """Give the subject of a message that the officer may know of."""
        return HIDDEN if self._closed.get(entry.pk, NONE).hides_subject else entry.subject


def _kept(node: Node, row: Retention, said: _Subjects) -> KeptMatter:
    dates = retaining.dates_of(row)
    return KeptMatter(
        row.entry.uid,
        said.of(row.entry),
        row.entry.partner.code,
        row.outcome,
        row.outcome if row.outcome in ASSESSED else "",
        row.closed_at,
        row.review_on,
        row.delete_on,
        row.purged_at,
        row.purged_at is None and dates.review_is_due(now=node.now(), zone=retaining.zone(node)),
    )


def _likeness(node: Node, row: Likeness, said: _Subjects, *, counted: bool) -> LooksLike:
    return LooksLike(
        row.first.uid,
        row.second.uid,
        said.of(row.first),
        said.of(row.second),
        row.first.partner.code,
        row.second.partner.code,
        tuple(row.ways),
        bool(row.closed),  # type: ignore[attr-defined]  # an annotation of `_open_likenesses`
        len(resembling.origins(node, row.second)) if counted else 0,
        row.found_at,
        row.outcome,
    )


def _of(name: str) -> Sequence[str]:
    return tuple(f"{name}__{column}" for column in rows.HEAVY)
