"""One demo for all tests here: made and stopped once, then started again on the same folder."""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from detente.node import configuration
from detente.node.configuration import Address, Configuration
from detente.node.demo import marker, ports
from detente.node.demo.marker import Marker
from detente.node.home import Home
from tests.demo import demos
from tests.demo.demos import Demo

HERE = Path(__file__).parent


# Around all others: the printing process names the groups in a hook that is first, too.
@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Keep the tests of the demo in one process: each process that has some makes it anew."""
    for item in items:
        if item.path.parent == HERE and "first_run" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("demo"))
    yield


@dataclass(frozen=True)
class FirstRun:
    """What the first run of the demo left: how it ended, and what was still there afterwards."""

    folder: Path
    code: int
    seconds: float
    left: list[str]
    busy: list[int]


@pytest.fixture(scope="session")
def first_run() -> Iterator[FirstRun]:
    """Make a demo, and stop it with Ctrl-C as soon as it answers."""
    # A short path: sockets lie in the homes.
    with TemporaryDirectory(prefix="detente-demo-") as place:
        folder = Path(place) / "demo"
        demo = demos.start(folder)
        used = [int(node["desk"].rpartition(":")[2].strip("/")) for node in demo.nodes.values()]
        code, seconds = demo.stop(signal.SIGINT)
        busy = [port for port in used if not ports.is_free(port)]
        yield FirstRun(folder, code, seconds, demos.processes_of(folder), busy)


@pytest.fixture(scope="session")
def demo(first_run: FirstRun) -> Iterator[Demo]:
    """Start the same demo again."""
    running = demos.start(first_run.folder)
    try:
        yield running
    finally:
        running.stop(signal.SIGTERM)


@pytest.fixture
def demo_home(tmp_path: Path) -> tuple[Home, Marker]:
    """Give a home that looks as the demo makes them, without keys and tables."""
    return make_demo_home(tmp_path / "home")


def make_demo_home(path: Path, *, world: str = "demo", development: bool = True) -> tuple[Home, Marker]:
    """Make such a home; its world and its switch may be others."""
    path.mkdir(mode=0o700)
    home = Home(path)
    hosts = ("valdorie.localhost",) if development else ("desk.valdorie.example",)
    made = Configuration(
        "VAL", {"fr": "Valdorie"}, Address("127.0.0.1", 8701), Address("127.0.0.1", 8751),
        "http://127.0.0.1:8751/dxp/1" if development else "https://valdorie.example/dxp/1",
        world=world, development=development, hosts=hosts,
    )  # fmt: skip
    home.configuration.write_text(configuration.dump(made), encoding="utf-8")
    home.first_document.write_bytes(str(path).encode())
    home.session_key.write_text("only-for-tests-" + "0" * 32, encoding="ascii")
    mark = Marker(bytes(range(32)))
    marker.write(home, mark)
    return home, mark
