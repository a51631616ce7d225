"""Which kind of JSON a text is: one document, or one a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, Final

from detente.intake.lists import ftm, jsondoor, misp, plain, senzing, stix
from detente.intake.lists.gathering import Gathering
from detente.intake.lists.said import FileRefused, refuse


def read(text: str, into: Gathering) -> None:
    """Read a text that begins as JSON.

    Raises:
        FileRefused: it is no JSON, or none whose form is known.
    """
    into.kind = "json"
    first, _, rest = text.partition("\n")
    value = _line(first)
    if value is not None and rest.strip():
        # Whole in its first line, and more behind it: one a line.
        _lines(text, into)
        return
    if value is None:
        second = next((each for each in rest.split("\n", 20)[:20] if each.strip()), "")
        if first.startswith("{") and not _is_open(first) and _line(second) is not None:
            _lines(text, into)
            return
    _document(jsondoor.parse(text), into)


def _is_open(line: str) -> bool:
    """Whether a line begins a document of several lines: it ends where a value is still to come."""
    return line.rstrip()[-1:] in ("{", "[", ",", ":")


def _line(text: str) -> Any | None:
    """Give the value of a line, None where it is none by itself."""
    try:
        return jsondoor.parse(text)
    except FileRefused as error:
        # A value that is whole and bad is still one a line.
        return None if error.said.code in ("json.broken", "json.deep") else {}


def _document(value: Any, into: Gathering) -> None:
    if misp.is_template(value):
        raise refuse("misp.template")
    if stix.is_bundle(value):
        into.kind = stix.KIND
        stix.read(value, into)
        return
    listed = _listed(value)
    if listed and all(senzing.is_record(each) for each in listed[:20]):
        _records(((f"entry {at}", each) for at, each in enumerate(listed, 1)), into, senzing.KIND)
    elif listed and all(plain.is_record(each) for each in listed[:20]):
        _records(((f"entry {at}", each) for at, each in enumerate(listed, 1)), into, plain.KIND)
    elif listed and any(ftm.is_entity(each) for each in listed[:20]):
        _records(((f"entry {at}", each) for at, each in enumerate(listed, 1)), into, ftm.KIND)
    elif misp.is_misp(value):
        into.kind = misp.KIND
        misp.read(value, into)
    else:
        raise refuse("json.unknown")


def _listed(value: Any) -> list[Any]:
    """Give the entries of a document: itself, its list, or the list in its one member that has one."""
    if isinstance(value, list):
        return value
    if ftm.is_entity(value) or senzing.is_record(value) or plain.is_record(value):
        return [value]
    if isinstance(value, Mapping):
        for name in ("entities", "results", "records", "data", "RECORDS"):
            if isinstance(value.get(name), list):
                return list(value[name])
    return []


def _lines(text: str, into: Gathering) -> None:
    entries = _parsed(text, into)
    first = next(entries, None)
    if first is None:
        return
    if senzing.is_record(first[1]):
        kind = senzing.KIND
    elif plain.is_record(first[1]):
        kind = plain.KIND
    elif stix.is_bundle(first[1]):
        into.kind = stix.KIND
        stix.read({"type": "bundle", "objects": [value for _, value in chain([first], entries)]}, into)
        return
    else:
        kind = ftm.KIND
    _records(chain([first], entries), into, kind)


def _records(entries: Iterator[tuple[str, Any]], into: Gathering, kind: str) -> None:
    into.kind = kind
    _READERS[kind].read(entries, into)


_READERS: Final = {senzing.KIND: senzing, plain.KIND: plain, ftm.KIND: ftm}


def _parsed(text: str, into: Gathering) -> Iterator[tuple[str, Any]]:
    begin, number = 0, 0
    while begin < len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        line = text[begin:end].strip()
        begin, number = end + 1, number + 1
        if not line:
            continue
        try:
            value = jsondoor.parse(line)
        except FileRefused as error:
            into.rows += 1
            into.leave_out(f"line {number}", error.said)
            continue
        yield f"line {number}", value
