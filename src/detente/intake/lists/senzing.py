"""Records in the form of Senzing: one flat object a line, features by the names of their members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from detente.intake.lists import identifiers
from detente.intake.lists.gathering import Draft, Gathering
from detente.intake.lists.said import leave_out, say

KIND: Final = "senzing-json"
_SENSITIVE: Final = {"ETHNICITY": "ethnicity", "RELIGION": "religion", "POLITICAL": "political"}


def is_record(value: Any) -> bool:
    """Whether a JSON value looks like a record of Senzing."""
    return isinstance(value, Mapping) and "DATA_SOURCE" in value and ("RECORD_ID" in value or "FEATURES" in value)


def read(entries: Iterable[tuple[str, Any]], into: Gathering) -> None:
    """Read records, each with where it stands."""
    for where, value in entries:
        with into.entry(where):
            if not isinstance(value, Mapping):
                raise leave_out("json.no-object")
            _record(value, into, where)


def _record(value: Mapping[str, Any], into: Gathering, where: str) -> None:
    kind = str(value.get("RECORD_TYPE") or "PERSON").upper()
    schema = "Person" if kind in ("PERSON", "GENERIC") else "Organization"
    id_ = f"{value.get('DATA_SOURCE', '')}:{value.get('RECORD_ID') or where}"
    draft = into.draft(schema, id_, where=where)
    for facts in _features(value):
        _facts(facts, draft, into)
    draft.done()


def _features(value: Mapping[str, Any]) -> Iterable[Mapping[str, str]]:
    """Give the record itself and each group inside it; members with a prefix (`PRIMARY_NAME_LAST`) without it."""
    groups = [value, *(each for inner in value.values() if isinstance(inner, list) for each in inner)]
    for group in groups:
        if isinstance(group, Mapping):
            yield {str(name).upper(): str(text) for name, text in group.items() if isinstance(text, str | int)}


def _facts(given: Mapping[str, str], draft: Draft, into: Gathering) -> None:
    def get(*names: str) -> str:
        return next((given[each] for each in names if given.get(each)), "")

    for name, property_ in _SENSITIVE.items():
        if given.get(name):
            into.remark_once(say("value.sensitive", name=property_))
    whole = get("NAME_FULL", "PRIMARY_NAME_FULL", "NAME_ORG", "PRIMARY_NAME_ORG")
    parts = [get(f"NAME_{each}", f"PRIMARY_NAME_{each}") for each in ("FIRST", "MIDDLE", "LAST", "SUFFIX")]
    target = "alias" if given.get("NAME_TYPE", "PRIMARY") != "PRIMARY" or draft.has("name") else "name"
    draft.add(target, whole) if whole else draft.name_from(*parts, property_=target)
    if "birthDate" in draft.known:
        for name, text in zip(("firstName", "middleName", "lastName", "nameSuffix"), parts, strict=True):
            draft.add(name, text)
        draft.add("birthDate", get("DATE_OF_BIRTH"), order="mdy")
        draft.add("birthPlace", get("PLACE_OF_BIRTH"))
        draft.add("gender", get("GENDER"))
        draft.add("nationality", get("NATIONALITY"))
        draft.add("citizenship", get("CITIZENSHIP"))
    for kind in ("PASSPORT", "DRIVERS_LICENSE", "NATIONAL_ID", "TAX_ID", "SSN", "OTHER_ID"):
        number = given.get(f"{kind}_NUMBER") or (given.get(kind, "") if kind == "SSN" else "")
        identifiers.add(draft, kind.replace("_", " "), number, country=get(f"{kind}_COUNTRY", f"{kind}_STATE"))
    street = ("ADDR_FULL", *(f"ADDR_LINE{each}" for each in range(1, 7)), "ADDR_CITY", "ADDR_STATE", "ADDR_POSTAL_CODE")
    identifiers.add_address(
        draft, *(given.get(each, "") for each in street), country=get("ADDR_COUNTRY", "COUNTRY_OF_ASSOCIATION")
    )
    draft.add("phone", get("PHONE_NUMBER"))
    draft.add("email", get("EMAIL_ADDRESS"))
    draft.add("website", get("WEBSITE_ADDRESS"))
