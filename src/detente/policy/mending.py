"""Whose item is mended (DXP 14): its writer corrects or recalls it; whoever else knows better proposes, with no target.

target: a cid   the sender corrects what the sender wrote; else `not-yours`
target: null    a proposal of a correction: `re` names an item of the receiver, who decides by apply or object
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from detente.policy.admit import Target

MENDING: Final = frozenset({"correction", "recall"})
"""Kinds whose opening message names an earlier item."""


def names(kind: str, payload: Mapping[str, Any]) -> str | None:
    """Give the cid of the item that a message mends as its writer's own, None where it mends none so."""
    if kind not in MENDING or payload.get("message") != kind:
        return None
    target = payload.get("target")
    return target if isinstance(target, str) else None


def refuses(kind: str, payload: Mapping[str, Any], *, re: Target | None, mended: Target | None) -> str | None:
    """Give the code with which a message that mends is refused, None where it may be taken.

    `re`: the entry that its header names; `mended`: the one that `names` gives. Both as its writer sees them.
    """
    if kind not in MENDING or payload.get("message") != kind:
        return None
    if names(kind, payload) is None:
        # Only a correction can be proposed: nobody recalls what another party wrote.
        proposed = kind == "correction" and re is not None and not re.ours
        return None if proposed else "unknown-target"
    if mended is None:
        return "unknown-target"
    return None if mended.ours else "not-yours"
