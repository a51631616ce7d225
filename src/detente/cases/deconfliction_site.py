"""A static site that must not be struck: consent of its organisation, coordinates from two sources, told to each party.

Each party acknowledges or asks; the site is reviewed, corrected, withdrawn; an incident is reported and answered, also
after the withdrawal, because the reply is kept for the inquiry.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import ADMITTED, NOT_ADMITTED, RELEASED
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

_OWNER: Final = Side(
    "owner",
    "nominated consented not-shared* verified sent active queried withdrawing incident bounced* withdrawn*",
)
_PARTY: Final = Side("party", "waiting* received rejected* active queried incident-here withdrawn*")

_VERIFIED_ANEW: Final = "new coordinates verified by two sources, released by R"

MESSAGES: Final = (
    Message("site", "owner", "notice", "R"),
    Message("site-corrected", "owner", "notice", "R"),
    Message("site-withdrawn", "owner", "recall", "R"),
    Message("incident", "owner", "warning", "D"),
    Message("delivered", "party", "evidence", receipt=True),
    Message("rejected", "party", "evidence", receipt=True),
    Message("acknowledged", "party", "evidence"),
    Message("query", "party", "answer", "R"),
    Message("incident-reply", "party", "answer", "R"),
    Message("withdrawal-confirmed", "party", "evidence"),
)

ROWS: Final = (
    # What the owner sees and does.
    _OWNER.act(
        "nominated", "record-consent", "L", "consented", guard="written consent of the organisation for this recipient"
    ),
    _OWNER.act("nominated", "no-consent", "L", "not-shared", guard="the organisation declines for this recipient"),
    _OWNER.act(
        "consented",
        "verify",
        "A",
        "verified",
        "record sources and distance",
        guard="two independent sources within the tolerance",
    ),
    _OWNER.act(
        "consented",
        "reject-coordinates",
        "A",
        "nominated",
        "ask the organisation again",
        guard="sources differ by more than the tolerance",
    ),
    _OWNER.act("verified", "send", "L", "sent", "send site; start acknowledgement", guard=RELEASED),
    _OWNER.takes("sent active queried withdrawing incident withdrawn", "delivered", STAYS, "record"),
    _OWNER.takes("sent withdrawing", "rejected", "bounced"),
    _OWNER.takes("sent", "acknowledged", "active", "meet acknowledgement; start review"),
    _OWNER.takes("active incident withdrawing queried", "acknowledged", STAYS, "record"),
    _OWNER.takes("sent active", "query", "queried", "compare coordinates"),
    _OWNER.takes("incident withdrawing queried", "query", STAYS, "record"),
    _OWNER.act("queried active", "correct", "A L", "sent", "send site-corrected", guard=_VERIFIED_ANEW),
    _OWNER.act("sent", "correct", "A L", STAYS, "send site-corrected", guard=_VERIFIED_ANEW),
    _OWNER.act("queried", "confirm-as-is", "A L", "sent", "send site-corrected", guard="sources checked again"),
    _OWNER.act("active", "report-incident", "L D", "incident", "send incident"),
    _OWNER.takes("incident withdrawing active sent queried", "incident-reply", STAYS, "record for the inquiry"),
    _OWNER.act("incident", "return-to-active", "L", "active", guard="reply or silence recorded"),
    _OWNER.act(
        "sent active queried incident",
        "withdraw",
        "L",
        "withdrawing",
        "send site-withdrawn",
        guard="consent withdrawn or site closed",
    ),
    _OWNER.takes("withdrawing", "withdrawal-confirmed", "withdrawn"),
    # What the party sees and does.
    _PARTY.takes("waiting", "site", "received", "send delivered", guard=ADMITTED),
    _PARTY.takes("waiting", "site", "rejected", "send rejected", guard=NOT_ADMITTED),
    _PARTY.takes("rejected", "site-corrected", STAYS, "record"),
    _PARTY.takes("received", "site-corrected", STAYS, "start acknowledgement"),
    _PARTY.takes("active queried incident-here", "site-corrected", "received", "start acknowledgement"),
    _PARTY.takes("rejected", "site-withdrawn", STAYS, "record"),
    _PARTY.takes("received active queried incident-here", "site-withdrawn", "withdrawn", "send withdrawal-confirmed"),
    _PARTY.act(
        "received", "acknowledge", "D L", "active", "send acknowledged", guard="entered in the own no-strike list"
    ),
    _PARTY.act("received active", "query", "L A", "queried", "send query", guard="coordinates look wrong"),
    _PARTY.takes("active queried received", "incident", "incident-here", "tell C"),
    _PARTY.act("incident-here", "reply", "C L", "active", "send incident-reply", guard=RELEASED),
)

CLOCKS: Final = (
    ClockRule(
        "acknowledgement",
        "party",
        "held:site or held:site-corrected",
        ("acknowledged", "query", "rejected"),
        "accepted",
        "not-acknowledged",
    ),
    ClockRule(
        "site-review",
        "owner",
        "held:acknowledged",
        ("site-corrected", "site-withdrawn", "act:review"),
        "site-review",
        "review-overdue",
    ),
    ClockRule("incident-reply", "party", "held:incident", ("incident-reply",), "answer", "no-incident-reply"),
)

TABLE: Final = table(
    "deconfliction-site",
    _OWNER,
    _PARTY,
    title=("Site that must not be struck", "Site à ne pas frapper"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(("not-shared", "waiting"), ("bounced", "rejected"), ("withdrawn", "withdrawn")),
    clocks=CLOCKS,
    silences="not-acknowledged review-overdue no-incident-reply",
    invariants=(
        "no coordinates leave before two sources agree",
        "each recipient has its own consent",
        "an incident reply may come after the withdrawal: it is kept for the inquiry",
    ),
    held=False,
    count=Count(owed=("acknowledgement",), ends=frozenset({"acknowledged", "query"})),
)
