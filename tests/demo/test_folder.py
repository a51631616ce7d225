"""The folder of the demo: only ours is used, only what we made is removed, ports are found."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.model.errors import BadInput
from detente.node.demo import folder, ports
from detente.node.demo.ports import EndpointTaken


@pytest.fixture
def taken() -> Iterator[int]:
    """Give a port on which something listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(BadInput, match="Something else lies in"), folder.held(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_one_folder_runs_one_demo(tmp_path: Path) -> None:
    place = tmp_path / "demo"
    with (
        folder.held(place),
        pytest.raises(folder.DemoRunning, match="runs already"),
        folder.held(place),
    ):
        pass
    with folder.held(place):
        pass


def test_a_path_too_long_for_a_socket_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    place = tmp_path / ("long" * 30)
    with pytest.raises(BadInput, match="too long"), folder.held(place):
        pass
    assert not place.exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="cannot be used"), folder.held(tmp_path / "file" / "demo"):
        pass


def test_a_busy_port_is_passed_over(taken: int) -> None:
    assert not ports.is_free(taken)
    assert ports.next_free(taken) > taken
    assert ports.next_free(taken, {taken + 1}) > taken + 1


def test_all_six_ports_differ() -> None:
    chosen = ports.choose()
    assert len({port for pair in chosen.values() for port in (pair.desk, pair.peer)}) == 6


def test_an_endpoint_that_partners_know_does_not_move(taken: int) -> None:
    with pytest.raises(EndpointTaken, match="detente demo --reset"):
        ports.check_peer("VAL", taken)
