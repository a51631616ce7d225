"""The lists of the US Treasury (OFAC), as the plain XML `sdnList`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from detente.intake.lists import identifiers, ofac
from detente.intake.lists.gathering import Draft, Gathering
from detente.intake.lists.xmldoor import Element

KIND: Final = "ofac-xml"
CUT: Final = ("sdnEntry",)


def read(entries: Iterable[Element], into: Gathering) -> None:
    """Read the entries of the list."""
    for number, entry in enumerate(entries, 1):
        uid = entry.value("uid") or str(number)
        with into.entry(f"sdnEntry {uid}"):
            schema = ofac.schema_of(entry.value("sdnType"))
            draft = into.draft(schema, f"ofac-{uid}", where=f"sdnEntry {uid}")
            _names(entry, draft, person=schema == "Person")
            draft.add("topics", "sanction")
            draft.add("programId", *(each.text for each in entry.within("program")))
            for each in entry.within("address"):
                parts = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode")
                identifiers.add_address(draft, *(each.value(part) for part in parts), country=each.value("country"))
            for each in entry.within("id"):
                number_, kind = each.value("idNumber"), each.value("idType")
                identifiers.add(draft, kind, number_, country=each.value("idCountry"))
            if schema == "Person":
                _person(entry, draft)
            elif schema == "Vessel":
                _vessel(entry, draft)
            draft.add_raw("notes", entry.value("remarks"))
            draft.done()


def _names(entry: Element, draft: Draft, *, person: bool) -> None:
    draft.name_from(entry.value("firstName"), entry.value("lastName"))
    if person:
        draft.add("firstName", entry.value("firstName"))
        draft.add("lastName", entry.value("lastName"))
        draft.add("position", entry.value("title"))
    for each in entry.within("aka"):
        weak = each.value("category").casefold() == "weak"
        name = "previousName" if "f.k.a" in each.value("type").casefold() else "weakAlias" if weak else "alias"
        draft.name_from(each.value("firstName"), each.value("lastName"), property_=name)


def _person(entry: Element, draft: Draft) -> None:
    for each in entry.within("nationality"):
        draft.add("nationality", each.value("country"))
    for each in entry.within("citizenship"):
        draft.add("citizenship", each.value("country"))
    for each in entry.within("dateOfBirthItem"):
        draft.add("birthDate", each.value("dateOfBirth"))
    for each in entry.within("placeOfBirthItem"):
        draft.add("birthPlace", each.value("placeOfBirth"))


def _vessel(entry: Element, draft: Draft) -> None:
    for each in entry.within("vesselInfo"):
        draft.add("callSign", each.value("callSign"))
        draft.add("type", each.value("vesselType"))
        draft.add("flag", each.value("vesselFlag"))
