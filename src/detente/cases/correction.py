"""Something that was sent was wrong: every recipient replaces it and says so, onward recipients included.

How it goes stands in `mending`; the item is shown as challenged until its holder applied the correction.
"""

from __future__ import annotations

from typing import Final

from detente.cases import mending

ROWS: Final = mending.rows(
    "correction",
    at_once="mark the item as challenged",
    apply="apply",
    apply_partly="apply-partly",
)

TABLE: Final = mending.mending_table(
    "correction",
    title=("Correction", "Rectification"),
    envelope_kind="notice",
    rows=ROWS,
    invariants=(
        "the corrected item shows that it changed, and its old version is not used",
        "every recipient ends confirmed, refused with a ground, or visibly unanswered",
        "not held by a suspension",
        "a correction never carries new facts about another person",
    ),
)
