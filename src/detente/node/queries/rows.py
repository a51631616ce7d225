"""Lines of queues and lists: entries with their case, handling, files and whether this officer has seen them.

However many rows a page has, it costs the same number of reads.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db.models import Q, QuerySet

from detente.cases.case import Case
from detente.model.handling import Handling as Label
from detente.node.context import Node
from detente.node.queries import phrases, receipts, withholding
from detente.node.queries.desk import Phrase, Row, Text
from detente.node.queries.limits import HIDDEN
from detente.node.queries.parties import Parties
from detente.node.services import casework, correcting
from detente.node.services.deciding import Asking
from detente.node.stores import calendars, dialogues
from detente.node.stores.calendars import Places
from detente.node.stores.entry_words import NOT_MESSAGES as NOT_MESSAGES
from detente.node.stores.models import CaseRow, Entry, Officer, Partner
from detente.node.stores.rows import Reader
from detente.node.stores.statements import fetch, listed
from detente.protocol import header as headers

MESSAGE: Final = ~Q(kind__in=NOT_MESSAGES) & ~Q(ours=False, judged=False) & ~Q(ours=False, code__gt="")
"""What has a page: a message that reached a desk, or is ours."""
HEAVY: Final = ("box", "body", "plaintext", "cek", "batch__checkpoint", "batch__receipt")
LISTED: Final = (
    *("uid", "cid", "root", "re", "seq", "kind", "message", "ours", "created", "subject", "header", "code", "judged"),
    *("agreement", "topic", "scope", "partner__party", "partner__state", "batch__held_at"),
)
"""All that a list, its clocks and its policy ask of an entry; most of the bytes are in what is left out."""

_LABEL: Final = Reader(
    Entry, only=("id", "partner_id", "uid", "header", "ours", "kind", "message", "topic", "agreement")
)
_PARTNER: Final = Reader(Partner)
_LABELS: Final = (
    f"SELECT {_LABEL.columns}, {_PARTNER.columns} FROM entry JOIN partner ON partner.id = entry.partner_id "  # noqa: S608 - names of our own columns
    "WHERE entry.id IN ({entries})"
)
_BESIDE: Final = (
    "SELECT entry_id, 0 FROM seen WHERE officer_id = %s AND entry_id IN ({entries}) UNION ALL "
    "SELECT entry_id, COUNT(*) FROM attachment WHERE entry_id IN ({entries}) GROUP BY entry_id"
)
"""Which entries an officer has seen, and how many files those have that have any."""
_CASE, _OFFICER = Reader(CaseRow), Reader(Officer)
_CASES: Final = (
    f'SELECT {_CASE.columns}, {_OFFICER.columns} FROM "case" LEFT JOIN officer ON officer.id = "case".assignee_id '  # noqa: S608 - names of our own columns
    'WHERE "case".entry_id IN ({entries})'
)


def messages_of(node: Node) -> QuerySet[Entry]:
    """Give the entries that are messages and that reached a desk, or are ours."""
    return Entry.objects.using(node.alias).filter(MESSAGE)


def light(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Read no more than a list shows."""
    return rows.select_related("partner", "batch").only(*LISTED)


def labels_of(node: Node, keys: Collection[int]) -> list[Entry]:
    """Give entries with no more than policy asks of them; those of one partner have the same object of it."""
    found, partners = [], dict[int, Partner]()
    for row in fetch(node.alias, _LABELS.format(entries=listed(keys)), *keys) if keys else ():
        entry = _LABEL.make(node.alias, row[: len(_LABEL.names)])
        if entry.partner_id not in partners:
            partners[entry.partner_id] = _PARTNER.make(node.alias, row[len(_LABEL.names) :])
        entry.partner = partners[entry.partner_id]
        found.append(entry)
    return found


@lru_cache(maxsize=4096)
def _label(header: bytes) -> Label:
    """Give the handling of a header; officers look at the same rows again and again, and headers never change."""
    return headers.parse(header).handling


