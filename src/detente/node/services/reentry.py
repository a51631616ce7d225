"""Somebody whom a deleted message named comes, or is to leave, again: on record, shown to readers, and to oversight.

Of a deleted message the hashes of those whom it named stay, and nothing else (`resembling`): by them alone is it known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from detente.audit.acts import Act
from detente.matching import exact
from detente.node.context import Node
from detente.node.services import blocking, resembling
from detente.node.stores.models import Entry, Holding, MatterKey
from detente.node.stores.unit import Unit


def come_again(node: Node, payload: Mapping[str, Any]) -> list[Entry]:
    """Give the deleted or recalled messages that named somebody whom this payload names, too, the newest first."""
    keys = [key.hash for key in exact.keys_of(payload, writer="") if key.way in resembling.OF_PERSONS]
    if not keys:
        return []
    found = MatterKey.objects.using(node.alias).filter(key__in=keys)
    gone = Holding.objects.using(node.alias).filter(state=blocking.TOMBSTONE)
    # What we recalled ourselves may still be here: who is named in it is withdrawn all the same.
    withdrawn = Entry.objects.using(node.alias).filter(ours=True, kind=blocking.KIND, message=blocking.KIND)
    found = found.filter(Q(entry__in=gone.values("entry")) | Q(entry__ours=True, entry__cid__in=withdrawn.values("re")))
    rows = Entry.objects.using(node.alias).filter(pk__in=found.values("entry")).select_related("partner")
    return list(rows.order_by("-pk")[: resembling.MOST])


def before(node: Node, entry: Entry, payload: Mapping[str, Any]) -> list[Entry]:
    """Give the messages of `come_again` that were here before an entry: what comes later says nothing of it."""
    return [each for each in come_again(node, payload) if each.pk < entry.pk]


def note(node: Node, entries: Iterable[tuple[Entry, Mapping[str, Any]]], work: Unit) -> None:
    """Set down, inside their unit of work, which openings name somebody of a deleted message."""
    for entry, payload in entries:
        for gone in before(node, entry, payload) if payload.get("records") else ():
            details = {"way": "left" if entry.ours else "came"}
            refs = {"party": entry.partner.party, "cid": entry.cid, "other": gone.cid}
            work.record(Act.REENTRY_FOUND, refs=refs, details=details)
