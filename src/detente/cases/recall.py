"""Stop using, or delete, something that was sent. The node blocks its use at receipt, before anyone opens it.

How it goes stands in `mending`. The proof stays (leaf, receipts), the content goes.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from detente.cases import mending
from detente.cases.asked import OPENS, Field
from detente.policy import reasons

ROWS: Final = mending.rows(
    "recall",
    at_once="block use at once",
    apply="delete",
    apply_partly="keep-partly",
)

TABLE: Final = mending.mending_table(
    "recall",
    title=("Recall", "Rappel"),
    envelope_kind="recall",
    rows=ROWS,
    asked=MappingProxyType({OPENS: (Field("reason", "code", tuple(reasons.RECALLED), travels=True),)}),
    invariants=(
        "use is blocked at receipt by the node itself",
        "the proof stays (leaf, receipts), the content goes",
        "a partner can disobey, but then it signs that it kept the item, or its silence shows",
        "every recipient ends confirmed, refused with a ground, or visibly unanswered",
        "not held by a suspension; a recall of an unknown item, or of another party's item, is rejected",
    ),
)
