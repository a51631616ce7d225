"""Passengers and crew of PAXLST (advance passenger information) and PNRGOV (bookings)."""

from __future__ import annotations

import re
from typing import Final

from detente.crypto.hashing import sha256
from detente.intake.lists import dates, edifact, identifiers
from detente.intake.lists.edifact import Message, Segment
from detente.intake.lists.gathering import Draft, Gathering
from detente.intake.lists.said import refuse

PAXLST, PNRGOV = "paxlst", "pnrgov"
_TRAVELLERS: Final = frozenset({"FL", "FM", "DDT", "DDU", "DDV", "DDW", "DDX", "DDY"})
"""Codes of NAD (3035): passenger, crew member, in transit, and those of the crew on cargo flights."""
_TITLES: Final = re.compile(r"(?<=\w)\s?(MR|MRS|MS|MISS|MSTR|DR|CHD|INF)\Z")
_MONTHS: Final = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]


def read(text: str, into: Gathering) -> None:
    """Read the messages of an interchange.

    Raises:
        FileRefused: its counts do not fit, or its messages are of other kinds.
    """
    found, said = edifact.messages(text)
    for each in said:
        into.remark(each)
    for message in found:
        if message.kind == "PAXLST":
            into.kind = PAXLST
            _paxlst(message, into)
        elif message.kind == "PNRGOV":
            into.kind = PNRGOV
            _pnrgov(message, into)
        else:
            raise refuse("edi.kind", name=message.kind)


def _paxlst(message: Message, into: Gathering) -> None:
    groups: list[list[Segment]] = []
    flight = ""
    for each in message.segments:
        if each.tag == "NAD" and each.get(0) in _TRAVELLERS:
            groups.append([each])
        elif groups and each.tag not in ("CNT", "UNT"):
            groups[-1].append(each)
        elif each.tag == "TDT" and not flight:
            flight = each.get(1)
    for number, group in enumerate(groups, 1):
        where = f"message {message.reference}, traveller {number}"
        with into.entry(where):
            _traveller(group, message, flight, where, into)


def _traveller(group: list[Segment], message: Message, flight: str, where: str, into: Gathering) -> None:
    name = group[0]
    # Family, given and second names in the fourth element; some write them one element earlier or later.
    at = next((at for at in (3, 2, 4) if at < len(name.elements) and any(name.elements[at])), 3)
    parts = tuple(each.strip() for each in name.elements[at]) if at < len(name.elements) else ()
    draft = into.draft("Person", _id(where, message, "/".join(parts)), where=where)
    draft.name_from(*parts[1:3], *parts[:1])
    _named(draft, parts)
    identifiers.add_address(draft, *(name.get(at + more) for more in (1, 2, 3, 4)), country=name.get(at + 5))
    paper = ""
    for each in group[1:]:
        match each.tag, each.get(0):
            case "ATT", "2":
                draft.add("gender", each.get(2))
            case "DTM", _ if each.get(0, 0) == "329":
                draft.add("birthDate", _day(each.get(0, 1), message.prepared))
            case "LOC", "180":
                draft.add("birthPlace", each.get(1, 3) or each.get(1))
            case "LOC", "174":
                draft.add("country", each.get(1))
            case "NAT", _:
                draft.add("nationality", each.get(1))
            case "COM", _:
                draft.add("phone" if each.get(0, 1) in ("TE", "") else "email", each.get(0))
            case "DOC", _:
                paper = each.get(0)
                kind = {"P": "passport", "V": "visa"}.get(paper[:1], "document")
                identifiers.add(draft, kind, each.get(1))
            case _:
                pass
    if flight:
        draft.note(f"flight {flight}")
    draft.done()


def _named(draft: Draft, parts: tuple[str, ...]) -> None:
    for name, text in zip(("lastName", "firstName", "middleName"), parts, strict=False):
        draft.add(name, text)


