"""Contacts as vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350): names, dates, numbers; no picture or link is fetched."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from detente.crypto.hashing import sha256
from detente.intake.lists import encodings
from detente.intake.lists.gathering import Draft, Gathering
from detente.intake.lists.said import leave_out, refuse, say

KIND: Final = "vcard"
MOST_LINES: Final = 2_000_000
MOST_DEPTH: Final = 5
LONGEST: Final = 2_000_000
_LINE: Final = re.compile(
    r"(?:[A-Za-z0-9-]+\.)?(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(?P<value>.*)\Z",
    re.DOTALL,
)
_ESCAPED: Final = re.compile(r"\\([\\;,nN:])")
_PARTS: Final = re.compile(r"(?<!\\);")
_LOADED: Final = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    parameters: str
    value: str


def read(text: str, into: Gathering) -> None:
    """Read the cards of a file.

    Raises:
        FileRefused: a card does not end.
    """
    open_: list[_Line] | None = None
    # Cards within cards: an AGENT (vCard 2.1) is a contact of its own.
    around: list[list[_Line]] = []
    number = 0
    for raw in _unfolded(text):
        line = _line(raw)
        if line is None:
            if open_ is not None and raw.strip():
                into.remark(say("vcard.line", value=raw), where=f"card {number}")
        elif line.name == "BEGIN" and line.value.strip().upper() == "VCARD":
            if open_ is not None:
                if not (open_ and open_[-1].name == "AGENT") or len(around) >= MOST_DEPTH:
                    raise refuse("vcard.no-end", number=number)
                around.append(open_)
            open_, number = [], number + 1
        elif line.name == "END" and line.value.strip().upper() == "VCARD" and open_ is not None:
            with into.entry(f"card {number}"):
                _card(open_, into, f"card {number}")
            open_ = around.pop() if around else None
        elif open_ is not None:
            open_.append(line)
    if open_ is not None:
        raise refuse("vcard.no-end", number=number)


def _unfolded(text: str) -> Iterator[str]:
    """Give the lines with their continuations: folded, or the soft breaks of quoted-printable."""
    held: list[str] = []
    size = 0
    for at, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if at > MOST_LINES:
            raise refuse("vcard.many", most=MOST_LINES)
        soft = bool(held) and held[-1].endswith("=") and "QUOTED-PRINTABLE" in held[0].upper()
        if held and (raw[:1] in (" ", "\t") or soft):
            if soft:
                held[-1] = held[-1][:-1]
            held.append(raw if soft else raw[1:])
            size += len(raw)
            if size > LONGEST:
                raise refuse("vcard.long", most=LONGEST)
        else:
            if held:
                yield "".join(held)
            held, size = [raw], len(raw)
    if held:
        yield "".join(held)


def _line(raw: str) -> _Line | None:
    found = _LINE.match(raw[:LONGEST])
    if not found:
        return None
    parameters, value = found["parameters"].upper(), found["value"]
    if "QUOTED-PRINTABLE" in parameters:
        charset = re.search(r"CHARSET=\"?([A-Z0-9_-]+)", parameters)
        try:
            value = encodings.declared(quopri.decodestring(value.encode("utf-8")), charset[1] if charset else "utf-8")
        except (LookupError, ValueError):
            return None
    return _Line(found["name"].upper(), parameters, value)


def _card(lines: list[_Line], into: Gathering, where: str) -> None:
    by_name: dict[str, list[_Line]] = {}
    for each in lines:
        by_name.setdefault(each.name, []).append(each)
    kind = _value(by_name, "KIND").casefold()
    body = kind in ("org", "group") or _value(by_name, "X-ABSHOWAS").casefold() == "company"
    uid = _value(by_name, "UID")
    said = "\n".join(f"{each.name}:{each.value}" for each in lines)
    id_ = uid or "card-" + sha256(said.encode("utf-8", "backslashreplace")).hex()[:20]
    draft = into.draft("Organization" if body else "Person", id_, where=where)
    _names(by_name, draft)
    for each in by_name.get("BDAY", ()):
        draft.add("birthDate", re.sub(r"\A(\d{4}-?\d\d-?\d\d)T.*\Z", r"\1", each.value.strip())) if not body else None
    for name, target in (("TEL", "phone"), ("EMAIL", "email"), ("TITLE", "position"), ("ROLE", "position")):
        for each in by_name.get(name, ()):
            if target in draft.known:
                draft.add(target, re.sub(r"\A(?:tel|mailto):", "", _plain(each.value)))
    for each in by_name.get("ADR", ()):
        draft.add("address", ", ".join(filter(None, (_plain(part).strip() for part in _PARTS.split(each.value)))))
    draft.add("gender", _PARTS.split(_value(by_name, "GENDER"))[0]) if not body else None
    for each in (*by_name.get("ORG", ()), *by_name.get("NOTE", ())):
        draft.note(" ".join(_plain(part) for part in _PARTS.split(each.value)))
    _links(by_name, draft, into)
    if not draft.has("name"):
        raise leave_out("vcard.no-name")
    draft.done()


def _names(by_name: dict[str, list[_Line]], draft: Draft) -> None:
    parts = [_plain(each).strip() for each in _PARTS.split(_value(by_name, "N"))] + [""] * 5
    for each in by_name.get("FN", ()):
        draft.add("alias" if draft.has("name") else "name", _plain(each.value))
    if not draft.has("name"):
        draft.name_from(parts[1], parts[2], parts[0])
    if "firstName" in draft.known:
        for name, part in zip(("lastName", "firstName", "middleName", "title", "nameSuffix"), parts, strict=False):
            draft.add(name, *part.split(","))
    if not draft.has("name"):
        draft.add("name", *(_plain(_PARTS.split(each.value)[0]) for each in by_name.get("ORG", ())))
    for each in by_name.get("NICKNAME", ()):
        draft.add("weakAlias", *_plain(each.value).split(","))


def _links(by_name: dict[str, list[_Line]], draft: Draft, into: Gathering) -> None:
    for name in (*_LOADED, "URL", "SOURCE"):
        for each in by_name.get(name, ()):
            if name in _LOADED:
                into.remark(say("vcard.picture", name=name), where=draft.where, inert=True)
            elif re.match(r"https?://", each.value, re.IGNORECASE):
                draft.add("website", each.value)
            else:
                into.remark(say("vcard.link", name=name), where=draft.where, inert=True)
                draft.note(f"{name}: {each.value}")


def _value(by_name: dict[str, list[_Line]], name: str) -> str:
    return by_name[name][0].value if by_name.get(name) else ""


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
