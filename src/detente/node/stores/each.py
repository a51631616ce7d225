"""Many rows of one table with one prepared statement: the framework builds an expression for each value of each row.

Inside a unit of work, and of one table at a time. What a database takes as it is goes as it is; all other values go
through their fields, as in any other writing of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    AutoField,
    BinaryField,
    BooleanField,
    CharField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    QuerySet,
)

_PLAIN: Final = (CharField, BinaryField, BooleanField, IntegerField, ForeignKey)
_AS_IT_IS: Final = frozenset({str, bytes, bool, int, type(None)})

Prepare = Callable[[Any], Any]


def insert_each(alias: str, rows: Sequence[Model]) -> None:
    """Insert rows. A key that the database gives is not known afterwards: see `take_keys`."""
    if not rows:
        return
    names = [field.attname for field in rows[0]._meta.concrete_fields if not isinstance(field, AutoField)]
    insert_values(alias, type(rows[0]), names, ([getattr(row, name) for name in names] for row in rows))
    for row in rows:
        row._state.adding, row._state.db = False, alias


def insert_values(alias: str, model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given as values of the columns `names`."""
    quote = connections[alias].ops.quote_name
    written = _fields(model, names)
    columns = ", ".join(quote(str(field.column)) for field in written)
    marks = ", ".join(["%s"] * len(written))
    _run(alias, f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})", written, rows)  # noqa: S608 - names of our own tables


def take_keys(rows: Sequence[Model], among: QuerySet[Any], *, by: str) -> None:
    """Set the keys of rows that were inserted now; `by` names a column that tells them apart in `among`."""
    keys = dict(among.values_list(by, "pk"))
    for row in rows:
        row.pk = keys[getattr(row, by)]


def update_each(alias: str, rows: Sequence[Model], fields: Sequence[str]) -> None:
    """Write `fields` of every row, by its key; each row keeps its own values."""
    if not rows:
        return
    quote, meta = connections[alias].ops.quote_name, rows[0]._meta
    written = [field for field in meta.concrete_fields if field.name in fields]
    assert len(written) == len(fields)
    values = ", ".join(f"{quote(str(field.column))} = %s" for field in written)
    statement = f"UPDATE {quote(meta.db_table)} SET {values} WHERE {quote(str(meta.pk.column))} = %s"  # noqa: S608 - names of our own tables
    names = [field.attname for field in (*written, meta.pk)]
    _run(alias, statement, [*written, meta.pk], ([getattr(row, name) for name in names] for row in rows))


def _fields(model: type[Model], names: Sequence[str]) -> list[Field[Any, Any]]:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    return [by_name[name] for name in names]


def _run(alias: str, statement: str, fields: Sequence[Field[Any, Any]], rows: Iterable[Sequence[Any]]) -> None:
    connection = connections[alias]
    prepare = [_prepare(field, connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.executemany(statement, [[each(value) for each, value in zip(prepare, row, strict=True)] for row in rows])


def _prepare(field: Field[Any, Any], connection: BaseDatabaseWrapper) -> Prepare:
    """Give what makes a value of the field one that the database takes."""

    def through(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    if isinstance(field, _PLAIN):
        return lambda value: value if type(value) in _AS_IT_IS else through(value)
    if isinstance(field, DateTimeField):
        adapt = connection.ops.adapt_datetimefield_value
        return lambda value: adapt(value) if type(value) is datetime and value.tzinfo is not None else through(value)
    return through
