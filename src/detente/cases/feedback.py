"""Usefulness and outcome of an item received earlier, told to its originator.

    giver       released --send--> sent --delivered--> delivered --[opened]--> [opened] --noted / contested--> the end
    originator  waiting --feedback--> received --open--> opened --note / contest--> noted, contested

It names the cid of what it is about. Contested feedback marks the thread as disputed.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from detente.cases.asked import OPENS, Asked, Field
from detente.cases.guards import ADMITTED, NOT_ADMITTED, OPENED_AGREED, SENDABLE, TOLD, UNTOLD
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message
from detente.policy import reasons

_GIVER: Final = Side("giver", "released sent delivered opened bounced* noted* contested*")
_ORIGINATOR: Final = Side("originator", "waiting received rejected* opened noted* contested*")

MESSAGES: Final = (
    Message("feedback", "giver", "feedback", "R", about_person=True),
    Message("delivered", "originator", "evidence", receipt=True),
    Message("opened", "originator", "evidence"),
    Message("rejected", "originator", "evidence", receipt=True),
    Message("noted", "originator", "evidence"),
    Message("contested", "originator", "feedback", "R", about_person=True),
)

ROWS: Final = (
    # What the giver sees and does.
    _GIVER.node("released", "send", "sent", "send feedback; start delivery", guard=SENDABLE),
    _GIVER.takes("sent", "delivered", "delivered", "meet delivery; start opening"),
    _GIVER.takes("opened noted contested", "delivered", STAYS, "record"),
    _GIVER.takes("sent delivered", "opened", "opened", "meet opening"),
    _GIVER.takes("sent", "rejected", "bounced", "tell owner with the code"),
    _GIVER.takes("opened", "noted", "noted", "count feedback"),
    _GIVER.takes("sent delivered", "noted", "noted", "meet opening; count feedback"),
    _GIVER.takes("opened", "contested", "contested", "mark the thread disputed"),
    _GIVER.takes("sent delivered", "contested", "contested", "meet opening; mark the thread disputed"),
    # What the originator sees and does.
    _ORIGINATOR.takes("waiting", "feedback", "received", "send delivered; start opening", guard=ADMITTED),
    _ORIGINATOR.takes("waiting", "feedback", "rejected", "send rejected", guard=NOT_ADMITTED),
    _ORIGINATOR.act("received", "open", "A L D H", "opened", "send opened", guard=TOLD),
    _ORIGINATOR.act("received", "open", "A L D H", "opened", guard=UNTOLD),
    _ORIGINATOR.act(
        "opened", "note", "A L", "noted", "send noted; count feedback; link to the item", guard="item found by its cid"
    ),
    _ORIGINATOR.act(
        "opened", "contest", "L", "contested", "send contested; mark the thread disputed", guard="released by R, reason"
    ),
)

CLOCKS: Final = (
    ClockRule("delivery", "N:originator", "sent:feedback", ("delivered", "rejected"), "delivered", "not-delivered"),
    ClockRule(
        "opening",
        "originator",
        "held:feedback",
        ("opened", "accepted", "rejected", "contested", "noted"),
        "opened",
        "not-opened",
        only_if=OPENED_AGREED,
    ),
)

ASKED: Final[Asked] = MappingProxyType({OPENS: (Field("usefulness", "code", tuple(reasons.FEEDBACK), travels=True),)})

TABLE: Final = table(
    "feedback",
    _GIVER,
    _ORIGINATOR,
    title=("Feedback", "Retour d'information"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(("noted", "noted"), ("contested", "contested"), ("bounced", "rejected")),
    clocks=CLOCKS,
    silences="not-delivered not-opened",
    invariants=(
        "feedback names the cid of what it is about",
        "it enters the reciprocity figures of both sides under the kind of the item",
    ),
    count=Count(owed=("opening",), ends=frozenset({"noted"})),
    asked=ASKED,
)
