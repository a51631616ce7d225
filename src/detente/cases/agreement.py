"""The agreement between two parties: drafted, countersigned, in force, suspended, denounced, run off, ended.

    drafting --propose--> proposed --countersigned--> in-force <--lift / suspend--> suspended by one or by both
    in force or suspended --notice--> notice --date of end--> run-off --certificates of both--> ended

One party may suspend alone and lifts only its own suspension; nothing is lost by it. Run-off lets finish what is open.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import REASON
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

_PROPOSER: Final = Side(
    "proposer",
    "drafting proposed withdrawing in-force declined* countered withdrawn* suspended-by-us "
    "suspended-by-them suspended-by-both notice-by-us notice-by-them notice-by-both run-off certified "
    "ended* certified-by-them",
)
_PARTNER: Final = Side(
    "partner",
    "waiting proposed in-force countering declined* withdrawn* suspended-by-us suspended-by-them "
    "suspended-by-both notice-by-us run-off certified notice-by-them notice-by-both ended* "
    "certified-by-them",
)

_SUSPENSION: Final = "reason, mode hold or refuse, exemptions named"
_HEADS: Final = "heads exchanged"
_PLANNED_END: Final = "date of end, plan of withdrawal"
_END_REACHED: Final = "date of end reached"
_SAME_DAY: Final = "own clock says the same or is within one day"
_ALL_RETURNED: Final = "open cases ended, data returned or destroyed, or kept on a named ground"

MESSAGES: Final = (
    Message("draft", "proposer", "control", "C"),
    Message("withdraw-draft", "proposer", "control", "C"),
    Message("delivered", "partner", "evidence", receipt=True),
    Message("countersigned", "partner", "control", "C"),
    Message("counter-draft", "partner", "control", "C"),
    Message("declined", "partner", "control", "C"),
    Message("draft-gone", "partner", "evidence"),
    Message("p-suspend", "proposer", "control", "C"),
    Message("p-lift", "proposer", "control", "C"),
    Message("p-notice", "proposer", "control", "C"),
    Message("p-run-off", "proposer", "control"),
    Message("p-certificate", "proposer", "control", "C"),
    Message("q-suspend", "partner", "control", "C"),
    Message("q-lift", "partner", "control", "C"),
    Message("q-notice", "partner", "control", "C"),
    Message("q-run-off", "partner", "control"),
    Message("q-certificate", "partner", "control", "C"),
)

ROWS: Final = (
    # What the proposer sees and does.
    _PROPOSER.act("drafting", "sign", "C", "proposed", "send draft; start answer", guard="H heard"),
    _PROPOSER.act(
        "countered", "sign", "C", "proposed", "send draft; start answer", guard="the counter-draft or a new text"
    ),
    _PROPOSER.takes(
        "proposed withdrawing in-force declined countered withdrawn suspended-by-us suspended-by-them "
        "suspended-by-both notice-by-us notice-by-them notice-by-both run-off certified ended "
        "certified-by-them",
        "delivered",
        STAYS,
        "record",
    ),
    _PROPOSER.takes("proposed withdrawing", "countersigned", "in-force", "meet answer", guard="the same hash"),
    _PROPOSER.takes("proposed withdrawing", "declined", "declined", "meet answer"),
    _PROPOSER.takes("proposed", "counter-draft", "countered", "meet answer"),
    _PROPOSER.takes("withdrawing", "counter-draft", STAYS, "record"),
    _PROPOSER.act("countered proposed", "withdraw-draft", "C", "withdrawing", "send withdraw-draft"),
    _PROPOSER.takes("withdrawing", "draft-gone", "withdrawn"),
    _PROPOSER.act(
        "in-force", "suspend", "C", "suspended-by-us", "send p-suspend; pause clocks; hold queue", guard=_SUSPENSION
    ),
    _PROPOSER.act("suspended-by-them", "suspend", "C", "suspended-by-both", "send p-suspend", guard=REASON),
    _PROPOSER.act(
        "suspended-by-us", "lift", "C", "in-force", "send p-lift; run clocks; release queue in order", guard=_HEADS
    ),
    _PROPOSER.act("suspended-by-both", "lift", "C", "suspended-by-them", "send p-lift"),
    _PROPOSER.takes("in-force", "q-suspend", "suspended-by-them", "pause clocks; hold queue"),
    _PROPOSER.takes("suspended-by-us", "q-suspend", "suspended-by-both"),
    _PROPOSER.takes("notice-by-us", "q-suspend", STAYS, "record; hold queue"),
    _PROPOSER.takes("run-off certified", "q-suspend", STAYS, "record: too late"),
    _PROPOSER.takes("suspended-by-them", "q-lift", "in-force", "run clocks; release queue in order"),
    _PROPOSER.takes("suspended-by-both", "q-lift", "suspended-by-us"),
    _PROPOSER.takes("notice-by-us", "q-lift", STAYS, "record"),
    _PROPOSER.takes("run-off certified", "q-lift", STAYS, "record: too late"),
    _PROPOSER.act(
        "in-force suspended-by-us suspended-by-them suspended-by-both",
        "give-notice",
        "C",
        "notice-by-us",
        "send p-notice; list open cases and what depends on this partner",
        guard=_PLANNED_END,
    ),
    _PROPOSER.takes(
        "in-force suspended-by-us suspended-by-them suspended-by-both",
        "q-notice",
        "notice-by-them",
        "list open cases and what depends on this partner",
    ),
    _PROPOSER.takes("notice-by-us", "q-notice", "notice-by-both", "the earlier date of end holds"),
    _PROPOSER.takes("run-off certified", "q-notice", STAYS, "record: too late"),
    _PROPOSER.clock(
        "notice-by-us notice-by-them notice-by-both",
        "end-of-term",
        "run-off",
        "send p-run-off; no new dialogues; start return",
        guard=_END_REACHED,
    ),
    _PROPOSER.takes("run-off certified", "q-run-off", STAYS, "record"),
    _PROPOSER.takes(
        "notice-by-us notice-by-them notice-by-both",
        "q-run-off",
        "run-off",
        "send p-run-off; start return",
        guard=_SAME_DAY,
    ),
    _PROPOSER.act(
        "run-off", "certify", "C", "certified", "send p-certificate; retire keys at the date", guard=_ALL_RETURNED
    ),
    _PROPOSER.act("certified-by-them", "certify", "C", "ended", "send p-certificate; meet return", guard="as above"),
    _PROPOSER.takes("certified", "q-certificate", "ended", "meet return"),
    _PROPOSER.takes("run-off", "q-certificate", "certified-by-them"),
    # What the partner sees and does.
    _PARTNER.takes("waiting", "draft", "proposed", "send delivered; start answer"),
    _PARTNER.takes("countering", "draft", "proposed", "send delivered"),
    _PARTNER.act("proposed", "countersign", "C", "in-force", "send countersigned", guard="H heard, same hash"),
    _PARTNER.act("proposed", "counter", "C", "countering", "send counter-draft", guard="other text"),
    _PARTNER.act("proposed", "decline", "C", "declined", "send declined", guard=REASON),
    _PARTNER.takes("proposed countering", "withdraw-draft", "withdrawn", "send draft-gone"),
    _PARTNER.takes(
        "in-force suspended-by-us notice-by-us run-off certified declined", "withdraw-draft", STAYS, "record: too late"
    ),
    _PARTNER.act(
        "in-force", "suspend", "C", "suspended-by-us", "send q-suspend; pause clocks; hold queue", guard=_SUSPENSION
    ),
    _PARTNER.act("suspended-by-them", "suspend", "C", "suspended-by-both", "send q-suspend", guard=REASON),
    _PARTNER.act(
        "suspended-by-us", "lift", "C", "in-force", "send q-lift; run clocks; release queue in order", guard=_HEADS
    ),
    _PARTNER.act("suspended-by-both", "lift", "C", "suspended-by-them", "send q-lift"),
    _PARTNER.takes("in-force", "p-suspend", "suspended-by-them", "pause clocks; hold queue"),
    _PARTNER.takes("suspended-by-us", "p-suspend", "suspended-by-both"),
    _PARTNER.takes("notice-by-us", "p-suspend", STAYS, "record; hold queue"),
    _PARTNER.takes("run-off certified", "p-suspend", STAYS, "record: too late"),
    _PARTNER.takes("suspended-by-them", "p-lift", "in-force", "run clocks; release queue in order"),
    _PARTNER.takes("suspended-by-both", "p-lift", "suspended-by-us"),
    _PARTNER.takes("notice-by-us", "p-lift", STAYS, "record"),
    _PARTNER.takes("run-off certified", "p-lift", STAYS, "record: too late"),
    _PARTNER.act(
        "in-force suspended-by-us suspended-by-them suspended-by-both",
        "give-notice",
        "C",
        "notice-by-us",
        "send q-notice; list open cases and what depends on this partner",
        guard=_PLANNED_END,
    ),
    _PARTNER.takes(
        "in-force suspended-by-us suspended-by-them suspended-by-both",
        "p-notice",
        "notice-by-them",
        "list open cases and what depends on this partner",
    ),
    _PARTNER.takes("notice-by-us", "p-notice", "notice-by-both", "the earlier date of end holds"),
    _PARTNER.takes("run-off certified", "p-notice", STAYS, "record: too late"),
    _PARTNER.clock(
        "notice-by-us notice-by-them notice-by-both",
        "end-of-term",
        "run-off",
        "send q-run-off; no new dialogues; start return",
        guard=_END_REACHED,
    ),
    _PARTNER.takes("run-off certified", "p-run-off", STAYS, "record"),
    _PARTNER.takes(
        "notice-by-us notice-by-them notice-by-both",
        "p-run-off",
        "run-off",
        "send q-run-off; start return",
        guard=_SAME_DAY,
    ),
    _PARTNER.act(
        "run-off", "certify", "C", "certified", "send q-certificate; retire keys at the date", guard=_ALL_RETURNED
    ),
    _PARTNER.act("certified-by-them", "certify", "C", "ended", "send q-certificate; meet return", guard="as above"),
    _PARTNER.takes("certified", "p-certificate", "ended", "meet return"),
    _PARTNER.takes("run-off", "p-certificate", "certified-by-them"),
)

CLOCKS: Final = (
    ClockRule(
        "answer", "partner", "held:draft", ("countersigned", "counter-draft", "declined"), "answer", "unanswered"
    ),
    ClockRule("end-of-term", "both", "notice.end", ("p-run-off", "q-run-off"), "given", "run-off"),
    ClockRule("return", "both", "held:run-off", ("p-certificate", "q-certificate"), "return", "return-overdue"),
)

TABLE: Final = table(
    "agreement",
    _PROPOSER,
    _PARTNER,
    title=("Agreement", "Accord"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(("ended", "ended"), ("declined", "declined"), ("withdrawn", "withdrawn")),
    clocks=CLOCKS,
    silences="unanswered return-overdue",
    invariants=(
        "nothing is sent under an agreement that is not in force, the run-off exceptions apart",
        "one party may suspend alone and lifts only its own suspension; the dialogue runs when none stands",
        "a suspension pauses clocks and holds the queue in order; nothing is lost",
        "run-off lets finish what is open, and ends with a certificate of each side",
    ),
    held=False,
    count=Count(
        owed=("answer",),
        ends=frozenset({"countersigned", "counter-draft", "declined"}),
        refuses=frozenset({"declined"}),
        voids=frozenset({"draft-gone"}),
    ),
)
