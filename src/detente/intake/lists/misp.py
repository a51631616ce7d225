"""MISP in its four shapes: an event, `{"Event": …}`, `{"response": […]}`, and objects or attributes by themselves.

Persons, accounts, phones, vehicles and transactions are objects with a template; loose attributes count where they
are numbers of accounts, phones or addresses of mail. What is technical (files, addresses of machines) is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from detente.intake.lists import identifiers
from detente.intake.lists.gathering import Draft, Gathering
from detente.intake.lists.said import leave_out, say

KIND: Final = "misp"
_EVENT_MARKS: Final = ("Attribute", "Object", "info", "Orgc")
_PERSON: Final = {
    "full-name": "name",
    "first-name": "firstName",
    "middle-name": "middleName",
    "last-name": "lastName",
    "alias": "alias",
    "mothers-name": "motherName",
    "date-of-birth": "birthDate",
    "place-of-birth": "birthPlace",
    "gender": "gender",
    "nationality": "nationality",
    "passport-number": "passportNumber",
    "identity-card-number": "idNumber",
    "national-id": "idNumber",
    "dni": "idNumber",
    "nie": "idNumber",
    "nic-hdl": "idNumber",
    "birth-certificate-number": "idNumber",
    "social-security-number": "socialSecurityNumber",
    "redress-number": "idNumber",
    "address": "address",
    "e-mail": "email",
    "phone-number": "phone",
    "fax-number": "phone",
    "title": "title",
    "function": "position",
    "occupation": "position",
    "role": "position",
    "text": "notes",
    "portrait": "",
}
_ACCOUNT: Final = {
    "account": "accountNumber",
    "iban": "iban",
    "swift": "bic",
    "institution-name": "bankName",
    "account-name": "name",
    "currency-code": "currency",
    "opened": "openingDate",
    "closed": "closingDate",
    "personal-account-type": "accountType",
}
_ORGANIZATION: Final = {
    "name": "name",
    "alias": "alias",
    "address": "address",
    "e-mail": "email",
    "phone-number": "phone",
    "VAT": "vatCode",
    "date-of-inception": "incorporationDate",
    "description": "notes",
}
_VEHICLE: Final = {"license-plate-number": "registrationNumber", "make": "name", "model": "model", "type": "type"}
_TEMPLATES: Final = {
    "person": ("Person", _PERSON),
    "bank-account": ("BankAccount", _ACCOUNT),
    "organization": ("Organization", _ORGANIZATION),
    "legal-entity": ("LegalEntity", _ORGANIZATION | {"registration-number": "registrationNumber"}),
    "vehicle": ("Vehicle", _VEHICLE),
}
_LOOSE: Final = {
    "full-name": ("Person", "name"),
    "first-name": ("Person", "firstName"),
    "last-name": ("Person", "lastName"),
    "passport-number": ("Person", "passportNumber"),
    "identity-card-number": ("Person", "idNumber"),
    "iban": ("BankAccount", "iban"),
    "bank-account-nr": ("BankAccount", "accountNumber"),
    "phone-number": ("LegalEntity", "phone"),
    "email": ("LegalEntity", "email"),
    "email-src": ("LegalEntity", "email"),
    "email-dst": ("LegalEntity", "email"),
}


def is_template(value: Any) -> bool:
    """Whether a JSON value describes a kind of object, and holds none."""
    return isinstance(value, Mapping) and isinstance(value.get("attributes"), Mapping) and "meta-category" in value


def is_misp(value: Any) -> bool:
    """Whether a JSON value looks like something of MISP."""
    if isinstance(value, list):
        return bool(value) and is_misp(value[0])
    if not isinstance(value, Mapping):
        return False
    if any(each in value for each in ("Event", "Object", "Attribute")) or "response" in value:
        return True
    return ("info" in value and "uuid" in value) or ("object_relation" in value and "value" in value)


def read(value: Any, into: Gathering) -> None:
    """Read whatever stands in a file of MISP."""
    for number, (kind, each) in enumerate(_things(value), 1):
        where = f"{kind} {each.get('uuid') or number}" if isinstance(each, Mapping) else f"{kind} {number}"
        with into.entry(where):
            if not isinstance(each, Mapping):
                raise leave_out("json.no-object")
            if kind == "object":
                _object(each, into, where)
            else:
                _attribute(each, into, where)


def _things(value: Any) -> Iterator[tuple[str, Any]]:
    """Give the objects and the loose attributes, whatever they are wrapped in."""
    if isinstance(value, list):
        for each in value:
            yield from _things(each)
        return
    if not isinstance(value, Mapping):
        yield "object", value
        return
    if "object_relation" in value or ("value" in value and "category" in value):
        yield "attribute", value
        return
    if "meta-category" in value or ("name" in value and "template_uuid" in value):
        yield "object", value
        return
    for name in ("response", "Event"):
        if name in value:
            yield from _things(value[name])
    for each in _listed(value, "Object"):
        yield "object", each
    for each in _listed(value, "Attribute"):
        yield "attribute", each


def _listed(value: Mapping[str, Any], name: str) -> list[Any]:
    given = value.get(name, [])
    return given if isinstance(given, list) else [given]


def _object(value: Mapping[str, Any], into: Gathering, where: str) -> None:
    named = str(value.get("name", ""))
    schema, columns = _TEMPLATES.get(named, ("", {}))
    if not schema:
        into.remark_once(say("misp.not-read", name=named))
        return
    draft = into.draft(schema, f"misp-{value.get('uuid') or where}", where=where)
    for each in _listed(value, "Attribute"):
        if isinstance(each, Mapping):
            _fact(draft, columns, str(each.get("object_relation", "")), str(each.get("value", "")), into)
    if not draft.has("name") and schema == "Person":
        by_name = {str(each.get("object_relation")): str(each.get("value", "")) for each in _listed(value, "Attribute")}
        draft.name_from(*(by_name.get(each) for each in ("first-name", "middle-name", "last-name")))
    draft.done()


def _fact(draft: Draft, columns: Mapping[str, str], relation: str, text: str, into: Gathering) -> None:
    if relation in ("ethnicity", "religion", "political-orientation"):
        into.remark_once(say("value.sensitive", name=relation))
        return
    property_ = columns.get(relation)
    if property_:
        draft.add(property_, text)
    elif property_ is None and relation:
        if "number" in relation:
            identifiers.add(draft, relation.replace("-", " "), text)
        else:
            draft.note(f"{relation}: {text}")


def _attribute(value: Mapping[str, Any], into: Gathering, where: str) -> None:
    kind = str(value.get("type", ""))
    schema, property_ = _LOOSE.get(kind, ("", ""))
    if not schema:
        into.remark_once(say("misp.not-read", name=kind))
        return
    draft = into.draft(schema, f"misp-{value.get('uuid') or where}", where=where)
    draft.add(property_, str(value.get("value", "")))
    draft.note(str(value.get("comment") or ""))
    draft.done(partial=True)
