"""The folder of the demo: three homes, made once and used again, or made anew. Nothing else is ever removed.

demo.lock says that the folder is ours, and keeps a second demo out of it. made.json is written last: the homes are
whole, of which release, and since when. The homes have the names of their hosts: valdorie, zoriane, qamarine.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import detente
from detente.model.errors import BadInput, LocalError
from detente.model.instant import format_instant, parse_instant
from detente.node import configuration as configurations
from detente.node import home as homes
from detente.node.configuration import Address
from detente.node.demo import homes as making
from detente.node.demo import ports, story
from detente.node.entropy import Entropy
from detente.node.home import Home

LOCK: Final = "demo.lock"
MADE: Final = "made.json"
MAKING: Final = "making"
# A socket of the home folder has at most 107 bytes (unix(7)); the longest one is HOME/keys/agent.sock.
LONGEST_PATH: Final = 107 - len("/qamarine/keys/agent.sock")
STALE: Final = timedelta(days=2)

Tell = Callable[[str], None]


class DemoRunning(LocalError):
    """Another process runs the demo of this folder."""

    code = "demo-running"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make the folder if there is none, and keep it for this process until the block ends.

    Raises:
        BadInput: it cannot be made or used, or something else lies in it.
        DemoRunning: another process has it.
    """
    if len(os.fsencode(folder)) > LONGEST_PATH:
        raise BadInput(f"The path {folder} is too long for a node's socket. Choose a shorter one with --home.")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not (folder / LOCK).exists() and any(folder.iterdir()):
            raise BadInput(f"Something else lies in {folder}. Name another folder for the demo with --home.")
        with (folder / LOCK).open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise DemoRunning(f"The demo in {folder} runs already. Stop it there with Ctrl-C.") from error
            yield
    except OSError as error:
        raise BadInput(f"The folder {folder} cannot be used: {error.strerror or error}.") from error


def prepare(folder: Path, *, reset: bool, now: datetime, entropy: Entropy, tell: Tell) -> None:
    """Let the folder hold three whole homes of this release; `reset` makes them anew. The folder is held."""
    made = _made(folder)
    if made is not None and not reset and made.get("release") == _release():
        if now - parse_instant(str(made["at"])) > STALE:
            tell("This past was made some days ago, and its clocks have run on. Anew: detente demo --reset")
        return
    tell("Making three fictional nodes, their keys and their past. This takes a few seconds.")
    _clear(folder)
    place = folder / MAKING
    place.mkdir(mode=0o700)
    making.make(place, ports.choose(), start=now, entropy=entropy)
    for party in story.PARTIES:
        (place / making.name_of(party)).rename(folder / making.name_of(party))
    place.rmdir()
    (folder / MADE).write_text(json.dumps({"release": _release(), "at": format_instant(now)}), encoding="utf-8")


def homes_in(folder: Path) -> dict[str, Home]:
    """Give the three homes by the letters of their parties."""
    return {party.code: homes.find(folder / making.name_of(party)) for party in story.PARTIES}


def free_addresses(found: Mapping[str, Home], tell: Tell) -> None:
    """Let every desk listen on a free port, another one than last time where that one is taken.

    Raises:
        PortInUse: partners know the address of an endpoint from its signed party document; it cannot move.
    """
    taken: set[int] = set()
    for code, home in found.items():
        read = configurations.load(home)
        ports.check_peer(code, read.peer.port)
        port = ports.next_free(read.desk.port, taken | {read.peer.port})
        taken.add(port)
        if port != read.desk.port:
            tell(f"Port {read.desk.port} is in use; {code} takes {port}.")
            _write(home, configurations.dump(replace(read, desk=Address(read.desk.host, port))))


def _release() -> str:
    """Give what a home must have been made by: tables and story of this release."""
    tables = len(list((Path(detente.__file__).parent / "node" / "stores" / "migrations").glob("0*.py")))
    return f"{version('detente')}/{story.VERSION}/{tables}"


def _made(folder: Path) -> Mapping[str, Any] | None:
    try:
        found = json.loads((folder / MADE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _clear(folder: Path) -> None:
    """Remove what the demo made; `made.json` first, so that what is half gone never counts as whole."""
    (folder / MADE).unlink(missing_ok=True)
    for name in (MAKING, *(making.name_of(party) for party in story.PARTIES)):
        shutil.rmtree(folder / name, ignore_errors=True)


def _write(home: Home, text: str) -> None:
    part = home.path / "detente.toml.part"
    part.unlink(missing_ok=True)
    homes.write(part, text.encode("utf-8"))
    part.replace(home.configuration)
