"""A warning that comes after the time that it warns of: it is taken, shown as what it is, and stands on record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.audit.acts import Act
from detente.model.instant import BadInstant, parse_instant
from detente.node.stores.models import Entry
from detente.node.stores.unit import Unit

KIND: Final = "warning"


def came_too_late(entry: Entry, payload: Mapping[str, Any]) -> bool:
    """Whether a warning was held, by whoever got it, after the latest time that it warns of."""
    held_at = None if entry.batch is None else entry.batch.held_at
    latest = payload.get("latest")
    if entry.kind != KIND or held_at is None or not isinstance(latest, str):
        return False
    try:
        return parse_instant(latest) < held_at
    except BadInstant:
        return False


def arrived(entry: Entry, payload: Mapping[str, Any], work: Unit) -> None:
    """Set down that a warning came after the time that it warns of, in the unit of work that takes it in."""
    if came_too_late(entry, payload):
        work.record(Act.WARNING_CAME_LATE, refs={"party": entry.partner.party, "cid": entry.cid})
