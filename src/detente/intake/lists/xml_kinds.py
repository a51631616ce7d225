"""Which kind of XML a file is, by its outermost element and not by its namespace, which changes from year to year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from detente.intake.lists import eu, goaml, niem, ofac, ofac_advanced, ofac_xml, un
from detente.intake.lists.gathering import Gathering
from detente.intake.lists.said import refuse, say
from detente.intake.lists.xmldoor import Element, Found, document, elements, root_of

_LISTS: Final[dict[str, tuple[str, str, tuple[str, ...], Callable[[Iterable[Element], Gathering], None]]]] = {
    "CONSOLIDATED_LIST": (un.KIND, un.SOURCE, un.CUT, un.read),
    "export": (eu.KIND, eu.SOURCE, eu.CUT, eu.read),
    "sdnList": (ofac_xml.KIND, ofac.SOURCE, ofac_xml.CUT, ofac_xml.read),
    "Sanctions": (ofac_advanced.KIND, ofac.SOURCE, ofac_advanced.CUT, ofac_advanced.read),
}
_NOT_READ: Final = {
    "STIX_Package": "xml.stix1",
    "UMFMessage": "xml.umf",
    "html": "kind.page",
    "svg": "kind.picture",
    "Document": "xml.payments",
}


def read(data: bytes, into: Gathering) -> None:
    """Read a file that begins as XML.

    Raises:
        FileRefused: it is no XML, or none whose form is known.
    """
    into.kind = "xml"
    root = root_of(data)
    found = Found()
    if root.name in _NOT_READ:
        raise refuse(_NOT_READ[root.name], name=root.name)
    if root.name in _LISTS:
        kind, source, cut, reader = _LISTS[root.name]
        into.kind, into.source = kind, _dated(source, root)
        reader(elements(data, found, cut=cut), into)
    elif root.name == "report":
        into.kind = goaml.KIND
        goaml.read(document(data, found), into)
    elif niem.is_niem(root):
        into.kind = niem.KIND
        niem.read(document(data, found), into)
    else:
        # A list in a wrapper of another system, such as an envelope.
        tree = document(data, found)
        kind = next((name for name, known in _LISTS.items() if any(tree.within(*known[2]))), "")
        if not kind:
            raise refuse("xml.unknown", name=root.name)
        into.kind, into.source, cut, reader = _LISTS[kind]
        reader(tree.within(*cut), into)
    for each in sorted(found.asks):
        into.remark_once(say("xml.asks", name=each), inert=True)


def _dated(source: str, root: Element) -> str:
    given = root.attributes
    day = given.get("dateGenerated") or given.get("generationDate") or ""
    return f"{source}, {day[:10]}" if day else source
