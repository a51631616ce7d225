"""Rows that a statement of fixed text gives, as the objects that the framework would make of them.

For what is read on the way of each message; what a column keeps as another type than the object has is converted here.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any, Final, Generic, TypeVar

from django.db.models import BooleanField, DateTimeField, JSONField, Model

from detente.node.stores.statements import moment_of

M = TypeVar("M", bound=Model)


class Reader(Generic[M]):
    """Reads rows of one table. Columns `without` and those not in `only` are read when somebody asks for them."""

    def __init__(self, model: type[M], *, without: Collection[str] = (), only: Collection[str] = ()) -> None:
        known = model._meta.concrete_fields
        fields = [each for each in known if each.attname not in without and (not only or each.attname in only)]
        table = model._meta.db_table
        self.model: Final = model
        self.names: Final = tuple(field.attname for field in fields)
        self.columns: Final = ", ".join(f'"{table}"."{field.column}"' for field in fields)
        """What a SELECT names, for `make`."""
        self._moments = _places(fields, DateTimeField)
        self._truths = _places(fields, BooleanField)
        self._values = _places(fields, JSONField)

    def make(self, alias: str, row: Sequence[Any]) -> M:
        """Give the object of a row of `columns`."""
        return self.model.from_db(alias, self.names, self.values(row))

    def renew(self, held: M, row: Sequence[Any]) -> None:
        """Bring an object up to what a row of `columns` says."""
        held.__dict__.update(zip(self.names, self.values(row), strict=True))

    def values(self, row: Sequence[Any]) -> list[Any]:
        """Give what a row of `columns` says, as an object has it."""
        values = list(row)
        for place in self._moments:
            if values[place] is not None:
                values[place] = moment_of(values[place])
        for place in self._truths:
            if values[place] is not None:
                values[place] = bool(values[place])
        for place in self._values:
            # Both databases give the text of it.
            if values[place] is not None:
                values[place] = json.loads(values[place])
        return values


def _places(fields: Sequence[Any], kind: type[Any]) -> tuple[int, ...]:
    return tuple(place for place, field in enumerate(fields) if isinstance(field, kind))
