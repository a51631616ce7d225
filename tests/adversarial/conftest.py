"""What the cases are played on: one prepared pair of nodes a session, laid down anew for each; and empty worlds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.two import Prepared, Two, prepare
from tests.node.world import World, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: object) -> Iterator[Path]:
    """An empty database, migrated once."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django gives no public type
        yield make_template(tmp_path_factory.mktemp("adversarial") / "node.sqlite3")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Prepared:
    """Two nodes whose contact is confirmed."""
    return prepare(tmp_path_factory.mktemp("prepared") / "pair", template)


@pytest.fixture
def two(tmp_path: Path, prepared: Prepared) -> Iterator[Two]:
    """The two nodes, in a home of their own."""
    story = Two(tmp_path / f"t-{tmp_path.name[-12:]}", prepared)
    yield story
    story.close()


@pytest.fixture
def world(tmp_path: Path, template: Path) -> Iterator[World]:
    """An empty world, for cases with a third party."""
    made = World(tmp_path, template)
    yield made
    made.close()
