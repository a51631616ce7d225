"""The root of a direction at a size that a partner names (DXP 7.2): also within a batch, where no root is stored.

Such a root is made from leaves. Whoever may ask may ask again without end, so one reading of a log serves all questions
about it: the frontier at every `STRIDE`-th leaf is kept, by the head above it. Below one head the leaves never change.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from detente.crypto.tree import Frontier
from detente.node.stores.models import Partner
from detente.node.stores.peaks import unpack_peaks
from detente.node.stores.statements import fetch

STRIDE: Final = 256
"""Leaves that are read for one question, at most."""

_BATCH: Final = "SELECT root FROM batch WHERE partner_id = %s AND ours = %s AND size = %s"
_HEAD: Final = "SELECT size, peaks FROM direction WHERE partner_id = %s AND ours = %s"
_LEAVES: Final = (
    "SELECT seq, leaf FROM entry WHERE partner_id = %s AND ours = %s AND seq > %s AND seq <= %s "
    "AND leaf IS NOT NULL ORDER BY seq"
)


def root_at(alias: str, partner: Partner, size: int, *, ours: bool) -> bytes | None:
    """Give the root of a direction at a size, from its batch or else from the leaves; None where fewer are held.

    Time O(`STRIDE`) within a batch, once the log below its head was read.
    """
    for (root,) in fetch(alias, _BATCH, partner.pk, ours, size):
        return bytes(root)
    ((held, peaks),) = fetch(alias, _HEAD, partner.pk, ours)
    if size > held:
        return None
    kept = _frontiers(alias, partner.pk, ours, Frontier(held, unpack_peaks(peaks)))
    if size // STRIDE >= len(kept):
        return None
    nearest = kept[size // STRIDE]
    found = _grown(nearest, fetch(alias, _LEAVES, partner.pk, ours, nearest.size, size))
    return found.root() if found.size == size else None


@lru_cache(maxsize=32)
def _frontiers(alias: str, partner: int, ours: bool, head: Frontier) -> tuple[Frontier, ...]:
    """Give the frontiers at 0, `STRIDE`, 2 `STRIDE` … up to the head, or to where a leaf is missing."""
    kept = [Frontier()]
    while kept[-1].size + STRIDE <= head.size:
        first = kept[-1].size
        grown = _grown(kept[-1], fetch(alias, _LEAVES, partner, ours, first, first + STRIDE))
        if grown.size != first + STRIDE:
            break
        kept.append(grown)
    return tuple(kept)


def _grown(frontier: Frontier, rows: Iterable[tuple[int, bytes]]) -> Frontier:
    """Give the frontier with the leaves of the rows, up to where one is missing."""
    leaves: list[bytes] = []
    for seq, leaf in rows:
        if seq != frontier.size + len(leaves) + 1:
            break
        leaves.append(bytes(leaf))
    return frontier.extend(leaves)
