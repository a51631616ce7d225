"""Work handed from one desk to another of the same party, with its own clock.

    giver  mine --offer--> offered --taken--> theirs              taker  empty --offer--> offered --take--> taken
                             `--returned / taken back--> mine-again         `--return--> returned

What lies between two desks is seen: until it is taken, the giver answers for it.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import REASON
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

_GIVER: Final = Side("giver", "mine offered theirs* mine-again taking-back settled-here*")
_TAKER: Final = Side("taker", "empty offered taken* returned*")

MESSAGES: Final = (
    Message("offer", "giver", "internal", about_person=True),
    Message("take-back", "giver", "internal"),
    Message("taken", "taker", "internal"),
    Message("returned", "taker", "internal"),
    Message("taken-back", "taker", "internal"),
)

ROWS: Final = (
    # What the giver sees and does.
    _GIVER.act("mine", "offer", "A L D", "offered", "send offer; start handover", guard="desk named, reason"),
    _GIVER.takes("offered taking-back", "taken", "theirs", "meet handover"),
    _GIVER.takes("offered taking-back", "returned", "mine-again", "meet handover"),
    _GIVER.act("offered", "take-back", "L D", "taking-back", "send take-back"),
    _GIVER.takes("taking-back", "taken-back", "mine-again", "void handover"),
    _GIVER.act("mine-again", "close-here", "L D", "settled-here"),
    _GIVER.act(
        "mine-again", "offer-elsewhere", "L D", "settled-here", "spawn handover-internal", guard="a new hand-over"
    ),
    # What the taker sees and does.
    _TAKER.takes("empty", "offer", "offered", "start handover"),
    _TAKER.act("offered", "take", "A L D", "taken", "send taken", guard="a named person"),
    _TAKER.act("offered", "return", "L D", "returned", "send returned", guard=REASON),
    _TAKER.takes("offered", "take-back", "returned", "send taken-back"),
    _TAKER.takes("taken returned", "take-back", STAYS, "record"),
)

CLOCKS: Final = (
    ClockRule(
        "handover", "taker", "held:offer", ("taken", "returned", "taken-back"), "handover-internal", "between-desks"
    ),
)

TABLE: Final = table(
    "handover-internal",
    _GIVER,
    _TAKER,
    title=("Internal hand-over", "Transmission interne"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(("theirs", "taken"), ("settled-here", "returned")),
    clocks=CLOCKS,
    silences="between-desks",
    invariants=(
        "until it is taken, the giver answers for it",
        "for counter-terrorism the alarm is at 24 hours",
        "a role removed in the middle gives the work back to the desk, not to nobody",
    ),
    channel="internal",
    count=Count(owed=("handover",), ends=frozenset({"returned", "taken"}), voids=frozenset({"taken-back"})),
)
