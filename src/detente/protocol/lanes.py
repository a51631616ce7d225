"""Which ready entries go into the next batch (DXP 6, "Lanes"): urgent dialogues first, a quarter kept for the rest.

Nothing on the wire names a lane. Order of release holds within a dialogue and within a lane; none across lanes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MAX_ENTRIES: Final = 256
MAX_BYTES: Final = 4 << 20
URGENT_DIALOGUES: Final = frozenset({"warning", "correction", "recall"})
URGENT_KINDS: Final = frozenset({"control", "party-doc", "agreement", "agreement-topic"})


class Lane(StrEnum):
    """The two lanes."""

    URGENT = "urgent"
    NORMAL = "normal"


@dataclass(frozen=True, slots=True)
class Ready:
    """An entry that waits for its place. `order`: order of release; `weight`: bytes that it adds to a parcel."""

    order: int
    lane: Lane
    kind: str
    weight: int


def lane_of(kind: str, dialogue_kind: str | None) -> Lane:
    """Give the lane for an entry of `kind` in a dialogue that `dialogue_kind` opened."""
    urgent = kind in URGENT_KINDS or dialogue_kind in URGENT_DIALOGUES or kind in URGENT_DIALOGUES
    return Lane.URGENT if urgent else Lane.NORMAL


def choose(ready: Sequence[Ready], *, most: int = MAX_ENTRIES, most_bytes: int = MAX_BYTES) -> tuple[Ready, ...]:
    """Give the entries of the next batch, in the order of their places. A `party-doc` closes its batch (DXP 4).

    At least one entry is chosen where any is ready, however heavy.
    """
    urgent = sorted((item for item in ready if item.lane is Lane.URGENT), key=lambda item: item.order)
    normal = sorted((item for item in ready if item.lane is Lane.NORMAL), key=lambda item: item.order)
    # A flood of urgent entries must not stop the daily work for ever.
    share = most - most // 4 if normal else most
    share_bytes = most_bytes - most_bytes // 4 if normal else most_bytes
    chosen = _fill((), urgent, share, share_bytes)
    if chosen and chosen[-1].kind == "party-doc":
        return chosen
    return _fill(chosen, normal, most, most_bytes)


def _fill(chosen: tuple[Ready, ...], lane: Sequence[Ready], most: int, most_bytes: int) -> tuple[Ready, ...]:
    result = list(chosen)
    weight = sum(item.weight for item in result)
    for item in lane:
        if result and (len(result) >= most or weight + item.weight > most_bytes):
            break
        result.append(item)
        weight += item.weight
        if item.kind == "party-doc":
            break
    return tuple(result)