def rows_of(asking: Asking, entries: Sequence[Entry], parties: Parties, *, now: datetime) -> tuple[Row, ...]:
    """Give the lines of these entries for the officer who asks, in their order."""
    node, officer = asking.around.node, asking.around.officer
    ids = [entry.pk for entry in entries]
    if not entries:
        return ()
    beside = fetch(node.alias, _BESIDE.format(entries=listed(ids)), officer.pk, *ids, *ids)
    seen = {key for key, count in beside if not count}
    files: dict[int, int] = {key: count for key, count in beside if count}
    cases, places = cases_of(node, entries), calendars.load(node.alias)
    closed, about = withholding.limits(asking, entries), _about(asking, entries)
    marked = correcting.marks(node, entries)
    return tuple(
        _row(
            entry,
            cases.get(entry.pk),
            parties,
            places,
            now=now,
            new=entry.pk not in seen,
            files=files.get(entry.pk, 0),
            hidden=entry.pk in closed and closed[entry.pk].hides_subject,
            mark=marked.get(entry.pk, ""),
            about=about.get(entry.pk, ""),
        )
        for entry in entries
    )


def _about(asking: Asking, entries: Sequence[Entry]) -> dict[int, str]:
    """Give the subject of its thread, as the officer may read it, for each entry that has none of its own."""
    replies = [entry for entry in entries if not entry.subject.strip() and entry.root != entry.cid]
    if not replies:
        return {}
    rows = Entry.objects.using(asking.around.node.alias).filter(
        partner__in={entry.partner_id for entry in replies},
        ours__in=(True, False),
        cid__in={entry.root for entry in replies},
    )
    roots = asking.may_know(light(rows))
    subjects = withholding.subjects(asking, roots)
    found = {(row.partner_id, row.cid): subjects[row.pk] for row in roots}
    return {entry.pk: found.get((entry.partner_id, entry.root), "") for entry in replies}


def cases_of(node: Node, entries: Sequence[Entry]) -> dict[int, CaseRow]:
    """Give the cases that these entries opened, by entry."""
    given = {entry.pk: entry for entry in entries}
    found: dict[int, CaseRow] = {}
    for row in fetch(node.alias, _CASES.format(entries=listed(given)), *given) if given else ():
        case = _CASE.make(node.alias, row[: len(_CASE.names)])
        officer = row[len(_CASE.names) :]
        case.entry = given[case.pk]
        case.assignee = None if case.assignee_id is None else _OFFICER.make(node.alias, officer)
        found[case.pk] = case
    return found


def case_in(row: CaseRow | None, places: Places) -> Case | None:
    """Give the case in a row, None where there is none that this release plays."""
    if row is None or row.dialogue not in casework.PLAYED:
        return None
    return dialogues.read(row, root=row.entry.cid, places=places)


def waits_to_be_opened(case: Case | None) -> bool:
    """Whether its content is closed to everybody here: opening is an act."""
    return case is not None and casework.is_closed(case)


def _row(
    entry: Entry,
    case_row: CaseRow | None,
    parties: Parties,
    places: Places,
    *,
    now: datetime,
    new: bool,
    files: int,
    hidden: bool,
    mark: str,
    about: str,
) -> Row:
    case = case_in(case_row, places)
    clocks = () if case is None else case.clocks
    label = _label(bytes(entry.header))
    given = () if case is None or not entry.ours else receipts.four(case, clocks, code=entry.code, now=now)
    if entry.ours and case is None:
        given = receipts.alone(_held_at(entry), "them", code=entry.code)
    assignee = None if case_row is None else case_row.assignee
    return Row(
        entry_id=entry.uid,
        party=parties.by_row[entry.partner_id],
        subject=Text(HIDDEN if hidden else entry.subject),
        kind=entry.message or entry.kind,
        handling=phrases.label(label, parties),
        clock=None if case is None else receipts.nearest(case, clocks, now=now),
        new=new and not entry.ours,
        files=files,
        receipts=given,
        assigned="" if assignee is None else assignee.shown,
        notes=_notes(entry, mark),
        about=Text(about),
    )


def _notes(entry: Entry, mark: str) -> tuple[Phrase, ...]:
    queued = entry.ours and _held_at(entry) is None and not entry.code
    return (*((Phrase(f"note.{mark}"),) if mark else ()), *((Phrase("note.queued"),) if queued else ()))


def _held_at(entry: Entry) -> datetime | None:
    return None if entry.batch is None else entry.batch.held_at
