"""The one gate through which everything that a search finds passes before an officer sees it."""

from __future__ import annotations

from collections.abc import Sequence

from detente.node.context import Node
from detente.node.queries import rows
from detente.node.stores.models import Entry, Officer


def visible(node: Node, officer: Officer, hits: Sequence[Entry]) -> list[Entry]:
    """Give those of the hits that the officer may know of, in their order."""
    return rows.may_know(node, officer, hits)
