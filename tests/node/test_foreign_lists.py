"""Lists of others, read in the closed child: within its limits, or not at all; and what the parent believes of it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from detente.intake.lists import carried, kinds, values
from detente.intake.lists.said import say
from detente.intake.lists.values import Outcome, Reading
from detente.node.foreign import reading
from detente.node.foreign.reading import Budget
from tests.intake.lists import files
from tests.node.test_foreign import pdf


def test_what_the_child_reads_is_what_the_reader_reads() -> None:
    for data in (files.UN.encode(), "Nom;Prénom\nFictif;Hélène\n".encode("cp1252")):
        assert reading.read([data[:9], data[9:]]) == kinds.read(data)


def test_the_text_of_a_pdf_comes_page_by_page() -> None:
    found = reading.read([pdf(2)])
    assert (found.outcome, found.kind, found.rows) == (Outcome.ACCEPT, "pdf", 2)
    assert [(each.where, each.text.strip()) for each in found.blocks] == [
        ("page 1", "Vendredi, 19 h"),
        ("page 2", "Vendredi, 19 h"),
    ]


def test_a_confirmed_mapping_and_encoding_reach_the_child() -> None:
    mapping = kinds.ColumnMapping(0, ("a", "b"), ("name", ""), "Organization", None)
    found = reading.read(["a,b\nФонд,x\n".encode("koi8-r")], mapping=mapping, encoding="koi8-r")
    assert [each.to_json()["properties"] for each in found.entities] == [{"name": ["Фонд"], "notes": ["b: x"]}]
    assert found.entities[0].schema == "Organization"


_ONE_CHILD = """
import json, pathlib, resource, sys
from detente.node.foreign import reading
found = reading.read([pathlib.Path(sys.argv[1]).read_bytes()])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
reason = found.reason.code if found.reason else ""
seconds, peak = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
print(json.dumps({"outcome": found.outcome, "reason": reason, "seconds": seconds, "peak": peak}))
"""
"""A parent of one child: the kernel tells the peak memory only of the largest child that a process ever had."""


@pytest.mark.shared
@pytest.mark.parametrize(
    "name", ["billion_laughs.xml", "bomb.xlsx", "flate_bomb.pdf", "many_attributes.xml", "attachment_names.eml"]
)
def test_hostile_files_end_within_the_limits(shared_dir: Path, name: str) -> None:
    command = (sys.executable, "-c", _ONE_CHILD, str(shared_dir / "data" / "hostile" / name))
    found = json.loads(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout)
    assert found["seconds"] < 5
    assert found["peak"] < 512 * 1024 * 1024
    assert found["outcome"] == (Outcome.ACCEPT_FLAG if name.endswith(".eml") else Outcome.REFUSE)
    assert not found["reason"].startswith("child.")


@pytest.mark.parametrize(
    ("child", "code"),
    [
        ("import os; os.kill(os.getpid(), 9)", "child.limits"),
        ("x = bytearray(1 << 40)", "child.unreadable"),
        ('print(\'["p","Person",[]]\')', "child.unreadable"),
        ("print('no JSON')", "child.unreadable"),
    ],
)
def test_a_killed_or_lying_child_gives_a_sentence_and_nothing_of_the_file(
    monkeypatch: pytest.MonkeyPatch, child: str, code: str
) -> None:
    monkeypatch.setattr(reading, "CHILD", (sys.executable, "-c", child))
    assert reading.read([b"name\nKarim\n"]) == values.refused("unknown", say(code))


def test_time_and_size_are_bounded() -> None:
    began = time.monotonic()
    assert reading.read([b"name\nKarim\n"], budget=Budget(seconds=0.01)) == values.refused(
        "unknown", say("child.limits")
    )
    assert time.monotonic() - began < 5
    assert reading.read([b"x" * 100], budget=Budget(most_in=99)) == values.refused("unknown", say("kind.large", most=0))


def test_a_list_beyond_its_memory_is_refused_whole() -> None:
    lines = b"".join(b"name,%d\n" % at for at in range(20_000))
    found = reading.read([b"name,id\n", lines], budget=Budget(memory=32 * 1024 * 1024))
    assert found == values.refused("unknown", say("child.limits"))


# What the parent believes


def answer(**changed: Any) -> list[bytes]:
    """Give the answer about one person, with some members of its end changed."""
    good = [each.encode() for each in carried.lines(kinds.read(b"name\nKarim\n"))]
    end = json.loads(good[-1]) | changed
    return [*good[:-1], json.dumps(end).encode()]


def entity(*told: Any) -> list[bytes]:
    return [json.dumps(told).encode(), answer()[-1]]


def test_a_good_answer_is_believed() -> None:
    assert carried.reading(answer()) == kinds.read(b"name\nKarim\n")


@pytest.mark.parametrize(
    "said",
    [
        [],
        [b""],
        [b"1"],
        answer()[:-1],
        answer()[1:],
        [*answer(), b"{}"],
        answer(entities=2),
        answer(more=-1),
        answer(rows="1"),
        answer(outcome="refuse"),
        answer(outcome="other"),
        answer(reason=["text.empty", {}]),
        answer(kind="x" * 99),
        answer(unknown=1),
        answer(remarks=[["", ["no.code", {}], False]]),
        answer(remarks=[["", ["text.long", {}], False]]),
        answer(remarks=[["", ["text.long", {"name": "a", "most": "b" * 9999}], False]]),
        answer(remarks=[["", ["text.empty", {}], 0]]),
        answer(blocks=[["a", "b\0"]]),
        answer(proposal={"first": -1}),
        answer(preview=[[1]]),
        entity("p", "Persn", []),
        entity("p", "Thing", []),
        entity("", "Person", []),
        entity("é", "Person", []),
        entity("p", "Person", [["nmae", "Karim", "", "", ""]]),
        entity("p", "Person", [["religion", "x", "", "", ""]]),
        entity("p", "Person", [["name", "", "", "", ""]]),
        entity("p", "Person", [["name", "x" * 70_000, "", "", ""]]),
        entity("p", "Person", [["name", "x", "", "", "2012-12-31T00"]]),
        entity("p", "Person", [["name", "x"]]),
    ],
)
def test_an_answer_out_of_form_is_an_unreadable_file(said: list[bytes]) -> None:
    assert reading.reading_in(said) == values.refused("unknown", say("child.unreadable"))


def test_a_refusal_comes_through_with_its_sentence() -> None:
    refused: Reading = kinds.read(b"MZ\0")
    assert carried.reading([carried.end(refused, 0).encode()]) == refused
