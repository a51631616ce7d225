"""Is it the same person, across scripts, spellings and wrong dates? Two records in, a score with its reasons out."""

from __future__ import annotations

from detente.matching.names.comparison import (
    Band,
    Comparison,
    Contribution,
    Rule,
    band_of,
    compare,
    compare_in_list,
    score,
    score_in_list,
)
from detente.matching.names.explained import Reason, explain
from detente.matching.names.prepared import Prepared, prepare

__all__ = [
    "Band",
    "Comparison",
    "Contribution",
    "Prepared",
    "Reason",
    "Rule",
    "band_of",
    "compare",
    "compare_in_list",
    "explain",
    "prepare",
    "score",
    "score_in_list",
]
