"""That something is to be screened: a message that came, a record that changed. `screening` does it, in the worker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from detente.node.context import Node
from detente.node.services.match_side import MESSAGE
from detente.node.stores.models import Entry, ScreeningRow


def ask(node: Node, kind: str, uids: Iterable[str]) -> None:
    """Ask that these be compared with what is held, inside the unit of work that changed them."""
    rows = [ScreeningRow(kind=kind, uid=uid, asked_at=node.now(), done_at=None) for uid in sorted(set(uids))]
    if rows:
        ScreeningRow.objects.using(node.alias).bulk_create(
            rows, update_conflicts=True, unique_fields=["kind", "uid"], update_fields=["asked_at", "done_at"]
        )


def of_messages(node: Node, arrived: Iterable[tuple[Entry, Mapping[str, Any]]]) -> None:
    """Ask it of those messages that have records, inside the unit of work that opened them."""
    ask(node, MESSAGE, (str(entry.pk) for entry, payload in arrived if not entry.ours and payload.get("records")))
