"""The sheets of a workbook (OOXML) as rows of text: no formula is computed, no cached value believed, no link followed.

A formula's cell gives the formula itself. A workbook with macros is refused, whatever its name says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from detente.intake.lists import zipdoor
from detente.intake.lists.said import Said, refuse, say
from detente.intake.lists.xmldoor import Element, Found, document, elements
from detente.intake.lists.zipdoor import Member

MOST_CELLS: Final = 3_000_000
MOST_COLUMNS: Final = 1_000
_MACROS: Final = re.compile(r"(?:^|/)(?:vbaProject|vbaData|activeX|macrosheets?)", re.IGNORECASE)
_OTHERS: Final = re.compile(
    r"(?:^|/)(?:externalLinks|embeddings|ctrlProps|connections\.xml|queryTables|webextensions)", re.IGNORECASE
)
_DATE_FORMATS: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_CELL: Final = re.compile(r"([A-Z]{1,3})\d+")
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


@dataclass(slots=True)
class Workbook:
    """The rows of the first sheet that has any; `remarks`: what a person must see of the rest."""

    rows: list[list[str]] = field(default_factory=list)
    formulas: set[int] = field(default_factory=set)
    remarks: list[Said] = field(default_factory=list)


def is_workbook(members: Mapping[str, Member]) -> bool:
    """Whether the members of an archive are those of a workbook."""
    return "[Content_Types].xml" in members and any(name.startswith("xl/") for name in members)


def read(data: bytes, members: Mapping[str, Member]) -> Workbook:
    """Give the rows of a workbook.

    Raises:
        FileRefused: macros, a broken part, or more cells than are read.
    """
    if any(_MACROS.search(name) for name in members):
        raise refuse("xlsx.macros")
    types = zipdoor.content(data, members["[Content_Types].xml"])
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise refuse("xlsx.macros")
    book = Workbook()
    if any(_OTHERS.search(name) for name in members):
        book.remarks.append(say("xlsx.links"))
    found = Found()
    parts = _Parts(data, members, found)
    sheets = parts.sheets()
    for name in sheets:
        _sheet(parts, name, book)
        if book.rows:
            break
    if len(sheets) > 1:
        book.remarks.append(say("xlsx.sheets", number=len(sheets)))
    return book


class _Parts:
    """The parts of a workbook that its cells refer to."""

    def __init__(self, data: bytes, members: Mapping[str, Member], found: Found) -> None:
        self.data, self.members, self.found = data, members, found
        self.strings = self._strings()
        self.dates = self._date_styles()
        book = self._tree("xl/workbook.xml")
        settings = book.first("workbookPr") if book else None
        old = settings is not None and settings.attributes.get("date1904", "").casefold() in ("1", "true")
        self.epoch = _EPOCH_1904 if old else _EPOCH
        self.book = book

    def bytes_of(self, name: str) -> bytes:
        return zipdoor.content(self.data, self.members[name])

    def sheets(self) -> list[str]:
        """Give the members of the sheets, in the order of the workbook; hidden ones last."""
        relations = self._tree("xl/_rels/workbook.xml.rels")
        targets = {
            each.attributes.get("Id", ""): each.attributes.get("Target", "")
            for each in (relations.children if relations else ())
        }
        listed = list(self.book.within("sheet")) if self.book else []
        listed.sort(key=lambda each: each.attributes.get("state", "visible") != "visible")
        names = [_member(targets.get(each.attributes.get("id", ""), "")) for each in listed]
        known = [each for each in names if each in self.members]
        return known or sorted(each for each in self.members if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", each))

    def _tree(self, name: str) -> Element | None:
        return document(self.bytes_of(name), self.found) if name in self.members else None

    def _strings(self) -> list[str]:
        name = "xl/sharedStrings.xml"
        if name not in self.members:
            return []
        return [_text(each) for each in elements(self.bytes_of(name), self.found, cut=("si",))]

    def _date_styles(self) -> set[int]:
        styles = self._tree("xl/styles.xml")
        if styles is None:
            return set()
        own = {
            int(each.attributes.get("numFmtId", "0") or 0)
            for each in styles.within("numFmt")
            if re.search(
                r"[yd]", re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", each.attributes.get("formatCode", "")), re.IGNORECASE
            )
        }
        cells = styles.first("cellXfs")
        return {
            at
            for at, each in enumerate(cells.all("xf") if cells else ())
            if int(each.attributes.get("numFmtId", "0") or 0) in _DATE_FORMATS | own
        }


def _sheet(parts: _Parts, name: str, book: Workbook) -> None:
    cells = 0
    last = 0
    for row in elements(parts.bytes_of(name), parts.found, cut=("row",)):
        number = int(row.attributes.get("r", "") or last + 1) if row.attributes.get("r", "1").isdigit() else last + 1
        values = list(_row(row, parts, book, len(book.rows)))
        cells += len(values)
        if cells > MOST_CELLS:
            raise refuse("xlsx.large", most=MOST_CELLS)
        # Rows that the sheet skips keep their places, so that a row's number is the one that a person sees.
        skipped = min(max(number - last - 1, 0), 1000)
        cells += skipped
        book.rows += [[] for _ in range(skipped)]
        book.rows.append(values)
        last = max(number, last + 1)
    while book.rows and not any(book.rows[-1]):
        book.rows.pop()


def _row(row: Element, parts: _Parts, book: Workbook, at: int) -> Iterator[str]:
    given = 0
    for cell in row.all("c"):
        place = _CELL.match(cell.attributes.get("r", ""))
        column = _column(place[1]) if place else given
        if column >= MOST_COLUMNS:
            raise refuse("table.wide", line=at + 1, most=MOST_COLUMNS)
        for _ in range(given, column):
            yield ""
        given = max(given, column) + 1
        yield _value(cell, parts)


def _value(cell: Element, parts: _Parts) -> str:
    formula = cell.first("f")
    if formula is not None:
        return "=" + formula.text.strip()
    kind, value = cell.attributes.get("t", "n"), cell.value("v")
    if kind == "s":
        at = int(value) if value.isdigit() else -1
        return parts.strings[at] if 0 <= at < len(parts.strings) else ""
    if kind == "inlineStr":
        inner = cell.first("is")
        return _text(inner) if inner else ""
    style = cell.attributes.get("s", "")
    if kind == "n" and value and style.isdigit() and int(style) in parts.dates:
        return _date(value, parts.epoch) or value
    if kind == "n" and re.fullmatch(r"-?\d+\.0+", value):
        return value.partition(".")[0]
    return value


def _date(value: str, epoch: date) -> str:
    try:
        return (epoch + timedelta(days=int(float(value)))).isoformat()
    except (ValueError, OverflowError):
        return ""


def _text(element: Element) -> str:
    """Give the runs of a text together, without the reading aid of Asian scripts (`rPh`)."""
    return "".join(
        each.text if each.name == "t" else "".join(inner.text for inner in each.all("t")) if each.name == "r" else ""
        for each in element.children
    )


def _column(letters: str) -> int:
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - 64
    return number - 1


def _member(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