def _pnrgov(message: Message, into: Gathering) -> None:
    """Read travellers (TIF) of each booking with what follows each; seats and luggage name them again."""
    flight = next((f"{each.get(3)}{each.get(4)}" for each in message.segments if each.tag == "TVL"), "")
    travellers: dict[tuple[int, str, str], tuple[Segment, list[Segment]]] = {}
    booking, current = 0, None
    for each in message.segments:
        if each.tag == "SRC":
            booking, current = booking + 1, None
        elif each.tag == "TIF":
            key = (booking, each.get(0), each.get(1))
            current = travellers.setdefault(key, (each, []))[1]
        elif each.tag == "TVL":
            current = None
        elif each.tag == "SSR" and each.get(0) == "DOCS":
            owner = current if current is not None else _owner(each, booking, travellers)
            if owner is not None:
                owner.append(each)
        elif current is not None:
            current.append(each)
    for number, (head, rest) in enumerate(travellers.values(), 1):
        where = f"message {message.reference}, traveller {number}"
        with into.entry(where):
            _booked(head, rest, message, flight, where, into)


def _owner(
    docs: Segment, booking: int, travellers: dict[tuple[int, str, str], tuple[Segment, list[Segment]]]
) -> list[Segment] | None:
    """Give where the papers of a flight belong: to the one of the booking whose name stands in them."""
    text = "/".join("/".join(each) for each in docs.elements).upper()
    fits = [
        rest
        for (at, last, first), (_, rest) in travellers.items()
        if at == booking and f"/{last.upper()}" in text and _TITLES.sub("", first.upper())[:4] in text.replace(" ", "")
    ]
    return fits[0] if len(fits) == 1 else None


def _booked(head: Segment, rest: list[Segment], message: Message, flight: str, where: str, into: Gathering) -> None:
    last, first = head.get(0), _TITLES.sub("", head.get(1))
    draft = into.draft("Person", _id(where, message, f"{last}/{first}"), where=where)
    draft.name_from(first, last)
    draft.add("lastName", last)
    draft.add("firstName", first)
    for each in rest:
        if each.tag == "SSR" and each.get(0) == "DOCS":
            _papers(draft, each, last, message)
        elif each.tag == "IFT" and (text := each.get(1)):
            _contact(draft, text)
    if flight:
        draft.note(f"flight {flight}")
    draft.done()


def _papers(draft: Draft, segment: Segment, last: str, message: Message) -> None:
    """Read `/P/GBR/123456789/GBR/12JUL64/M/23AUG19/SMITH/JOHN/ROBERT` (IATA AIRIMP, SSR DOCS)."""
    text = next((each for each in (*segment.elements[0][::-1],) if each.count("/") >= 5), "")
    fields = [each.strip().rstrip("’'") for each in text.split("/")]
    fields += [""] * (11 - len(fields))
    _, kind, _issued, number, nation, born, gender, _until, family, given, second = fields[:11]
    draft.name_from(given, second, family or last, property_="alias") if given else None
    identifiers.add(draft, "passport" if kind == "P" else "document", number)
    draft.add("nationality", nation)
    draft.add("birthDate", _day(born, message.prepared))
    draft.add("gender", gender[:1])


def _contact(draft: Draft, text: str) -> None:
    kind, _, value = text.partition(" ")
    if kind == "CTCE":
        draft.add("email", value.replace("//", "@").replace("..", "_").casefold())
    elif kind in ("CTCM", "CTCR", "CTCH"):
        draft.add("phone", value)


def _day(text: str, prepared: str) -> str:
    """Give a day of `780706`, `19780706` or `12JUL64` in full: of two digits, the last such year before the message."""
    latest = 2000 + int(prepared[:2]) if re.match(r"[0-9]{2}", prepared) else 2026
    if re.fullmatch(r"\d{6}", text):
        return dates.joined(dates.short_year(int(text[:2]), latest=latest), int(text[2:4]), int(text[4:])) or text
    found = re.fullmatch(r"(\d{1,2})([A-Z]{3})(\d{2}|\d{4})", text.upper())
    if found and found[2] in _MONTHS:
        year = int(found[3]) if len(found[3]) == 4 else dates.short_year(int(found[3]), latest=latest)
        return dates.joined(year, _MONTHS.index(found[2]) + 1, int(found[1])) or text
    return text


def _id(where: str, message: Message, name: str) -> str:
    return (
        "pax-" + sha256(f"{message.prepared}/{message.reference}/{where}/{name}".encode("utf-8", "replace")).hex()[:20]
    )
