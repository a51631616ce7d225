"""Entries of lists as another system asks for them, as frozen values (see `queries.desk`; `web.api.yente`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: `what` it is about (names, birthDate, country, gender, idNumber, rule), and its log-odds."""

    what: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class EntityFound:
    """One entry as FollowTheMoney has it. `score`, `band`, `why` where it was compared.

    `within`: entities of the same list to which a property refers, by that property.
    """

    id: str
    caption: str
    schema: str
    properties: Mapping[str, tuple[str, ...]]
    dataset: str
    key: str
    first_seen: datetime | None
    last_seen: datetime | None
    last_change: datetime | None
    score: float | None = None
    band: str = ""
    why: tuple[Why, ...] = ()
    within: Mapping[str, tuple[EntityFound, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are wanted; empty members leave everything in. `include`: lists besides the one that is named."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    schema: str = ""
    exclude_schemata: tuple[str, ...] = ()
    exclude_ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    changed_since: datetime | None = None


class ListsAskedDesk(Protocol):
    """Lists, for a system that acts as one officer; the rights, the labels and the record are those of any search."""

    def lists_match(
        self, officer_id: int, of: str, queries: Mapping[str, Mapping[str, Any]], wanted: Wanted, *, reason: str
    ) -> Mapping[str, Sequence[EntityFound]]:
        """Give for each entity that is asked who may be meant, the likeliest first."""
        ...

    def lists_named(self, officer_id: int, of: str, name: str, wanted: Wanted, *, reason: str) -> Sequence[EntityFound]:
        """Give who may be meant by a name, the likeliest first."""
        ...

    def list_entity(self, officer_id: int, entry_id: str, *, nested: bool, reason: str) -> EntityFound:
        """Give one entry."""
        ...
