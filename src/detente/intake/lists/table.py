"""Any table of persons: what its columns mean is proposed, a person confirms or corrects it, then it is read so.

Without a confirmed mapping the proposal is used and said. A line above the headings, such as a title, is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from detente.crypto.hashing import sha256
from detente.intake import ftm_schemata
from detente.intake.lists import dates, headings, letters
from detente.intake.lists.gathering import Draft, Gathering
from detente.intake.lists.mapping import ColumnMapping, Order
from detente.intake.lists.said import say

Row = Sequence[str]
_SEARCHED: Final = 15
PREVIEW: Final = 5
_SCHEMATA: Final = {
    "person": "Person",
    "individual": "Person",
    "personne": "Person",
    "физическое лицо": "Person",
    "organization": "Organization",
    "organisation": "Organization",
    "entity": "Organization",
    "business": "Company",
    "company": "Company",
    "vessel": "Vessel",
    "ship": "Vessel",
    "aircraft": "Airplane",
}
_BODIES: Final = frozenset({"imoNumber", "registrationNumber"})


def header_at(rows: Sequence[Row]) -> int:
    """Give which of the first rows has the headings, -1 where none is known by its words."""
    filled = [sum(1 for cell in row if cell.strip()) for row in rows[:_SEARCHED]]
    for row, at, width in zip(rows, range(_SEARCHED), filled, strict=False):
        exact, hits = sum(map(headings.known, row)), sum(map(_is_heading, row))
        # Of a title above them no word is a heading; of headings half are, or three.
        if (exact or hits >= 3) and (hits * 2 >= width or hits >= 3) and width >= max(filled) / 2:
            return at
    return -1


def _is_heading(cell: str) -> bool:
    return bool(headings.property_of(cell) or headings.sensitive(cell))


def propose(rows: Sequence[Row], first: int) -> ColumnMapping:
    """Give the mapping that the headings and the first rows speak for."""
    titles = tuple(" ".join(each.split()) for each in rows[first])
    columns: list[str] = []
    for title in titles:
        name = headings.property_of(title)
        columns.append(name if name not in columns or name in ("alias", "notes", "address") else headings.IGNORE)
    # A `nom` beside a `prénom` is a family name, and alone the whole one.
    if "lastName" in columns and not {"firstName", "name"} & set(columns):
        columns[columns.index("lastName")] = "name"
    schema = "Organization" if _BODIES & set(columns) and "birthDate" not in columns else "Person"
    below = rows[first + 1 :]
    _given_names(columns, below)
    order = order_in(below, columns) or ("dmy" if headings.day_first(titles) else None)
    return ColumnMapping(first, titles, tuple(columns), schema, order)


def read(rows: Iterable[tuple[str, Row]], mapping: ColumnMapping, into: Gathering) -> None:
    """Read the rows under the headings as the mapping says."""
    for title in mapping.headings:
        if name := headings.sensitive(title):
            into.remark_once(say("value.sensitive", name=name))
    for where, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        with into.entry(where):
            _row(row, mapping, into, where)


def _given_names(columns: list[str], rows: Sequence[Row]) -> None:
    """Take a name beside a family name for the given one, where no row has the one in the other."""
    if not {"name", "lastName"} <= set(columns) or "firstName" in columns:
        return
    whole, family = columns.index("name"), columns.index("lastName")
    pairs = [(row[whole], row[family]) for row in rows if len(row) > max(whole, family) and row[family].strip()]
    if pairs and not any(last.casefold() in name.casefold() for name, last in pairs):
        columns[whole] = "firstName"


def _row(row: Row, mapping: ColumnMapping, into: Gathering, where: str) -> None:
    cells = list(zip(mapping.columns, mapping.headings, row, strict=False))
    if any(cell.strip() for cell in row[len(mapping.columns) :]):
        into.remark(say("table.ragged"), where=where)
    schema = _schema(cells, mapping)
    draft = into.draft(schema, _id(cells, row), where=where)
    for name, title, cell in cells:
        _cell(draft, name, title, cell, mapping, into)
    if not draft.has("name"):
        by_name = {name: cell for name, _, cell in cells if name}
        draft.name_from(*(by_name.get(each) for each in ("firstName", "middleName", "fatherName", "lastName")))
    draft.done()


def _cell(draft: Draft, name: str, title: str, cell: str, mapping: ColumnMapping, into: Gathering) -> None:
    if letters.formula(cell):
        into.remark(say("table.formula", name=title or name, value=cell), where=draft.where)
    if headings.sensitive(title) or name in (headings.ID, headings.SCHEMA):
        return
    if name in draft.known:
        several = name in ("alias", "nationality", "topics", "country", "programId") and ";" in cell
        draft.add(name, *(cell.split(";") if several else [cell]), order=mapping.order)
    elif cell.strip():
        draft.note(f"{title}: {cell.strip()}" if title else cell)


def _schema(cells: Sequence[tuple[str, str, str]], mapping: ColumnMapping) -> str:
    said = next((cell.strip() for name, _, cell in cells if name == headings.SCHEMA and cell.strip()), "")
    known = ftm_schemata.schema_of(said)
    if known is not None and not known.abstract:
        return said
    return _SCHEMATA.get(said.casefold(), mapping.schema)


def _id(cells: Sequence[tuple[str, str, str]], row: Row) -> str:
    """Give the id of a row: its own, else the hash of what it says, so that the same row keeps it in the next file."""
    own = next((cell.strip() for name, _, cell in cells if name == headings.ID and cell.strip()), "")
    return own or "row-" + sha256("\x1f".join(row).encode("utf-8", "backslashreplace")).hex()[:20]


def has_doubtful(rows: Iterable[Row], columns: Sequence[str]) -> bool:
    """Whether a date of some rows could be read with the day or with the month first."""
    at = [number for number, name in enumerate(columns) if name in ("birthDate", "deathDate")]
    return any(dates.ambiguous(row[number]) for row in rows for number in at if number < len(row))


def order_in(rows: Iterable[Row], columns: Sequence[str]) -> Order | None:
    """Give which of day and month stands first, where a date of the table tells and none tells otherwise."""
    at = [number for number, name in enumerate(columns) if name in ("birthDate", "deathDate")]
    found: set[Order] = set()
    for row in rows:
        for number in at:
            parts = row[number].replace(".", "/").replace("-", "/").split("/") if number < len(row) else []
            if len(parts) == 3 and all(each.strip().isdigit() and len(each.strip()) <= 4 for each in parts):
                day, month = int(parts[0]), int(parts[1])
                if 12 < day <= 31 and month <= 12:
                    found.add("dmy")
                elif 12 < month <= 31 and day <= 12:
                    found.add("mdy")
    return found.pop() if len(found) == 1 else None


def numbered(rows: Iterable[Row], after: int) -> Iterator[tuple[str, Row]]:
    """Give the rows after one, each with where it stands, counted as a person counts them."""
    for number, row in enumerate(rows, 1):
        if number > after + 1:
            yield f"row {number}", row
