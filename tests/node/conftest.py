"""Worlds of nodes for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.node.world import World, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: object) -> Iterator[Path]:
    """An empty database, migrated once a session."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django gives no public type
        yield make_template(tmp_path_factory.mktemp("template") / "node.sqlite3")


@pytest.fixture
def world(tmp_path: Path, template: Path) -> Iterator[World]:
    """An empty world."""
    made = World(tmp_path, template)
    yield made
    made.close()
