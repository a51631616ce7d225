"""From draft to receipt, for every message of every kind that R, C or D must release.

    draft --check--> validated --clear--> cleared --release--> released --queue--> queued --seal--> sent --> delivered
                                                             `--hold--> held --resume--> queued

Kinds begin where this table reaches `sent`; a message that nobody must release starts at `cleared`. A held message is
not in the ledger until the resume, so exempt kinds pass it without a gap in the log.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import COMMITTED, NOT_ADMITTED
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Message

_SENDER: Final = Side(
    "sender",
    "draft validated cleared released released-by-duty queued held stopped* withdrawn-before-sending* "
    "sent delivered* refused-by-partner* discarded*",
)
_RECEIVER: Final = Side("receiver", "waiting* held-durably* refused*")

MESSAGES: Final = (
    Message("entry", "sender", "any", "R", about_person=True),
    Message("delivered", "receiver", "evidence", receipt=True),
    Message("rejected", "receiver", "evidence", receipt=True),
)

ROWS: Final = (
    # What the sender sees and does.
    _SENDER.act("draft", "check", "A L D", "validated", guard="form complete"),
    _SENDER.act(
        "validated",
        "clear",
        "H",
        "cleared",
        "record opinion",
        guard="a rule asks for H: person, risk, country or offence rule",
    ),
    _SENDER.act("validated", "skip-clearance", "A L D", "cleared", guard="no rule asks for H"),
    _SENDER.act("validated cleared", "return-to-author", "H R C", "draft", "void approval", guard="reason given"),
    _SENDER.act(
        "cleared",
        "release",
        "R C",
        "released",
        "record approval with expiry",
        guard="approver is not the author, approval names the hash",
    ),
    _SENDER.act(
        "cleared",
        "release-now",
        "D",
        "released-by-duty",
        "record approval; start review",
        guard="kind is warning and policy says impending",
    ),
    _SENDER.act("released released-by-duty", "edit", "A L D", "draft", "void approval; record"),
    _SENDER.clock(
        "released", "approval-expiry", "cleared", "void approval; tell author", guard="approval older than its expiry"
    ),
    _SENDER.node("released released-by-duty", "queue", "queued", "take place in order", guard="policy.send permits"),
    _SENDER.node(
        "released released-by-duty",
        "hold",
        "held",
        "take place in order; tell both sides",
        guard="policy.send permits with obligation hold",
    ),
    _SENDER.node(
        "released released-by-duty",
        "bounce",
        "stopped",
        "tell author the rule and what would change it",
        guard="policy.send refuses",
    ),
    _SENDER.node("held", "resume", "queued", "keep order", guard="no suspension stands"),
    _SENDER.act(
        "held",
        "withdraw-held",
        "L C",
        "withdrawn-before-sending",
        "leave a numbered gap note to the partner with resume",
        guard="not yet in the ledger",
    ),
    _SENDER.node("queued", "seal", "sent", "send entry; start delivery", guard="in order"),
    _SENDER.node("sent", "retry", STAYS, "same bytes again", guard="back-off elapsed"),
    _SENDER.takes("sent", "delivered", "delivered", "meet delivery"),
    _SENDER.takes("sent", "rejected", "refused-by-partner", "tell author the code"),
    _SENDER.act("draft validated cleared", "discard", "A L D", "discarded", "record"),
    # What the receiver sees and does.
    _RECEIVER.takes("waiting", "entry", "held-durably", "send delivered", guard=COMMITTED),
    _RECEIVER.takes("waiting", "entry", "refused", "send rejected", guard=NOT_ADMITTED),
    _RECEIVER.node(
        "held-durably refused",
        "repeat",
        STAYS,
        "repeat the original receipt",
        guard="same id and same bytes come again",
    ),
)

CLOCKS: Final = (
    ClockRule("delivery", "N:receiver", "sent:entry", ("delivered", "rejected"), "delivered", "not-delivered"),
    ClockRule(
        "review",
        "sender",
        "act:release-now",
        ("act:review",),
        "review-after-duty-release",
        "review-overdue",
        note="24 hours; R or C; overdue goes to oversight",
    ),
)

TABLE: Final = table(
    "dispatch",
    _SENDER,
    _RECEIVER,
    title=("Way of one message", "Acheminement d'un message"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(
        ("delivered", "held-durably"),
        ("refused-by-partner", "refused"),
        ("stopped", "waiting"),
        ("discarded", "waiting"),
        ("withdrawn-before-sending", "waiting"),
    ),
    clocks=CLOCKS,
    invariants=(
        "approver is not the author",
        "an edit voids the approval",
        "a repeat gets the original receipt, never a new one",
        "delivered only after the receiver committed durably",
        "a held message is not in the ledger until the resume: so exempt kinds can pass it without a gap in the log",
    ),
    notes=(
        "review of a release by the duty desk: act `review` by R or C within 24 h, recorded beside the "
        "message; it does not move this table",
    ),
)
