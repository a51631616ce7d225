"""What the lists of the US Treasury (OFAC) have in common: kinds of entries, and the facts in their remarks."""

from __future__ import annotations

import re
from typing import Final

from detente.intake.lists import identifiers
from detente.intake.lists.gathering import Draft

SOURCE: Final = "OFAC sanctions lists"
_SCHEMATA: Final = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane", "entity": "Organization"}
_PARTS: Final = (
    (re.compile(r"(?:alt\. )?DOB (.+)\Z"), "birthDate"),
    (re.compile(r"(?:alt\. )?POB (.+)\Z"), "birthPlace"),
    (re.compile(r"(?:alt\. )?nationality (.+)\Z", re.IGNORECASE), "nationality"),
    (re.compile(r"(?:alt\. )?citizen (.+)\Z", re.IGNORECASE), "citizenship"),
    (re.compile(r"Gender (.+)\Z"), "gender"),
    (re.compile(r"(?:a\.k\.a\.|aka) ['\"](.+)['\"]\Z", re.IGNORECASE), "alias"),
    (re.compile(r"(?:f\.k\.a\.|n\.k\.a\.) ['\"](.+)['\"]\Z", re.IGNORECASE), "previousName"),
    (re.compile(r"Website (.+)\Z", re.IGNORECASE), "website"),
    (re.compile(r"Email Address (.+)\Z", re.IGNORECASE), "email"),
)
_NUMBERED: Final = re.compile(
    r"(?:alt\. )?(?P<kind>(?:[A-Z][\w.'/&-]*,? (?:of |de |- )?){1,6}?)"
    r"(?P<number>(?=\S*\d)[\w#./+()-]+(?: (?=\S*\d)[\w#./+()-]+)*)(?: \((?P<country>[A-Z][^)]*)\))?\Z"
)


def schema_of(kind: str) -> str:
    """Give the schema of an entry by what the list says it is; what is no person, ship or aircraft is a body."""
    return _SCHEMATA.get(kind.strip().casefold(), "Organization")


def add_remarks(draft: Draft, text: str) -> None:
    """Add the facts of a line of remarks, parted by `;`. What is no fact that is known stays a note."""
    for part in text.rstrip(". ").split(";"):
        said = part.strip().rstrip(".")
        if not said or said == "-0-":
            continue
        found, name = next(((fits, name) for each, name in _PARTS if (fits := each.match(said))), (None, ""))
        if found and name in draft.known:
            draft.add(name, found[1])
        elif (numbered := _NUMBERED.match(said)) and _is_number(numbered["kind"]):
            identifiers.add(draft, numbered["kind"].strip(), numbered["number"], country=numbered["country"] or "")
        else:
            draft.note(said)


def _is_number(kind: str) -> bool:
    return (
        re.search(
            r"passport|\bNo\.|number|\bSSN\b|\bID\b|C\.?U\.?|phone|\bIMO\b|MMSI|card|licen|cedula|D\.N\.I|R\.I\.F|\bRTN\b|C\.U\.R\.P|R\.F\.C|SWIFT",
            kind,
            re.IGNORECASE,
        )
        is not None
    )
