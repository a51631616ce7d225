"""Several questions of like columns in one statement: a page that shows five queues reads them at once.

The framework's own union takes no limit of each part on SQLite; here each part stands in brackets of its own. To build
a question costs more than to answer it: one that is asked in the same words again and again is built once (`Together`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connections
from django.db.models import QuerySet

from detente.node.stores.statements import moment_of

Question = QuerySet[Any, Any]
"""A `values_list` with its own order and limit."""
Rows = list[tuple[Any, ...]]

_ROWS: Final = "SELECT {number}, part.* FROM ({question}) AS part"
_COUNT: Final = "SELECT {number}, {nothing}COUNT(*) FROM ({question}) AS part"


@dataclass(frozen=True, slots=True)
class Together:
    """Questions in the words of one kind of database, with their values: `asked` for rows, then `counted`."""

    statement: str
    values: tuple[Any, ...]
    asked: int
    counted: int

    def fetch(self, alias: str) -> tuple[list[Rows], list[int]]:
        """Give the rows of each question, in no order, with aware moments, and how many rows each counted one has."""
        found: list[Rows] = [[] for _ in range(self.asked)]
        counts = [0] * self.counted
        with connections[alias].cursor() as cursor:
            cursor.execute(self.statement, self.values)
            for number, *row in cursor.fetchall():
                if number < self.asked:
                    found[number].append(tuple(moment_of(one) if isinstance(one, datetime) else one for one in row))
                else:
                    counts[number - self.asked] = row[-1]
        return found, counts


def together(alias: str, asked: Sequence[Question], *, counted: Sequence[Question] = ()) -> Together:
    """Give questions as one. Those for rows have the same columns, of which the last is a whole number."""
    parts, values = [], list[Any]()
    for number, question in enumerate((*asked, *counted)):
        text, given = question.query.get_compiler(using=alias).as_sql()
        form = _ROWS if number < len(asked) else _COUNT
        nothing = "NULL, " * (len(asked[0].query.values_select) - 1)
        parts.append(form.format(number=number, nothing=nothing, question=text))
        values += given
    return Together(" UNION ALL ".join(parts), tuple(values), len(asked), len(counted))
