"""The consolidated list of the United Nations Security Council, as XML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from detente.intake.lists import identifiers
from detente.intake.lists.gathering import Draft, Gathering
from detente.intake.lists.xmldoor import Element

KIND: Final = "un-xml"
SOURCE: Final = "UN Security Council Consolidated List"
CUT: Final = ("INDIVIDUAL", "ENTITY")
_NAMES: Final = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME", "FIFTH_NAME")


def read(entries: Iterable[Element], into: Gathering) -> None:
    """Read the individuals and entities of the list."""
    for number, entry in enumerate(entries, 1):
        person = entry.name == "INDIVIDUAL"
        where = f"{entry.name} {entry.value('REFERENCE_NUMBER') or number}"
        with into.entry(where):
            listed = entry.value("LISTED_ON")[:10]
            id_ = "un-" + (entry.value("DATAID") or entry.value("REFERENCE_NUMBER") or str(number))
            draft = into.draft("Person" if person else "Organization", id_, where=where, since=listed)
            _names(entry, draft, person=person)
            _facts(entry, draft)
            for each in (*entry.all("INDIVIDUAL_ADDRESS"), *entry.all("ENTITY_ADDRESS")):
                street = [each.value(part) for part in ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")]
                identifiers.add_address(draft, *street, country=each.value("COUNTRY"), note=each.value("NOTE"))
            if person:
                _person(entry, draft)
            draft.done()


def _names(entry: Element, draft: Draft, *, person: bool) -> None:
    parts = [entry.value(each) for each in _NAMES]
    draft.name_from(*parts)
    if person:
        draft.add("firstName", parts[0])
        draft.add("secondName", parts[1])
    draft.add("name" if not draft.has("name") else "alias", entry.value("NAME_ORIGINAL_SCRIPT"))
    for each in (*entry.all("INDIVIDUAL_ALIAS"), *entry.all("ENTITY_ALIAS")):
        weak = each.value("QUALITY").casefold() == "low"
        draft.add("weakAlias" if weak else "alias", each.value("ALIAS_NAME"))
        if person:
            _birth_dates(each.value("DATE_OF_BIRTH"), draft)
        draft.note(each.value("NOTE"))


def _facts(entry: Element, draft: Draft) -> None:
    draft.add("programId", entry.value("UN_LIST_TYPE"))
    draft.add("topics", "sanction")
    draft.note(entry.value("REFERENCE_NUMBER"))
    draft.add_raw("notes", entry.value("COMMENTS1"))


def _person(entry: Element, draft: Draft) -> None:
    draft.add("gender", entry.value("GENDER"))
    for name, target in (("TITLE", "title"), ("DESIGNATION", "position"), ("NATIONALITY", "nationality")):
        for each in entry.all(name):
            draft.add(target, *(value.text for value in each.all("VALUE")))
    for birth in entry.all("INDIVIDUAL_DATE_OF_BIRTH"):
        values = [birth.value(each) for each in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR")]
        # The day says the year too.
        draft.add("birthDate", *(values[:1] if values[0] else values[1:]))
        draft.note(birth.value("NOTE"))
    for place in entry.all("INDIVIDUAL_PLACE_OF_BIRTH"):
        town = [place.value(each) for each in ("CITY", "STATE_PROVINCE", "COUNTRY")]
        draft.add("birthPlace", ", ".join(each for each in town if each))
        draft.add("birthCountry", place.value("COUNTRY"))
    for paper in entry.all("INDIVIDUAL_DOCUMENT"):
        kind = " ".join(filter(None, (paper.value("TYPE_OF_DOCUMENT"), paper.value("TYPE_OF_DOCUMENT2"))))
        country = paper.value("ISSUING_COUNTRY") or paper.value("COUNTRY_OF_ISSUE")
        identifiers.add(draft, kind, paper.value("NUMBER"), country=country)
        draft.note(paper.value("NOTE"))


def _birth_dates(text: str, draft: Draft) -> None:
    for each in text.replace(";", ",").split(","):
        draft.add("birthDate", each)
