"""Persons, bodies and accounts of a goAML report (versions 4 and 5), wherever in it they stand; not its payments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from detente.crypto.hashing import sha256
from detente.intake.lists import identifiers
from detente.intake.lists.gathering import Draft, Gathering
from detente.intake.lists.said import say
from detente.intake.lists.xmldoor import Element

KIND: Final = "goaml-xml"
_OF_THE_REPORT: Final = frozenset({"reporting_person", "report_indicators", "additional_information"})
_BODY_PARTS: Final = frozenset({"incorporation_number", "incorporation_legal_form", "commercial_name", "business"})


def read(report: Element, into: Gathering) -> None:
    """Read what a report names. The reporting officer is no subject of it, and stays out."""
    into.source = " ".join(filter(None, ("goAML", report.value("entity_reference"))))
    counted = {"person": 0, "entity": 0, "account": 0}
    for kind, each in _subjects(report):
        counted[kind] += 1
        where = f"{kind} {counted[kind]}"
        with into.entry(where):
            {"person": _person, "entity": _body, "account": _account}[kind](each, into, where)
    if report.first("transaction") is not None or any(report.within("transaction")):
        into.remark_once(say("goaml.payments"))


def _subjects(element: Element) -> Iterator[tuple[str, Element]]:
    """Give persons, bodies and accounts; an account before those who sign for it."""
    for each in element.children:
        if each.name in _OF_THE_REPORT:
            continue
        kind = _kind(each)
        if kind:
            yield kind, each
        yield from _subjects(each)


def _kind(element: Element) -> str:
    names = {each.name for each in element.children}
    if names & {"first_name", "last_name", "birthdate", "ssn"}:
        return "person"
    if "account" in names and not any(each.name == "account" and each.children for each in element.children):
        return "account"
    if (element.name.endswith("entity") and "name" in names) or names & _BODY_PARTS:
        return "entity"
    return ""


def _person(element: Element, into: Gathering, where: str) -> None:
    draft = into.draft("Person", _id("person", element), where=where)
    draft.name_from(*(element.value(each) for each in ("first_name", "middle_name", "last_name")))
    for name, target in (
        ("first_name", "firstName"),
        ("middle_name", "middleName"),
        ("last_name", "lastName"),
        ("alias", "alias"),
        ("title", "title"),
        ("gender", "gender"),
        ("birthdate", "birthDate"),
        ("birth_place", "birthPlace"),
        ("mothers_name", "motherName"),
        ("ssn", "socialSecurityNumber"),
        ("id_number", "idNumber"),
        ("passport_number", "passportNumber"),
        ("tax_number", "taxNumber"),
        ("nationality1", "nationality"),
        ("nationality2", "nationality"),
        ("nationality3", "nationality"),
        ("residence", "country"),
        ("occupation", "profession"),
        ("email", "email"),
    ):
        draft.add(target, *(each.text for each in element.all(name)))
    for each in (
        *element.all("identification"),
        *(i for group in element.all("identifications") for i in group.children),
    ):
        kind = each.value("type")
        named = "passport" if kind.upper() in ("P", "PASS", "PASSPORT") else kind or "id"
        identifiers.add(draft, named, each.value("number"), country=each.value("issue_country"))
    _reach(element, draft)
    draft.add_raw("notes", element.value("comments"))
    draft.done(again=True)


def _body(element: Element, into: Gathering, where: str) -> None:
    draft = into.draft("Organization", _id("entity", element), where=where)
    draft.add("name", element.value("name"))
    draft.add("alias", element.value("commercial_name"))
    draft.add("registrationNumber", element.value("incorporation_number"))
    draft.add("legalForm", element.value("incorporation_legal_form"))
    draft.add("jurisdiction", element.value("incorporation_country_code"))
    draft.add("incorporationDate", element.value("incorporation_date"))
    draft.add("taxNumber", element.value("tax_number"))
    draft.add("sector", element.value("business"))
    draft.add("email", element.value("email"))
    _reach(element, draft)
    draft.done(again=True)


def _account(element: Element, into: Gathering, where: str) -> None:
    draft = into.draft("BankAccount", _id("account", element), where=where)
    for name, target in (
        ("account", "accountNumber"),
        ("account_name", "name"),
        ("iban", "iban"),
        ("institution_name", "bankName"),
        ("swift", "bic"),
        ("currency_code", "currency"),
        ("opened", "openingDate"),
        ("closed", "closingDate"),
        ("balance", "balance"),
        ("personal_account_type", "accountType"),
    ):
        draft.add(target, element.value(name))
    draft.done(again=True)


def _reach(element: Element, draft: Draft) -> None:
    for each in _within(element, "t_address", "address"):
        if each.children:
            parts = ("address", "town", "city", "zip", "state")
            identifiers.add_address(draft, *(each.value(part) for part in parts), country=each.value("country_code"))
    for each in _within(element, "tph_number"):
        draft.add("phone", each.text)


def _within(element: Element, *names: str) -> Iterator[Element]:
    """Give descendants that are of this subject: not what a director, a signatory or an employer has."""
    for each in element.children:
        if _kind(each) or each.name.startswith("employer"):
            continue
        if each.name in names:
            yield each
        else:
            yield from _within(each, *names)


def _id(kind: str, element: Element) -> str:
    """Give the same id for the same facts: a report names a person at each of his payments."""
    said = "\x1f".join(f"{each.name}={each.text.strip()}" for each in element.children if each.text.strip())
    return f"goaml-{kind}-{sha256(said.encode('utf-8', 'backslashreplace')).hex()[:20]}"
