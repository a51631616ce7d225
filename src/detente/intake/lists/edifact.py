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
        if raw == f"UNA{signs[:5]}".rstrip():
            continue  # The next interchange says the same signs again.
        if number > MOST_SEGMENTS:
            raise refuse("edi.many", most=MOST_SEGMENTS)
        parts = _split(raw, between, release)
        tag = _freed(parts[0], release).strip()
        yield Segment(
            tag, tuple(tuple(_freed(c, release) for c in _split(e, inner, release)) for e in parts[1:]), number
        )


def messages(text: str) -> tuple[list[Message], list[Said]]:
    """Give the messages of the interchanges in a file, and what a person must see of them.

    Raises:
        FileRefused: no interchange, one whose counts do not fit, or something beside them.
    """
    found: list[Message] = []
    open_: list[Segment] = []
    said: list[Said] = []
    within: _Interchange | None = None
    for each in segments(text):
        if each.tag == "UNB":
            if within is not None:
                raise refuse("edi.no-interchange-end")
            within = _Interchange(each)
            continue
        if within is None:
            # After an end that counted: added by somebody else.
            raise refuse("edi.stray", number=each.number)
        match each.tag:
            case "UNH":
                if open_:
                    raise refuse("edi.no-end", number=each.number)
                open_ = [each]
            case "UNT":
                found.append(_message(open_, each, within.head.get(3)))
                within.messages += 1
                open_ = []
            case "UNG" | "UNE" | "UNZ" if open_:
                raise refuse("edi.cut")
            case "UNG":
                within.open_group(each)
            case "UNE":
                within.close_group(each)
            case "UNZ":
                said += within.close(each)
                within = None
            case _ if open_:
                open_.append(each)
            case _ if each.tag.isalpha() is False or len(each.tag) != 3:
                raise refuse("edi.stray", number=each.number)
    if open_ or not found:
        raise refuse("edi.cut")
    if within is not None:
        raise refuse("edi.no-interchange-end")
    return found, said


@dataclass(slots=True)
class _Interchange:
    """What is counted between a UNB and its UNZ. `before`: the messages when the open group began."""

    head: Segment
    messages: int = 0
    groups: int = 0
    before: int | None = None

    def open_group(self, begin: Segment) -> None:
        if self.before is not None:
            raise refuse("edi.stray", number=begin.number)
        self.groups, self.before = self.groups + 1, self.messages

    def close_group(self, end: Segment) -> None:
        if self.before is None:
            raise refuse("edi.stray", number=end.number)
        _fits("UNE", end.get(0), self.messages - self.before)
        self.before = None

    def close(self, end: Segment) -> list[Said]:
        if self.before is not None:
            raise refuse("edi.cut")
        _fits("UNZ", end.get(0), self.groups or self.messages)
        reference, named = self.head.get(4), end.get(1)
        return [say("edi.reference", name="UNZ", value=named)] if reference and named and named != reference else []


def _message(open_: list[Segment], end: Segment, prepared: str) -> Message:
    if not open_:
        raise refuse("edi.stray", number=end.number)
    head = open_[0]
    _fits("UNT", end.get(0), len(open_) + 1)
    if end.get(1) and end.get(1) != head.get(0):
        raise refuse("edi.message-reference", number=end.number)
    return Message(head.get(1), head.get(0), (*open_, end), prepared)


def _fits(tag: str, said: str, counted: int) -> None:
    # Digits of other scripts, and such as a raised two, are digits to `isdigit` alone.
    if not (said.isascii() and said.isdigit() and len(said) <= 20) or int(said) != counted:
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
