"""Whatever a person gets wrong is one sentence that says what to do: never a traceback, never a half-made thing."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.e2e.conftest import Pair
from tests.e2e.nodes import PASSPHRASE, Commands, RealNode

SEND = ("send", "--to", "ZOR", "--subject", "Dossier 1")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("send", "--to", "NOBODY", "--subject", "x"), 1, "No partner NOBODY is known here"),
        ((*SEND, "--kind", "warning"), 2, "Use --kind notification"),
        ((*SEND, "--answer-by", "soon"), 2, "Write +3d"),
        ((*SEND, "--answer-by", "2026-12-01T10:00"), 2, "has no time zone"),
        ((*SEND, "--attach", "no/such/file"), 2, "cannot be read"),
        ((*SEND, "--attach", "/usr"), 2, "cannot be read"),
        ((*SEND, "--handling", "tlp:PURPLE"), 2, "handling"),
        (("send", "--to", "ZOR", "--subject", " "), 2, "This message has no subject"),
        ((*SEND, "--officer", "nobody"), 1, "nobody"),
        (("show", "0000"), 1, "No message 0000"),
        (("accept", "no-such-message"), 1, "No message no-such-message"),
        (("party", "compare", "ZOR", "--digits", "00000 00000"), 2, "compared"),
        (("party", "add", "not an invitation", "--code", "ABC"), 2, "This is no invitation"),
        (("party", "invite", "much-too-long-a-code"), 2, "code"),
        (("thread", "compare", "0000", "no/such/file"), 2, "There is no file"),
        (("audit", "verify", "--against", "no/such/file"), 2, "There is no file"),
        (("nothing",), 2, "nothing"),
    ],
)
def test_a_wrong_command_is_one_sentence(pair: Pair, words: tuple[str, ...], code: int, sentence: str) -> None:
    said = pair[0].run(*words)
    assert (said.code, said.out) == (code, "")
    assert sentence in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err


def test_a_command_without_a_home_says_how_to_name_one(commands: Commands, tmp_path: Path) -> None:
    assert "--home FOLDER" in commands.start("inbox")().err
    said = commands.start("inbox", "--home", tmp_path)()
    assert said.code == 1
    assert "detente init" in said.err


def test_a_home_is_never_made_over_another_or_under_a_short_passphrase(
    pair: Pair, commands: Commands, tmp_path: Path
) -> None:
    taken = pair[0].init()()
    assert (taken.code, taken.out) == (2, "")
    assert "Choose an empty folder" in taken.err

    short = ("init", "--home", tmp_path / "new", "--code", "NEW", "--name", "New", "--development")
    said = commands.start(*short, DETENTE_PASSPHRASE="short")()
    assert said.code == 2
    assert "too short" in said.err
    assert not (tmp_path / "new").exists()


def test_a_second_serve_on_one_home_is_refused(pair: Pair) -> None:
    said = pair[0].run("serve")
    assert said.code == 1
    assert f"127.0.0.1:{pair[0].peer_port}" in said.err
    assert "Stop what listens there" in said.err


def test_a_wrong_passphrase_and_a_used_port_stop_serve_with_a_sentence(commands: Commands, tmp_path: Path) -> None:
    node = RealNode(tmp_path / "new", "NEW", commands)
    assert node.init()().code == 0
    wrong = commands.start("serve", DETENTE_HOME=str(node.home), DETENTE_PASSPHRASE="not the passphrase")()
    assert (wrong.code, wrong.out) == (1, "")
    assert "The passphrase does not open" in wrong.err
    # As if this node had no desk: the port that it was given is another program's.
    with socket.socket() as other:
        other.bind(("127.0.0.1", node.desk_port))
        other.listen()
        used = commands.start("serve", DETENTE_HOME=str(node.home), DETENTE_PASSPHRASE=PASSPHRASE)()
    assert used.code == 1
    assert f"127.0.0.1:{node.desk_port} for the desk cannot be used" in used.err


def test_development_reaches_no_further_than_this_machine(commands: Commands, tmp_path: Path) -> None:
    words = ("init", "--home", tmp_path / "new", "--code", "NEW", "--name", "New", "--development")
    said = commands.start(*words, "--url", "http://node.example/dxp/1", DETENTE_PASSPHRASE=PASSPHRASE)()
    assert said.code == 2
    assert "beyond this machine" in said.err
    plain = commands.start(*words[:-1], "--url", "http://node.example/dxp/1", DETENTE_PASSPHRASE=PASSPHRASE)()
    assert plain.code == 2
    assert "https://" in plain.err
