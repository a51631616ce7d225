"""Worlds of nodes for the tests of this room, on SQLite, and on PostgreSQL for the modules named below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from detente.crypto import vault
from tests.node import asking as asking_builders
from tests.node import servers
from tests.node.servers import Postgres
from tests.node.world import Prepared, World, make_template

ON_BOTH = (
    "test_exchange",
    "test_desk_acts",
    "test_desk_reads",
    "test_dispatching",
    "test_health",
    "test_search",
    "test_search_index",
    "test_records",
)
ON_POSTGRES = ("test_postgres",)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of a module on the stores that it is named for; on SQLite otherwise."""
    if "store" in metafunc.fixturenames:
        module = metafunc.module.__name__.rpartition(".")[2]
        stores = ["sqlite", "postgres"] if module in ON_BOTH else ["postgres"] if module in ON_POSTGRES else ["sqlite"]
        metafunc.parametrize("store", stores, indirect=True, ids=stores if len(stores) > 1 else [pytest.HIDDEN_PARAM])


@pytest.fixture(scope="module", autouse=True)
def cheap_vaults() -> Iterator[None]:
    """Let the vaults of this room's tests cost little; what they cost in life is tested in `crypto`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "MEMORY_KIB", 64)
        patch.setattr(vault, "PASSES", 1)
        yield


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: object) -> Iterator[Path]:
    """An empty database, migrated once a session."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django gives no public type
        yield make_template(tmp_path_factory.mktemp("template") / "node.sqlite3")


@pytest.fixture(scope="session")
def postgres(django_db_blocker: object) -> Iterator[Postgres]:
    """A PostgreSQL server with a migrated database to copy from."""
    with django_db_blocker.unblock(), servers.running() as server:  # type: ignore[attr-defined]  # pytest-django gives no public type
        yield server


@pytest.fixture
def store(request: pytest.FixtureRequest) -> Path | Postgres:
    """Where the databases of a world come from."""
    found: Path | Postgres = request.getfixturevalue("postgres" if request.param == "postgres" else "template")
    return found


@pytest.fixture
def world(tmp_path: Path, store: Path | Postgres) -> Iterator[World]:
    """An empty world."""
    made = World(tmp_path, store)
    yield made
    made.close()


@pytest.fixture(scope="session")
def in_contact(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path | Postgres], Prepared]:
    """Give two nodes, alpha and beta, with an agreement in force; made once a session on each store."""

    @cache
    def prepared(store: Path | Postgres) -> Prepared:
        world = World(tmp_path_factory.mktemp("in-contact"), store)
        try:
            for name in ("alpha", "beta"):
                world.add(name)
            world.meet("alpha", "beta")
            world.settle("alpha", "beta")
            return world.keep()
        finally:
            world.close()

    return prepared


@pytest.fixture
def pair(world: World, in_contact: Callable[[Path | Postgres], Prepared]) -> World:
    """Two nodes in contact, copies of a pair that was made once: alpha and beta, with an agreement in force."""
    world.lay_down(in_contact(world.template))
    return world


@pytest.fixture(scope="session")
def may_ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path | Postgres], Prepared]:
    """Give two nodes whose agreement covers requests for information; made once a session on each store."""
    return cache(lambda store: asking_builders.prepare(tmp_path_factory.mktemp("may-ask"), store))


@pytest.fixture
def asking(world: World, may_ask: Callable[[Path | Postgres], Prepared]) -> World:
    """Two nodes whose agreement covers requests for information."""
    world.lay_down(may_ask(world.template))
    return world
