"""A private matching session: proposed under an agreement with list class, size and budget, then batches.

    asker   released --send--> proposed --agreed--> ready <--evaluated / ask--> asking
            ready --finish--> finishing --write-report--> reported --report-signed--> closed

Batches are blinded; hits stay sealed until a second officer releases them; both sign the report; inputs are destroyed.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import ADMITTED, CODED_GROUND, NOT_ADMITTED, REASON
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

_ASKER: Final = Side(
    "asker",
    "released proposed bounced* ready declined* asking aborting finishing aborted* reported closed*",
)
_HOLDER: Final = Side("holder", "waiting proposed rejected* ready declined* finishing aborted* closed*")

MESSAGES: Final = (
    Message("propose", "asker", "control", "R"),
    Message("batch", "asker", "control"),
    Message("finish", "asker", "control"),
    Message("abort", "asker", "control"),
    Message("report", "asker", "evidence"),
    Message("delivered", "holder", "evidence", receipt=True),
    Message("rejected", "holder", "evidence", receipt=True),
    Message("agreed", "holder", "control", "R"),
    Message("declined", "holder", "refusal", "R"),
    Message("evaluated", "holder", "control"),
    Message("budget-spent", "holder", "control"),
    Message("aborted", "holder", "control"),
    Message("report-signed", "holder", "evidence"),
)

ROWS: Final = (
    # What the asker sees and does.
    _ASKER.node("released", "send", "proposed", "send propose; start answer", guard="policy.match permits"),
    _ASKER.takes(
        "proposed aborting ready declined asking finishing aborted reported closed", "delivered", STAYS, "record"
    ),
    _ASKER.takes("proposed aborting", "rejected", "bounced"),
    _ASKER.takes("proposed", "agreed", "ready", "meet answer"),
    _ASKER.takes("aborting", "agreed", STAYS, "record"),
    _ASKER.takes("proposed", "declined", "declined", "meet answer"),
    _ASKER.takes("aborting", "declined", "declined"),
    _ASKER.node("ready", "ask", "asking", "send batch", guard="policy.match permits, within budget, bound to a case"),
    _ASKER.takes("asking", "evaluated", "ready", "seal hits", guard="proof holds"),
    _ASKER.takes("asking", "evaluated", "aborting", "send abort; tell oversight", guard="proof fails"),
    _ASKER.takes("aborting", "evaluated", STAYS, "discard"),
    _ASKER.takes("asking", "budget-spent", "ready", "no more batches"),
    _ASKER.takes("aborting", "budget-spent", STAYS, "record"),
    _ASKER.act("ready", "finish", "A L", "finishing", "send finish"),
    _ASKER.act("ready proposed asking", "abort", "L C", "aborting", "send abort", guard=REASON),
    _ASKER.takes("ready asking finishing aborting reported", "aborted", "aborted", "destroy inputs"),
    _ASKER.node("finishing", "write-report", "reported", "send report", guard="counts only on no-hit"),
    _ASKER.takes(
        "reported",
        "report-signed",
        "closed",
        "destroy inputs; each hit waits for a second officer; then spawn request-information for core data",
    ),
    # What the holder sees and does.
    _HOLDER.takes("waiting", "propose", "proposed", "send delivered; start answer", guard=ADMITTED),
    _HOLDER.takes("waiting", "propose", "rejected", "send rejected", guard=NOT_ADMITTED),
    _HOLDER.act(
        "proposed",
        "agree",
        "R C",
        "ready",
        "send agreed",
        guard="list class, size, budget and number of rounds within the agreement",
    ),
    _HOLDER.act("proposed", "decline", "R C", "declined", "send declined", guard=CODED_GROUND),
    _HOLDER.takes("ready", "batch", STAYS, "spend budget; send evaluated", guard="within budget"),
    _HOLDER.takes("ready", "batch", STAYS, "send budget-spent; tell oversight", guard="beyond budget"),
    _HOLDER.takes("aborted", "batch", STAYS, "record unanswered"),
    _HOLDER.takes("ready", "finish", "finishing"),
    _HOLDER.takes("aborted", "finish", STAYS, "record"),
    _HOLDER.act("ready finishing", "abort", "L C", "aborted", "send aborted; destroy session keys", guard=REASON),
    _HOLDER.takes(
        "finishing",
        "report",
        "closed",
        "send report-signed; destroy session keys",
        guard="counts agree with own counts",
    ),
    _HOLDER.takes("finishing", "report", "aborted", "send aborted; tell oversight", guard="counts do not agree"),
    _HOLDER.takes("aborted", "report", STAYS, "record"),
    _HOLDER.takes("proposed ready", "abort", "aborted", "send aborted; destroy session keys"),
    _HOLDER.takes("aborted declined rejected", "abort", STAYS, "record"),
)

CLOCKS: Final = (
    ClockRule("answer", "holder", "held:propose", ("agreed", "declined", "rejected"), "answer", "unanswered"),
    ClockRule(
        "core-data",
        "holder",
        "confirmation of a hit",
        ("answer", "refused"),
        "core-data",
        "no-core-data",
        note="runs in the request-information that the confirmed hit opens",
    ),
)

TABLE: Final = table(
    "match-session",
    _ASKER,
    _HOLDER,
    title=("Private matching session", "Session de rapprochement confidentiel"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(("closed", "closed"), ("aborted", "aborted"), ("declined", "declined"), ("bounced", "rejected")),
    clocks=CLOCKS,
    silences="unanswered",
    invariants=(
        "the budget is checked before evaluation",
        "nothing on no-hit is kept but the count",
        "no hit is shown before a second officer releases it",
        "both reports carry the same counts or the session is aborted",
    ),
    count=Count(
        owed=("answer",),
        ends=frozenset({"agreed", "declined"}),
        refuses=frozenset({"declined"}),
        voids=frozenset({"aborted"}),
    ),
)
