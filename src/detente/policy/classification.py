"""Classification markings of two parties, made comparable by the rows of their agreement (DXP 12, `classes`).

A row holds equal markings; rows rise. A rank is the number of a row. A marking that stands in no row is above all:
nobody agreed what it is worth, so it goes nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

ABOVE_ALL: Final = 1_000_000
"""The rank of a marking in no row."""

Rows = Sequence[frozenset[str]]


def row_of(marking: str, rows: Rows) -> int | None:
    """Give the number of the row that has `marking` (`cls:issuer.MARKING`), None where none has.

    >>> row_of("cls:b.OFFICIAL", [frozenset({"cls:a.RESTRICTED", "cls:b.OFFICIAL"}), frozenset({"cls:a.SECRET"})])
    0
    """
    return next((number for number, row in enumerate(rows) if marking in row), None)


def rank(markings: Iterable[str], rows: Rows) -> int | None:
    """Give the rank of what carries all of `markings`: the highest; None where there is no marking at all.

    >>> rows = [frozenset({"cls:a.RESTRICTED"}), frozenset({"cls:a.SECRET"})]
    >>> rank(["cls:a.RESTRICTED", "cls:a.SECRET"], rows), rank(["cls:z.X"], rows) == ABOVE_ALL, rank([], rows)
    (1, True, None)
    """
    found = [row_of(marking, rows) for marking in markings]
    return max((ABOVE_ALL if row is None else row for row in found), default=None)


def equals(marking: str, *, issuer: str, rows: Rows) -> str | None:
    """Give the marking of `issuer` that the agreement holds equal to `marking`, None where it names none.

    >>> equals("cls:b.OFFICIAL", issuer="a", rows=[frozenset({"cls:a.RESTRICTED", "cls:b.OFFICIAL"})])
    'cls:a.RESTRICTED'
    """
    row = row_of(marking, rows)
    prefix = f"cls:{issuer}."
    return None if row is None else next((each for each in sorted(rows[row]) if each.startswith(prefix)), None)
