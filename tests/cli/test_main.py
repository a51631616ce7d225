"""One way to fail: an exit code and one sentence, whatever a person or a script gives the command."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import typer.main

import detente
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


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["bogus"], "detente"),
        (["spec", "bogus"], "detente spec"),
        (["verify"], "detente verify"),
        (["thread", "print"], "detente thread print"),
        (["desk", "arrange", "persons"], "detente desk arrange"),
    ],
)
def test_bad_use_names_the_help_of_the_command_that_was_meant(
    arguments: list[str], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(arguments) == 2
    assert capsys.readouterr().err.strip().endswith(f"What it takes: {meant} --help")


def _commands(command: Any, at: tuple[str, ...] = ()) -> dict[tuple[str, ...], bool]:
    """Give each command and group by its words; whether it is a group."""
    below = getattr(command, "commands", {})
    found = {at: bool(below)}
    for name, each in below.items():
        found |= _commands(each, (*at, name))
    return found


def _is_named(words: Sequence[str], commands: Mapping[tuple[str, ...], bool]) -> bool:
    """Whether words begin with a command, or are a group and nothing more."""
    return any(
        at in commands and (not commands[at] or len(words) == end)
        for end in range(1, len(words) + 1)
        if (at := tuple(words[:end]))
    )


def test_each_command_that_a_sentence_names_exists() -> None:
    commands = _commands(typer.main.get_command(main.app))
    named = {
        (file.name, said)
        for file in Path(detente.__file__).parent.rglob("*.py")
        # A sentence may go on in the next line of the source.
        for said in re.findall(r"`detente ([a-z][^`{}]*)", re.sub(r'"\n\s*f?"', "", file.read_text(encoding="utf-8")))
    }
    assert len(named) > 40
    assert sorted(each for each in named if not _is_named(each[1].split(), commands)) == []


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
    error: BaseException,
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(_: str) -> bytes:
        raise error

    monkeypatch.setattr(files, "read", fail)
    with (tmp_path / "out").open("w") as out:
        # A file of its own: where nobody reads on, the command puts something else behind the stream.
        monkeypatch.setattr(sys, "stdout", out)
        assert main.main(["spec", "check", "x"]) == code
    assert "Traceback" not in capsys.readouterr().err


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
