"""Where the sides of a match come from, what of them is compared, and what an officer sees of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from detente.model.handling import Handling
from detente.node.context import Node
from detente.node.services.deciding import Asking
from detente.node.services.match_side import Form, Side


@dataclass(frozen=True, slots=True)
class Seen:
    """What an officer sees of a side. `form`: what of it is compared, for this officer.

    `values`: property and value, in the order in which they stand; `entry_id`: the message it comes from, if one;
    `source`: the partner, or whoever made the record; `subject`: of the message.
    """

    side: Side
    schema: str
    category: str
    values: tuple[tuple[str, str], ...]
    form: Form
    handling: tuple[Handling, ...]
    entry_id: str
    source: str
    subject: str
    at: datetime


class Source(Protocol):
    """Where sides of one kind come from: a module of its own (`message_sides`, `record_sides`)."""

    def forms(self, node: Node, sides: Sequence[Side]) -> dict[Side, Form]:
        """Give the whole form of each side that is still here and names somebody."""
        ...

    def like(self, node: Node, form: Form) -> dict[Side, Form]:
        """Give the sides that share a key with a form, those with the most of them, with their forms."""
        ...

    def seen(self, asking: Asking, sides: Iterable[Side]) -> dict[Side, Seen]:
        """Give what the officer who asks may see of each side; those of which they may see no name are left out."""
        ...
