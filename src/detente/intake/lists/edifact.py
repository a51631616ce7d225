"""UN/EDIFACT (ISO 9735) as segments: separators from UNA, release characters, and the counts that must fit.

Tolerant of blanks and line ends around segments; not of a text that ends inside one, nor of counts that do not fit:
something was cut or changed on its way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from detente.intake.lists.said import Said, refuse, say

MOST_SEGMENTS: Final = 2_000_000
LONGEST_SEGMENT: Final = 20_000
_DEFAULT: Final = ":+.? '"


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its tag, and its elements, each of components. `number`: its place in the file, from 1."""

    tag: str
    elements: tuple[tuple[str, ...], ...]
    number: int

    def get(self, element: int, component: int = 0) -> str:
        """Give a component, "" where there is none; the first element after the tag is 0."""
        if element >= len(self.elements) or component >= len(self.elements[element]):
            return ""
        return self.elements[element][component].strip()


@dataclass(frozen=True, slots=True)
class Message:
    """What stands between a UNH and its UNT, both among it. `prepared`: the day of the interchange, `YYMMDD`."""

    kind: str
    reference: str
    segments: tuple[Segment, ...]
    prepared: str


def segments(text: str) -> Iterator[Segment]:
    """Give the segments of a text.

    Raises:
        FileRefused: it ends inside a segment, or one is without bound.
    """
    body = text.lstrip("\ufeff \t\r\n")
    signs = _DEFAULT
    if body.startswith("UNA"):
        if len(body) < 9:
            raise refuse("edi.cut")
        signs, body = body[3:9], body[9:]
    inner, between, release, end = signs[0], signs[1], signs[3], signs[5]
    for number, raw in enumerate(_cut(body, end, release), 1):
        if number > MOST_SEGMENTS:
            raise refuse("edi.many", most=MOST_SEGMENTS)
        parts = _split(raw, between, release)
        tag = _freed(parts[0], release).strip()
        yield Segment(
            tag, tuple(tuple(_freed(c, release) for c in _split(e, inner, release)) for e in parts[1:]), number
        )


def messages(text: str) -> tuple[list[Message], list[Said]]:
    """Give the messages of an interchange, and what a person must see of it.

    Raises:
        FileRefused: no interchange, or one whose counts do not fit.
    """
    found: list[Message] = []
    open_: list[Segment] = []
    said: list[Said] = []
    prepared, reference, groups, closed, in_group = "", "", 0, False, 0
    for each in segments(text):
        match each.tag:
            case "UNB":
                prepared, reference = each.get(3), each.get(4)
            case "UNG":
                groups, in_group = groups + 1, 0
            case "UNH":
                if open_:
                    raise refuse("edi.no-end", number=each.number)
                open_ = [each]
            case "UNT":
                found.append(_message(open_, each, prepared))
                in_group += 1
                open_ = []
            case "UNE":
                _fits("UNE", each.get(0), in_group)
            case "UNZ":
                _fits("UNZ", each.get(0), groups or len(found))
                closed = True
                if reference and each.get(1) and each.get(1) != reference:
                    said.append(say("edi.reference", name="UNZ", value=each.get(1)))
            case _ if open_:
                open_.append(each)
            case _ if closed or each.tag.isalpha() is False or len(each.tag) != 3:
                raise refuse("edi.stray", number=each.number)
    if open_ or not found:
        raise refuse("edi.cut")
    if not closed:
        raise refuse("edi.no-interchange-end")
    return found, said


def _message(open_: list[Segment], end: Segment, prepared: str) -> Message:
    if not open_:
        raise refuse("edi.stray", number=end.number)
    head = open_[0]
    _fits("UNT", end.get(0), len(open_) + 1)
    if end.get(1) and end.get(1) != head.get(0):
        raise refuse("edi.message-reference", number=end.number)
    return Message(head.get(1), head.get(0), (*open_, end), prepared)


def _fits(tag: str, said: str, counted: int) -> None:
    if not said.isdigit() or int(said[:9]) != counted:
        raise refuse("edi.count", name=tag, said=said, counted=counted)


def _cut(text: str, end: str, release: str) -> Iterator[str]:
    begin = at = 0
    while at < len(text):
        sign = text[at]
        if sign == release and release != " ":
            at += 2
            continue
        if sign == end:
            raw = text[begin:at].strip("\r\n\t ")
            if raw:
                yield raw
            begin = at + 1
        elif at - begin > LONGEST_SEGMENT:
            raise refuse("edi.long", most=LONGEST_SEGMENT)
        at += 1
    if text[begin:].strip("\r\n\t \x1a"):
        raise refuse("edi.cut")


def _split(text: str, sign: str, release: str) -> list[str]:
    if release not in text:
        return text.split(sign)
    parts, begin, at = [], 0, 0
    while at < len(text):
        if text[at] == release and release != " ":
            at += 2
            continue
        if text[at] == sign:
            parts.append(text[begin:at])
            begin = at + 1
        at += 1
    return [*parts, text[begin:]]


def _freed(text: str, release: str) -> str:
    if release == " " or release not in text:
        return text
    parts, at = [], 0
    while at < len(text):
        at += text[at] == release
        parts.append(text[at : at + 1])
        at += 1
    return "".join(parts)
