"""FollowTheMoney JSON lines: a bad line is left out by itself, and nothing is read in two ways."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from detente.intake.lists import kinds
from detente.intake.lists.values import Outcome, Reading

PERSON = {"id": "p1", "schema": "Person", "properties": {"name": ["Аминат"], "birthDate": ["1986-10"]}}


def lines(*entities: Any) -> bytes:
    return "\n".join(each if isinstance(each, str) else json.dumps(each) for each in entities).encode()


def person(**values: Any) -> dict[str, Any]:
    return {**PERSON, "properties": {**PERSON["properties"], **values}}  # type: ignore[dict-item]  # a map by name


def codes(reading: Reading) -> list[str]:
    return [each.said.code for each in (*reading.left_out, *reading.remarks)]


def test_entities_come_out_as_they_are() -> None:
    reading = kinds.read(lines(PERSON, {"id": "a", "schema": "BankAccount", "properties": {"iban": ["FR76"]}}))
    assert (reading.outcome, reading.rows) == (Outcome.ACCEPT, 2)
    assert reading.entities[0].to_json() == PERSON


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ('{"id":"x"', "json.broken"),
        ('{"id":"x","id":"y"}', "json.twice"),
        ('{"id":"x","a":NaN}', "json.constant"),
        ('{"id":"x","a":1e400000}', "json.number"),
        ('{"id":"x","a":' + "1" * 6000 + "}", "json.number"),
        ('{"id":"\\ud800"}', "json.surrogate"),
        ('{"id":"\\u0000"}', "json.surrogate"),
        ("[" * 70 + "]" * 70, "json.deep"),
        ("[]", "json.no-object"),
        ({**PERSON, "id": ""}, "ftm.no-id"),
        ({**PERSON, "schema": "Persn"}, "ftm.no-schema"),
        ({**PERSON, "schema": "Thing"}, "ftm.abstract"),
        ({**PERSON, "properties": {}}, "ftm.no-properties"),
        (person(alias=[1]), "ftm.no-list"),
        (person(name=["a" * 70_000]), "text.long"),
    ],
)
def test_a_bad_line_is_left_out_by_itself(bad: Any, code: str) -> None:
    reading = kinds.read(lines(PERSON, bad, {**PERSON, "id": "p2"}))
    assert (reading.outcome, reading.rows) == (Outcome.ACCEPT_FLAG, 3)
    assert [each.id for each in reading.entities] == ["p1", "p2"]
    assert [(each.where, each.said.code) for each in reading.left_out] == [("line 2", code)]


def test_a_file_of_bad_lines_alone_is_refused_with_a_reason() -> None:
    reading = kinds.read(lines('{"id":"x","id":"y"}'))
    assert reading.outcome is Outcome.REFUSE
    assert reading.reason is not None
    assert not reading.entities


def test_what_the_vocabulary_does_not_know_is_said() -> None:
    reading = kinds.read(lines(person(nmae=["x"])))
    assert codes(reading) == ["ftm.unknown-property"]
    assert reading.entities[0].to_json() == PERSON


def test_sensitive_properties_are_left_out_and_named() -> None:
    reading = kinds.read(lines(person(religion=["x"], ethnicity=["y"], political=["z"])))
    assert codes(reading) == ["value.sensitive"] * 3
    assert reading.entities[0].to_json() == PERSON


def test_nested_entities_of_other_systems_come_apart() -> None:
    nested = {
        "id": "own",
        "caption": "x",
        "schema": "Ownership",
        "datasets": ["list"],
        "first_seen": "2023-04-20T13:52:21",
        "properties": {"owner": [PERSON], "asset": [{"id": "c", "schema": "Company", "properties": {"name": ["C"]}}]},
    }
    reading = kinds.read(lines(nested, nested | {"id": "own2"}))
    assert reading.outcome is Outcome.ACCEPT
    assert {each.id for each in reading.entities} == {"own", "own2", "p1", "c"}
    assert {each.since for each in reading.entities[-1].statements} == {"2023-04-20"}


def test_an_id_that_stands_twice_is_one_entity_and_is_said() -> None:
    reading = kinds.read(lines(PERSON, person(alias=["Amina"])))
    assert codes(reading) == ["list.twice"]
    assert [each.properties["alias"] for each in reading.entities] == [("Amina",)]


def test_the_sample_gives_each_of_its_lines(shared_dir: Path) -> None:
    data = (shared_dir / "data" / "imports" / "ftm" / "own_entities.ftm.json").read_bytes()
    reading = kinds.read(data)
    assert len(reading.entities) == reading.rows == data.count(b'"schema"')
