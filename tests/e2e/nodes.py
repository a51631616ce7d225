"""Real nodes: homes made by `detente init`, processes of their own by `detente serve`, and commands beside them."""

from __future__ import annotations

import fcntl
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO, Any, Final, TypeVar

PASSPHRASE = "a passphrase for tests only"
DETENTE = Path(sys.executable).with_name("detente")
FORKING = Path(__file__).with_name("forking.py")
PATIENCE = 120.0
# Below the range that connections take their own ends from (32768 and up on Linux).
PORTS: Final = range(20000, 32000)

T = TypeVar("T")
_given: set[int] = set()


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left: its exit code, its output, its complaint."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The JSON lines of its output."""
        return [json.loads(line) for line in self.out.splitlines()]


class Commands:
    """Runs `detente …` in fresh processes; `start` does not wait, so that two nodes can work side by side.

    `source`: the `src` of another release, whose commands and nodes these are; None for this one.
    """

    def __init__(self, folder: Path, *, source: Path | None = None) -> None:
        self._folder = folder
        self.environment = {**clean_environment(), **({} if source is None else {"PYTHONPATH": str(source)})}
        self._server = subprocess.Popen(
            [sys.executable, str(FORKING)], stdin=subprocess.PIPE, text=True, env=self.environment
        )

    def start(self, *arguments: object, **environment: str) -> Callable[[], Said]:
        """Begin a command; the function that comes back waits for its end."""
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        request = {
            "arguments": [str(argument) for argument in arguments],
            "environment": {**self.environment, **environment},
            "folder": str(folder),
        }
        assert self._server.stdin is not None
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()

        def end() -> Said:
            wait_for((folder / "code").exists, f"the end of detente {' '.join(request['arguments'])}")
            text = {name: (folder / name).read_text(encoding="utf-8") for name in ("code", "out", "err")}
            return Said(int(text["code"]), text["out"], text["err"])

        return end

    def close(self) -> None:
        """End the process that forks."""
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait(10)


@dataclass
class RealNode:
    """One node: a home, its two ports, and the processes of `serve` while it runs."""

    home: Path
    code: str
    commands: Commands
    secure: bool = False
    house_rules: tuple[str, ...] = ("--no-four-eyes",)
    desk_port: int = field(default_factory=lambda: free_port())
    peer_port: int = field(default_factory=lambda: free_port())
    health_port: int = field(default_factory=lambda: free_port())
    process: subprocess.Popen[bytes] | None = None
    fingerprint: str = ""
    party: str = ""

    @property
    def url(self) -> str:
        """Where partners reach it."""
        return f"{'https' if self.secure else 'http'}://127.0.0.1:{self.peer_port}/dxp/1"

    @property
    def output(self) -> Path:
        """What `serve` printed."""
        return self.home.with_suffix(".serve")

    def init(self) -> Callable[[], Said]:
        """Begin to make the home."""
        return self.commands.start(
            "init", "--home", self.home, "--code", self.code, "--name", f"Node {self.code}", "--lang", "en",
            *self.house_rules,
            "--desk", f"127.0.0.1:{self.desk_port}", "--peer", f"127.0.0.1:{self.peer_port}", "--url", self.url,
            "--json", *(() if self.secure else ("--development",)), DETENTE_PASSPHRASE=PASSPHRASE,
        )  # fmt: skip

    def start(self, *arguments: object) -> Callable[[], Said]:
        """Begin a command of this node."""
        return self.commands.start(*arguments, DETENTE_HOME=str(self.home), DETENTE_PASSPHRASE=PASSPHRASE)

    def run(self, *arguments: object) -> Said:
        """Run a command of this node to its end."""
        return self.start(*arguments)()

    def ask(self, *arguments: object) -> dict[str, Any]:
        """Run a command with --json that must succeed; give its one line."""
        said = self.run(*arguments, "--json")
        assert said.code == 0, said
        (line,) = said.lines
        return line

    def serve(self) -> None:
        """Start the node; `wait_until_up` waits for it."""
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [str(DETENTE), "serve"],
                env={**self.commands.environment, "DETENTE_HOME": str(self.home), "DETENTE_PASSPHRASE": PASSPHRASE},
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
            )

    def wait_until_up(self) -> None:
        """Return when `serve` says that it answers."""
        wait_for(lambda: "partners reach" in self.said(), lambda: f"{self.code} to answer; it said: {self.said()}")

    def said(self) -> str:
        """Give what `serve` printed so far."""
        return self.output.read_text(encoding="utf-8") if self.output.exists() else ""

    def stop(self) -> int:
        """Stop the node in order; give the exit code."""
        if self.process is None:
            return 0
        self.process.terminate()
        try:
            return self.process.wait(PATIENCE)
        finally:
            self.process = None

    def partner(self, code: str) -> dict[str, Any]:
        """Give what it knows of a partner."""
        return self.ask("party", "show", code)


