"""Many rows of one table with one prepared statement: the framework builds an expression for each value of each row.

Inside a unit of work, and of one table at a time. Values go through the fields, as in any other writing of theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import AutoField, Field, Model, QuerySet


def insert_each(alias: str, rows: Sequence[Model]) -> None:
    """Insert rows. A key that the database gives is not known afterwards: see `take_keys`."""
    if not rows:
        return
    connection, meta = connections[alias], rows[0]._meta
    quote = connection.ops.quote_name
    written = [field for field in meta.concrete_fields if not isinstance(field, AutoField)]
    columns = ", ".join(quote(str(field.column)) for field in written)
    marks = ", ".join(["%s"] * len(written))
    _run(alias, f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({marks})", written, rows)  # noqa: S608 - names of our own tables
    for row in rows:
        row._state.adding, row._state.db = False, alias


def take_keys(rows: Sequence[Model], among: QuerySet[Any], *, by: str) -> None:
    """Set the keys of rows that were inserted now; `by` names a column that tells them apart in `among`."""
    keys = dict(among.values_list(by, "pk"))
    for row in rows:
        row.pk = keys[getattr(row, by)]


def update_each(alias: str, rows: Sequence[Model], fields: Sequence[str]) -> None:
    """Write `fields` of every row, by its key; each row keeps its own values."""
    if not rows:
        return
    connection, meta = connections[alias], rows[0]._meta
    quote, key = connection.ops.quote_name, meta.pk
    written = [field for field in meta.concrete_fields if field.name in fields]
    assert len(written) == len(fields)
    values = ", ".join(f"{quote(str(field.column))} = %s" for field in written)
    statement = f"UPDATE {quote(meta.db_table)} SET {values} WHERE {quote(str(key.column))} = %s"  # noqa: S608 - names of our own tables
    _run(alias, statement, [*written, key], rows)


def _run(alias: str, statement: str, fields: Sequence[Field[Any, Any]], rows: Sequence[Model]) -> None:
    connection = connections[alias]
    taken = [(field.attname, field.get_db_prep_save) for field in fields]
    with connection.cursor() as cursor:
        cursor.executemany(
            statement, [[prepare(getattr(row, name), connection) for name, prepare in taken] for row in rows]
        )
