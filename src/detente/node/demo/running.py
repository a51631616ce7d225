"""The three nodes together: start them, wait until all answer, keep them until told to stop, end them.

    detente demo -> three node processes -> each its partners' endpoint, its desk and its worker

Signals reach this process alone: the nodes have sessions of their own, so that Ctrl-C stops them in order.
"""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

from detente.model.errors import LocalError
from detente.node import configuration
from detente.node.configuration import Configuration
from detente.node.demo import entrance, marker, story
from detente.node.demo.story import Party, Person
from detente.node.home import Home

READY_SECONDS: Final = 90.0
STOP_SECONDS: Final = 12.0
TICK_SECONDS: Final = 0.1
SIGN_IN: Final = "/account/login/"


class NodeFailed(LocalError):
    """A node of the demo ended, or does not answer."""

    code = "demo-node-failed"


@dataclass(frozen=True, slots=True)
class Way:
    """A way in: an officer, and the address that signs him or her in."""

    person: Person
    address: str


@dataclass(frozen=True, slots=True)
class Running:
    """One node that answers."""

    party: Party
    home: Home
    desk: str
    ways: tuple[Way, ...]


@dataclass
class Stop:
    """Whether a signal asked for the end. No `threading.Event`: a handler that sets one can wait for its own thread."""

    asked: bool = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Take a signal."""
        del number, frame
        self.asked = True


@dataclass
class _Process:
    code: str
    home: Home
    log: Path
    popen: subprocess.Popen[bytes]


def run(homes: Mapping[str, Home], *, announce: Callable[[list[Running]], None]) -> int:
    """Run the nodes until a signal comes; give the exit code. `announce` is called once, when all answer.

    Raises:
        NodeFailed: one ended or never answered; the others were stopped.
    """
    stop = Stop()
    with _signals(stop), _started(homes) as processes:
        if _wait_for_all(processes, stop):
            announce([running(code, home) for code, home in homes.items()])
        while not stop.asked:
            for one in processes:
                _check(one)
            time.sleep(TICK_SECONDS)
    return 0


def running(code: str, home: Home) -> Running:
    """Give the addresses of one node."""
    party, read, mark = story.party(code), configuration.load(home), marker.read(home.path)
    desk = f"http://{party.host}:{read.desk.port}"
    ways = tuple(Way(person, desk + entrance.address(mark, person.name)) for person in party.officers)
    return Running(party, home, desk + "/", ways)


@contextmanager
def _signals(stop: Stop) -> Iterator[None]:
    """Let Ctrl-C, a termination and a closed terminal set `stop`."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _started(homes: Mapping[str, Home]) -> Iterator[list[_Process]]:
    processes: list[_Process] = []
    try:
        for code, home in homes.items():
            processes.append(_start(code, home))
        yield processes
    finally:
        _end(processes)


def _start(code: str, home: Home) -> _Process:
    log = home.logs / "demo.log"
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        popen = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module, a home that we made
            [sys.executable, "-m", "detente.node.demo.node", str(home.path)],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    return _Process(code, home, log, popen)


def _wait_for_all(processes: list[_Process], stop: Stop) -> bool:
    """Wait until every desk answers; False where a stop came first."""
    deadline = time.monotonic() + READY_SECONDS
    waiting = [(one, configuration.load(one.home)) for one in processes]
    while waiting and not stop.asked:
        waiting = [each for each in waiting if not _answers(each[1])]
        for one, _ in waiting:
            _check(one)
            if time.monotonic() > deadline:
                raise NodeFailed(f"{one.code} does not answer after {READY_SECONDS:.0f} seconds. Its log: {one.log}")
        if waiting:
            time.sleep(TICK_SECONDS)
    return not stop.asked


def _answers(read: Configuration) -> bool:
    line = http.client.HTTPConnection(read.desk.host, read.desk.port, timeout=10)
    try:
        line.request("GET", SIGN_IN, headers={"Host": f"{read.hosts[0]}:{read.desk.port}"})
        return line.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def _check(one: _Process) -> None:
    if one.popen.poll() is not None:
        raise NodeFailed(f"The node {one.code} ended by itself{_last_words(one.log)} Its log: {one.log}")


def _last_words(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        return "."
    return f": {lines[-1]}" if lines else "."


def _end(processes: list[_Process]) -> None:
    """Tell all to stop, then wait for each; its supervisor ends its own children."""
    for one in processes:
        if one.popen.poll() is None:
            one.popen.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for one in processes:
        try:
            one.popen.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            one.popen.kill()
            one.popen.wait()
        if one.popen.stdin is not None:
            one.popen.stdin.close()
