"""The desks of a partner as we know them, for its page: our own notes, which never travel."""

from __future__ import annotations

from dataclasses import dataclass

from detente.node.context import Node
from detente.node.services import address_book
from detente.node.stores.models import Partner


@dataclass(frozen=True, slots=True)
class TheirDesk:
    """One desk of a partner. `topics`, `languages`: codes."""

    name: str
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    notes: str = ""


def of_partner(node: Node, partner: Partner) -> tuple[TheirDesk, ...]:
    """Give the desks of a partner, by name."""
    rows = address_book.of_partner(node, partner)
    return tuple(TheirDesk(row.name, tuple(row.topics), tuple(row.languages), row.notes) for row in rows)
