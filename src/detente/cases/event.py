"""A major event: invitation, legal basis, lists with an owner each, incidents, automatic closing, purge by both.

Nothing is shared because of the event alone: policy is asked for each list and each incident. The space closes by
itself, and each side certifies that it destroyed the lists of the other.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import ADMITTED, NOT_ADMITTED, REASON, RELEASED
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

_HOST: Final = Side(
    "host",
    "planned invited bounced* joined declined* open closing cancelling cancelled* closing-left partner-purged closed*",
)
_PARTNER: Final = Side("partner", "waiting invited rejected* leaving purged* joined declined* open closing closed*")

MESSAGES: Final = (
    Message("invite", "host", "control", "C"),
    Message("space-open", "host", "control", "R"),
    Message("list", "host", "notice", "R", about_person=True),
    Message("incident", "host", "warning", "D", about_person=True),
    Message("closing", "host", "control"),
    Message("purged", "host", "evidence", "R"),
    Message("cancelled", "host", "control", "R"),
    Message("delivered", "partner", "evidence", receipt=True),
    Message("rejected", "partner", "evidence", receipt=True),
    Message("join", "partner", "control", "C"),
    Message("decline", "partner", "answer", "C"),
    Message("partner-list", "partner", "notice", "R", about_person=True),
    Message("partner-incident", "partner", "warning", "D", about_person=True),
    Message("leave", "partner", "control", "C"),
    Message("partner-purged", "partner", "evidence", "R"),
)

ROWS: Final = (
    # What the host sees and does.
    _HOST.act(
        "planned",
        "invite",
        "C",
        "invited",
        "send invite; start answer",
        guard="legal basis, start, end, lists expected",
    ),
    _HOST.takes(
        "invited cancelling joined declined open closing cancelled closing-left partner-purged closed",
        "delivered",
        STAYS,
        "record",
    ),
    _HOST.takes("invited cancelling", "rejected", "bounced"),
    _HOST.takes("invited", "join", "joined", "meet answer"),
    _HOST.takes("cancelling", "join", STAYS, "record"),
    _HOST.takes("invited", "decline", "declined", "meet answer"),
    _HOST.takes("cancelling", "decline", "declined"),
    _HOST.act("joined", "open-space", "L C", "open", "send space-open", guard="start date reached"),
    _HOST.act("joined open", "load-list", "A L", STAYS, "send list", guard=RELEASED),
    _HOST.takes("joined open", "partner-list", STAYS, "screen; decisions: clear; refer; refuse; second look"),
    _HOST.takes("closing cancelling", "partner-list", STAYS, "record unopened; purge"),
    _HOST.takes("open closing", "partner-incident", STAYS, "tell duty desk"),
    _HOST.act("open", "report-incident", "D L", STAYS, "send incident"),
    _HOST.clock("open", "end-of-event", "closing", "send closing; start purge", guard="end date plus n days"),
    _HOST.act("joined open", "close", "C", "closing", "send closing; start purge"),
    _HOST.act("invited", "cancel", "C", "cancelling", "send cancelled"),
    _HOST.takes("cancelling closing", "leave", STAYS, "record"),
    _HOST.takes("joined open", "leave", "closing-left", "start purge"),
    _HOST.takes("cancelling", "partner-purged", "cancelled"),
    _HOST.takes("closing closing-left", "partner-purged", "partner-purged"),
    _HOST.act(
        "partner-purged",
        "purge",
        "L",
        "closed",
        "send purged; meet purge",
        guard="own lists returned or destroyed, certificate made",
    ),
    # What the partner sees and does.
    _PARTNER.takes("waiting", "invite", "invited", "send delivered; start answer", guard=ADMITTED),
    _PARTNER.takes("waiting", "invite", "rejected", "send rejected", guard=NOT_ADMITTED),
    _PARTNER.takes("rejected leaving purged declined", "cancelled", STAYS, "record"),
    _PARTNER.takes("invited joined", "cancelled", "closing", "start purge"),
    _PARTNER.act("invited", "join", "C", "joined", "send join", guard="legal basis agreed"),
    _PARTNER.act("invited", "decline", "C", "declined", "send decline", guard=REASON),
    _PARTNER.takes("joined", "space-open", "open"),
    _PARTNER.takes("leaving purged", "space-open", STAYS, "record"),
    _PARTNER.takes("joined open", "list", STAYS, "screen; decisions: clear; refer; refuse; second look"),
    _PARTNER.takes("leaving", "list", STAYS, "record unopened; purge"),
    _PARTNER.takes("purged", "list", STAYS, "refuse to open; purge"),
    _PARTNER.takes("leaving open", "incident", STAYS, "tell duty desk"),
    _PARTNER.takes("purged", "incident", STAYS, "record"),
    _PARTNER.act("joined open", "load-list", "A L", STAYS, "send partner-list", guard=RELEASED),
    _PARTNER.act("open", "report-incident", "D L", STAYS, "send partner-incident"),
    _PARTNER.act("joined open", "leave", "C", "leaving", "send leave; start purge", guard=REASON),
    _PARTNER.takes("joined open leaving", "closing", "closing", "start purge"),
    _PARTNER.takes("purged", "closing", STAYS, "record"),
    _PARTNER.act(
        "leaving closing",
        "purge",
        "L",
        "purged",
        "send partner-purged; meet purge",
        guard="lists of others destroyed, certificate made",
    ),
    _PARTNER.takes("purged", "purged", "closed"),
)

CLOCKS: Final = (
    ClockRule("answer", "partner", "held:invite", ("join", "decline", "rejected"), "answer", "unanswered"),
    ClockRule("end-of-event", "host", "invite.end", ("closing",), "given", "closing"),
    ClockRule("purge", "both", "held:closing or held:leave", ("partner-purged", "purged"), "purge", "purge-overdue"),
)

TABLE: Final = table(
    "event",
    _HOST,
    _PARTNER,
    title=("Event space", "Espace d'événement"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(("closed", "closed"), ("declined", "declined"), ("bounced", "rejected"), ("cancelled", "purged")),
    clocks=CLOCKS,
    silences="unanswered purge-overdue",
    invariants=(
        "the space closes by itself",
        "each list has one owner; at the end others destroy it and sign that they did",
        "nothing is shared because of the event alone: policy is asked for each list and incident",
    ),
    count=Count(
        owed=("answer",),
        ends=frozenset({"decline", "join"}),
        refuses=frozenset({"decline"}),
        voids=frozenset({"cancelled"}),
    ),
)
