"""Records in plain form: each a person, a bad one left out by itself."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from detente.intake.lists import kinds
from detente.intake.lists.values import Outcome
from tests.intake.lists.test_ftm import codes, lines

RECORD = {
    "id": "r1",
    "names": ["Аминат Карам", "Aminat Karam"],
    "birthDate": ["1986-10"],
    "country": ["fr"],
    "gender": "female",
    "idNumber": ["X4123"],
    "source": "a list",
}


@pytest.mark.parametrize("given", [lines(RECORD), lines(RECORD, {**RECORD, "id": "r2"}), b"[%s]" % lines(RECORD)])
def test_a_record_is_a_person_with_all_that_it_says(given: bytes) -> None:
    reading = kinds.read(given)
    assert (reading.outcome, reading.kind) == (Outcome.ACCEPT, "plain-json")
    assert reading.entities[0].schema == "Person"
    assert reading.entities[0].properties == {
        "name": ("Аминат Карам", "Aminat Karam"),
        "birthDate": ("1986-10",),
        "country": ("fr",),
        "gender": ("female",),
        "idNumber": ("X4123",),
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": 7}, "ftm.no-id"),
        ({"id": ""}, "ftm.no-id"),
        ({"names": [{"full": "x"}]}, "ftm.no-list"),
        ({"names": "x" * 2, "birthDate": 1986}, "ftm.no-list"),
        ({"idNumber": ["1"] * 501}, "ftm.too-many"),
        ({"religion": ["x"]}, "value.sensitive"),
        ({"shoes": ["44"]}, "ftm.unknown-property"),
    ],
)
def test_what_cannot_be_read_or_is_not_kept_is_said(change: dict[str, Any], code: str) -> None:
    reading = kinds.read(lines(RECORD, {**RECORD, "id": "r2", **change}))
    assert codes(reading) == [code]
    assert "r1" in [each.id for each in reading.entities]


def test_the_watchlist_gives_each_of_its_lines(shared_dir: Path) -> None:
    data = gzip.decompress((shared_dir / "data" / "names" / "watchlist.jsonl.gz").read_bytes())
    reading = kinds.read(data)
    assert len(reading.entities) == reading.rows == data.count(b'"names"')
