"""Persons by the names of NIEM core, wherever in a document they stand."""

from __future__ import annotations

from typing import Final

from detente.crypto.hashing import sha256
from detente.intake.lists import identifiers
from detente.intake.lists.gathering import Gathering
from detente.intake.lists.xmldoor import Element

KIND: Final = "niem-xml"
SPACE: Final = "niem.gov/niem/"
_NAMES: Final = ("PersonGivenName", "PersonMiddleName", "PersonSurName")


def is_niem(root: Element) -> bool:
    """Whether a document is of NIEM."""
    return SPACE in root.space


def read(root: Element, into: Gathering) -> None:
    """Read the persons of a document, the outermost element among them."""
    found = [root] if _is_person(root) else _persons(root)
    for number, each in enumerate(found, 1):
        where = f"Person {number}"
        with into.entry(where):
            said = each.attributes.get("id") or sha256(repr(each).encode("utf-8", "backslashreplace")).hex()[:20]
            draft = into.draft("Person", f"niem-{said}", where=where)
            for name in each.all("PersonName"):
                draft.name_from(name.value("PersonFullName") or " ".join(filter(None, map(name.value, _NAMES))))
                for part, target in zip(_NAMES, ("firstName", "middleName", "lastName"), strict=True):
                    draft.add(target, name.value(part))
            for birth in each.all("PersonBirthDate"):
                draft.add("birthDate", birth.value("Date") or birth.value("Year") or birth.value("YearDate"))
            for sex in ("PersonSexText", "PersonSexCode"):
                draft.add("gender", each.value(sex))
            draft.add(
                "nationality",
                *(c.text for c in each.within("PersonCitizenshipISO3166Alpha2Code", "PersonNationalityText")),
            )
            for paper in each.children:
                if paper.name.endswith("Identification"):
                    kind = paper.name.removeprefix("Person").removesuffix("Identification")
                    identifiers.add(draft, kind, paper.value("IdentificationID"))
            draft.done()


def _persons(element: Element) -> list[Element]:
    return [each for child in element.children for each in ([child] if _is_person(child) else _persons(child))]


def _is_person(element: Element) -> bool:
    return any(each.name == "PersonName" for each in element.children)
