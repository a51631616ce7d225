"""Many rows of one table with one statement: bulk_update builds an expression for each value of each row."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connections
from django.db.models import Model


def update_each(alias: str, rows: Sequence[Model], fields: Sequence[str]) -> None:
    """Write `fields` of every row, by its key. Of one table, inside a unit of work; each row keeps its own values."""
    if not rows:
        return
    connection, meta = connections[alias], rows[0]._meta
    quote, key = connection.ops.quote_name, meta.pk
    written = [field for field in meta.concrete_fields if field.name in fields]
    assert len(written) == len(fields)
    values = ", ".join(f"{quote(str(field.column))} = %s" for field in written)
    statement = f"UPDATE {quote(meta.db_table)} SET {values} WHERE {quote(str(key.column))} = %s"  # noqa: S608 - names of our own tables
    with connection.cursor() as cursor:
        cursor.executemany(
            statement,
            [
                [field.get_db_prep_save(getattr(row, field.attname), connection) for field in (*written, key)]
                for row in rows
            ],
        )
