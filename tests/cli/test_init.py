"""`detente init`, from the outside: a process of its own, because a framework starts once in the life of one."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from detente.cli import passphrase
from detente.cli.main import main
from detente.model.errors import BadInput

PASSPHRASE = "correct horse battery staple"
NAMED = ["--code", "VAL", "--name", "Valdorie", "--name", "en=Valdoria", "--development"]


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DETENTE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-c", "from detente.cli.main import run; run()", *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**clean, **environment},
        timeout=120,
        check=False,
    )


def test_a_node_is_made_with_its_tables_and_says_who_it_is(tmp_path: Path) -> None:
    home = tmp_path / "home"

    made = _run("init", "--home", str(home), *NAMED, "--json", DETENTE_PASSPHRASE=PASSPHRASE)
    assert (made.returncode, made.stderr) == (0, "")
    said = json.loads(made.stdout)
    assert set(said) >= {"party", "fingerprint", "home", "document", "offline"}
    assert len(said["fingerprint"].split()) == 16
    assert stat.S_IMODE((home / "node.sqlite3").stat().st_mode) == 0o600

    again = _run("init", "--home", str(home), *NAMED, DETENTE_PASSPHRASE=PASSPHRASE)
    assert again.returncode == 2
    assert again.stderr.count("\n") == 1
    assert "Choose an empty folder" in again.stderr


def test_the_operator_is_told_to_take_the_root_keys_away(tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n")

    made = _run("init", "--home", str(tmp_path / "home"), *NAMED, "--passphrase-file", str(file))
    assert made.returncode == 0
    assert f"Take {tmp_path / 'home' / 'offline'} away now" in made.stdout
    assert PASSPHRASE not in made.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([*NAMED], "--home FOLDER"),
        (["--home", "{home}", "--name", "Valdorie"], "code"),
        (["--home", "{home}", *NAMED, "--code", "V"], "--code is not usable: give three letters"),
        (["--home", "{home}", *NAMED, "--lang", "de"], "--lang is not usable"),
        (["--home", "{home}", *NAMED, "--peer", "everywhere"], "--peer is not usable: give host:port"),
        (["--home", "{home}", *NAMED, "--peer", "0.0.0.0:8443"], "--url reaches beyond this machine"),
        (["--home", "{home}", *NAMED, "--world", "dream"], "--world is not usable"),
        (["--home", "{home}", *NAMED, "--time-zone", "Mars"], "--time-zone is not usable"),
        (["--home", "/proc/nowhere", *NAMED], "cannot be made"),
        (["--home", "{home}", *NAMED, "--passphrase-file", "{home}.none"], "There is no file"),
        (["--home", "{home}", *NAMED], "--passphrase-file FILE"),
    ],
)
def test_bad_use_is_one_sentence_and_makes_nothing(
    tmp_path: Path,
    arguments: list[str],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = tmp_path / "home"
    monkeypatch.delenv("DETENTE_HOME", raising=False)
    monkeypatch.delenv("DETENTE_PASSPHRASE", raising=False)
    if "/proc/nowhere" in arguments:
        monkeypatch.setenv("DETENTE_PASSPHRASE", PASSPHRASE)

    assert main(["init", *(text.format(home=home) for text in arguments)]) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert len(said.err.splitlines()) == 1
    assert not home.exists()


def test_a_home_whose_store_serves_another_party_is_not_left_behind(tmp_path: Path) -> None:
    broken = "postgres://nobody@127.0.0.1:1/none"

    made = _run(
        "init", "--home", str(tmp_path / "home"), *NAMED, DETENTE_PASSPHRASE=PASSPHRASE, DETENTE_DATABASE=broken
    )
    assert made.returncode == 1
    assert "Traceback" not in made.stderr
    assert not (tmp_path / "home").exists()


# ---- the passphrase


def test_a_line_break_at_the_end_of_the_file_is_not_part_of_the_passphrase(tmp_path: Path) -> None:
    file = tmp_path / "passphrase"

    for content in (b"two words", b"two words\n", b"two words\r\n"):
        file.write_bytes(content)
        assert passphrase.ask(file) == "two words"
    file.write_bytes(b" two words \n\n")
    assert passphrase.ask(file) == " two words \n"


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe"])
def test_a_file_without_a_passphrase_is_bad_use(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes(content)

    with pytest.raises(BadInput):
        passphrase.ask(file)


def test_the_file_comes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_PASSPHRASE", "from the environment")
    (tmp_path / "file").write_text("from the file")

    assert passphrase.ask(tmp_path / "file") == "from the file"
    assert passphrase.choose(None) == "from the environment"


def test_two_passphrases_that_differ_make_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["one", "another"])
    monkeypatch.delenv("DETENTE_PASSPHRASE", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))

    with pytest.raises(BadInput, match="differ"):
        passphrase.choose(None)
