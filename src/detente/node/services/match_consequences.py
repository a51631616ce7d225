"""Whether what is judged of somebody in a message may have a legal consequence, by what its thread asks for."""

from __future__ import annotations

from detente.node.context import Node
from detente.node.stores.models import CaseRow, Entry, WatchRow
from detente.policy import consequences


def are_legal(node: Node, key: int) -> bool:
    """Whether the thread of a message asks to search for, hold or hand over somebody, or a watch on it stops people."""
    entry = Entry.objects.using(node.alias).filter(pk=key).only("partner_id", "root").first()
    if entry is None:
        return False
    thread = {"entry__partner": entry.partner_id, "entry__root": entry.root}
    kinds = CaseRow.objects.using(node.alias).filter(**thread).values_list("dialogue", flat=True)
    watches = WatchRow.objects.using(node.alias).filter(ended_at__isnull=True, **thread)
    return consequences.is_legal(kinds, watches.values_list("instruction", flat=True))
