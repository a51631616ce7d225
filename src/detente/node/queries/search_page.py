"""What the search screen shows, as frozen values, and `SearchDesk`, all that it may ask (see `queries.desk`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from detente.node.queries.desk import Handling, Party, Row
from detente.node.services.searching import Question


@dataclass(frozen=True, slots=True)
class Saved:
    """A search that the officer named."""

    id: str
    name: str
    question: Question


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What a question found, newest first. `after` fetches the next page, "" at the end.

    `numbers_only`: without a reason only file numbers were searched. `id` is "" for a question that is not kept.
    A page may hold few rows and still have a next one: the node looks at so many messages at once and no more.
    """

    now: datetime
    marking: Handling | None
    question: Question
    partners: tuple[Party, ...]
    kinds: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    after: str = ""
    id: str = ""
    name: str = ""
    reason: str = ""
    numbers_only: bool = False
    asked: bool = False
    saved: tuple[Saved, ...] = ()


class SearchDesk(Protocol):
    """Searching for one officer."""

    def search_numbers(self, officer_id: int, question: Question, *, after: str) -> SearchPage:
        """Give what file numbers find; without words and filters, the empty form."""
        ...

    def search_ask(self, officer_id: int, question: Question, *, reason: str, name: str) -> str:
        """Put a question with its reason on record and keep it, and give its id."""
        ...

    def search(self, officer_id: int, search_id: str, *, after: str) -> SearchPage:
        """Give a page of what a kept question finds now."""
        ...

    def search_forget(self, officer_id: int, search_id: str) -> None: ...
