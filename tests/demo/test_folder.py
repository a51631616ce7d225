"""The folder of the demo: only ours is used, only what we made is removed, ports are found."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

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


def test_a_folder_that_cannot_be_made_is_named() -> None:
    # A short path: one of the tests' own may be too long for a socket, which is looked at first.
    with TemporaryDirectory(prefix="detente-") as place:
        (Path(place) / "file").write_text("")
        with pytest.raises(BadInput, match="cannot be used"), folder.held(Path(place) / "file" / "demo"):
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


NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


class Making:
    """Stands in for the making of three homes: counts, and leaves three folders."""

    def __init__(self) -> None:
        self.times = 0
        self.fails = False

    def __call__(self, place: Path, *_: object, **__: object) -> None:
        self.times += 1
        for name in ("valdorie", "zoriane", "qamarine"):
            (place / name).mkdir()
            (place / name / "made").write_text(str(self.times))
        if self.fails:
            raise RuntimeError("killed")


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> Making:
    """Make no real homes."""
    made = Making()
    monkeypatch.setattr(folder.making, "make", made)
    return made


def _prepare(place: Path, *, reset: bool = False, now: datetime = NOW) -> list[str]:
    said: list[str] = []
    with folder.held(place):
        folder.prepare(place, reset=reset, now=now, entropy=bytes, tell=said.append)
    return said


def test_homes_are_made_once_and_used_again(tmp_path: Path, making: Making) -> None:
    place = tmp_path / "demo"
    assert len(_prepare(place)) == 1
    assert _prepare(place) == []
    assert making.times == 1
    assert {path.name for path in place.iterdir()} == {"valdorie", "zoriane", "qamarine", "demo.lock", "made.json"}


def test_reset_makes_them_anew_and_touches_nothing_else(tmp_path: Path, making: Making) -> None:
    place = tmp_path / "demo"
    _prepare(place)
    (place / "mine.txt").write_text("mine")
    _prepare(place, reset=True)
    assert making.times == 2
    assert (place / "valdorie" / "made").read_text() == "2"
    assert (place / "mine.txt").exists()


def test_what_was_half_made_or_made_by_another_release_is_made_anew(tmp_path: Path, making: Making) -> None:
    place = tmp_path / "demo"
    making.fails = True
    with pytest.raises(RuntimeError):
        _prepare(place)
    making.fails = False
    _prepare(place)
    (place / "made.json").write_text('{"release": "0/0/0", "at": "2026-11-22T09:00:00.000Z"}')
    _prepare(place)
    assert making.times == 3


def test_a_past_of_some_days_says_so(tmp_path: Path, making: Making) -> None:
    _prepare(tmp_path / "demo")
    assert "--reset" in _prepare(tmp_path / "demo", now=NOW + timedelta(days=3))[0]
    assert making.times == 1
