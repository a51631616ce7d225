"""A filed place, radius and time is checked against the partner's own plans; only "conflict, call X" comes back.

    filer     released --send--> filed --no-conflict / conflict--> ... --talks, move, separate--> past or cancelled

A filing is never answered with a plan. Both desks are told of a conflict in the same step. What was filed wrongly is
moved, never edited.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import ADMITTED, NOT_ADMITTED, REASON
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

_FILER: Final = Side("filer", "released filed conflict no-conflict talks cancelled* bounced* separating separate past*")
_CHECKER: Final = Side(
    "checker",
    "waiting checking rejected* no-conflict conflict talks asked-separate separate cancelled* past*",
)

MESSAGES: Final = (
    Message("filing", "filer", "control", "R"),
    Message("moved", "filer", "control", "R"),
    Message("separate", "filer", "control", "R"),
    Message("cancelled", "filer", "control"),
    Message("past", "filer", "evidence"),
    Message("delivered", "checker", "evidence", receipt=True),
    Message("rejected", "checker", "evidence", receipt=True),
    Message("no-conflict", "checker", "answer"),
    Message("conflict", "checker", "answer"),
    Message("late-conflict", "checker", "answer"),
    Message("talks", "checker", "control", "D"),
    Message("separate-agreed", "checker", "answer", "D"),
    Message("separate-declined", "checker", "refusal", "D"),
)

ROWS: Final = (
    # What the filer sees and does.
    _FILER.node("released", "send", "filed", "send filing; start check", guard="policy.send permits"),
    _FILER.takes("filed conflict no-conflict talks cancelled separating separate past", "delivered", STAYS, "record"),
    _FILER.takes("filed", "rejected", "bounced", "call by another channel"),
    _FILER.takes("cancelled", "rejected", "bounced"),
    _FILER.takes("filed", "no-conflict", "no-conflict", "meet check"),
    _FILER.takes("cancelled", "no-conflict", STAYS, "record"),
    _FILER.takes("filed", "conflict", "conflict", "meet check; tell desk at once"),
    _FILER.takes("cancelled", "conflict", STAYS, "record"),
    _FILER.takes("no-conflict", "late-conflict", "conflict", "tell desk at once"),
    _FILER.takes("cancelled past", "late-conflict", STAYS, "record"),
    _FILER.takes("conflict", "talks", "talks"),
    _FILER.takes("separating cancelled past filed", "talks", STAYS, "record"),
    _FILER.act("conflict talks", "move", "L D", "filed", "send moved; start check", guard="new place or time"),
    _FILER.act("conflict talks", "propose-separate", "L D", "separating", "send separate"),
    _FILER.takes("separating", "separate-agreed", "separate"),
    _FILER.takes("cancelled", "separate-agreed", STAYS, "record"),
    _FILER.takes("separating", "separate-declined", "conflict"),
    _FILER.takes("cancelled", "separate-declined", STAYS, "record"),
    _FILER.act("filed no-conflict conflict talks separating separate", "cancel", "L D", "cancelled", "send cancelled"),
    _FILER.clock("no-conflict separate", "end-of-operation", "past", "send past", guard="filed end plus margin"),
    # What the checker sees and does.
    _CHECKER.takes("waiting", "filing", "checking", "send delivered", guard=ADMITTED),
    _CHECKER.takes("waiting", "filing", "rejected", "send rejected", guard=NOT_ADMITTED),
    _CHECKER.node(
        "checking", "clear", "no-conflict", "send no-conflict", guard="no own plan meets it in space and time"
    ),
    _CHECKER.node("checking", "hit", "conflict", "send conflict; tell desk at once", guard="an own plan meets it"),
    _CHECKER.node(
        "no-conflict",
        "new-plan",
        "conflict",
        "send late-conflict; tell desk at once",
        guard="a plan filed later meets it",
    ),
    _CHECKER.act("conflict", "call", "D L", "talks", "send talks"),
    _CHECKER.takes("conflict talks", "moved", "checking"),
    _CHECKER.takes("conflict talks", "separate", "asked-separate"),
    _CHECKER.act("asked-separate", "agree-separate", "D C", "separate", "send separate-agreed"),
    _CHECKER.act("asked-separate", "decline-separate", "D C", "conflict", "send separate-declined", guard=REASON),
    _CHECKER.takes("checking no-conflict conflict talks asked-separate separate", "cancelled", "cancelled"),
    _CHECKER.takes("rejected", "cancelled", STAYS, "record"),
    _CHECKER.takes("no-conflict separate conflict talks", "past", "past"),
)

CLOCKS: Final = (
    ClockRule(
        "check",
        "N:checker",
        "held:filing or held:moved",
        ("no-conflict", "conflict", "rejected"),
        "deconfliction",
        "not-checked",
    ),
    ClockRule("end-of-operation", "filer", "filing.end", ("past", "cancelled"), "given", "past"),
)

TABLE: Final = table(
    "deconfliction",
    _FILER,
    _CHECKER,
    title=("Deconfliction of an operation", "Déconfliction d'une opération"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(("past", "past"), ("cancelled", "cancelled"), ("bounced", "rejected")),
    clocks=CLOCKS,
    silences="not-checked",
    invariants=(
        "a filing is never answered with a plan: only conflict or none, and whom to call",
        "both desks are told of a conflict in the same step",
        "a filing with a mistake in place or time is corrected by `moved`, never edited",
    ),
    count=Count(owed=("check",), ends=frozenset({"conflict", "no-conflict"}), voids=frozenset({"cancelled"})),
)
