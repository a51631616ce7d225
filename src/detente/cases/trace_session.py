"""Following money together: purpose, window, at most K rounds; one hop query for each partner and round.

    originator  released --send--> proposed --agreed--> ready <--hop-answer / ask-hop--> asked
                ready --stop--> stopping --stopped--> picture-due --share-picture--> picture-sent --> closed

Each hop is answered, refused with a ground, or visibly silent. At the end the joint picture says why each path ends.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import ADMITTED, CODED_GROUND, NOT_ADMITTED, RELEASED
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

_ORIGINATOR: Final = Side(
    "originator",
    "released proposed bounced* ready declined* asked stopping picture-due picture-sent closed*",
)
_PEER: Final = Side("peer", "waiting proposed rejected* ready declined* asked stopped picture-here closed*")

MESSAGES: Final = (
    Message("open", "originator", "control", "R"),
    Message("hop-query", "originator", "request", "R", about_person=True),
    Message("stop", "originator", "control"),
    Message("picture", "originator", "feedback", "R", about_person=True),
    Message("delivered", "peer", "evidence", receipt=True),
    Message("rejected", "peer", "evidence", receipt=True),
    Message("agreed", "peer", "control", "R"),
    Message("declined", "peer", "refusal", "R"),
    Message("hop-answer", "peer", "answer", "R", about_person=True),
    Message("hop-yes-no", "peer", "answer", "R"),
    Message("hop-refused", "peer", "refusal", "R"),
    Message("stopped", "peer", "evidence"),
    Message("picture-noted", "peer", "evidence"),
)

ROWS: Final = (
    # What the originator sees and does.
    _ORIGINATOR.node("released", "send", "proposed", "send open; start answer", guard="policy.trace permits"),
    _ORIGINATOR.takes(
        "proposed stopping ready declined asked picture-due picture-sent closed", "delivered", STAYS, "record"
    ),
    _ORIGINATOR.takes("proposed stopping", "rejected", "bounced"),
    _ORIGINATOR.takes("proposed", "agreed", "ready", "meet answer"),
    _ORIGINATOR.takes("stopping", "agreed", STAYS, "record"),
    _ORIGINATOR.takes("proposed", "declined", "declined", "meet answer"),
    _ORIGINATOR.takes("stopping", "declined", "declined"),
    _ORIGINATOR.act(
        "ready",
        "ask-hop",
        "A",
        "asked",
        "send hop-query; start hop",
        guard="round is below K, released by R, minimal fields",
    ),
    _ORIGINATOR.takes("asked", "hop-answer", "ready", "meet hop; merge"),
    _ORIGINATOR.takes("stopping", "hop-answer", STAYS, "merge"),
    _ORIGINATOR.takes("asked", "hop-yes-no", "ready", "meet hop; merge"),
    _ORIGINATOR.takes("stopping", "hop-yes-no", STAYS, "merge"),
    _ORIGINATOR.takes("asked", "hop-refused", "ready", "meet hop; mark the end of this path as refused"),
    _ORIGINATOR.takes("stopping", "hop-refused", STAYS, "record"),
    _ORIGINATOR.act(
        "ready asked proposed",
        "stop",
        "A L",
        "stopping",
        "send stop",
        guard="limit, dead end, silence or consent refused",
    ),
    _ORIGINATOR.takes("stopping", "stopped", "picture-due"),
    _ORIGINATOR.act(
        "picture-due",
        "share-picture",
        "L",
        "picture-sent",
        "send picture",
        guard="released by R, only what may go to this partner",
    ),
    _ORIGINATOR.takes("picture-sent", "picture-noted", "closed"),
    # What the peer sees and does.
    _PEER.takes("waiting", "open", "proposed", "send delivered; start answer", guard=ADMITTED),
    _PEER.takes("waiting", "open", "rejected", "send rejected", guard=NOT_ADMITTED),
    _PEER.act("proposed", "agree", "R C", "ready", "send agreed", guard="purpose and window within the agreement"),
    _PEER.act("proposed", "decline", "R C", "declined", "send declined", guard=CODED_GROUND),
    _PEER.takes("ready", "hop-query", "asked", "start hop"),
    _PEER.act("asked", "answer-hop", "A L", "ready", "send hop-answer", guard=RELEASED),
    _PEER.act(
        "asked",
        "answer-yes-no",
        "A L",
        "ready",
        "send hop-yes-no",
        guard="policy permits only yes or no, released by R",
    ),
    _PEER.act(
        "asked",
        "refuse-hop",
        "R C",
        "ready",
        "send hop-refused",
        guard="coded ground, or consent of the originator of the data refused",
    ),
    _PEER.takes("proposed ready asked", "stop", "stopped", "send stopped"),
    _PEER.takes("declined rejected", "stop", STAYS, "record"),
    _PEER.takes("stopped", "picture", "picture-here"),
    _PEER.act("picture-here", "note", "A L", "closed", "send picture-noted; propose freeze or seizure as a request"),
)

CLOCKS: Final = (
    ClockRule("answer", "peer", "held:open", ("agreed", "declined", "rejected"), "answer", "unanswered"),
    ClockRule(
        "hop", "peer", "held:hop-query", ("hop-answer", "hop-yes-no", "hop-refused", "stopped"), "hop", "hop-unanswered"
    ),
)

TABLE: Final = table(
    "trace-session",
    _ORIGINATOR,
    _PEER,
    title=("Federated trace of a financing chain", "Traçage fédéré d'une chaîne de financement"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(("closed", "closed"), ("declined", "declined"), ("bounced", "rejected")),
    clocks=CLOCKS,
    silences="unanswered hop-unanswered",
    invariants=(
        "at most K rounds",
        "each end of a path says why it ends: dead end, hub cut, refused by, no answer by, budget",
        "originator and purpose travel with each hop",
    ),
    count=Count(
        owed=("answer",),
        ends=frozenset({"agreed", "declined"}),
        refuses=frozenset({"declined"}),
        voids=frozenset({"stopped"}),
    ),
)
