"""Each month the two registers of contacts are compared: match, only ours, only theirs. Both sign the result.

A certificate can be drawn from it. It names the heads of both logs and the period, and says that it speaks of recorded
contacts only.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import ADMITTED, NOT_ADMITTED, OPENED_AGREED, OPENED_NOT_AGREED, REASON, RELEASED
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

_PROPOSER: Final = Side("proposer", "due sent bounced* declined* result-here reconciled* disputed*")
_PARTNER: Final = Side("partner", "waiting received rejected* opened compared declined* reconciled* disputed*")

MESSAGES: Final = (
    Message("register", "proposer", "control", "R", about_person=True),
    Message("countersigned", "proposer", "evidence"),
    Message("disputed", "proposer", "evidence", "R"),
    Message("delivered", "partner", "evidence", receipt=True),
    Message("opened", "partner", "evidence"),
    Message("rejected", "partner", "evidence", receipt=True),
    Message("result", "partner", "control", "R", about_person=True),
    Message("declined", "partner", "refusal", "R"),
)

ROWS: Final = (
    # What the proposer sees and does.
    _PROPOSER.act("due", "propose", "L", "sent", "send register", guard="period over"),
    _PROPOSER.takes("sent declined result-here reconciled disputed", "delivered", STAYS, "record"),
    _PROPOSER.takes("sent", "opened", STAYS, "record"),
    _PROPOSER.takes("sent", "rejected", "bounced"),
    _PROPOSER.takes("sent", "declined", "declined", "tell C"),
    _PROPOSER.takes("sent", "result", "result-here"),
    _PROPOSER.act("result-here", "countersign", "C", "reconciled", "send countersigned"),
    _PROPOSER.act("result-here", "dispute", "C", "disputed", "send disputed; tell oversight", guard=REASON),
    # What the partner sees and does.
    _PARTNER.takes("waiting", "register", "received", "send delivered", guard=ADMITTED),
    _PARTNER.takes("waiting", "register", "rejected", "send rejected", guard=NOT_ADMITTED),
    _PARTNER.act("received", "open", "L C", "opened", "send opened", guard=OPENED_AGREED),
    _PARTNER.act("received", "open", "L C", "opened", guard=OPENED_NOT_AGREED),
    _PARTNER.act("opened", "compare", "L", "compared", "send result", guard=RELEASED),
    _PARTNER.act("opened", "decline", "C", "declined", "send declined", guard=REASON),
    _PARTNER.takes("compared", "countersigned", "reconciled"),
    _PARTNER.takes("compared", "disputed", "disputed", "tell oversight"),
)

CLOCKS: Final = (ClockRule("result", "partner", "held:register", ("result", "declined"), "answer", "unanswered"),)

TABLE: Final = table(
    "contact-reconciliation",
    _PROPOSER,
    _PARTNER,
    title=("Reconciliation of the contact registers", "Rapprochement des registres de contacts"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(("reconciled", "reconciled"), ("disputed", "disputed"), ("declined", "declined"), ("bounced", "rejected")),
    clocks=CLOCKS,
    silences="unanswered",
    invariants=(
        "the certificate names the heads of both logs and the period, and says that it speaks of recorded "
        "contacts only",
    ),
    count=Count(owed=("result",), ends=frozenset({"declined", "result"}), refuses=frozenset({"declined"})),
)
