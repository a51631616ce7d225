"""The request for information: an addressed question with its clocks, from receipt to feedback.

    asker     released --send--> sent --delivered--> delivered --[opened]--> [opened] --accepted--> accepted
              accepted --clarification-asked--> clarification-asked --clarify--> accepted
              accepted --part--> part-answered --answer / nil / part-final / refused / transferred--> the end so named
              answered, nil, in part --assess--> assessed --send-feedback / close-unused--> closed
    answerer  waiting --request--> received --open--> opened --cross-check--> cross-checked --accept--> accepted
              accepted --[task]--> collected --answer--> answered --feedback--> closed

Silence is never a refusal, and a refusal in part delivers the rest. The answer clock runs from the receipt of the
request, not from acceptance, and stands still while the asker owes a clarification.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import ADMITTED, NOT_ADMITTED, OPENED_AGREED, REASON_CODE, RELEASED, SENDABLE, TOLD, UNTOLD
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

_ASKER: Final = Side(
    "asker",
    "released sent delivered opened accepted bounced* clarification-asked part-answered withdrawing "
    "answered-in-part answered nil refused* transferred* withdrawn* assessed closed*",
)
_ANSWERER: Final = Side(
    "answerer",
    "waiting received rejected* opened cross-checked accepted tasked refused* collected part-sent "
    "transferred* clarifying answered-in-part answered nil withdrawn* closed*",
)

_ESTIMATE: Final = "estimated time given"
_NOTHING_CAN_BE_GIVEN: Final = (
    "inner ground from grounds.json allowed for this agreement, its `sent` is not `nil`, no part can be given"
)
_SAYS_WHAT_COMES: Final = "released by R, says what is to come"
_CLARIFYING: Final = ("held:clarification-asked", "held:clarification")

MESSAGES: Final = (
    Message("request", "asker", "request", "R", about_person=True),
    Message("clarification", "asker", "request", "R", about_person=True),
    Message("withdraw", "asker", "control"),
    Message("feedback", "asker", "feedback", "R", about_person=True),
    Message("closed-unused", "asker", "evidence"),
    Message("delivered", "answerer", "evidence", receipt=True),
    Message("opened", "answerer", "evidence"),
    Message("rejected", "answerer", "evidence", receipt=True),
    Message("accepted", "answerer", "evidence"),
    Message("urgency-rejected", "answerer", "evidence"),
    Message("clarification-asked", "answerer", "answer", "R", about_person=True),
    Message("interim", "answerer", "evidence"),
    Message("extended", "answerer", "evidence"),
    Message("part", "answerer", "answer", "R", about_person=True),
    Message("part-final", "answerer", "answer", "R", about_person=True),
    Message("answer", "answerer", "answer", "R", about_person=True),
    Message("nil", "answerer", "answer", "R"),
    Message("refused", "answerer", "refusal", "R"),
    Message("transferred", "answerer", "answer", "R"),
    Message("withdrawn", "answerer", "evidence"),
)

ROWS: Final = (
    # What the asker sees and does.
    _ASKER.node("released", "send", "sent", "send request; start delivery", guard=SENDABLE),
    _ASKER.takes("sent", "delivered", "delivered", "meet delivery; start opening; start acceptance"),
    _ASKER.takes(
        "opened accepted withdrawing clarification-asked part-answered answered-in-part answered nil refused "
        "transferred withdrawn assessed closed",
        "delivered",
        STAYS,
        "record",
    ),
    _ASKER.takes("sent delivered", "opened", "opened", "meet opening"),
    _ASKER.takes("withdrawing", "opened", STAYS, "record"),
    _ASKER.takes("sent", "rejected", "bounced", "tell owner with the code"),
    _ASKER.takes("withdrawing", "rejected", "bounced"),
    _ASKER.takes("opened", "accepted", "accepted", "meet acceptance"),
    _ASKER.takes("withdrawing", "accepted", STAYS, "record"),
    _ASKER.takes("sent delivered", "accepted", "accepted", "meet opening; meet acceptance"),
    _ASKER.takes(
        "accepted withdrawing",
        "urgency-rejected",
        STAYS,
        "record reasons; answer clock falls back to the preset for others",
    ),
    _ASKER.takes(
        "accepted part-answered", "clarification-asked", "clarification-asked", "stop answer; start clarification"
    ),
    _ASKER.takes("withdrawing", "clarification-asked", STAYS, "record"),
    _ASKER.act("clarification-asked", "clarify", "A L", "accepted", "send clarification", guard=RELEASED),
    _ASKER.takes("accepted part-answered withdrawing", "interim", STAYS, "meet interim; start interim"),
    _ASKER.takes("accepted part-answered withdrawing", "extended", STAYS, "move answer to the new time; record reason"),
    _ASKER.takes("accepted", "part", "part-answered", "record what is still to come"),
    _ASKER.takes("part-answered", "part", STAYS, "record what is still to come"),
    _ASKER.takes("withdrawing", "part", STAYS, "record"),
    _ASKER.takes(
        "accepted part-answered withdrawing",
        "part-final",
        "answered-in-part",
        "meet answer; record sent ground of the refused part",
    ),
    _ASKER.takes("accepted part-answered withdrawing", "answer", "answered", "meet answer; start feedback"),
    _ASKER.takes("accepted withdrawing", "nil", "nil", "meet answer"),
    _ASKER.takes(
        "opened accepted clarification-asked part-answered withdrawing",
        "refused",
        "refused",
        "meet answer; record sent ground",
    ),
    _ASKER.takes("sent delivered", "refused", "refused", "meet opening; meet answer; record sent ground"),
    _ASKER.takes("opened accepted withdrawing", "transferred", "transferred", "void answer; record the competent body"),
    _ASKER.takes(
        "sent delivered", "transferred", "transferred", "meet opening; void answer; record the competent body"
    ),
    _ASKER.act(
        "sent delivered opened accepted clarification-asked part-answered",
        "withdraw",
        "L",
        "withdrawing",
        "send withdraw",
        guard=REASON_CODE,
    ),
    _ASKER.takes("withdrawing", "withdrawn", "withdrawn", "void answer"),
    _ASKER.act("answered answered-in-part nil", "assess", "A", "assessed", guard="own evaluation entered"),
    _ASKER.act("assessed", "send-feedback", "L", "closed", "send feedback; meet feedback", guard=RELEASED),
    _ASKER.act("assessed", "close-unused", "L", "closed", "send closed-unused; meet feedback", guard=REASON_CODE),
    # What the answerer sees and does.
    _ANSWERER.takes(
        "waiting", "request", "received", "send delivered; start opening; start acceptance", guard=ADMITTED
    ),
    _ANSWERER.takes("waiting", "request", "rejected", "send rejected", guard=NOT_ADMITTED),
    _ANSWERER.act("received", "open", "A L D H", "opened", "send opened", guard=TOLD),
    _ANSWERER.act("received", "open", "A L D H", "opened", guard=UNTOLD),
    _ANSWERER.act(
        "opened",
        "cross-check",
        "A",
        "cross-checked",
        "link duplicates; do not merge",
        guard="own holdings and other channels searched",
    ),
    _ANSWERER.act(
        "opened",
        "accept-urgent",
        "D",
        "accepted",
        "send accepted; cross-check becomes a task; start answer",
        guard="urgency code confirmed",
    ),
    _ANSWERER.act("cross-checked", "accept", "L D", "accepted", "send accepted; start answer", guard=_ESTIMATE),
    _ANSWERER.act(
        "accepted tasked", "reject-urgency", "L", STAYS, "send urgency-rejected", guard="reasons given, once"
    ),
    _ANSWERER.act(
        "cross-checked accepted tasked collected part-sent",
        "refuse",
        "R C",
        "refused",
        "send refused",
        guard=_NOTHING_CAN_BE_GIVEN,
    ),
    _ANSWERER.act(
        "cross-checked accepted tasked",
        "transfer",
        "L",
        "transferred",
        "send transferred",
        guard="competent body named",
    ),
    _ANSWERER.act(
        "accepted tasked part-sent",
        "ask-clarification",
        "L",
        "clarifying",
        "send clarification-asked; stop answer; start clarification",
        guard="released by R, coded list of what is missing",
    ),
    _ANSWERER.takes("clarifying", "clarification", "accepted", "meet clarification; run answer"),
    _ANSWERER.takes("refused", "clarification", STAYS, "record"),
    _ANSWERER.act(
        "clarifying", "close-unclarified", "R C", "refused", "send refused", guard="clarification clock ran out"
    ),
    _ANSWERER.act("accepted", "task", "L", "tasked", "spawn handover-internal", guard="inner desk named"),
    _ANSWERER.act("accepted tasked", "collect", "A", "collected"),
    _ANSWERER.act(
        "accepted tasked collected part-sent", "interim", "L", STAYS, "send interim; start interim", guard=_ESTIMATE
    ),
    _ANSWERER.act(
        "accepted tasked collected part-sent",
        "extend",
        "L",
        STAYS,
        "send extended",
        guard="first extension, reason and new time",
    ),
    _ANSWERER.act(
        "accepted tasked collected part-sent",
        "extend-again",
        "C",
        STAYS,
        "send extended",
        guard="later extension, reason and new time",
    ),
    _ANSWERER.act("collected", "answer-part", "L", "part-sent", "send part", guard=_SAYS_WHAT_COMES),
    _ANSWERER.act("part-sent", "answer-part", "L", STAYS, "send part", guard=_SAYS_WHAT_COMES),
    _ANSWERER.act(
        "collected part-sent",
        "answer-part-final",
        "L",
        "answered-in-part",
        "send part-final; meet answer",
        guard="released by R; sent ground of the part refused, null where its `sent` is `nil`",
    ),
    _ANSWERER.act("collected part-sent", "answer", "L", "answered", "send answer; meet answer", guard=RELEASED),
    _ANSWERER.act("accepted collected", "answer-nil", "L", "nil", "send nil; meet answer", guard=RELEASED),
    _ANSWERER.takes(
        "received opened cross-checked accepted clarifying tasked collected part-sent",
        "withdraw",
        "withdrawn",
        "send withdrawn; void answer",
    ),
    _ANSWERER.takes(
        "answered answered-in-part nil refused transferred rejected", "withdraw", STAYS, "record: the answer stands"
    ),
    _ANSWERER.takes("answered answered-in-part nil", "feedback", "closed", "meet feedback; count usefulness"),
    _ANSWERER.takes("answered answered-in-part nil", "closed-unused", "closed", "meet feedback"),
)

BEYOND: Final = (
    # A receiver may open after its commit: then the receipt comes first and evidence `rejected` follows (DXP 8).
    _ASKER.takes("delivered", "rejected", "bounced", "tell owner with the code"),
)
"""Rows that the wire needs beside the table of the kind."""

CLOCKS: Final = (
    ClockRule("delivery", "N:answerer", "sent:request", ("delivered", "rejected"), "delivered", "not-delivered"),
    ClockRule(
        "opening",
        "answerer",
        "held:request",
        ("opened", "accepted", "rejected", "refused", "transferred"),
        "opened",
        "not-opened",
        only_if=OPENED_AGREED,
    ),
    ClockRule("acceptance", "answerer", "held:request", ("accepted", "rejected"), "accepted", "not-accepted"),
    ClockRule(
        "answer",
        "answerer",
        "held:request",
        ("answer", "nil", "refused", "part-final", "transferred"),
        "answer",
        "unanswered",
        stops=_CLARIFYING,
        moved_by=("extended",),
        note="void when withdrawn; a `part` does not meet it",
    ),
    ClockRule(
        "interim",
        "answerer",
        "held:accepted or held:interim",
        ("interim", "answer", "nil", "refused", "part", "part-final", "transferred"),
        "interim",
        "no-interim",
        stops=_CLARIFYING,
    ),
    ClockRule(
        "clarification",
        "asker",
        "held:clarification-asked",
        ("clarification", "withdraw"),
        "clarification",
        "not-clarified",
    ),
    ClockRule("feedback", "asker", "held:answer", ("feedback", "closed-unused"), "feedback", "no-feedback"),
)

TABLE: Final = table(
    "request-information",
    _ASKER,
    _ANSWERER,
    title=("Request for information", "Demande d'informations"),
    messages=MESSAGES,
    rows=(*ROWS, *BEYOND),
    ends=(
        ("closed", "closed"),
        ("refused", "refused"),
        ("transferred", "transferred"),
        ("withdrawn", "withdrawn"),
        ("bounced", "rejected"),
    ),
    clocks=CLOCKS,
    silences="not-delivered not-opened not-accepted unanswered no-interim not-clarified no-feedback",
    invariants=(
        "silence is never a refusal, and a refusal in part delivers the rest",
        "only R or C refuses; L accepts; L extends once, then C",
        "the word of the answerer that crosses a withdrawal stands on both sides",
        "clarification only after acceptance: whoever asks back has taken responsibility",
        "the answer clock runs from the receipt of the request, not from acceptance",
    ),
    notes=(
        "after `clarification` the asker shows `accepted` even where a part had come before; the parts stay "
        "listed in the thread",
    ),
    count=Count(
        owed=("answer",),
        ends=frozenset({"answer", "nil", "part-final", "refused", "transferred"}),
        refuses=frozenset({"part-final", "refused"}),
        voids=frozenset({"withdrawn"}),
    ),
)
