"""What a checkpoint says about itself, and beside the one before it, that some ledger can be (DXP 6).

Reception and the offline check ask the same here: what one takes the other must prove later, or a sender could stamp
what its receiver can never show to anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.model.head import EMPTY_ROOT, Head
from detente.protocol import schema
from detente.protocol.parcel import MAX_ENTRIES


def contradiction(payload: Mapping[str, Any]) -> str | None:
    """Give why no ledger can have this checkpoint, None where one can. `payload` has the members of its type."""
    base, prev = schema.head_of(payload["base"]), schema.head_of(payload["prev"])
    if not 1 <= payload["size"] - prev.size <= MAX_ENTRIES:
        return f"a batch has 1 to {MAX_ENTRIES} entries"
    if base.size > prev.size:
        return "the epoch began after this batch"
    if base.size == prev.size and base.root != prev.root:
        return "where the epoch began the ledger had two roots"
    if any(head.size == 0 and head.root != EMPTY_ROOT for head in (base, prev)):
        return "the empty ledger has another root"
    return None


def follows_in_epoch(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether `after` says the same base as `before`, an earlier batch of its epoch."""
    return schema.head_of(before["base"]) == schema.head_of(after["base"])


def follows_in_ledger(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether the epoch of `after` can have begun beyond `before`, a batch of an earlier epoch of the ledger."""
    base: Head = schema.head_of(after["base"])
    end: Head = schema.head_of(before)
    return base.size > end.size or base == end
