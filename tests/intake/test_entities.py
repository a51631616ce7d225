"""Entities of a stranger's file: what is no entity of the vocabulary is said line by line."""

from __future__ import annotations

from typing import Any

import pytest

from detente.intake import ftm_schemata
from detente.intake.entities import MOST_FAULTS, check

PERSON = {"id": "p1", "schema": "Person", "properties": {"name": ["Аминат"], "birthDate": ["1986-10"]}}


def person(**values: Any) -> dict[str, Any]:
    return {**PERSON, "properties": {**PERSON["properties"], **values}}  # type: ignore[dict-item]  # a map by name


def faults(*lines: Any) -> tuple[str, ...]:
    return check(lines, leave_out=lambda name: name == "religion").faults


def test_entities_of_the_vocabulary_are_kept_as_they_are() -> None:
    lines = (
        PERSON,
        person(country=["fr", "ru"], gender=["female"], passportNumber=["75 1234567"]),
        {"id": "p-1", "schema": "Passport", "properties": {"holder": ["p1"], "number": ["75"], "startDate": ["2019"]}},
        {"id": "pay", "schema": "Payment", "properties": {"payer": ["p1"], "beneficiary": ["x"], "amount": ["9.50"]}},
        {**PERSON, "detente": {"category": "suspect"}},
    )
    found = check(lines, leave_out=lambda name: False)
    assert (found.entities, found.dropped, found.faults) == (lines, frozenset(), ())


def test_what_no_record_may_carry_is_left_out_and_named() -> None:
    found = check([person(religion=["x"])], leave_out=lambda name: name == "religion")
    assert (found.entities, found.dropped, found.faults) == ((PERSON,), {"religion"}, ())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({**PERSON, "more": 1}, "Entity 1: it has a member 'more', which is not read here. Remove it."),
        ({**PERSON, "id": ""}, "Entity 1: it has no usable id"),
        ({**PERSON, "id": "a b"}, "Entity 1: it has no usable id"),
        ({**PERSON, "schema": "Persn"}, "FollowTheMoney has no schema 'Persn'. Give one such as Person."),
        ({**PERSON, "schema": None}, "FollowTheMoney has no schema None"),
        ({**PERSON, "schema": "Thing"}, "nothing is of the schema Thing alone"),
        ({**PERSON, "properties": []}, "it has no properties"),
        ({**PERSON, "properties": {}}, "a Person needs name."),
        ({**PERSON, "detente": 1}, "its member detente is no object"),
        (person(nmae=["x"]), "a Person has no property 'nmae'."),
        (person(iban=["x"]), "a Person has no property 'iban'."),
        (person(alias="x"), "the values of alias are not a list of texts"),
        (person(alias=[]), "the values of alias are not a list of texts"),
        (person(alias=[1]), "the values of alias are not a list of texts"),
        (person(alias=["x"] * 1001), "alias has too many values"),
        (person(alias=["x" * 65_001]), "alias has too many values, or one that is too long"),
        (person(birthDate=["21.10.1986"]), "'21.10.1986' in birthDate is not a date such as"),
        (person(birthDate=["1986-02-30"]), "'1986-02-30' in birthDate is not a date such as"),
        (person(country=["France"]), "'France' in country is not a country code"),
        (person(gender=["f"]), "'f' in gender is not male, female or other"),
        (person(birthPlace=["a"], height=["tall"]), "'tall' in height is not a number"),
        (person(country=["\u202efr"]), "'\\u202efr' in country is not"),
    ],
)
def test_a_fault_is_one_sentence_with_its_entity(line: Any, said: str) -> None:
    found = faults(line)
    assert [said in each for each in found] == [True]
    assert found[0].startswith("Entity 1: ")


def test_every_fault_is_said_up_to_a_number() -> None:
    assert len(faults({**PERSON, "schema": "x"}, PERSON, person(a=["x"], b=["x"]))) == 3
    many = faults(*[{**PERSON, "schema": "x"}] * 100)
    assert (len(many), many[-1]) == (MOST_FAULTS, "There are more faults; mend these first.")


def test_the_vocabulary_holds_together() -> None:
    for name in ftm_schemata.names():
        schema = ftm_schemata.schema_of(name)
        assert schema is not None
        assert schema.required <= schema.properties.keys(), name
        assert all(ftm_schemata.schema_of(parent) for parent in schema.extends), name
    assert len(ftm_schemata.names()) == 71
