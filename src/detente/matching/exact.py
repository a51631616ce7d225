"""Does this look like something that is here already? Exact keys: identifiers, names as written, file references.

Nobody is confirmed by a key: two things that share one are shown to a person, who decides. A birth date is no key and
clears nothing: it may be the wrong one. Spelling variants and other scripts are not compared here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from detente.crypto.hashing import tagged

NAMES: Final = ("name", "alias", "weakAlias", "previousName")
"""The properties of the FollowTheMoney vocabulary that hold a name as it was written."""
IDENTIFIERS: Final = (
    "idNumber",
    "passportNumber",
    "taxNumber",
    "socialSecurityNumber",
    "registrationNumber",
    "innCode",
    "vatCode",
    "iban",
    "accountNumber",
    "imoNumber",
    "phone",
    "email",
)
_TAG: Final = "detente/1 likeness"
_PARTY: Final = "urn:dxp:party:"
MOST: Final = 64
"""So many keys of one message at most; a message with a thousand names is a list, and lists are screened."""


@dataclass(frozen=True, slots=True)
class Key:
    """One way in which two messages can be alike: `name`, `identifier` or `reference`; `hash` is 32 bytes."""

    way: str
    hash: bytes


def keys_of(payload: Mapping[str, Any], *, writer: str) -> tuple[Key, ...]:
    """Give the keys of a message, each once. `writer`: the party that wrote it, whose file numbers are its own.

    >>> one = {"records": [{"ftm": {"properties": {"name": ["Anna  BOLEYN"]}}}]}
    >>> two = {"records": [{"ftm": {"properties": {"name": ["Boleyn, Anna"]}}}]}
    >>> keys_of(one, writer="a") == keys_of(two, writer="b")
    True
    """
    found: dict[bytes, Key] = {}
    for way, text in _texts(payload, writer):
        key = tagged(_TAG, f"{way}\0{text}".encode())
        found.setdefault(key, Key(way, key))
        if len(found) == MOST:
            break
    return tuple(found.values())


def names_in(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the names of the persons and bodies in the records of a message, as they were written."""
    return tuple(value for properties in _properties(payload) for name in NAMES for value in _values(properties, name))


def origins(payload: Mapping[str, Any], *, writer: str) -> frozenset[str]:
    """Give the parties that the records come from; `writer` for what names no other one, or has no records.

    A record that was passed on keeps its `source`: the same source told by two is one source.
    """
    found = set()
    for record in _records(payload):
        source = record.get("source")
        found.add(source if isinstance(source, str) and source.startswith(_PARTY) else writer)
    return frozenset(found or {writer})


def plain(text: str) -> str:
    """Give a name as it is compared: case, marks of punctuation and the order of its parts say nothing."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    parts = "".join(char if char.isalnum() or unicodedata.combining(char) else " " for char in folded).split()
    return " ".join(sorted(parts))


def _texts(payload: Mapping[str, Any], writer: str) -> Iterator[tuple[str, str]]:
    for properties in _properties(payload):
        for name in IDENTIFIERS:
            for value in _values(properties, name):
                number = "".join(char for char in value.casefold() if char.isalnum())
                if number:
                    yield "identifier", number
        for name in NAMES:
            for value in _values(properties, name):
                # One part alone, a family name or a nickname, is shared by too many.
                if " " in plain(value):
                    yield "name", plain(value)
    ref = payload.get("ref")
    own = ref.get("own") if isinstance(ref, Mapping) else None
    if isinstance(own, str) and own:
        yield "reference", f"{writer} {own}"


def _properties(payload: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for record in _records(payload):
        ftm = record.get("ftm")
        properties = ftm.get("properties") if isinstance(ftm, Mapping) else None
        if isinstance(properties, Mapping):
            yield properties


def _records(payload: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    records = payload.get("records")
    if isinstance(records, Sequence) and not isinstance(records, str):
        yield from (record for record in records if isinstance(record, Mapping))


def _values(properties: Mapping[str, Any], name: str) -> Iterator[str]:
    values = properties.get(name)
    for value in values if isinstance(values, list) else [values]:
        if isinstance(value, str):
            yield value
