"""`detente send-many`: letters of another system, released together, delivered by real nodes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import Pair
from tests.e2e.nodes import wait_for


def file_of(folder: Path, *lines: object) -> Path:
    """Give a file with a JSON line for each value; a text stands as it is."""
    file = folder / "letters.jsonl"
    file.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return file


def test_the_letters_of_a_file_arrive_and_one_that_is_refused_is_named(pair: Pair, tmp_path: Path) -> None:
    val, zor = pair
    report = tmp_path / "report.txt"
    report.write_text("A report.")
    file = file_of(
        tmp_path,
        {"to": "ZOR", "subject": "Many 1", "text": "Bonjour", "answer_by": "+3d", "handling": ["tlp:GREEN"]},
        {"to": "NOBODY", "subject": "Many 2"},
        {"to": "ZOR", "subject": "Many 3", "topic": "no-such-topic"},
        {"to": "ZOR", "subject": "Many 4", "attach": [str(report)], "ref": "K 4/26"},
    )
    said = val.run("send-many", file, "--json")
    assert said.code == 1, said
    assert [(line["line"], "id" in line, line.get("code")) for line in said.lines] == [
        (1, True, None),
        (2, False, "not-found"),
        (3, False, "topic.not-covered"),
        (4, True, None),
    ]

    def arrived() -> list[str]:
        subjects = [line["subject"] for line in zor.run("inbox", "--json").lines]
        return sorted(subject for subject in subjects if subject.startswith("Many"))

    wait_for(lambda: arrived() == ["Many 1", "Many 4"], lambda: f"both letters; there are {arrived()}")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("no JSON", "Line 2 is no JSON object"),
        ("[]", "Line 2 is no JSON object"),
        ("", "Line 2 is no JSON object"),
        ({"subject": "Stray"}, "Line 2 has no to"),
        ({"to": "ZOR"}, "Line 2 has no subject"),
        ({"to": "ZOR", "subject": 7}, "In line 2, subject is a text"),
        ({"to": "ZOR", "subject": "Stray", "attach": "a.txt"}, "In line 2, attach is a list of texts"),
        ({"to": "ZOR", "subject": ["Stray"]}, "In line 2, subject is a text"),
        ({"to": "ZOR", "subject": "Stray", "colour": "red"}, "Line 2 has a member 'colour'"),
        ({"to": "ZOR", "subject": "Stray", "answer_by": "soon"}, "Write +3d"),
    ],
)
def test_a_line_that_is_no_letter_stops_all(pair: Pair, tmp_path: Path, line: object, sentence: str) -> None:
    val, _ = pair
    letter = {"to": "ZOR", "subject": "Stray"}
    said = val.run("send-many", file_of(tmp_path, letter, line, letter))
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert all(line["subject"] != "Stray" for line in val.run("inbox", "--sent", "--json").lines)


@pytest.mark.parametrize("count", [0, 1001])
def test_a_file_of_none_or_too_many_is_refused(pair: Pair, tmp_path: Path, count: int) -> None:
    said = pair[0].run("send-many", file_of(tmp_path, *[{"to": "ZOR", "subject": "Stray"}] * count))
    assert said.code == 2
    assert f"The file has {count} lines" in said.err
