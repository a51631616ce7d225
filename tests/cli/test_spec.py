"""`detente spec check`, as a script sees it: JSON lines, exit codes, one sentence where it was used wrongly."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from detente.cli.main import main

GOOD = {"padding": [[0, 256]]}
BAD = {"padding": [[0, 256], [1, 9]]}


def _file(folder: Path, content: Any) -> str:
    path = folder / "vectors.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


def test_a_file_that_holds_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["spec", "check", _file(tmp_path, GOOD)]) == 0

    assert json.loads(capsys.readouterr().out) == {"id": "padding/0", "ok": True, "got": 256}


def test_one_case_that_comes_out_otherwise_ends_with_1_after_all_were_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["spec", "check", _file(tmp_path, BAD)]) == 1

    lines = [json.loads(text) for text in capsys.readouterr().out.splitlines()]
    assert [line["ok"] for line in lines] == [True, False]


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(GOOD).encode())))

    assert main(["spec", "check", "-"]) == 0
    assert '"padding/0"' in capsys.readouterr().out


def test_a_name_that_is_no_text_is_still_a_json_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = {"name": "\ud800 Б", "op": "json", "bytes": "e30", "expect": {"parsed": True}}

    assert main(["spec", "check", _file(tmp_path, {"negative": [case]})]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "\ud800 Б"


@pytest.mark.shared
def test_the_shared_vectors_hold(shared_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["spec", "check", str(shared_dir / "spec/vectors.json")]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 250
