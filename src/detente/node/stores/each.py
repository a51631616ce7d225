"""Many rows of one table with one prepared statement: the framework builds an expression for each value of each row.

Inside a unit of work, and of one table at a time. What a database takes as it is goes as it is; all other values go
through their fields, as in any other writing of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
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
)

_PLAIN: Final = (CharField, BinaryField, BooleanField, IntegerField, ForeignKey)
_AS_IT_IS: Final = frozenset({str, bytes, bool, int, type(None)})

Prepare = Callable[[Any], Any]


def insert_each(alias: str, rows: Sequence[Model]) -> None:
    """Insert rows. A key that the database gives is not known afterwards."""
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


def insert_named(alias: str, model: type[Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows given as {column name of the model: value}, all with the same names; others get their defaults.

    For rows that nobody asks for as objects: making one costs more than writing it.
    """
    if not rows:
        return
    names = list(rows[0])
    left = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    left = [field for field in left if field.attname not in names]
    defaults = [field.get_default() for field in left]
    values = ([*(row[name] for name in names), *defaults] for row in rows)
    insert_values(alias, model, [*names, *(field.attname for field in left)], values)


def update_each(alias: str, rows: Sequence[Model], fields: Sequence[str]) -> None:
    """Write `fields` of every row, by its key; each row keeps its own values."""
    if not rows:
        return
    meta = rows[0]._meta
    names = [field.attname for field in meta.concrete_fields if field.name in fields]
    assert len(names) == len(fields)
    key = meta.pk.attname
    update_values(alias, type(rows[0]), names, ([getattr(row, name) for name in (*names, key)] for row in rows))


def update_values(alias: str, model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write the columns `names` of rows given as their values, and behind them the row's key."""
    quote, key = connections[alias].ops.quote_name, model._meta.pk
    written = _fields(model, names)
    values = ", ".join(f"{quote(str(field.column))} = %s" for field in written)
    statement = f"UPDATE {quote(model._meta.db_table)} SET {values} WHERE {quote(str(key.column))} = %s"  # noqa: S608 - names of our own tables
    _run(alias, statement, [*written, key], rows)


def _fields(model: type[Model], names: Sequence[str]) -> list[Field[Any, Any]]:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    return [by_name[name] for name in names]


def _run(alias: str, statement: str, fields: Sequence[Field[Any, Any]], rows: Iterable[Sequence[Any]]) -> None:
    connection = connections[alias]
    prepared = _prepared(fields, connection, rows)
    if prepared:
        with connection.cursor() as cursor:
            cursor.executemany(statement, prepared)


def _prepared(
    fields: Sequence[Field[Any, Any]], connection: BaseDatabaseWrapper, rows: Iterable[Sequence[Any]]
) -> list[list[Any]]:
    """Give the rows as the database takes them: only what is of another type than its column is converted."""
    plain = [index for index, field in enumerate(fields) if isinstance(field, _PLAIN)]
    others = [(index, _prepare(field, connection)) for index, field in enumerate(fields) if index not in set(plain)]
    # The moment that stood in the row before is prepared already: rows that are written together share it.
    last: dict[int, tuple[datetime, Any]] = {}
    prepared = []
    for row in rows:
        values = list(row)
        if len(values) != len(fields):
            raise ValueError("a row has one value for each column")
        for index in plain:
            if type(values[index]) not in _AS_IT_IS:
                values[index] = fields[index].get_db_prep_save(values[index], connection)
        for index, prepare in others:
            value = values[index]
            if type(value) is not datetime:
                values[index] = None if value is None else prepare(value)
                continue
            before = last.get(index)
            if before is None or before[0] is not value:
                before = last[index] = value, prepare(value)
            values[index] = before[1]
        prepared.append(values)
    return prepared


def _prepare(field: Field[Any, Any], connection: BaseDatabaseWrapper) -> Prepare:
    """Give what makes a value of the field one that the database takes."""

    def through(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    if not isinstance(field, DateTimeField):
        return through
    if connection.vendor == "sqlite" and connection.timezone is UTC:
        # The text that the framework makes of a moment in UTC, without asking each one for its zone.
        return lambda value: str(value.replace(tzinfo=None)) if _in_utc(value) else through(value)
    adapt = connection.ops.adapt_datetimefield_value
    return lambda value: adapt(value) if _in_utc(value) else through(value)


def _in_utc(value: Any) -> bool:
    return type(value) is datetime and value.tzinfo is UTC