def make(*nodes: RealNode) -> None:
    """Make the homes side by side."""
    for node, end in [(node, node.init()) for node in nodes]:
        said = end()
        assert said.code == 0, said
        node.fingerprint, node.party = said.lines[0]["fingerprint"], said.lines[0]["party"]
        with (node.home / "detente.toml").open("a", encoding="utf-8") as settings:
            settings.write(f'\n[health]\naddress = "127.0.0.1:{node.health_port}"\n')


def start(*nodes: RealNode) -> None:
    """Start nodes side by side, and wait until they answer."""
    for node in nodes:
        node.serve()
    for node in nodes:
        node.wait_until_up()


def meet(first: RealNode, second: RealNode) -> None:
    """Take two nodes that run through first contact, by commands alone, until the agreement is in force on both."""
    for end in [node.start("user", "add", "lia") for node in (first, second)]:
        assert end().code == 0
    invitation = second.ask("party", "invite", first.code)["invitation"]
    met = first.ask("party", "add", invitation, "--code", second.code)
    assert met["state"] == "met"
    for words in (("compare", "--digits", met["sas"]), ("confirm", "--officer", "lia")):
        ends = [
            node.start("party", words[0], other.code, *words[1:]) for node, other in ((first, second), (second, first))
        ]
        for end in ends:
            said = end()
            assert said.code == 0, said
    for node, other in ((first, second), (second, first)):
        wait_for(lambda n=node, o=other: n.partner(o.code)["agreement_state"] == "in force", "the agreement")


def export_alike(pair: tuple[RealNode, RealNode], thread: str, files: Sequence[Path]) -> None:
    """Let both export a thread, until they give the same bytes: the last receipt may be on its way."""

    def same() -> bool:
        for node, file in zip(pair, files, strict=True):
            file.unlink(missing_ok=True)
            said = node.run("thread", "export", thread, "--out", file)
            assert said.code == 0, said
        return files[0].read_bytes() == files[1].read_bytes()

    wait_for(same, f"the same statement of {thread} on both sides")


def wait_for(look: Callable[[], T], what: str | Callable[[], str], patience: float = PATIENCE) -> T:
    """Give the first true answer of `look`; fail with what was waited for."""
    deadline = time.monotonic() + patience
    while not (found := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {patience:.0f} s for {what if isinstance(what, str) else what()}")
        time.sleep(0.02)
    return found


def free_port() -> int:
    """Give a port of the loopback that nobody uses now, and that no other process of tests is given meanwhile.

    Between this answer and the start of the node nothing listens there: the port is below those that the kernel gives
    away by itself, and this process keeps a lock on its number until it ends.
    """
    for port in random.sample(PORTS, len(PORTS)):
        if port not in _given and _lock(port) and _is_free(port):
            _given.add(port)
            return port
    raise AssertionError(f"no free port in {PORTS}")


def _lock(port: int) -> bool:
    try:
        fcntl.lockf(_locks(), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, port)
    except OSError:
        return False
    return True


@cache
def _locks() -> IO[bytes]:
    """Give the file whose byte n is the lock of port n; closing it would let all locks go."""
    return (Path(tempfile.gettempdir()) / f"detente-test-ports-{os.getuid()}").open("ab")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def clean_environment() -> Mapping[str, str]:
    """Give the environment without what names another node, and without what hides an output that is never flushed."""
    hidden = ("DETENTE_", "DJANGO_", "PYTHONUNBUFFERED")
    return {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
