"""One way to fail: an exit code and one sentence, whatever a person or a script gives the command."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from detente.cli import files, main
from detente.model.errors import BadInput, LocalError, NotFound, PeerError


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["--bogus"],
        ["spec", "check"],
        ["spec", "check", "a", "b"],
        ["spec", "check", "no/such/file"],
        ["spec", "check", "/"],
        ["spec", "check", "a\0b"],
        ["verify"],
        ["verify", "/dev/null", "--trust"],
        ["verify", "/dev/null", "--trust", "12345"],
    ],
)
def test_bad_use_is_one_sentence_and_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(arguments) == 2

    said = capsys.readouterr()
    assert len(said.err.strip().splitlines()) == 1
    assert said.out == ""


def test_help_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--help"]) == 0
    assert "verify" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BadInput("Give another."), 2),
        (NotFound("There is none."), 1),
        (LocalError("Free the disk."), 1),
        (PeerError("It does not hold."), 1),
        (KeyboardInterrupt(), 130),
        (BrokenPipeError(), 1),
    ],
)
def test_every_error_has_its_code(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(_: str) -> bytes:
        raise error

    monkeypatch.setattr(files, "read", fail)

    assert main.main(["spec", "check", "x"]) == code
    assert "Traceback" not in capfd.readouterr().err


def test_what_nobody_foresaw_goes_into_a_log_that_only_its_owner_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: str) -> bytes:
        raise RuntimeError("a defect")

    (tmp_path / "logs").mkdir()
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path))
    monkeypatch.setattr(files, "read", fail)

    assert main.main(["spec", "check", "x"]) == 1

    log = tmp_path / "logs" / "failures.log"
    assert capsys.readouterr().err.strip().endswith(str(log))
    assert "RuntimeError: a defect" in log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
