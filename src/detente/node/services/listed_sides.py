"""Entries of the lists held here as sides of a match (`match_source.Source`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from detente.model.handling import Handling
from detente.node.context import Node
from detente.node.services import list_entries, list_finding, list_keeping, list_search
from detente.node.services.circumstances import DESK_WORK
from detente.node.services.deciding import Asking
from detente.node.services.match_side import LISTED, Form, Side
from detente.node.services.match_source import Seen
from detente.node.stores.models import ListEntry

CANDIDATES: Final = 50
"""So many entries are compared with somebody, the likeliest of all lists."""


def forms(node: Node, sides: Sequence[Side]) -> dict[Side, Form]:
    """Give the form of each entry that stands in a version in force, of a list that is searched."""
    return {side: form for side, (_, form) in _standing(node, sides).items()}


def like(node: Node, form: Form) -> dict[Side, Form]:
    """Give the entries that a search of all lists finds for a form."""
    hits = list_search.search(node, form, CANDIDATES)
    return forms(node, [Side(LISTED, hit.entry.uid) for hit in hits])


def seen(asking: Asking, sides: Iterable[Side]) -> dict[Side, Seen]:
    """Give what the officer may see of each entry: all of it, where they may search its list."""
    node, officer = asking.around.node, asking.around.officer
    standing = _standing(node, sides)
    lists = {row.held.pk: row.held for row, _ in standing.values()}
    allowed = {held.pk for held in list_keeping.for_officer(node, officer, list(lists.values()), reason=DESK_WORK)}
    return {
        side: Seen(
            side=side,
            schema=row.schema,
            category="",
            values=tuple((each.property, each.value) for each in list_entries.entity_of(row).statements),
            form=form,
            handling=(Handling(tuple(row.held.handling)),),
            entry_id="",
            source=row.held.publisher,
            subject=row.held.title,
            at=row.held.at,
        )
        for side, (row, form) in standing.items()
        if row.held.pk in allowed
    }


def _standing(node: Node, sides: Iterable[Side]) -> dict[Side, tuple[ListEntry, Form]]:
    found: dict[Side, tuple[ListEntry, Form]] = {}
    for uid, row in list_finding.entries_named(node, [side.uid for side in sides]).items():
        form = list_entries.plain_of(uid, row.schema, row.content)
        if row.held.ended_at is None and form is not None and form["names"]:
            found[Side(LISTED, uid)] = (row, form)
    return found
