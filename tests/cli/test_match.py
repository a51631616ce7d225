"""`detente match pairs`: a line each with score, band and why; a line that is no pair is one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.cli.main import main

NOTICE = {"names": ["Tsarnayev, Tamerlan"], "birthDate": ["1987-10-21", "1988-10-21"], "country": ["ru"]}
SEED = {"names": ["Tamerlan Tsarnaïev"], "birthDate": ["1986-10-21"]}
Run = Callable[..., tuple[int, list[dict[str, Any]], str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    def run(lines: list[Any], *options: str) -> tuple[int, list[dict[str, Any]], str]:
        file = tmp_path / "pairs.jsonl"
        written = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
        file.write_text("\n".join(written), encoding="utf-8")
        code = main(["match", "pairs", str(file), *options])
        said = capsys.readouterr()
        return code, [json.loads(line) for line in said.out.splitlines()], said.err

    return run


def pair(query: Any, candidate: Any, number: str = "p1") -> dict[str, Any]:
    return {"id": number, "query": query, "candidate": candidate}


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("en", "same day and month, year +1"),
        ("fr", "mêmes jour et mois, année +1"),
        ("ru", "те же день и месяц, год +1"),
        ("ar", "اليوم والشهر متطابقان، السنة \u2068+1\u2069"),
    ],
)
def test_the_why_names_the_letters_and_the_dates_in_four_languages(run: Run, language: str, date: str) -> None:
    code, [answer], _ = run([pair(SEED, NOTICE)], "--language", language)
    assert code == 0
    assert answer["band"] != "none"
    assert [reason["what"] for reason in answer["why"]] == ["names", "birthDate"]
    assert "ï/y" in answer["why"][0]["text"]
    assert answer["why"][1]["text"] == date


def test_a_brother_is_told_apart_and_the_why_says_by_what(run: Run) -> None:
    brother = {"names": ["Dzhokhar Tsarnaev"], "birthDate": ["1993-07-22"]}
    _, [answer], _ = run([pair(brother, NOTICE)])
    assert answer["band"] == "none"
    assert "Dzhokhar / Tamerlan: differ" in answer["why"][0]["text"]
    assert answer["why"][1]["weight"] < 0


def test_entities_of_followthemoney_are_compared_too(run: Run) -> None:
    entity = {"id": "a", "schema": "Person", "properties": {"name": ["Тамерлан Царнаев"], "birthDate": ["1986-10-21"]}}
    _, [answer], _ = run([pair(entity, NOTICE)])
    assert answer["band"] != "none"


def test_a_line_that_is_no_pair_is_one_sentence_and_the_rest_is_compared(run: Run) -> None:
    bad = [
        "{",
        "[]",
        '{"id": "x"}',
        pair(SEED, {"names": 7}),
        pair({"id": "q", "schema": "Address", "properties": {}}, NOTICE),
    ]
    code, answers, _ = run([*bad, pair(SEED, NOTICE, "good")])
    assert code == 1
    assert [answer["band"] for answer in answers[:-1]] == ["none"] * len(bad)
    assert all(answer["refused"].endswith(".") for answer in answers[:-1])
    assert answers[-1]["id"] == "good"
    assert answers[-1]["band"] != "none"


def test_a_file_that_is_not_there_is_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["match", "pairs", str(tmp_path / "none.jsonl")]) == 2
    assert "There is no file" in capsys.readouterr().err


STRANGE: list[dict[str, Any]] = [
    {"names": []},
    {"names": ["x"]},
    {"names": ["x" * 10_000]},
    {"names": ["\u202eвонрац\u202c \u200b\u200d", "Tаmerlan"]},
    {"names": ["\U0001f600"]},
    {"names": ["김", "習", "J."], "birthDate": ["0000", "1407-02-18", "1987-02-31", "1987-13-05", "21.10.1986"]},
    {"names": ["a b c d e f g h i j k l m n o p q r s t u v w x y z"] * 100},
]


@pytest.mark.parametrize("record", STRANGE, ids=range(len(STRANGE)))
def test_strange_records_are_compared_and_what_was_left_aside_is_said(run: Run, record: dict[str, Any]) -> None:
    code, answers, _ = run([pair(record, NOTICE), pair(NOTICE, record), pair(record, record)])
    assert code == 0
    assert answers[0]["score"] == pytest.approx(answers[1]["score"])
    assert all(0 <= answer["score"] <= 1 for answer in answers)
    assert all(aside.endswith(".") for answer in answers for aside in answer.get("aside", []))
