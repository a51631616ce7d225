"""Pairs of real nodes, made once for all tests of this room: starting them is most of its time."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.e2e import nodes
from tests.e2e.nodes import Commands, RealNode

Pair = tuple[RealNode, RealNode]
HERE = Path(__file__).parent


# Around all others: the printing process names the groups in a hook that is first, too.
@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Keep the tests of one pair in one process: each process that has some makes the pair anew."""
    for item in items:
        if item.path.parent == HERE:
            for name in {"pair", "secure_pair", "strict_pair"} & set(getattr(item, "fixturenames", ())):
                item.add_marker(pytest.mark.xdist_group(name))
    yield


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    """Run commands in processes of their own."""
    made = Commands(tmp_path_factory.mktemp("commands"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def pair(commands: Commands, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Two nodes on loopback under the development switch, in contact, both running."""
    yield from _pair(commands, tmp_path_factory.mktemp("pair"), secure=False)


@pytest.fixture(scope="session")
def secure_pair(commands: Commands, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Two nodes as in production: TLS pinned to the party documents; in contact, both running."""
    yield from _pair(commands, tmp_path_factory.mktemp("secure"), secure=True)


@pytest.fixture(scope="session")
def strict_pair(commands: Commands, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Two nodes as `pair`, for tests that turn four eyes on: from then on nothing else leaves as it did."""
    yield from _pair(commands, tmp_path_factory.mktemp("strict"), secure=False)


def _pair(commands: Commands, folder: Path, *, secure: bool) -> Iterator[Pair]:
    first = RealNode(folder / "val", "VAL", commands, secure)
    second = RealNode(folder / "zor", "ZOR", commands, secure)
    nodes.make(first, second)
    try:
        nodes.start(first, second)
        nodes.meet(first, second)
        yield first, second
    finally:
        first.stop()
        second.stop()
