"""Tables of any origin: published lists by their headings, others by a mapping that is proposed or was confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final

from detente.intake.lists import csvdoor, headings, listed_csv, table
from detente.intake.lists.gathering import Gathering
from detente.intake.lists.mapping import ColumnMapping
from detente.intake.lists.said import FileRefused, refuse, say
from detente.intake.lists.xlsx import Workbook

CSV: Final = "csv"
_HEAD: Final = 40
Row = Sequence[str]


def read(text: str, into: Gathering, mapping: ColumnMapping | None) -> bool:
    """Read a text as a table, and tell whether it is one: what has no columns and no heading that is known is none.

    Raises:
        FileRefused: it is a table, and broken.
    """
    separator = csvdoor.separator_of(text)
    if not separator and not headings.known(text.split("\n", 1)[0]):
        return False
    if mapping is None and not _is_table(text, separator or ","):
        return False
    into.kind = CSV
    _rows(csvdoor.rows(text, separator or ","), into, mapping)
    return True


def workbook(book: Workbook, into: Gathering, mapping: ColumnMapping | None) -> None:
    """Read the rows of a workbook."""
    for each in book.remarks:
        into.remark_once(each)
    if not book.rows:
        raise refuse("table.empty")
    _rows(iter(book.rows), into, mapping)


def _is_table(text: str, separator: str) -> bool:
    """Tell a table from a report with commas: its headings are known, or its first rows are of one width."""
    head = [each.split(separator) for each in text[:50_000].split("\n")[:_HEAD] if each.strip()]
    if table.header_at([[cell.strip(' "\r\ufeff') for cell in row] for row in head]) >= 0:
        return True
    if len(head[0]) > csvdoor.MOST_COLUMNS:
        return True
    try:
        rows = list(islice(csvdoor.rows(text[:200_000].rpartition("\n")[0] or text, separator), _HEAD))
    except FileRefused:
        rows = []
    if any(listed_csv.reader_of(row) for row in rows[:5]) or listed_csv.ofac_part(rows):
        return True
    widths = [len(each) for each in head]
    return len(head) > 1 and min(widths) == max(widths) >= 3 and max(len(cell) for row in head for cell in row) < 200


def _rows(rows: Iterator[Row], into: Gathering, mapping: ColumnMapping | None) -> None:
    head = list(islice(rows, _HEAD))
    whole = chain(head, rows)
    if mapping is not None:
        table.read(table.numbered(whole, mapping.first), mapping, into)
        return
    for at, row in enumerate(head[:5]):
        if known := listed_csv.reader_of(row):
            into.kind, reader = known
            reader(_named(table.numbered(whole, at), row, into), into)
            return
    part = listed_csv.ofac_part(head)
    if part:
        into.kind = f"ofac-csv-{part}"
        listed_csv.read_ofac(part, table.numbered(whole, -1), into)
        return
    first = table.header_at(head)
    proposed = table.propose(head, max(first, 0))
    into.proposal = proposed
    into.preview = tuple(tuple(row) for row in head[proposed.first + 1 : proposed.first + 1 + table.PREVIEW])
    if first < 0:
        raise refuse("table.no-headings")
    below = head[first + 1 :]
    if proposed.order and not table.order_in(below, proposed.columns) and table.has_doubtful(below, proposed.columns):
        into.remark_once(say("table.order"))
    for title, name in zip(proposed.headings, proposed.columns, strict=True):
        if not name and title and not headings.sensitive(title):
            into.remark_once(say("table.unknown-column", name=title))
    table.read(table.numbered(whole, first), proposed, into)


def _named(rows: Iterator[tuple[str, Row]], titles: Row, into: Gathering) -> Iterator[tuple[str, dict[str, str]]]:
    names = [listed_csv.plain(each) for each in titles]
    for where, row in rows:
        if any(each.strip() for each in row):
            if any(each.strip() for each in row[len(names) :]):
                into.remark(say("table.ragged"), where=where)
            yield where, {name: cell.strip() for name, cell in zip(names, row, strict=False)}
