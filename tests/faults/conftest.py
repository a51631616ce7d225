"""A prepared pair for all stories of this room, made once a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.two import Prepared, Two, prepare
from tests.node.world import make_template


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: object) -> Iterator[Prepared]:
    """Two nodes whose contact is confirmed."""
    folder = tmp_path_factory.mktemp("prepared")
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django gives no public type
        yield prepare(folder / "pair", make_template(folder / "node.sqlite3"))


@pytest.fixture
def tell(tmp_path: Path, prepared: Prepared) -> Iterator[Callable[[str], Two]]:
    """Give a function that begins a story."""
    begun: list[Two] = []

    def begin(seed: str = "0") -> Two:
        begun.append(Two(tmp_path / f"t{len(begun)}-{tmp_path.name[-8:]}", prepared, seed=seed))
        return begun[-1]

    yield begin
    for two in begun:
        two.close()


@pytest.fixture
def two(tell: Callable[[str], Two]) -> Two:
    """One story."""
    return tell("0")
