"""Numbers and addresses of persons and bodies, as lists name them: what property each is."""

from __future__ import annotations

import re
from typing import Final

from detente.intake.lists.gathering import Draft

# The first that is found in the name of the number decides.
_KINDS: Final = (
    ("passport|паспорт|جواز|travel document", "passportNumber"),
    ("social security|\\bssn\\b", "socialSecurityNumber"),
    ("website|\\burl\\b|web site", "website"),
    ("e-?mail", "email"),
    ("phone|telephone|mobile|\\bfax\\b|\\btel\\b", "phone"),
    (
        "tax|\\bein\\b|\\btin\\b|\\bitin\\b|fiscal|\\bnit\\b|\\brif\\b|\\bcuit\\b|\\brfc\\b|\\bitn\\b|\\binn\\b",
        "taxNumber",
    ),
    ("\\bvat\\b", "vatCode"),
    ("swift|\\bbic\\b", "swiftBic"),
    ("\\bimo\\b|vessel registration", "imoNumber"),
    ("\\bmmsi\\b", "mmsi"),
    (
        "registration|company number|legal entity|incorporation|trade register|business number|ogrn|chamber",
        "registrationNumber",
    ),
    ("licen[cs]e", "licenseNumber"),
)
_PATTERNS: Final = tuple((re.compile(pattern, re.IGNORECASE), name) for pattern, name in _KINDS)
_NO_NUMBER: Final = re.compile(
    r"additional sanctions|secondary sanctions|prohibited|executive order|listing date|effective date|"
    r"linked to|subject to|target type|note|determination|organization (established|type)|^gender|transactions",
    re.IGNORECASE,
)


def add(draft: Draft, kind: str, number: str, *, country: str = "") -> None:
    """Add a number by the name of its kind; one of no property of its own is an `idNumber`, or a note."""
    text = number.strip()
    if not text:
        return
    if re.match("gender", kind, re.IGNORECASE):
        draft.add("gender", text)
    elif _NO_NUMBER.search(kind):
        draft.note(f"{kind.rstrip(':')}: {text}")
    else:
        draft.add(_property(draft, kind), text)
        if country:
            draft.note(f"{kind} {text}: {country}")


def _property(draft: Draft, kind: str) -> str:
    known = draft.known
    wanted = next((name for pattern, name in _PATTERNS if pattern.search(kind)), "idNumber")
    fallbacks = (wanted, "idNumber", "registrationNumber", "accountNumber", "notes", "description")
    return next(each for each in fallbacks if each in known)


def add_address(draft: Draft, *parts: str, country: str = "", note: str = "") -> None:
    """Add an address in one line, from its parts; its country by itself too."""
    listed = [" ".join(each.split()) for each in (*parts, country) if each and each.strip() not in ("", "-0-")]
    if listed and any(parts):
        draft.add("address", ", ".join(listed))
    if country and country.strip() != "-0-":
        draft.add("country", country)
    if note:
        draft.note(note)
