"""STIX 2.0 and 2.1 bundles: identities, actors, accounts, places; what else there is stays as it is, and is counted.

A marking that is neither in the bundle nor of the standard would be read as no marking at all: such a file is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from detente.intake.lists.gathering import Draft, Gathering
from detente.intake.lists.said import leave_out, refuse, say

KIND: Final = "stix-2"
_TLP: Final = {
    "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": "TLP:CLEAR",
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": "TLP:GREEN",
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": "TLP:AMBER",
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "TLP:RED",
    "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487": "TLP:CLEAR",
    "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb": "TLP:GREEN",
    "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421": "TLP:AMBER",
    "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003": "TLP:AMBER+STRICT",
    "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1": "TLP:RED",
}
"""Of TLP 1 (STIX 2.1, section 7.2.1.4) and TLP 2.0 (OASIS extension): they need not stand in the bundle."""
_PERSONS: Final = frozenset({"individual"})
_NOT_READ: Final = "stix.not-read"


def is_bundle(value: Any) -> bool:
    """Whether a JSON value is a bundle, or one object of STIX."""
    if not isinstance(value, Mapping) or not isinstance(value.get("type"), str):
        return False
    return value["type"] == "bundle" or ("--" in str(value.get("id", "")) and value["id"].startswith(value["type"]))


def read(bundle: Mapping[str, Any], into: Gathering) -> None:
    """Read the objects of a bundle.

    Raises:
        FileRefused: it refers to a marking that it does not define.
    """
    objects = bundle.get("objects", []) if bundle["type"] == "bundle" else [bundle]
    if not isinstance(objects, list):
        raise refuse("stix.no-objects")
    markings = _markings(objects)
    for number, value in enumerate(objects, 1):
        where = f"object {number}"
        with into.entry(where):
            if not isinstance(value, Mapping) or not isinstance(value.get("type"), str):
                raise leave_out("json.no-object")
            _object(value, markings, into, where)


def _markings(objects: list[Any]) -> dict[str, str]:
    """Give the markings that are known, and refuse a file that uses another."""
    known = dict(_TLP)
    used: list[str] = []
    for value in objects:
        if not isinstance(value, Mapping):
            continue
        if value.get("type") == "marking-definition":
            definition = value.get("definition")
            said = definition.get("tlp") or definition.get("statement") if isinstance(definition, Mapping) else None
            known[str(value.get("id"))] = str(value.get("name") or said or value.get("id"))
        used += _references(value)
    for each in used:
        if each not in known:
            raise refuse("stix.marking", id=each)
    return known


def _references(value: Mapping[str, Any]) -> Iterator[str]:
    own = value.get("object_marking_refs", [])
    yield from map(str, own if isinstance(own, list) else [own])
    granular = value.get("granular_markings", [])
    for each in granular if isinstance(granular, list) else []:
        if isinstance(each, Mapping) and each.get("marking_ref"):
            yield str(each["marking_ref"])


def _object(value: Mapping[str, Any], markings: Mapping[str, str], into: Gathering, where: str) -> None:
    kind = value["type"]
    schema = _schema(value)
    if schema is None:
        into.remark_once(say(_NOT_READ, name=kind))
        return
    draft = into.draft(schema, str(value.get("id") or where), where=where, since=str(value.get("created", ""))[:10])
    _facts(value, draft)
    for each in _references(value):
        draft.note(f"marking: {markings[each]}")
        into.remark_once(say("stix.marked", name=markings[each]))
    draft.done()


def _schema(value: Mapping[str, Any]) -> str | None:
    kind = value["type"]
    if kind == "identity":
        known = value.get("identity_class")
        return "Person" if known in _PERSONS else "Organization" if known != "system" else None
    return {
        "threat-actor": "LegalEntity",
        "intrusion-set": "Organization",
        "user-account": "UserAccount",
        "email-addr": "UserAccount",
    }.get(kind)


def _facts(value: Mapping[str, Any], draft: Draft) -> None:
    def texts(name: str) -> list[str]:
        given = value.get(name, [])
        return [each for each in (given if isinstance(given, list) else [given]) if isinstance(each, str)]

    if value["type"] == "user-account":
        draft.add("username", *texts("account_login"), *texts("user_id"))
        draft.add("service", *texts("account_type"))
        draft.add("name", *texts("display_name"))
        return
    if value["type"] == "email-addr":
        draft.add("email", *texts("value"))
        draft.add("username", *texts("value"))
        draft.add("name", *texts("display_name"))
        return
    draft.add("name", *texts("name"))
    draft.add("alias", *texts("aliases"), *texts("x_aliases"))
    draft.add("sector", *texts("sectors"))
    for each in (*texts("description"), *texts("contact_information")):
        draft.add_raw("notes", each)
    draft.add("position", *texts("roles")) if draft.schema == "Person" else None
