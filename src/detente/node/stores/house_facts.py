"""What every release asks of the house: who we are, whether four eyes are kept, as whom partners know an officer."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Final

from detente.node.stores.models import Officer
from detente.node.stores.rows import Reader
from detente.node.stores.statements import fetch

_OFFICER: Final = Reader(Officer)
_OF_USER: Final = f'SELECT {_OFFICER.columns} FROM officer WHERE "officer"."user" = %s LIMIT 1'  # noqa: S608 - names of our own columns
_HOUSE: Final = "SELECT party, four_eyes FROM node ORDER BY id LIMIT 1"
_NUMBERS: Final = "SELECT partner_id, number FROM officer_number WHERE officer_id = %s"
_PROTECTED: Final = (
    "SELECT id, words, statuses, fled_from, category FROM protected_person "
    "WHERE until IS NULL OR until > %s ORDER BY id"
)

Protection = tuple[int, list[list[str]], list[str], str, str]
"""Key, folded words of each name, statuses, the party of the state fled from or "", category."""


def party_and_four_eyes(alias: str) -> tuple[str, bool]:
    """Give our party and whether the house works with two persons; "" where the home was not initialised."""
    for party, four_eyes in fetch(alias, _HOUSE):
        return party, bool(four_eyes)
    return "", False


def officer_of(alias: str, user: int) -> Officer | None:
    """Give the officer of a sign-in account, None where there is none yet; every page asks for it."""
    return next((_OFFICER.make(alias, row) for row in fetch(alias, _OF_USER, user)), None)


def numbers_of(alias: str, officer: Officer) -> dict[int, int]:
    """Give the number under which each partner, by its row, knows an officer."""
    return dict(fetch(alias, _NUMBERS, officer.pk))


def protected(alias: str, *, now: datetime) -> list[Protection]:
    """Give the protections that hold, oldest first."""
    return [
        (key, json.loads(words), json.loads(statuses), fled_from, category)
        for key, words, statuses, fled_from, category in fetch(alias, _PROTECTED, now)
    ]
