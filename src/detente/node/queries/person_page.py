"""One person looked up in records, messages and lists at once, as frozen values, and what may be asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from detente.node.queries.desk import Handling


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """Who is looked up, and why. `born` as YYYY, YYYY-MM or YYYY-MM-DD; `country` as its code of two letters."""

    names: tuple[str, ...]
    born: str
    country: str
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One who may be meant. `kind`: message, record or listed; `id`: of that.

    `source`: who sent it, made it or publishes it; `subject`: of the message, the reason of the record, the list's
    title. `score` from 0 to 1; `why`: the reasons, a sentence each.
    """

    kind: str
    id: str
    names: tuple[str, ...]
    born: tuple[str, ...]
    category: str
    source: str
    subject: str
    score: float
    band: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """Who may be meant, the likeliest first."""

    now: datetime
    marking: Handling | None
    lines: tuple[PersonLine, ...]


class PersonDesk(Protocol):
    """One person looked up at once in all that the officer may see."""

    def person_search(self, officer_id: int, asked: PersonAsked, *, language: str = "en") -> PeopleFound:
        """Give who may be meant; the reason goes on record, and nothing else is kept."""
        ...
