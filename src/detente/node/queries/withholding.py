"""Which contents of a thread are closed to an officer by a rule of the house, and why (`queries.limits`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from detente.node.queries.limits import HIDDEN, MASKED, NONE, Limits
from detente.node.services.deciding import Asking
from detente.node.stores.models import Entry
from detente.policy.acts import Act
from detente.policy.decide import Decision, Refusal

_UNCONFIRMED: Final = "handling.h3"


def limits(asking: Asking, entries: Iterable[Entry]) -> Mapping[int, Limits]:
    """Give the limits of each entry's content for the officer who asks, by the entry's row; the unlimited left out."""
    found = list(entries)
    asking.around.know(found)
    each = {entry.pk: _limits(asking.decide(Act.OPEN, entry)) for entry in found}
    return {key: limit for key, limit in each.items() if limit != Limits()}


def subject(asking: Asking, entry: Entry) -> str:
    """Give the subject of an entry as the officer who asks may read it."""
    return subjects(asking, [entry])[entry.pk]


def subjects(asking: Asking, entries: Iterable[Entry]) -> dict[int, str]:
    """Give the subject of each entry as the officer who asks may read it, by the entry's row."""
    found = list(entries)
    closed = limits(asking, found)
    return {row.pk: HIDDEN if closed.get(row.pk, NONE).hides_subject else row.subject for row in found}


def _limits(decision: Decision) -> Limits:
    if isinstance(decision, Refusal):
        return Limits(decision.ground, confirmable=decision.ground == _UNCONFIRMED and not decision.also)
    return Limits(
        MASKED if "mask-content" in decision.obligations else "",
        challenged="mark-challenged" in decision.obligations,
    )
