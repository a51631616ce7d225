"""One topic of an agreement in force: open, or suspended by one side or by both. Ends with the agreement.

    open --suspend--> suspended-by-us --they too--> suspended-by-both --lift--> suspended-by-them --they lift--> open

Suspensions are one flag a side, and each side lifts only its own. What a suspension does to queue and clocks is said in
`cases.suspension` and `cases.clocks`.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import REASON
from detente.cases.rows import Side, table
from detente.cases.table import Message

_ONE: Final = Side("one", "open* suspended-by-us* suspended-by-them* suspended-by-both*")
_OTHER: Final = Side("other", "open* suspended-by-us* suspended-by-them* suspended-by-both*")

_SUSPENSION: Final = "reason, mode hold or refuse"

MESSAGES: Final = (
    Message("a-suspend-topic", "one", "control", "C"),
    Message("a-lift-topic", "one", "control", "C"),
    Message("b-suspend-topic", "other", "control", "C"),
    Message("b-lift-topic", "other", "control", "C"),
)

ROWS: Final = (
    # What one sees and does.
    _ONE.act(
        "open", "suspend", "C", "suspended-by-us", "send a-suspend-topic; pause clocks of this topic", guard=_SUSPENSION
    ),
    _ONE.act("suspended-by-them", "suspend", "C", "suspended-by-both", "send a-suspend-topic", guard=REASON),
    _ONE.act(
        "suspended-by-us", "lift", "C", "open", "send a-lift-topic; run clocks of this topic; release queue in order"
    ),
    _ONE.act("suspended-by-both", "lift", "C", "suspended-by-them", "send a-lift-topic"),
    _ONE.takes("open", "b-suspend-topic", "suspended-by-them", "pause clocks of this topic"),
    _ONE.takes("suspended-by-us", "b-suspend-topic", "suspended-by-both"),
    _ONE.takes("suspended-by-them", "b-lift-topic", "open", "run clocks of this topic; release queue in order"),
    _ONE.takes("suspended-by-both", "b-lift-topic", "suspended-by-us"),
    # What other sees and does.
    _OTHER.act(
        "open", "suspend", "C", "suspended-by-us", "send b-suspend-topic; pause clocks of this topic", guard=_SUSPENSION
    ),
    _OTHER.act("suspended-by-them", "suspend", "C", "suspended-by-both", "send b-suspend-topic", guard=REASON),
    _OTHER.act(
        "suspended-by-us", "lift", "C", "open", "send b-lift-topic; run clocks of this topic; release queue in order"
    ),
    _OTHER.act("suspended-by-both", "lift", "C", "suspended-by-them", "send b-lift-topic"),
    _OTHER.takes("open", "a-suspend-topic", "suspended-by-them", "pause clocks of this topic"),
    _OTHER.takes("suspended-by-us", "a-suspend-topic", "suspended-by-both"),
    _OTHER.takes("suspended-by-them", "a-lift-topic", "open", "run clocks of this topic; release queue in order"),
    _OTHER.takes("suspended-by-both", "a-lift-topic", "suspended-by-us"),
)

TABLE: Final = table(
    "agreement-topic",
    _ONE,
    _OTHER,
    title=("Topic of an agreement", "Volet d'un accord"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(
        ("open", "open"),
        ("suspended-by-us", "suspended-by-them"),
        ("suspended-by-them", "suspended-by-us"),
        ("suspended-by-both", "suspended-by-both"),
    ),
    invariants=(
        "a suspended topic includes its sub-topics",
        "messages of other topics pass; the queue keeps its order within a topic",
    ),
    held=False,
)
