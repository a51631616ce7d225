"""The financial sanctions of the European Union (FSF), as XML: facts in attributes, names one by spelling."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from detente.intake.lists import identifiers
from detente.intake.lists.gathering import Draft, Gathering
from detente.intake.lists.xmldoor import Element

KIND: Final = "eu-xml"
SOURCE: Final = "EU Financial Sanctions"
CUT: Final = ("sanctionEntity",)


def read(entries: Iterable[Element], into: Gathering) -> None:
    """Read the entities of the list."""
    for number, entry in enumerate(entries, 1):
        given = entry.attributes
        id_ = given.get("logicalId") or given.get("euReferenceNumber") or str(number)
        where = f"sanctionEntity {given.get('euReferenceNumber') or id_}"
        with into.entry(where):
            person = _is_person(entry)
            acts = [each.attributes.get("entryIntoForceDate", "")[:10] for each in entry.all("regulation")]
            listed = min(filter(None, acts), default="")
            draft = into.draft("Person" if person else "Organization", f"eu-{id_}", where=where, since=listed)
            _names(entry, draft, person=person)
            _facts(entry, draft, person=person)
            draft.done()


def _is_person(entry: Element) -> bool:
    kind = entry.first("subjectType")
    given = kind.attributes if kind else {}
    return given.get("code", "").casefold() == "person" or given.get("classificationCode", "").casefold() == "p"


def _names(entry: Element, draft: Draft, *, person: bool) -> None:
    for each in entry.all("nameAlias"):
        given = each.attributes
        whole = given.get("wholeName") or " ".join(
            filter(None, (given.get("firstName"), given.get("middleName"), given.get("lastName")))
        )
        strong = given.get("strong", "true").casefold() != "false"
        draft.add("weakAlias" if not strong else "alias" if draft.has("name") else "name", whole)
        if person:
            draft.add("firstName", given.get("firstName"))
            draft.add("middleName", given.get("middleName"))
            draft.add("lastName", given.get("lastName"))
            draft.add("gender", given.get("gender"))
            draft.add("title", given.get("title"))
            draft.add("position", given.get("function"))
        draft.note(_remarks(each))


def _facts(entry: Element, draft: Draft, *, person: bool) -> None:
    draft.add("topics", "sanction")
    draft.note(entry.attributes.get("euReferenceNumber", ""))
    draft.add("programId", *(each.attributes.get("programme") for each in entry.all("regulation")))
    for each in entry.all("address"):
        given = each.attributes
        street = [given.get(part, "") for part in ("street", "poBox", "zipCode", "city", "place", "region")]
        identifiers.add_address(draft, *street, country=_country(given), note=_remarks(each))
    for each in entry.all("identification"):
        given = each.attributes
        kind = given.get("identificationTypeDescription") or given.get("identificationTypeCode", "")
        identifiers.add(draft, kind, given.get("number") or given.get("latinNumber", ""), country=_country(given))
    if person:
        for each in entry.all("citizenship"):
            draft.add("nationality", _country(each.attributes))
        for each in entry.all("birthdate"):
            _birth(each.attributes, draft)
    draft.note(_remarks(entry))


def _birth(given: dict[str, str], draft: Draft) -> None:
    span = [given.get("yearRangeFrom"), given.get("yearRangeTo")]
    draft.add("birthDate", *([given["birthdate"]] if given.get("birthdate") else [given.get("year"), *span]))
    town = [given.get(each) for each in ("city", "place", "region")]
    draft.add("birthPlace", ", ".join(dict.fromkeys(filter(None, town))))
    draft.add("birthCountry", _country(given))


def _country(given: dict[str, str]) -> str:
    code = given.get("countryIso2Code", "")
    name = given.get("countryDescription", "")
    return code if code and code != "00" else "" if name.casefold() == "unknown" else name


def _remarks(entry: Element) -> str:
    return " ".join(each.text.strip() for each in entry.all("remark") if each.text.strip())
