"""What a recall does the moment it is held: its item, and every copy of it here, may not be opened, found or used.

Policy refuses by the state of what is held (`item.recalled`); nobody needs to have read the recall.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.stores.models import Entry, Holding, PassedOn
from detente.node.stores.unit import Unit

KIND: Final = "recall"
RECALLED: Final = "recalled"
TOMBSTONE: Final = "tombstone"
DEEPEST: Final = 16


def arrived(node: Node, row: Entry, payload: Mapping[str, Any], work: Unit) -> None:
    """Block what a recall names, inside the unit of work that takes the recall in; nothing for another message."""
    if row.kind != KIND or payload.get("message") != KIND:
        return
    item = item_of(node, row)
    for each in () if item is None else copies(node, item):
        hold(node, each, RECALLED)
        work.record(Act.ITEM_BLOCKED, refs={"party": row.partner.party, "cid": each.cid, "other": row.cid})


def item_of(node: Node, recalled: Entry) -> Entry | None:
    """Give the message of the partner that its recall names, None where it is not here."""
    rows = Entry.objects.using(node.alias).select_related("partner", "batch")
    return rows.filter(partner=recalled.partner_id, ours=False, cid=recalled.re).first()


def copies(node: Node, item: Entry) -> tuple[Entry, ...]:
    """Give an item with what of ours carried it on, however far: everything here that says what it said."""
    found, last = [item], [item]
    for _ in range(DEEPEST):
        rows = PassedOn.objects.using(node.alias).filter(item__in=[each.pk for each in last]).order_by("pk")
        last = [row.entry for row in rows.select_related("entry__partner", "entry__batch")]
        found += last
        if not last:
            break
    return tuple(found)


def hold(node: Node, entry: Entry, state: str) -> None:
    """Set the state of something that is held, inside a unit of work."""
    Holding.objects.using(node.alias).update_or_create(entry=entry, defaults={"state": state})
