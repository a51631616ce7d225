"""`detente case run`, as a script sees it: JSON lines, exit codes, one sentence where it was used wrongly."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from detente.cli.main import main


def _scenario(seed: int, *acts: tuple[str, str]) -> dict[str, Any]:
    return {
        "seed": seed,
        "nodes": {"A": "Europe/Paris", "B": "Asia/Amman"},
        "opened": True,
        "dialogues": [{"id": "d1", "kind": "feedback", "giver": "A", "originator": "B"}],
        "outages": [],
        "steps": [
            {"at": f"2026-03-0{day}T09:00:00Z", "dialogue": "d1", "side": side, "act": act}
            for day, (side, act) in enumerate(acts, start=1)
        ],
        "end": "2026-04-01T00:00:00Z",
    }


GOOD = _scenario(7, ("giver", "send"), ("originator", "open"), ("originator", "note"))
REFUSED = _scenario(8, ("originator", "note"))


def _file(folder: Path, *scenarios: Any) -> str:
    path = folder / "scenarios.json"
    path.write_text(json.dumps({"scenarios": scenarios}), encoding="utf-8")
    return str(path)


def test_each_scenario_is_a_line_with_what_it_came_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["case", "run", _file(tmp_path, GOOD, {**GOOD, "seed": 9})]) == 0

    first, second = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (first["id"], second["id"]) == ("scenario-7", "scenario-9")
    assert first["result"] == {
        "states": {"d1": {"giver": "noted", "originator": "noted"}},
        "clocks": {
            "d1": {
                "delivery": {
                    "status": "met",
                    "start": "2026-03-01T09:00:00Z",
                    "due": "2026-03-01T09:15:00Z",
                    "met": "2026-03-01T09:00:10Z",
                },
                "opening": {
                    "status": "met",
                    "start": "2026-03-01T09:00:05Z",
                    "due": "2026-03-02T09:00:05Z",
                    "met": "2026-03-02T09:00:05Z",
                },
            }
        },
        "reciprocity": {
            "A→B feedback": {
                "opened": 1,
                "ended": 1,
                "refused": 0,
                "in_time": 1,
                "late": 0,
                "silent": 0,
                "outcomes": 0,
                "thanks": 0,
            }
        },
        "in_flight": 0,
    }


def test_a_step_that_the_tables_refuse_ends_with_1_after_all_were_played(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["case", "run", _file(tmp_path, REFUSED, GOOD)]) == 1

    first, second = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert first["refused"][0]["act"] == "note"
    assert "refused" not in second


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps({"scenarios": [GOOD]}).encode())))

    assert main(["case", "run", "-"]) == 0
    assert '"scenario-7"' in capsys.readouterr().out


def test_a_file_that_cannot_be_played_is_bad_use_and_plays_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["case", "run", _file(tmp_path, GOOD, {**GOOD, "seed": 5, "end": "soon"})]) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("scenario-5 cannot be played: `end` is no time")
    assert said.err.count("\n") == 1


@pytest.mark.shared
def test_the_shared_scenarios_come_out_as_expected(shared_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = shared_dir / "data" / "cases" / "scenarios.json"
    expected = {f"scenario-{each['seed']}": each["expect"] for each in json.loads(path.read_bytes())["scenarios"]}
    assert main(["case", "run", str(path)]) == 0
    lines = map(json.loads, capsys.readouterr().out.splitlines())
    assert {line["id"]: line["result"] for line in lines} == expected
