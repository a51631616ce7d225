"""Lists that governments publish as tables: known by their headings, or OFAC's by their form, for it has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from detente.intake.lists import identifiers, ofac
from detente.intake.lists.gathering import Draft, Gathering
from detente.intake.lists.said import say

Row = Mapping[str, str]
Reader = Callable[[Iterable[tuple[str, Row]], Gathering], None]


def plain(heading: str) -> str:
    """Give a heading without case, marks and blanks at its ends."""
    return re.sub(r"[\s_]+", " ", heading.strip().strip("\ufeff\"'").casefold()).strip()


def reader_of(headings: Sequence[str]) -> tuple[str, Reader] | None:
    """Give the kind and the reader of a list by its headings, None where they are of no list that is known."""
    named = {plain(each) for each in headings}
    for kind, needed, reader in _KNOWN:
        if needed <= named:
            return kind, reader
    return None


def ofac_part(rows: Sequence[Sequence[str]]) -> str:
    """Give which table of OFAC the first rows are: sdn, add, alt, comments or "".

    They have no headings: a number first, `-0-` for what is empty, a fixed width.
    """
    head = [row for row in rows[:20] if any(row)]
    if not head or not all(row[0].strip().isdigit() for row in head):
        return ""
    widths = {len(row) for row in head}
    empty = any(cell.strip() == "-0-" for row in head for cell in row)
    if widths == {12} and empty:
        return "sdn"
    if widths == {6} and empty and all(row[1].strip().isdigit() for row in head):
        return "add"
    if widths == {5} and all(row[2].strip() in ("aka", "fka", "nka", "a.k.a.", "f.k.a.") for row in head):
        return "alt"
    marked = any(re.search(r"; |Digital Currency|DOB |a\.k\.a\.", row[1]) for row in head if len(row) == 2)
    return "comments" if widths == {2} and marked else ""


def read_ofac(part: str, rows: Iterable[tuple[str, Sequence[str]]], into: Gathering) -> None:
    """Read a table of OFAC. All but `sdn` only add to it, and say so."""
    into.source = ofac.SOURCE
    if part != "sdn":
        into.remark(say("list.part", name=f"SDN.CSV ({part})"))
    for where, row in rows:
        cells = ["" if each.strip() == "-0-" else each.strip() for each in row]
        if any(cells):
            with into.entry(where):
                _ofac_row(part, cells, where, into)


def _ofac_row(part: str, cells: list[str], where: str, into: Gathering) -> None:
    if part != "sdn":
        draft = into.draft("LegalEntity", f"ofac-{cells[0]}", where=where)
        if part == "alt":
            draft.add("previousName" if cells[2].startswith("f") else "alias", cells[3])
        elif part == "add":
            identifiers.add_address(draft, cells[2], cells[3], country=cells[4], note=cells[5])
        else:
            ofac.add_remarks(draft, cells[1])
        draft.done(again=True, partial=True)
        return
    schema = ofac.schema_of(cells[2] or "entity")
    draft = into.draft(schema, f"ofac-{cells[0]}", where=where)
    if schema == "Person":
        last, _, first = cells[1].partition(", ")
        draft.name_from(first, last)
        draft.add("firstName", first)
        draft.add("lastName", last)
        draft.add("position", cells[4])
    else:
        draft.add("name", cells[1])
    draft.add("programId", *(each.strip("[] ") for each in cells[3].split("] [")))
    draft.add("topics", "sanction")
    if schema == "Vessel":
        draft.add("callSign", cells[5])
        draft.add("type", cells[6])
        draft.add("flag", cells[9])
    ofac.add_remarks(draft, cells[11])
    draft.done()


def _uk(rows: Iterable[tuple[str, Row]], into: Gathering) -> None:
    into.source = "UK Sanctions List"
    for where, row in rows:
        with into.entry(where):
            kind = (row.get("group type") or row.get("individual/entity/ship") or "individual").casefold()
            schema = {"individual": "Person", "ship": "Vessel"}.get(kind, "Organization")
            id_ = row.get("group id") or row.get("unique id") or row.get("ofsi group id") or where
            listed = row.get("listed on") or row.get("date designated") or ""
            draft = into.draft(schema, f"uk-{id_}", where=where, since=into.day(listed, order="dmy"))
            _uk_names(row, draft, person=schema == "Person")
            _uk_facts(row, draft, person=schema == "Person")
            # A row for each name: those of one group are one entity.
            draft.done(again=True, partial=not draft.has("name"))


def _uk_names(row: Row, draft: Draft, *, person: bool) -> None:
    kind = (row.get("alias type") or row.get("name type") or "primary name").casefold()
    weak = "low" in (row.get("alias quality") or row.get("alias strength") or "").casefold()
    name = "name" if kind.startswith("primary name") and "variation" not in kind else "weakAlias" if weak else "alias"
    parts = [row.get(f"name {each}", "") for each in (1, 2, 3, 4, 5, 6)]
    draft.name_from(*parts, property_=name)
    script = row.get("name non-latin script", "")
    draft.add("alias", *(script.split(";") if script else ()))
    if person and name == "name":
        draft.add("firstName", parts[0])
        draft.add("lastName", parts[5])
        draft.add("title", row.get("title"))


def _uk_facts(row: Row, draft: Draft, *, person: bool) -> None:
    draft.add("programId", row.get("regime") or row.get("regime name"))
    draft.add("topics", "sanction")
    country = row.get("country") or row.get("address country") or ""
    lines = [row.get(f"address {each}") or row.get(f"address line {each}") or "" for each in range(1, 7)]
    post = row.get("post/zip code") or row.get("address postal code") or ""
    identifiers.add_address(draft, *lines, post, country=country)
    if person:
        draft.add("birthDate", row.get("dob") or row.get("d.o.b"), order="dmy")
        draft.add("birthPlace", row.get("town of birth"))
        draft.add("birthCountry", row.get("country of birth"))
        draft.add("nationality", *_several(row.get("nationality") or row.get("nationality(/ies)") or ""))
        draft.add("position", row.get("position"))
        draft.add("gender", row.get("gender"))
        draft.add("passportNumber", row.get("passport number"))
        number = (
            row.get("national identification number") or row.get("ni number") or row.get("national identifier number")
        )
        draft.add("idNumber", number)
    draft.add_raw("notes", row.get("other information") or row.get("statement of reasons") or "")


def _several(text: str) -> list[str]:
    """Part `(1) Iraq (2) Iran` and `Iraq; Iran`."""
    return [each.strip() for each in re.split(r"\(\d+\)|;|\|", text) if each.strip()]


def _csl(rows: Iterable[tuple[str, Row]], into: Gathering) -> None:
    into.source = "US Consolidated Screening List"
    for where, row in rows:
        with into.entry(where):
            schema = ofac.schema_of(row.get("type", ""))
            id_ = f"csl-{row.get('id') or row.get('entity number') or where}"
            draft = into.draft(schema, id_, where=where, since=into.day(row.get("start date", "")))
            last, _, first = row.get("name", "").partition(", ")
            draft.name_from(*((first, last) if schema == "Person" else (row.get("name"),)))
            draft.add("alias", *_several(row.get("alt names", "")))
            draft.add("programId", *_several(row.get("programs", "")))
            draft.add("program", row.get("source"))
            draft.add("topics", "sanction")
            for each in _several(row.get("addresses", "")):
                draft.add("address", each)
            if schema == "Person":
                draft.add("birthDate", *_several(row.get("dates of birth", "")))
                draft.add("birthPlace", *_several(row.get("places of birth", "")))
                draft.add("nationality", *_several(row.get("nationalities", "")))
                draft.add("citizenship", *_several(row.get("citizenships", "")))
                draft.add("position", row.get("title"))
            for each in _several(row.get("ids", "")):
                _csl_number(each, draft)
            draft.add("sourceUrl", row.get("source list url"))
            draft.add_raw("notes", row.get("remarks", ""))
            draft.done()


def _csl_number(text: str, draft: Draft) -> None:
    """Read `Passport, P0017003, BZ` or `BZ, Passport, P0017003`: what has digits is the number."""
    parts = [each.strip() for each in text.split(",") if each.strip()]
    number = next((each for each in reversed(parts) if any(letter.isdigit() for letter in each)), "")
    rest = [each for each in parts if each != number]
    country = next((each for each in rest if re.fullmatch("[A-Z]{2}", each)), "")
    kind = next((each for each in rest if each != country), "")
    identifiers.add(draft, kind, number, country=country)


def _fincen_person(rows: Iterable[tuple[str, Row]], into: Gathering) -> None:
    into.source = "FinCEN 314(a)"
    for where, row in rows:
        with into.entry(where):
            draft = into.draft("Person", _fincen_id(row, where), where=where)
            draft.name_from(*(row.get(each) for each in ("first name", "middle name", "last name", "suffix")))
            draft.add("firstName", row.get("first name"))
            draft.add("middleName", row.get("middle name"))
            draft.add("lastName", row.get("last name"))
            draft.add("nameSuffix", row.get("suffix"))
            alias = ("alias first name", "alias middle name", "alias last name", "alias suffix")
            draft.name_from(*(row.get(each) for each in alias), property_="alias")
            draft.add("birthDate", row.get("dob"), order="mdy")
            _fincen_facts(row, draft)
            draft.done()


def _fincen_business(rows: Iterable[tuple[str, Row]], into: Gathering) -> None:
    into.source = "FinCEN 314(a)"
    for where, row in rows:
        with into.entry(where):
            draft = into.draft("Company", _fincen_id(row, where), where=where)
            draft.add("name", row.get("business name"))
            draft.add("alias", row.get("dba name"))
            draft.add("jurisdiction", row.get("incorporated"))
            _fincen_facts(row, draft)
            draft.done()


def _fincen_id(row: Row, where: str) -> str:
    """One number stands for a case, with several rows: the row parts them."""
    return f"fincen-{row.get('tracking number') or 'row'}-{where.rpartition(' ')[2]}"


def _fincen_facts(row: Row, draft: Draft) -> None:
    identifiers.add(draft, row.get("number type", ""), row.get("number", ""))
    street = [row.get(each, "") for each in ("street", "city", "state", "zip")]
    identifiers.add_address(draft, *street, country=row.get("country", ""))
    draft.add("phone", row.get("phone"))
    draft.note(f"tracking number: {row.get('tracking number', '')}")


_KNOWN: Final[tuple[tuple[str, frozenset[str], Reader], ...]] = (
    ("uk-csv", frozenset({"name 6", "name 1"}), _uk),
    ("us-csl-csv", frozenset({"source", "name", "alt names", "source list url"}), _csl),
    ("fincen-314a-person", frozenset({"tracking number", "last name", "first name", "dob"}), _fincen_person),
    ("fincen-314a-business", frozenset({"tracking number", "business name"}), _fincen_business),
)
