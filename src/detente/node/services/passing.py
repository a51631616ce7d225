"""What was passed on: an item of a partner went to another one; the house keeps to whom, for corrections follow it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.stores.models import Entry, Officer, PassedOn
from detente.node.stores.unit import Unit

DEEPEST: Final = 16


def note(node: Node, officer: Officer, item: Entry, entry: Entry, work: Unit) -> None:
    """Set down that an entry carries on an item, inside the unit of work of its release."""
    PassedOn.objects.using(node.alias).create(item=item, entry=entry, officer=officer, at=node.now())
    refs = {"cid": entry.cid, "other": item.cid}
    work.record(Act.CASE_LINKED, actor=officer.name, refs=refs, details={"passed-on": True})


def onward(node: Node, item: Entry) -> tuple[Entry, ...]:
    """Give the entries by which an item went on from here, in their order, those of a copy included."""
    return tuple(_onward(node, [item]))


def _onward(node: Node, items: list[Entry]) -> Iterator[Entry]:
    for _ in range(DEEPEST):
        rows = PassedOn.objects.using(node.alias).filter(item__in=[each.pk for each in items]).order_by("pk")
        items = [row.entry for row in rows.select_related("entry__partner", "entry__batch")]
        if not items:
            return
        yield from items
