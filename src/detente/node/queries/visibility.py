"""The one gate through which everything that a search finds passes before an officer sees it."""

from __future__ import annotations

from collections.abc import Sequence

from detente.node.context import Node
from detente.node.services.circumstances import DESK_WORK
from detente.node.services.deciding import Asking
from detente.node.stores.models import Entry, Officer


def visible(node: Node, officer: Officer, hits: Sequence[Entry]) -> list[Entry]:
    """Give those of the hits on which policy lets a search of this officer come, in their order."""
    return Asking(node, officer).may_find(hits, reason=DESK_WORK)
