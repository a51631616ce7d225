"""`detente lists`: a list becomes an index, an index answers; what cannot be used is one sentence and exit code 2."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.cli.main import main

LIST: list[dict[str, Any]] = [
    {"id": "p1", "names": ["Amine Karam", "أمين كرم"], "birthDate": ["1975-02-03"], "country": ["xk"]},
    {"id": "p2", "names": ["Marta Tsarova"], "birthDate": ["1990"]},
    {
        "id": "f1",
        "schema": "Person",
        "properties": {"name": ["Lucas Moreau"], "passportNumber": ["X4123-9"], "religion": ["none of yours"]},
    },
    {"id": "f2", "schema": "Address", "properties": {"full": ["1 Lost Street"]}},
]
Run = Callable[..., tuple[int, list[dict[str, Any]], str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, list[dict[str, Any]], str]:
        code = main(["lists", *map(str, arguments)])
        said = capsys.readouterr()
        return code, [json.loads(line) for line in said.out.splitlines()], said.err

    return run


def _lines(path: Path, values: list[Any]) -> Path:
    path.write_text("".join(f"{json.dumps(value, ensure_ascii=False)}\n" for value in values), encoding="utf-8")
    return path


@pytest.fixture
def built(tmp_path: Path, run: Run) -> Path:
    code, _, _ = run("build", _lines(tmp_path / "list.jsonl", LIST), tmp_path / "index")
    assert code == 0
    return tmp_path / "index"


def test_a_summary_says_what_was_built(tmp_path: Path, run: Run) -> None:
    code, (summary,), _ = run("build", _lines(tmp_path / "list.jsonl", LIST), tmp_path / "new" / "index")

    assert code == 0
    assert {name: summary[name] for name in ("records", "names", "without_name", "skipped")} == {
        "records": 3, "names": 4, "without_name": 0, "skipped": 1
    }  # fmt: skip


def test_each_record_gets_its_line_with_the_best_first(tmp_path: Path, run: Run, built: Path) -> None:
    asked = [
        {"id": "q1", "names": ["Амин Карам"], "birthDate": ["1975-02-03"]},
        {"id": "q2", "names": ["Nobody Atall"]},
        {"id": "q3", "schema": "Person", "properties": {"firstName": ["Martha"], "lastName": ["Carova"]}},
        {"id": "q4", "names": ["?"], "idNumber": ["x 41239"]},
    ]

    code, lines, _ = run("search", built, _lines(tmp_path / "asked.jsonl", asked))

    assert code == 0
    assert [line["id"] for line in lines] == ["q1", "q2", "q3", "q4"]
    assert [line["results"][0][0] if line["results"] else None for line in lines] == ["p1", None, "p2", "f1"]
    assert all(0 <= score <= 1 for line in lines for _, score in line["results"])


def test_the_limit_is_kept(tmp_path: Path, run: Run) -> None:
    many = [{"id": f"r{number}", "names": ["Amine Karam"]} for number in range(30)]
    run("build", _lines(tmp_path / "list.jsonl", many), tmp_path / "index")
    asked = _lines(tmp_path / "asked.jsonl", [{"id": "q", "names": ["Amine Karam"]}])

    counts = [len(run("search", tmp_path / "index", asked, *more)[1][0]["results"]) for more in ((), ("--limit", 3))]

    assert counts == [10, 3]


def test_what_is_sensitive_or_not_needed_is_not_in_the_files(built: Path) -> None:
    assert not [path for path in built.iterdir() if b"none of yours" in path.read_bytes()]
    assert {path.stat().st_mode & 0o777 for path in built.iterdir()} == {0o600}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "holds no record"),
        (b'{"id": "a", "names": ["A B"]}\n{"id": "b", "nam', "Line 2 of .* cut off"),
        (b'{"id": "a", "names": ["A B"]}\n{"id": "b", "names": ["C\n{"id": "c", "names": []}\n', "Line 2 of"),
        (b'{"id": "a", "names": ["A B"]}\n{"id": "a", "names": ["C D"]}\n', "holds the id a twice"),
        (b'{"names": ["A B"]}\n', "Line 1 of .* “id”"),
        (b'{"id": "a"}\n', "neither “names” nor “schema”"),
        (b'{"id": "a", "names": [7]}\n', "neither a text nor a list"),
        (b'{"id": "a", "schema": "Person"}\n', "properties"),
        (b"[1, 2]\n", "is no JSON object"),
        (b'{"id": "a", "names": ["\xe9"]}\n', "is not UTF-8"),
        (b'{"id": "a", "id": "b", "names": ["A B"]}\n', "twice"),
    ],
)
def test_a_list_that_cannot_be_used_is_one_sentence_and_leaves_the_old_index(
    tmp_path: Path, run: Run, built: Path, content: bytes, sentence: str
) -> None:
    before = {path.name: path.read_bytes() for path in built.iterdir()}
    (tmp_path / "bad.jsonl").write_bytes(content)

    code, lines, said = run("build", tmp_path / "bad.jsonl", built)

    assert (code, lines, said.count("\n")) == (2, [], 1)
    assert re.search(sentence, said)
    assert {path.name: path.read_bytes() for path in built.iterdir()} == before


def test_a_folder_that_is_none_is_one_sentence(tmp_path: Path, run: Run) -> None:
    asked = _lines(tmp_path / "asked.jsonl", LIST)

    for arguments in (("build", asked, asked), ("search", asked, asked), ("search", tmp_path, asked)):
        code, lines, said = run(*arguments)
        assert (code, lines, said.count("\n")) == (2, [], 1), arguments


def test_files_that_do_not_exist_are_one_sentence(tmp_path: Path, run: Run, built: Path) -> None:
    for arguments in (("build", tmp_path / "none", tmp_path / "x"), ("search", built, tmp_path / "none")):
        code, _, said = run(*arguments)
        assert (code, said.count("\n")) == (2, 1)
        assert "There is no file" in said
