"""A person, or a body for the person, challenges data: identity, admissibility, search at the partner, decision.

Recipients are told the result, and the person too. An unanswered challenge blocks the item; who decides is not who owns
the item.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import ADMITTED, NOT_ADMITTED, OPENED_AGREED, OPENED_NOT_AGREED, REASON, RELEASED
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

_HANDLER: Final = Side(
    "handler",
    "received identified inadmissible* admitted inquiring blocked replied decided applied objected told*",
)
_PEER: Final = Side("peer", "waiting* received rejected opened replied decision-here applied* objected*")

MESSAGES: Final = (
    Message("inquiry", "handler", "request", "R", about_person=True),
    Message("decision", "handler", "control", "R", about_person=True),
    Message("delivered", "peer", "evidence", receipt=True),
    Message("rejected", "peer", "evidence", receipt=True),
    Message("opened", "peer", "evidence"),
    Message("holds", "peer", "answer", "R", about_person=True),
    Message("holds-nothing", "peer", "answer", "R"),
    Message("cannot-say", "peer", "answer", "R"),
    Message("decision-applied", "peer", "evidence"),
    Message("decision-objected", "peer", "answer", "R"),
)

ROWS: Final = (
    # What the handler sees and does.
    _HANDLER.act("received", "check-identity", "L H", "identified", "start admissibility", guard="proof seen"),
    _HANDLER.act("received", "reject-identity", "H", "inadmissible", "tell person", guard=REASON),
    _HANDLER.act("identified", "admit", "H", "admitted", "meet admissibility"),
    _HANDLER.act(
        "identified",
        "find-inadmissible",
        "H",
        "inadmissible",
        "meet admissibility; tell person",
        guard="reason, appeal named",
    ),
    _HANDLER.act("admitted", "inquire", "L H", "inquiring", "send inquiry; start reply", guard=RELEASED),
    _HANDLER.takes("inquiring blocked decided replied applied objected told", "delivered", STAYS, "record"),
    _HANDLER.takes("inquiring blocked decided", "opened", STAYS, "record"),
    _HANDLER.takes("inquiring blocked", "rejected", "replied", "record as no answer: block"),
    _HANDLER.takes("decided applied objected told", "rejected", STAYS, "record"),
    _HANDLER.takes("inquiring blocked", "holds", "replied", "meet reply"),
    _HANDLER.takes("decided", "holds", STAYS, "record; offer to reopen"),
    _HANDLER.takes("inquiring blocked", "holds-nothing", "replied", "meet reply"),
    _HANDLER.takes("decided", "holds-nothing", STAYS, "record"),
    _HANDLER.takes("inquiring blocked", "cannot-say", "replied", "meet reply; block"),
    _HANDLER.takes("decided", "cannot-say", STAYS, "record"),
    _HANDLER.clock("inquiring", "reply", "blocked", "block the item; tell oversight", guard="reply clock ran out"),
    _HANDLER.act(
        "replied blocked",
        "decide",
        "H C",
        "decided",
        "send decision",
        guard="keep, correct, delete or annotate, not the owner of the item",
    ),
    _HANDLER.takes("decided", "decision-applied", "applied", "spawn correction or recall to other recipients"),
    _HANDLER.takes("decided", "decision-objected", "objected", "tell oversight"),
    _HANDLER.act(
        "applied objected", "tell-person", "H", "told", guard="or neither confirm nor deny where the law allows"
    ),
    # What the peer sees and does.
    _PEER.takes("waiting", "inquiry", "received", "send delivered; start reply", guard=ADMITTED),
    _PEER.takes("waiting", "inquiry", "rejected", "send rejected", guard=NOT_ADMITTED),
    _PEER.act("received", "open", "H L", "opened", "send opened", guard=OPENED_AGREED),
    _PEER.act("received", "open", "H L", "opened", guard=OPENED_NOT_AGREED),
    _PEER.act("opened", "say-holds", "H", "replied", "send holds", guard=RELEASED),
    _PEER.act("opened", "say-nothing", "H", "replied", "send holds-nothing", guard=RELEASED),
    _PEER.act("opened", "say-cannot", "H C", "replied", "send cannot-say", guard="ground"),
    _PEER.takes("received opened replied", "decision", "decision-here", "block use of the item"),
    _PEER.takes("rejected", "decision", "decision-here"),
    _PEER.act("decision-here", "apply", "L H", "applied", "send decision-applied"),
    _PEER.act("decision-here", "object", "H C", "objected", "send decision-objected; tell oversight", guard="ground"),
)

CLOCKS: Final = (
    ClockRule(
        "admissibility",
        "handler",
        "act:check-identity",
        ("act:admit", "act:find-inadmissible"),
        "admissibility",
        "admissibility-overdue",
    ),
    ClockRule(
        "reply",
        "peer",
        "held:inquiry",
        ("holds", "holds-nothing", "cannot-say", "rejected"),
        "redress-reply",
        "unanswered-means-block",
    ),
)

TABLE: Final = table(
    "redress",
    _HANDLER,
    _PEER,
    title=("Redress for a person", "Recours d'une personne"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(("inadmissible", "waiting"), ("told", "applied"), ("told", "objected")),
    clocks=CLOCKS,
    silences="unanswered-means-block admissibility-overdue",
    invariants=(
        "an unanswered challenge blocks the item",
        "who decides is not who owns the item",
        "a deleted subject that comes again under another kind is flagged to both sides and to oversight",
    ),
    held=False,
    count=Count(owed=("reply",), ends=frozenset({"cannot-say", "holds", "holds-nothing"})),
)
