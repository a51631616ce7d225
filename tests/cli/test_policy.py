"""`detente policy decide`, as a script sees it: JSON lines, exit codes, one sentence where it was used wrongly."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from detente.cli.main import main

BASE: dict[str, Any] = {
    "act": "open",
    "actor": {"id": "u1", "role": "L", "status": "active", "clearance": 3},
    "partner": "B",
    "contact": "verified",
    "kind": "notification",
    "opens_dialogue": True,
    "opened_by": "us",
    "release": "R",
    "topic": "ct.persons",
    "life": False,
    "purpose": "prevent-terrorism",
    "now": "2026-03-01T10:00:00Z",
    "legal_basis": "art. 3",
    "reason": "case 17",
    "agreement": {
        "id": "AB-1",
        "state": "in-force",
        "parties": ["A", "B"],
        "valid_to": "2027-01-01T00:00:00Z",
        "run_off_to": None,
        "topics": ["ct"],
        "excluded": [],
        "topics_suspended": [],
        "mode": "hold",
        "exempt": [],
        "kinds_us": ["notification"],
        "kinds_them": ["notification"],
        "purposes": ["prevent-terrorism"],
        "ceiling": "RED",
        "ceiling_cls": None,
        "list_classes": [],
        "budget_left": 0,
        "rounds_left": 0,
        "form": "full",
        "opened": False,
    },
    "handling": {
        "tlp": "AMBER",
        "h": [],
        "pap": None,
        "rel": None,
        "orcon": False,
        "named": [],
        "h3_confirmed": False,
        "cls": None,
    },
    "item": {"origin": "partner", "state": "live", "quarantine": False, "legal_hold": False, "agreement": "AB-1"},
    "person": None,
    "protects": False,
    "risk": {
        "required": False,
        "done": False,
        "frozen_before_mitigation": True,
        "baseline_by": None,
        "residual_by": None,
        "residual": None,
        "death_penalty": False,
        "torture": False,
    },
    "assurance": {"required": False, "state": "none"},
    "approval": {
        "state": "given",
        "by": "u2",
        "by_role": "R",
        "author": "u0",
        "hash": "same",
        "age_hours": 1.5,
        "second_by": None,
        "second_role": None,
    },
    "consent": {"state": "none", "to": None, "purpose": None, "until": None},
    "destination": "client",
    "measure": "look",
    "bulk": False,
    "second_person": False,
    "case": "17",
    "list_class": None,
    "elements": 0,
    "oversight_scope": "content",
    "message": None,
    "toward": "B",
    "aim": None,
    "content": {"properties": []},
    "watch": {"until": None, "basis": None},
}
OPENED = {"id": "a", "result": {"permit": ["log-reason"]}}


def _text(*rows: dict[str, Any], base: Any = None) -> str:
    return json.dumps({"version": 1, "base": base or BASE, "rows": rows})


def _file(folder: Path, text: str) -> str:
    path = folder / "questions.json"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_file_of_which_all_is_permitted_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "decide", _file(tmp_path, _text({"id": "a", "note": "as it is", "set": {}}))]) == 0
    assert json.loads(capsys.readouterr().out) == OPENED


def test_a_refusal_is_told_with_its_grounds_after_which_the_rest_is_decided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = {"id": "b", "set": {"item.state": "recalled", "handling.h": ["H3"], "reason": None}}
    assert main(["policy", "decide", _file(tmp_path, _text(refused, {"id": "a"}))]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert json.loads(first) == {
        "id": "b",
        "result": {"refuse": "reason.missing", "also": ["item.recalled", "handling.h3"], "sent": None},
    }
    assert json.loads(second) == OPENED


def test_a_row_changes_nothing_for_the_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": "b", "set": {"actor.role": "operator"}}, {"id": "a"}]
    assert main(["policy", "decide", _file(tmp_path, _text(*rows))]) == 1
    assert json.loads(capsys.readouterr().out.splitlines()[1]) == OPENED


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(_text({"id": "a"}).encode())))
    assert main(["policy", "decide", "-"]) == 0
    assert json.loads(capsys.readouterr().out) == OPENED


def test_an_act_without_any_agreement_is_refused_and_not_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = {"act": "send", "agreement": None, "approval": None, "consent": None, "watch": None}
    assert main(["policy", "decide", _file(tmp_path, _text({"id": "a", "set": nothing}))]) == 1
    result = json.loads(capsys.readouterr().out)["result"]
    assert (result["refuse"], result["sent"]) == ("agreement.none", "outside")
    assert "approval.missing" in result["also"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"act": "teleport"}, "row a: act is none that policy decides"),
        ({"agreement.stat": "ended"}, "row a: agreement.stat is no member of the base"),
        ({"agreement.state.x": "ended"}, "row a: agreement.state.x is no member of the base"),
        ({"person.category": "suspect"}, "row a: person.category is no member of the base"),
        ({"agreement.topics": "ct"}, "row a: agreement.topics is not a list of texts"),
        ({"agreement.topics": [1]}, "row a: agreement.topics is not a list of texts"),
        ({"actor.clearance": "3"}, "row a: actor.clearance is not a whole number"),
        ({"actor.clearance": True}, "row a: actor.clearance is not a whole number"),
        ({"approval.age_hours": "2"}, "row a: approval.age_hours is not a number of hours"),
        ({"approval.age_hours": 1e300}, "row a: approval.age_hours is not a number of hours that a calendar can hold"),
        ({"now": "yesterday"}, "row a: now is not a moment such as"),
        ({"now": "2026-03-01T10:00:00"}, "row a: now is not a moment with its time zone"),
        ({"life": "yes"}, "row a: life is not true or false"),
        ({"kind": None}, "row a: kind is not a text"),
        ({"item": 7}, "row a: item is not an object"),
        ({"item": {}}, "row a: item.state is missing"),
    ],
)
def test_bad_input_is_one_sentence_that_names_row_and_member_and_nothing_is_decided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any], sentence: str
) -> None:
    rows = [{"id": "good"}, {"id": "a", "set": changes}]
    assert main(["policy", "decide", _file(tmp_path, _text(*rows))]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(sentence)
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "it is not JSON"),
        ("[]", "it holds no object"),
        ("{}", "no base and rows"),
        ('{"base": {}, "base": {}, "rows": []}', "an object has one member twice"),
        ('{"base": {"now": NaN}, "rows": []}', "NaN is no number"),
        ("[" * 100_000, "it is not JSON"),
        (_text({"set": {}}), "Row 1 has no id"),
        (_text({"id": "a", "set": []}), "row a: set is not an object"),
    ],
)
def test_a_file_of_another_form_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, sentence: str
) -> None:
    assert main(["policy", "decide", _file(tmp_path, text)]) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert (said.out, len(said.err.splitlines())) == ("", 1)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "decide", str(tmp_path / "none.json")]) == 2
    assert "There is no file" in capsys.readouterr().err


@pytest.mark.shared
def test_the_shared_rows_are_decided(shared_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = shared_dir / "data" / "cases" / "policy_cases.json"
    expected = {row["id"]: row["expect"] for row in json.loads(file.read_bytes())["rows"]}
    assert main(["policy", "decide", str(file)]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["id"]: line["result"] for line in lines} == expected
