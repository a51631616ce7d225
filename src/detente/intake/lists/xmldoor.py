"""XML of strangers: no DTD, no entity, nothing from outside; depth, attributes and text bounded while it is read.

`defusedxml` refuses what expands or fetches, this module what is merely endless. XInclude elements and stylesheet
instructions are elements and instructions like others: nothing follows them, and `Found` says that they were there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from detente.intake.lists.said import refuse

MOST_DEPTH: Final = 200
MOST_ATTRIBUTES: Final = 200
MOST_TEXT: Final = 4_000_000
MOST_CHILDREN: Final = 2_000_000
_PIECE: Final = 64 * 1024
_XINCLUDE: Final = "http://www.w3.org/2001/XInclude"
_BLANK: Final = b" \t\r\n"
_ENCODING: Final = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")


@dataclass(slots=True)
class Element:
    """One element: names without their namespaces, which lists change from year to year."""

    name: str
    space: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> list[Element]:
        """Give the children of a name."""
        return [each for each in self.children if each.name == name]

    def first(self, *path: str) -> Element | None:
        """Give the first child of a name, and of that the first of the next."""
        found: Element | None = self
        for name in path:
            found = next((each for each in found.children if each.name == name), None) if found else None
        return found

    def value(self, *path: str) -> str:
        """Give the text of a descendant, "" where there is none."""
        found = self.first(*path)
        return found.text.strip() if found else ""

    def within(self, *names: str) -> Iterator[Element]:
        """Give the descendants of some names, in the order of the file, not those inside one another."""
        for each in self.children:
            if each.name in names:
                yield each
            else:
                yield from each.within(*names)


@dataclass(slots=True)
class Found:
    """What stands in a file beside its elements. `asks`: what in it asks to be fetched or run, by name."""

    asks: set[str] = field(default_factory=set)


class _Stop(Exception):
    pass


class _Target:
    """Builds elements; those named in `cut` are handed out as they end, and do not stay in their parent."""

    def __init__(self, cut: Collection[str], found: Found, *, root_only: bool) -> None:
        self.cut, self.found, self.root_only = frozenset(cut), found, root_only
        self.open: list[Element] = []
        self.text: list[str] = []
        self.letters = 0
        self.inside = 0
        self.ready: list[Element] = []
        self.root: Element | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(attributes) > MOST_ATTRIBUTES:
            raise refuse("xml.attributes", most=MOST_ATTRIBUTES)
        if len(self.open) >= MOST_DEPTH:
            raise refuse("xml.deep", most=MOST_DEPTH)
        self._flush()
        space, name = _names(tag)
        if space == _XINCLUDE:
            self.found.asks.add("XInclude")
        made = Element(name, space, {_names(each)[1]: value for each, value in attributes.items()})
        self.root = self.root or made
        if self.root_only:
            raise _Stop
        self.inside += name in self.cut
        self.open.append(made)

    def end(self, _tag: str) -> None:
        self._flush()
        made = self.open.pop()
        self.inside -= made.name in self.cut
        if made.name in self.cut and not self.inside:
            self.ready.append(made)
        elif self.open:
            parent = self.open[-1]
            if len(parent.children) >= MOST_CHILDREN:
                raise refuse("xml.children", most=MOST_CHILDREN)
            parent.children.append(made)

    def data(self, text: str) -> None:
        self.letters += len(text)
        if self.letters > MOST_TEXT:
            raise refuse("xml.text", most=MOST_TEXT)
        self.text.append(text)

    def pi(self, target: str, _data: str | None = None) -> None:
        if target.casefold() == "xml-stylesheet":
            self.found.asks.add("stylesheet")

    def close(self) -> Element | None:
        return self.root

    def _flush(self) -> None:
        if self.text and self.open:
            self.open[-1].text += "".join(self.text)
        self.text, self.letters = [], 0


def root_of(data: bytes) -> Element:
    """Give the outermost element without what is in it.

    Raises:
        FileRefused: no XML, or one that is not read here.
    """
    target = _Target((), Found(), root_only=True)
    for _ in _fed(data, target):
        pass
    if target.root is None:
        raise refuse("xml.broken", line=1)
    return target.root


def document(data: bytes, found: Found) -> Element:
    """Give the whole tree.

    Raises:
        FileRefused: no XML, or one that is not read here.
    """
    target = _Target((), found, root_only=False)
    for _ in _fed(data, target):
        pass
    if target.root is None:
        raise refuse("xml.broken", line=1)
    return target.root


def elements(data: bytes, found: Found, *, cut: Collection[str]) -> Iterator[Element]:
    """Give the elements of some names as they end; of what stands around them nothing is kept in memory twice.

    Raises:
        FileRefused: the file is no XML from some place on; what stands before it was given.
    """
    yield from _fed(data, _Target(cut, found, root_only=False))


def _fed(data: bytes, target: _Target) -> Iterator[Element]:
    parser: Any = DefusedXMLParser(target=target, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    begin = len(data) - len(data.lstrip(_BLANK))
    try:
        for at in range(begin, len(data), _PIECE):
            parser.feed(data[at : at + _PIECE])
            ready, target.ready = target.ready, []
            yield from ready
        parser.close()
        yield from target.ready
    except _Stop:
        return
    except DefusedXmlException as error:
        raise refuse("xml.dtd") from error
    except (ParseError, LookupError, ValueError) as error:
        if hasattr(error, "said"):
            raise
        line = getattr(error, "position", (0, 0))[0]
        raise refuse("xml.broken", line=line) from error


def encoding_of(data: bytes) -> str:
    """Give the encoding that a file declares, "" where it declares none."""
    declared = _ENCODING.match(data.lstrip(b"\xef\xbb\xbf" + _BLANK))
    return declared[1].decode("ascii").lower() if declared else ""


def _names(tag: str) -> tuple[str, str]:
    space, closing, name = tag.rpartition("}")
    return (space[1:], name) if closing else ("", name)
