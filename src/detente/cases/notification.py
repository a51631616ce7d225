"""The notification: a written notice about a dossier or a person, which may ask. Its table, for both sides.

    sender    released --send--> sent --delivered--> delivered --[opened]--> [opened] --accepted--> accepted
                                   `--rejected--> bounced            `--refused--> refused
              accepted --answer / nil / refused / outcome / filed--> the end of that name

    receiver  waiting --notification--> received --open--> opened --register--> registered --evaluate--> evaluated
                  `--refused by policy--> rejected          `--refuse--> refused
              registered, evaluated, linked, acting --answer / answer-nil / refuse--> answered, nil, refused

`delivered` is the partner's receipt. `opened` is told only where the agreement has it; where it is not, the next
message is read as opened and that. To register is to take responsibility: it sends `accepted`. The sender never sees
the receiver's inner states. What is overdue is computed from the clocks, never stored. An outcome or a filing is no
answer: an ask that is left so stands as unanswered, on both sides.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import (
    ADMITTED,
    ASKS,
    ASKS_NIL,
    ASKS_REFUSE,
    ASKS_RELEASED,
    NOT_ADMITTED,
    OPENED_AGREED,
    REASON_CODE,
    RELEASED,
    SENDABLE,
    TOLD,
    UNTOLD,
)
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

SENDER: Final = "sender"
RECEIVER: Final = "receiver"

_SENDER: Final = Side(
    SENDER,
    "released sent delivered opened accepted bounced* returned standing filed* outcome-received* answered* nil* "
    "refused*",
)
_RECEIVER: Final = Side(
    RECEIVER,
    "waiting received rejected* opened registered evaluated returned filed* linked acting outcome-sent* answered* nil* "
    "refused*",
)

MESSAGES: Final = (
    Message("notification", "sender", "notice", "R", about_person=True),
    Message("supplement", "sender", "notice", "R", about_person=True),
    Message("stands", "sender", "evidence"),
    Message("delivered", "receiver", "evidence", receipt=True),
    Message("opened", "receiver", "evidence"),
    Message("rejected", "receiver", "evidence", receipt=True),
    Message("accepted", "receiver", "evidence"),
    Message("returned", "receiver", "evidence"),
    Message("filed", "receiver", "evidence"),
    Message("answer", "receiver", "answer", "R", about_person=True),
    Message("nil", "receiver", "answer", "R"),
    Message("refused", "receiver", "refusal", "R"),
    Message("outcome", "receiver", "feedback", "R", about_person=True),
)

ROWS: Final = (
    # What the sender sees and does.
    _SENDER.node("released", "send", "sent", "send notification; start delivery", guard=SENDABLE),
    _SENDER.takes("sent", "delivered", "delivered", "meet delivery; start opening; start acceptance; start answer"),
    _SENDER.takes(
        "opened accepted returned standing filed outcome-received answered nil refused", "delivered", STAYS, "record"
    ),
    _SENDER.takes("sent delivered", "opened", "opened", "meet opening"),
    _SENDER.takes("sent", "rejected", "bounced", "tell owner with the code"),
    _SENDER.takes("opened", "accepted", "accepted", "meet acceptance"),
    _SENDER.takes("sent delivered", "accepted", "accepted", "meet opening; meet acceptance"),
    _SENDER.takes("accepted", "returned", "returned", "meet acceptance; tell owner what is missing"),
    _SENDER.act("returned", "supplement", "A L", "accepted", "send supplement", guard=RELEASED),
    _SENDER.act("returned", "let-stand", "L", "standing", "send stands"),
    _SENDER.takes("standing", "filed", "filed"),
    _SENDER.takes("accepted", "filed", "filed", "count no-outcome by reason"),
    _SENDER.takes("accepted", "outcome", "outcome-received", "meet outcome; count outcome"),
    _SENDER.takes("accepted", "answer", "answered", "meet answer"),
    _SENDER.takes("accepted", "nil", "nil", "meet answer"),
    _SENDER.takes("accepted opened", "refused", "refused", "meet answer; count refused by sent ground"),
    _SENDER.takes("sent delivered", "refused", "refused", "meet opening; meet answer; count refused by sent ground"),
    # What the receiver sees and does.
    _RECEIVER.takes(
        "waiting",
        "notification",
        "received",
        "send delivered; start opening; start acceptance; start answer",
        guard=ADMITTED,
    ),
    _RECEIVER.takes("waiting", "notification", "rejected", "send rejected", guard=NOT_ADMITTED),
    _RECEIVER.act("received", "open", "A L D H", "opened", "send opened", guard=TOLD),
    _RECEIVER.act("received", "open", "A L D H", "opened", guard=UNTOLD),
    _RECEIVER.act(
        "opened",
        "register",
        "L D",
        "registered",
        "send accepted; start outcome; spawn request-information when the ask needs the full procedure and "
        "the agreement covers it",
    ),
    _RECEIVER.act(
        "registered",
        "evaluate",
        "A",
        "evaluated",
        "cross-check own holdings and other channels",
        guard="own evaluation entered beside the sender's",
    ),
    _RECEIVER.act(
        "registered evaluated",
        "return-insufficient",
        "L",
        "returned",
        "send returned",
        guard="coded list of what is missing",
    ),
    _RECEIVER.takes("returned", "supplement", "registered"),
    _RECEIVER.takes("returned", "stands", "filed", "send filed"),
    _RECEIVER.act(
        "evaluated", "link", "A L", "linked", "prompt the owner of a closed case to reopen", guard="a case is named"
    ),
    _RECEIVER.act("evaluated", "file", "L", "filed", "send filed; set review date", guard=REASON_CODE),
    _RECEIVER.act("linked", "decide", "L C", "acting", "list internal dissemination with reasons", guard="action code"),
    _RECEIVER.act("acting", "offer-outcome", "L", "outcome-sent", "send outcome; meet outcome", guard=RELEASED),
    _RECEIVER.act("acting", "close-without-outcome", "L", "filed", "send filed; set review date", guard=REASON_CODE),
    _RECEIVER.act(
        "registered evaluated linked acting",
        "answer",
        "L",
        "answered",
        "send answer; meet answer; meet outcome",
        guard=ASKS_RELEASED,
    ),
    _RECEIVER.act(
        "registered evaluated linked acting",
        "answer-nil",
        "L",
        "nil",
        "send nil; meet answer; meet outcome; leaves at max(release, held_at + nil_after)",
        guard=ASKS_NIL,
    ),
    _RECEIVER.act(
        "registered evaluated linked acting",
        "refuse",
        "R C",
        "refused",
        "send refused; meet answer; meet outcome; record inner ground",
        guard=ASKS_REFUSE,
    ),
    _RECEIVER.act(
        "opened", "refuse", "R C", "refused", "send refused; meet answer; record inner ground", guard=ASKS_REFUSE
    ),
)

BEYOND: Final = (
    # A receiver may open after its commit: then the receipt comes first and evidence `rejected` follows (DXP 8).
    _SENDER.takes("delivered", "rejected", "bounced", "tell owner with the code"),
    # An answer may come in parts (DXP 14); the first entry of kind `answer` counts as the answer (DXP 10, facts).
    _SENDER.takes("accepted", "part", "answered", "meet answer"),
    _SENDER.takes("accepted", "part-final", "answered", "meet answer"),
    _SENDER.takes("answered", "part", STAYS, "record"),
    _SENDER.takes("answered", "part-final", STAYS, "record"),
    _SENDER.takes("answered", "answer", STAYS, "record"),
)
"""Rows that the wire needs beside the table of the kind."""

_ANSWERS: Final = ("answer", "part", "part-final", "nil", "refused")
_OPENINGS: Final = ("opened", "accepted", "rejected", "refused")
_HELD: Final = "held:notification"

CLOCKS: Final = (
    ClockRule("delivery", "N:receiver", "sent:notification", ("delivered", "rejected"), "delivered", "not-delivered"),
    ClockRule("opening", "receiver", _HELD, _OPENINGS, "opened", "not-opened", only_if=OPENED_AGREED),
    ClockRule("acceptance", "receiver", _HELD, ("accepted", "rejected", "refused"), "accepted", "not-accepted"),
    # What reached no desk is not left unanswered: it came back.
    ClockRule("answer", "receiver", _HELD, _ANSWERS, "answer", "unanswered", only_if=ASKS, void_by=("rejected",)),
    ClockRule("outcome", "receiver", "held:accepted", ("outcome", "filed", *_ANSWERS), "outcome", "no-outcome"),
)

TABLE: Final = table(
    "notification",
    _SENDER,
    _RECEIVER,
    title=("Notification", "Notification"),
    messages=MESSAGES,
    rows=(*ROWS, *BEYOND),
    ends=(
        ("outcome-received", "outcome-sent"),
        ("filed", "filed"),
        ("bounced", "rejected"),
        ("answered", "answered"),
        ("nil", "nil"),
        ("refused", "refused"),
    ),
    clocks=CLOCKS,
    silences="not-delivered not-opened not-accepted unanswered no-outcome",
    invariants=(
        "the receiver closes with an outcome or with a coded reason why there is none",
        "the sender never sees the receiver's internal states",
        "what is closed without nexus has a review date, not an eternal record",
        "overdue is computed from `answer_by` and the ledger, never stored; the first answer or refusal counts",
        "an outcome or a filing is no answer: an ask left so stands as unanswered, on both sides",
        "a nil looks the same whatever its reason",
    ),
    count=Count(
        owed=("answer", "outcome"),
        ends=frozenset({*_ANSWERS, "outcome", "filed"}),
        refuses=frozenset({"refused"}),
    ),
)
