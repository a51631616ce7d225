"""The plain form of a record: what names are compared by, and nothing else of what a source says.

    {"id": "q1", "names": ["Tamerlan Tsarnaev"], "birthDate": ["1986-10-21"], "country": ["ru"], "gender": "male",
     "idNumber": ["X4123"]}

An entity of FollowTheMoney is brought to the same form. What is not named here (religion among it) is not kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.matching.names.normalised import LONGEST_NAME

MOST_VALUES: Final = 500
LONGEST_VALUE: Final = 100
_MEMBERS: Final = ("birthDate", "country", "gender", "idNumber")
_NAMES: Final = ("name", "alias", "previousName", "weakAlias")
_GIVEN: Final = ("firstName", "secondName", "middleName", "fatherName")
_FROM_PROPERTIES: Final = {
    "birthDate": ("birthDate",),
    "country": ("nationality", "citizenship", "country"),
    "gender": ("gender",),
    "idNumber": ("idNumber", "passportNumber", "registrationNumber", "taxNumber", "innCode", "socialSecurityNumber"),
}
_ENTITIES: Final = frozenset({"Person", "LegalEntity", "Organization", "Company", "PublicBody"})


class NoRecord(ValueError):
    """A value is no record; the text is a sentence's second half that says why."""


def plain_record(value: Any) -> dict[str, Any] | None:
    """Give a record in its plain form, from itself or from an entity; None for an entity that nobody is.

    >>> entity = {"id": "a", "schema": "Person", "properties": {"firstName": ["Amine"], "lastName": ["Karam"]}}
    >>> plain_record(entity), plain_record({"id": "b", "schema": "Address", "properties": {}})
    ({'id': 'a', 'names': ['Amine Karam']}, None)

    Raises:
        NoRecord: it is no object, has no id, or a member is not what it must be.
    """
    if not isinstance(value, Mapping):
        raise NoRecord("is no JSON object")
    number = value.get("id")
    if not isinstance(number, str) or not number or len(number) > LONGEST_NAME:
        raise NoRecord("has no member “id” with a text in it")
    if "schema" in value:
        return _of_entity(value, number)
    if "names" not in value:
        raise NoRecord("has neither “names” nor “schema”: it is no record in plain form and no FollowTheMoney entity")
    names = _texts(value, "names", LONGEST_NAME + 1)
    return _record(number, names, {member: _texts(value, member, LONGEST_VALUE) for member in _MEMBERS})


def _of_entity(entity: Mapping[str, Any], number: str) -> dict[str, Any] | None:
    properties = entity.get("properties")
    if not isinstance(properties, Mapping):
        raise NoRecord("has no “properties”")
    if entity["schema"] not in _ENTITIES:
        return None
    names = [text for name in _NAMES for text in _texts(properties, name, LONGEST_NAME + 1)]
    given = [text for name in _GIVEN for text in _texts(properties, name, LONGEST_NAME + 1)[:1]]
    family = _texts(properties, "lastName", LONGEST_NAME + 1)[:1]
    if family:
        names.append(" ".join([*given, *family]))
    found = {
        member: [text for name in sources for text in _texts(properties, name, LONGEST_VALUE)]
        for member, sources in _FROM_PROPERTIES.items()
    }
    return _record(number, names, found)


def _record(number: str, names: list[str], members: Mapping[str, list[str]]) -> dict[str, Any]:
    record: dict[str, Any] = {"id": number, "names": list(dict.fromkeys(names))}
    record |= {member: list(dict.fromkeys(texts)) for member, texts in members.items() if texts}
    return record


def _texts(value: Mapping[str, Any], member: str, longest: int) -> list[str]:
    """Give a member as texts, none longer than what is compared of it.

    Raises:
        NoRecord: it is neither a text nor a list of texts.
    """
    found = value.get(member)
    texts = [] if found is None else [found] if isinstance(found, str) else found
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise NoRecord(f"has a member “{member}” that is neither a text nor a list of texts")
    return [text[:longest] for text in texts[:MOST_VALUES] if text.strip()]
