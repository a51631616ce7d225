"""The warning of a danger to come: duty-to-warn test, fast release, a duty desk that accepts, outcome, thanks.

    sender    draft --test--> tested --warn--> released --send--> sent --delivered--> delivered --> accepted
                                `--waive--> waived                         accepted --outcome--> outcome-received
    receiver  waiting --warning--> received --accept--> accepted --assess--> assessed --act--> acted --send-outcome-->

No suspension holds a warning of danger to life. One that nobody accepted escalates, and each step is recorded.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from detente.cases.asked import OPENS, Asked, Field
from detente.cases.guards import ADMITTED, NOT_ADMITTED, OPENED_AGREED, REASON, REASON_CODE, TOLD, UNTOLD
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message
from detente.policy import reasons

_SENDER: Final = Side(
    "sender",
    "draft tested waived* dropped* released sent delivered opened accepted bounced* standing-down "
    "stood-down* outcome-received* thanked*",
)
_RECEIVER: Final = Side(
    "receiver",
    "waiting* received rejected* opened accepted assessed acted not-acted outcome-sent* thanked* stood-down*",
)

MESSAGES: Final = (
    Message("warning", "sender", "warning", "D", about_person=True),
    Message("update", "sender", "warning", "D", about_person=True),
    Message("other-channel", "sender", "evidence"),
    Message("stand-down", "sender", "warning", "D"),
    Message("delivered", "receiver", "evidence", receipt=True),
    Message("opened", "receiver", "evidence"),
    Message("rejected", "receiver", "evidence", receipt=True),
    Message("accepted", "receiver", "evidence"),
    Message("question", "receiver", "request", "D", about_person=True),
    Message("outcome", "receiver", "feedback", "R", about_person=True),
    Message("thanks", "receiver", "feedback", "C"),
    Message("stood-down", "receiver", "evidence"),
)

ROWS: Final = (
    # What the sender sees and does.
    _SENDER.act("draft", "test", "A L D", "tested", guard="credible, specific and impending answered"),
    _SENDER.act("tested", "waive", "C", "waived", "tell oversight", guard="duty to warn holds, waiver ground coded"),
    _SENDER.act("tested", "drop", "L", "dropped", "record", guard="duty to warn does not hold, reason"),
    _SENDER.act("tested", "warn", "R C", "released", guard="approver is not the author"),
    _SENDER.act("tested", "warn-now", "D", "released", "start review", guard="duty to warn holds"),
    _SENDER.node("released", "send", "sent", "send warning; start delivery", guard="policy.send permits"),
    _SENDER.takes("sent", "delivered", "delivered", "meet delivery; start opening; start acceptance"),
    _SENDER.takes("opened accepted standing-down stood-down outcome-received thanked", "delivered", STAYS, "record"),
    _SENDER.takes("sent delivered", "opened", "opened", "meet opening"),
    _SENDER.takes("standing-down", "opened", STAYS, "record"),
    _SENDER.takes("sent", "rejected", "bounced", "use another channel now"),
    _SENDER.takes("standing-down", "rejected", "bounced"),
    _SENDER.takes("sent delivered opened", "accepted", "accepted", "meet acceptance; start outcome"),
    _SENDER.takes("standing-down", "accepted", STAYS, "record"),
    _SENDER.act(
        "sent delivered opened bounced",
        "tell-by-other-channel",
        "D L",
        STAYS,
        "send other-channel",
        guard="name, time, number, what was said",
    ),
    _SENDER.act("sent delivered opened accepted", "update", "A D", STAYS, "send update", guard="released"),
    _SENDER.takes("accepted standing-down", "question", STAYS, "record; answer by update"),
    _SENDER.act(
        "sent delivered opened accepted", "stand-down", "D L", "standing-down", "send stand-down", guard=REASON
    ),
    _SENDER.takes("standing-down", "stood-down", "stood-down", "void outcome"),
    _SENDER.takes("accepted standing-down", "outcome", "outcome-received", "meet outcome; count outcome"),
    _SENDER.takes("outcome-received", "thanks", "thanked", "count thanks"),
    # What the receiver sees and does.
    _RECEIVER.takes(
        "waiting", "warning", "received", "send delivered; start opening; start acceptance", guard=ADMITTED
    ),
    _RECEIVER.takes("waiting", "warning", "rejected", "send rejected", guard=NOT_ADMITTED),
    _RECEIVER.act("received", "open", "D L", "opened", "send opened", guard=TOLD),
    _RECEIVER.act("received", "open", "D L", "opened", guard=UNTOLD),
    _RECEIVER.act(
        "received",
        "accept",
        "D",
        "accepted",
        "send accepted; start outcome",
        guard="also where the warning came by phone first: recorded as verbal, with the name",
    ),
    _RECEIVER.act("opened", "accept", "D L", "accepted", "send accepted; start outcome", guard="a named person"),
    _RECEIVER.takes(
        "received opened accepted assessed acted not-acted", "update", STAYS, "show the change to who accepted"
    ),
    _RECEIVER.takes("outcome-sent thanked rejected", "update", STAYS, "record"),
    _RECEIVER.takes(
        "received opened accepted assessed acted not-acted outcome-sent thanked rejected",
        "other-channel",
        STAYS,
        "record",
    ),
    _RECEIVER.act("accepted assessed", "ask", "D L", STAYS, "send question", guard="released"),
    _RECEIVER.act("accepted", "assess", "A D", "assessed", guard="real, unclear or false"),
    _RECEIVER.act(
        "assessed", "act", "D L C", "acted", guard="measures or protectee told, dissemination list with reasons"
    ),
    _RECEIVER.act("assessed", "not-act", "L C", "not-acted", guard=REASON_CODE),
    _RECEIVER.act(
        "acted not-acted",
        "send-outcome",
        "L",
        "outcome-sent",
        "send outcome; meet outcome",
        guard="released by R, one of prevented, arrests, unfounded, unknown",
    ),
    _RECEIVER.act("outcome-sent", "thank", "C L", "thanked", "send thanks"),
    _RECEIVER.takes(
        "received opened accepted assessed acted not-acted", "stand-down", "stood-down", "send stood-down; void outcome"
    ),
    _RECEIVER.takes("outcome-sent thanked rejected", "stand-down", STAYS, "record: the outcome stands"),
)

CLOCKS: Final = (
    ClockRule("delivery", "N:receiver", "sent:warning", ("delivered", "rejected"), "delivered", "not-delivered"),
    ClockRule(
        "opening",
        "receiver",
        "held:warning",
        ("opened", "accepted", "rejected"),
        "warning-opened",
        "not-opened",
        only_if=OPENED_AGREED,
    ),
    ClockRule("acceptance", "receiver", "held:warning", ("accepted", "rejected"), "warning-accepted", "not-accepted"),
    ClockRule("review", "sender", "act:warn-now", ("act:review",), "review-after-duty-release", "review-overdue"),
    ClockRule("outcome", "receiver", "held:accepted", ("outcome",), "outcome", "no-outcome"),
)

LIFE: Final = "life-or-limb"
_WHERE_AND_WHEN: Final = (
    Field("place", must=False, travels=True),
    Field("earliest", "instant", must=False, travels=True),
    Field("latest", "instant", must=False, travels=True),
)
ASKED: Final[Asked] = MappingProxyType(
    {
        OPENS: (
            Field("urgency", "code", (LIFE, "public-security"), travels=True),
            *_WHERE_AND_WHEN,
            Field("endangered", must=False, travels=True),
        ),
        "test": (Field("credible", "yes-no"), Field("specific", "yes-no"), Field("impending", "yes-no")),
        "tell-by-other-channel": (
            Field("told_whom"),
            Field("told_at", "instant", travels=True),
            Field("told_number"),
            Field("told_what", "text"),
        ),
        "update": _WHERE_AND_WHEN,
        "accept": (Field("came_by_phone", must=False),),
        "act": (
            Field("measures", "code", tuple(reasons.MEASURES)),
            Field("protectee", "code", tuple(reasons.PROTECTEE)),
        ),
    }
)
"""What the acts ask for. Where and when may be unknown; then it is not specific (`services.warnings`)."""

TABLE: Final = table(
    "warning",
    _SENDER,
    _RECEIVER,
    title=("Threat warning", "Alerte de menace"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(
        ("waived", "waiting"),
        ("dropped", "waiting"),
        ("outcome-received", "outcome-sent"),
        ("thanked", "thanked"),
        ("stood-down", "stood-down"),
        ("bounced", "rejected"),
    ),
    clocks=CLOCKS,
    silences="not-delivered not-opened not-accepted no-outcome review-overdue",
    invariants=(
        "a warning of danger to life is not held by a suspension unless the agreement says otherwise",
        "a waiver needs C, a coded ground, and is on the list of oversight",
        "an acceptance names a person",
        "a warning that nobody accepted escalates: desk, head of desk, other channel; each step is recorded",
        "release by D alone is reviewed by R within 24 hours",
    ),
    held=False,
    count=Count(owed=("outcome",), ends=frozenset({"outcome"}), voids=frozenset({"stood-down"})),
    asked=ASKED,
)
