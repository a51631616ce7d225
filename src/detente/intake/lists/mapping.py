"""What the columns of a table mean, as a person confirms it; kept for the next file of the same headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Order = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What the columns of a table mean.

    `first`: the row of the headings, from 0. `columns`: a property for each column, "" for one that is kept as a note,
    `id` and `schema` among them. `order`: what stands first in dates, None where the table does not tell.
    """

    first: int
    headings: tuple[str, ...]
    columns: tuple[str, ...]
    schema: str = "Person"
    order: Order | None = None
