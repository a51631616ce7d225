"""How far a suspension reaches (DXP 13): a topic with all below it, but for what the agreement lets pass.

Asked by policy before anything gets a place, and by who writes or checks a proof that a clock stood still.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final

LIFE: Final = "life"
"""In `exempt`: warnings of danger to life or limb pass. Other members are kinds."""
DEFAULT_EXEMPT: Final = frozenset({LIFE, "correction", "recall", "redress"})
"""What passes where neither the suspension nor the agreement says it."""


def within(topic: str | None, root: str) -> bool:
    """Whether `topic` is `root` or below it.

    >>> within("ct.persons", "ct"), within("ct2", "ct"), within("ct", "ct.persons"), within(None, "ct")
    (True, False, False, False)
    """
    return topic is not None and (topic == root or topic.startswith(root + "."))


def passes(kind: str, exempt: AbstractSet[str], *, life: bool) -> bool:
    """Whether what is `exempt` lets a dialogue of `kind` through. `life`: it is of danger to life or limb.

    >>> passes("warning", {LIFE}, life=True), passes("warning", {LIFE}, life=False), passes("recall", {LIFE}, life=True)
    (True, False, False)
    """
    return kind in exempt or (life and kind == "warning" and LIFE in exempt)
