"""What was released and has no place yet, read from the front: a batch's worth, however many wait behind (DXP 6, 13).

    lanes on disk --first of each lane, or of each scope that no suspension holds--> candidates of the next batch

Nothing is moved when a suspension begins or ends; what it holds is passed over by its scope, unread.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from detente.node.context import Node
from detente.node.stores.models import Entry, Partner
from detente.node.stores.statements import fetch, fetch_each, moment_of
from detente.protocol.lanes import MAX_ENTRIES, Lane

_ANY: Final = "SELECT 1 FROM entry WHERE partner_id = %s AND ours = %s AND seq IS NULL LIMIT 1"
_FIRST: Final = "SELECT MIN(scope) FROM entry WHERE partner_id = %s AND seq IS NULL"
_NEXT: Final = "SELECT MIN(scope) FROM entry WHERE partner_id = %s AND seq IS NULL AND scope > %s"
_OF_THREADS: Final = (
    'SELECT entry.root, entry.cid, entry.scope, entry."order" FROM sought CROSS JOIN entry '
    "WHERE entry.root = sought.text AND +entry.partner_id = %s AND entry.seq IS NULL AND entry.code = %s"
)
_COUNT: Final = (
    "SELECT COUNT(*), MIN(created) FROM entry WHERE partner_id = %s AND seq IS NULL AND scope = %s AND code = %s"
)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """One entry without a place, as far as order in its dialogue asks."""

    root: str
    cid: str
    scope: str
    order: int


def any_waits(alias: str, partner: Partner) -> bool:
    """Whether anything of ours has no place yet."""
    return bool(fetch(alias, _ANY, partner.pk, True))


def front(node: Node, partner: Partner) -> list[Entry]:
    """Give the first of each lane, in order of release; a neutral answer that waits for its time is left out."""
    rows = _waiting(node, partner)
    return [row for lane in (Lane.URGENT, Lane.NORMAL) for row in _first(rows.filter(lane=lane))]


def front_of(node: Node, partner: Partner, scopes: Collection[str]) -> list[Entry]:
    """Give the first of each of `scopes`, lane by lane in order of release."""
    rows = _waiting(node, partner)
    found = [row for scope in scopes for row in _first(rows.filter(scope=scope))]
    return sorted(found, key=lambda row: (row.lane != Lane.URGENT, row.order))


def scopes(alias: str, partner: Partner) -> list[str]:
    """Give the scopes of all that waits; one small look-up each."""
    found: list[str] = []
    ((scope,),) = fetch(alias, _FIRST, partner.pk)
    while scope is not None:
        found.append(scope)
        ((scope,),) = fetch(alias, _NEXT, partner.pk, scope)
    return found


def unplaced_in(alias: str, partner: Partner, roots: Sequence[str]) -> list[Unplaced]:
    """Give all of these threads that has no place yet."""
    return [Unplaced(*row) for row in fetch_each(alias, _OF_THREADS, roots, partner.pk, "")]


def count_in(alias: str, partner: Partner, scope: str) -> tuple[int, datetime | None]:
    """Give how many of a scope wait, and since when the oldest does."""
    ((count, oldest),) = fetch(alias, _COUNT, partner.pk, scope, "")
    if isinstance(oldest, str):
        oldest = datetime.fromisoformat(oldest)
    return int(count), None if oldest is None else moment_of(oldest)


def _waiting(node: Node, partner: Partner) -> QuerySet[Entry]:
    return (
        Entry.objects.using(node.alias)
        .filter(partner=partner, seq__isnull=True, code="")
        .filter(Q(not_before__isnull=True) | Q(not_before__lte=node.now()))
        .order_by("order")
        .only("order", "lane", "kind", "cid", "re", "root", "scope", "agreement", "header", "box_hash")
        .annotate(body_size=Length("body"))
    )


def _first(rows: QuerySet[Entry]) -> list[Entry]:
    return list(rows[:MAX_ENTRIES])
