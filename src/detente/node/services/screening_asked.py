"""That something is to be screened: a message that came, a record that changed. `screening` does it, in the worker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from detente.node.context import Node
from detente.node.services.match_side import MESSAGE
from detente.node.stores.models import Entry, ScreeningRow

_PIECE: Final = 500
"""So many are named in one statement: a database takes no more than some thousands."""


def ask(node: Node, kind: str, uids: Iterable[str]) -> None:
    """Ask that these be compared with what is held, inside the unit of work that changed them."""
    _ask(node, kind, set(uids), later=False)


def ask_later(node: Node, kind: str, uids: Iterable[str]) -> None:
    """Ask it of what did not change itself: after all that came or changed, however long ago this was asked.

    What waits in its turn already keeps that turn.
    """
    wanted = sorted(set(uids))
    for start in range(0, len(wanted), _PIECE):
        piece = wanted[start : start + _PIECE]
        rows = ScreeningRow.objects.using(node.alias).filter(kind=kind, uid__in=piece, done_at=None, later=False)
        in_turn = set(rows.values_list("uid", flat=True))
        # It may be compared at this moment, with what was held before: asked anew, it is compared again.
        rows.update(asked_at=node.now())
        _ask(node, kind, (uid for uid in piece if uid not in in_turn), later=True)


def _ask(node: Node, kind: str, uids: Iterable[str], *, later: bool) -> None:
    asked = {"asked_at": node.now(), "later": later, "done_at": None, "failed_at": None}
    rows = [ScreeningRow(kind=kind, uid=uid, **asked) for uid in sorted(uids)]
    if rows:
        ScreeningRow.objects.using(node.alias).bulk_create(
            rows, update_conflicts=True, unique_fields=["kind", "uid"], update_fields=list(asked)
        )


def of_messages(node: Node, arrived: Iterable[tuple[Entry, Mapping[str, Any]]]) -> None:
    """Ask it of those messages that have records, inside the unit of work that opened them."""
    ask(node, MESSAGE, (str(entry.pk) for entry, payload in arrived if not entry.ours and payload.get("records")))
