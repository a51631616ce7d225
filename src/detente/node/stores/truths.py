"""A truth in a WHERE clause as `column = value`, so that an index over the column is used.

The framework writes `WHERE ours` for `filter(ours=True)`. SQLite then finds no use for an index that has `ours` in
it: it read every entry of a partner for each of its questions, and the cost of a message grew with the ledger.
"""

from __future__ import annotations

from typing import Any

from django.db.models.lookups import BuiltinLookup, Exact


class Equals(Exact):
    """`column = value` for a truth too."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Give SQL and parameters."""
        return BuiltinLookup.as_sql(self, compiler, connection)
