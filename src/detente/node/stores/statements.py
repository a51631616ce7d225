"""Statements of fixed text: what every message asks of the store, several times over.

The framework builds a query set's text anew at each use, which costs ten times what the database then does. Only here
and in `each` is SQL written by hand: for reads and swaps on the way of each message, alike on both stores. Values are
texts, bytes, whole numbers, truths and moments in UTC; whatever else needs converting stays with the framework.
"""

from __future__ import annotations

from collections.abc import Sequence, Sized
from datetime import UTC, datetime
from typing import Any

from django.db import connections

Value = str | bytes | int | bool | datetime | None


def fetch(alias: str, statement: str, *values: Value) -> list[tuple[Any, ...]]:
    """Give the rows of a SELECT; `%s` stands for a value."""
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, _taken(alias, values))
        return list(cursor.fetchall())


def fetch_locked(alias: str, statement: str, *values: Value) -> list[tuple[Any, ...]]:
    """As `fetch`, with the rows locked to the end of the transaction; SQLite has locked the whole file by then."""
    lock = " FOR UPDATE" if connections[alias].features.has_select_for_update else ""
    return fetch(alias, statement + lock, *values)


def fetch_each(alias: str, statement: str, sought: Sequence[str], *values: Value) -> list[tuple[Any, ...]]:
    """As `fetch`, for a statement that joins `sought`, a table of one column `text`, to what is asked.

    With CROSS JOIN, SQLite looks each text up. Of a list in IN it would guess that reading all of a partner is less.
    """
    if not sought:
        return []
    rows = ", ".join(["(%s)"] * len(sought))
    return fetch(alias, f"WITH sought(text) AS (VALUES {rows}) {statement}", *sought, *values)


def listed(values: Sized) -> str:
    """Give the places of these values in a list after IN."""
    return ", ".join(["%s"] * len(values))


def change(alias: str, statement: str, *values: Value) -> int:
    """Run an UPDATE and give how many rows it changed."""
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, _taken(alias, values))
        return int(cursor.rowcount)


def moment_of(value: datetime) -> datetime:
    """Give the aware moment in a column that was fetched; SQLite keeps none with its zone, and all are in UTC."""
    return value if value.tzinfo is not None else value.replace(tzinfo=UTC)


def _taken(alias: str, values: Sequence[Value]) -> list[Any]:
    adapt = connections[alias].ops.adapt_datetimefield_value
    return [adapt(value) if isinstance(value, datetime) else value for value in values]
