"""What was released and has no place yet, read from the front: a batch's worth, however many wait behind (DXP 6, 13).

    lanes on disk --first of each lane, or of each scope that no suspension holds--> candidates of the next batch

Nothing is moved when a suspension begins or ends; what it holds is passed over by its scope, unread.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.node.context import Node
from detente.node.stores.models import Partner
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


_WAITING: Final = (
    'SELECT id, "order", lane, cid, kind, agreement, re, root, scope, header, box_hash, LENGTH(body) FROM entry '
    "WHERE partner_id = %s AND seq IS NULL AND code = '' AND (not_before IS NULL OR not_before <= %s) "
    "AND {only} = %s"
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry of ours that may get its place next. `body_size`: in bytes; `pk`: the key of its row."""

    pk: int
    order: int
    lane: str
    cid: str
    kind: str
    agreement: str | None
    re: str | None
    root: str
    scope: str
    header: bytes
    box_hash: bytes
    body_size: int


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


def front(node: Node, partner: Partner) -> list[Waiting]:
    """Give the first of each lane, in order of release; a neutral answer that waits for its time is left out."""
    return [row for lane in (Lane.URGENT, Lane.NORMAL) for row in _next(node, partner, "lane", lane.value)]


def front_of(node: Node, partner: Partner, scopes: Collection[str]) -> list[Waiting]:
    """Give the first of each of `scopes`, lane by lane in order of release."""
    found = [row for scope in scopes for row in _next(node, partner, "scope", scope)]
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


def _next(node: Node, partner: Partner, only: str, value: str) -> list[Waiting]:
    in_order = f'{_WAITING.format(only=only)} ORDER BY "order" LIMIT %s'
    rows = fetch(node.alias, in_order, partner.pk, node.now(), value, MAX_ENTRIES)
    return [
        Waiting(key, order, lane, cid, kind, agreement, re, root, scope, bytes(header), bytes(box_hash), size or 0)
        for key, order, lane, cid, kind, agreement, re, root, scope, header, box_hash, size in rows
    ]
