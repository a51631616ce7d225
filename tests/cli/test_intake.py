"""`detente intake read`, as a script sees it: one JSON object, exit code 1 where the file is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.cli.main import main


def test_a_file_is_read_and_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.pdf"
    file.write_text("name,birthDate\nKarim Fictif,1990-02-30\n", encoding="utf-8")
    assert main(["intake", "read", str(file)]) == 0
    [line] = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert told["outcome"] == "accept_flag"
    assert (told["reason"], told["kind"], told["rows"]) == ("", "csv", 1)
    assert told["warnings"] == ["row 2: '1990-02-30' in birthDate is no date that can be. It was kept as a note only."]
    assert [each["properties"] for each in told["records"]] == [
        {"name": ["Karim Fictif"], "notes": ["birthDate: 1990-02-30"]}
    ]


def test_a_refused_file_gives_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(b"MZ\0\0")
    assert main(["intake", "read", str(file)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["outcome"], told["reason"], told["records"]) == ("refuse", "This is a program. It was not opened.", [])


def test_a_file_that_is_not_there_is_bad_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["intake", "read", "/no/such/file"]) == 2
    assert "There is no file" in capsys.readouterr().err
