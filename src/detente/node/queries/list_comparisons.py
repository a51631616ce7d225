"""How far a list is compared with all whom this node holds, and what that came to, as one officer may see it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Final

from detente.audit.acts import Act
from detente.intake.lists import letters
from detente.node.context import Node
from detente.node.queries import matches as matches_shown
from detente.node.queries import phrases
from detente.node.queries.lists_page import ComparisonLine, ComparisonPage, FoundCount, FoundLine, ListLine
from detente.node.services import list_comparing, matches, record_finding
from detente.node.services.deciding import Asking
from detente.node.services.match_side import MESSAGE, RECORD
from detente.node.stores.models import Entry, ListComparison, Officer, RecordRow
from detente.node.stores.unit import unit

MOST: Final = 500
COLUMNS: Final = (
    *("score", "band", "judged", "new", "ours", "ours_id", "listed_id", "listed_names", "listed_born"),
    *("list", "version", "handling"),
)
_BANDS: Final = ("match", "possible")


def line(row: ListComparison) -> ComparisonLine:
    """Give one comparing as a line."""
    ended = row.done_at or row.stopped_at
    return ComparisonLine(
        id=row.uid,
        state="done" if row.done_at is not None else "going" if ended is None else "stopped",
        version=row.version,
        by=row.by.name,
        at=row.at,
        because=row.because,
        done=row.done,
        total=row.total,
        left_out=len(row.left_out),
        ended_at=ended,
        stopped_by="" if row.stopped_by is None else row.stopped_by.name,
    )


def page(node: Node, officer: Officer, row: ListComparison, of: ListLine) -> ComparisonPage:
    """Give what a comparing came to, and put on record that it was read; how far it is, while it goes on."""
    told = line(row)
    if told.ended_at is None:
        return ComparisonPage(node.now(), of.handling, of, told, of.in_force, counts=(), found=(), cut=False)
    with unit(node, "read comparison") as work:
        refs = {"list": row.held.name, "list-comparison": row.uid}
        work.record(Act.LIST_COMPARISON_READ, actor=officer.name, refs=refs)
    rows = list(list_comparing.found_by(node, row)[: MOST + 1])
    found = matches.visible(node, officer, rows[:MOST])
    during = [each for each in found if row.at <= each.row.found_at <= told.ended_at]
    lines = [FoundLine(matches_shown.line(each), new=each in during) for each in found]
    lines.sort(key=lambda each: -each.match.score)
    counts = Counter((each.match.band, bool(each.match.judged)) for each in lines)
    labels = {label for each in found for side in (each.left, each.right) for label in side.handling}
    return ComparisonPage(
        now=node.now(),
        marking=phrases.strictest([of.handling, *(phrases.codes(label) for label in labels)]),
        line=of,
        comparison=told,
        in_force=of.in_force,
        counts=tuple(FoundCount(band, counts[band, False], counts[band, True]) for band in _BANDS),
        found=tuple(lines),
        cut=len(rows) > MOST,
        left_out=_left_out(node, officer, row),
    )


def _left_out(node: Node, officer: Officer, row: ListComparison) -> tuple[tuple[str, str], ...]:
    """Give what could not be compared, of which the officer may know."""
    uids = {kind: [uid for of_kind, uid in row.left_out if of_kind == kind] for kind in (RECORD, MESSAGE)}
    records = RecordRow.objects.using(node.alias).filter(uid__in=uids[RECORD][:MOST]).select_related("by")
    entries = Entry.objects.using(node.alias).filter(pk__in=map(int, uids[MESSAGE][:MOST])).select_related("partner")
    known = [(RECORD, each.row.uid) for each in record_finding.visible(node, officer, list(records))]
    return (*known, *((MESSAGE, entry.uid) for entry in Asking(node, officer).may_know(entries)))


def as_csv(page: ComparisonPage) -> str:
    """Give what was found as a table (RFC 4180): a heading, then a row for each match, with the marking of the page.

    Of ours it has the kind and the id alone: a file leaves the house more easily than a page, and what partners sent
    may not. What a spreadsheet would compute has an apostrophe before it.
    """
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for each in page.found:
        ours, listed = each.match.left, each.match.right
        row = (
            *(f"{each.match.score:.4f}", each.match.band, each.match.judged or each.match.state),
            *("yes" if each.new else "no", ours.kind, ours.id or ours.entry_id),
            *(listed.id, " / ".join(listed.names), " / ".join(listed.born)),
            *(page.line.name, str(page.comparison.version), "" if page.marking is None else page.marking.tlp),
        )
        table.writerow(f"'{cell}" if letters.formula(cell) else cell for cell in row)
    return text.getvalue()
