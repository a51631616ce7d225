"""A request for assistance: search for a person, found detained, access, release or transfer, hand-over, after-care.

    asker  released --send--> sent --> ... accepted --located--> located --> set-free --> after-care --> closed
           located --> decided-transfer --> assurances --> plan --> in-transit --> handed-over --> after-care --> closed

The chain of custody is signed leg by leg, by giver and taker; the hand-over has three signatures. No transfer without
assurances that were accepted, or waived by H with a reason. A withdrawal that crosses the first leg comes too late.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import (
    ADMITTED,
    NOT_ADMITTED,
    OPENED_AGREED,
    REASON,
    REASON_CODE,
    RELEASED,
    SENDABLE,
    TOLD,
    UNTOLD,
)
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

_ASKER: Final = Side(
    "asker",
    "released sent delivered opened accepted bounced* located not-located* access negotiating "
    "decided-transfer assurances-proposed withdrawing set-free refused* assurances-agreed "
    "plan-proposed planned in-transit handover-offered handed-over person-declined* "
    "aftercare-reported closed* withdrawn*",
)
_ASSISTER: Final = Side(
    "assister",
    "waiting received rejected* opened searching refused* located negotiating decided-transfer "
    "assurances-asked assurances-agreed plan-sent planned not-located* plan-ready set-free "
    "person-declined* in-transit handover-offered handed-over closing closed* withdrawn*",
)

_LEG_SIGNED: Final = "giver and taker signed, or hashed paper of an external party"

MESSAGES: Final = (
    Message("request", "asker", "request", "C", about_person=True),
    Message("withdraw", "asker", "control"),
    Message("access-asked", "asker", "request", "R", about_person=True),
    Message("assurances", "asker", "answer", "R", about_person=True),
    Message("plan-agreed", "asker", "answer", "R"),
    Message("plan-objected", "asker", "answer", "R"),
    Message("handover-signed", "asker", "evidence", about_person=True),
    Message("handover-objected", "asker", "answer", "R", about_person=True),
    Message("aftercare-report", "asker", "feedback", "R", about_person=True),
    Message("delivered", "assister", "evidence", receipt=True),
    Message("opened", "assister", "evidence"),
    Message("rejected", "assister", "evidence", receipt=True),
    Message("accepted", "assister", "evidence"),
    Message("refused", "assister", "refusal", "R"),
    Message("not-located", "assister", "answer", "R", about_person=True),
    Message("located", "assister", "answer", "R", about_person=True),
    Message("access", "assister", "answer", "R", about_person=True),
    Message("negotiating", "assister", "evidence"),
    Message("set-free", "assister", "answer", "R", about_person=True),
    Message("transfer-decided", "assister", "answer", "C", about_person=True),
    Message("assurances-asked", "assister", "request", "R", about_person=True),
    Message("assurances-accepted", "assister", "answer", "R", about_person=True),
    Message("plan", "assister", "answer", "R", about_person=True),
    Message("leg", "assister", "evidence", about_person=True),
    Message("handover-offered", "assister", "evidence", about_person=True),
    Message("person-declined", "assister", "answer", "R", about_person=True),
    Message("withdrawn", "assister", "evidence"),
    Message("closed", "assister", "evidence"),
)

ROWS: Final = (
    # What the asker sees and does.
    _ASKER.node("released", "send", "sent", "send request; start delivery", guard=SENDABLE),
    _ASKER.takes("sent", "delivered", "delivered", "meet delivery; start opening; start acceptance"),
    _ASKER.takes(
        "opened accepted withdrawing located not-located access negotiating decided-transfer "
        "assurances-proposed set-free refused assurances-agreed plan-proposed planned in-transit "
        "handover-offered handed-over person-declined aftercare-reported closed withdrawn",
        "delivered",
        STAYS,
        "record",
    ),
    _ASKER.takes("sent delivered", "opened", "opened", "meet opening"),
    _ASKER.takes("withdrawing", "opened", STAYS, "record"),
    _ASKER.takes("sent", "rejected", "bounced", "tell owner with the code"),
    _ASKER.takes("withdrawing", "rejected", "bounced"),
    _ASKER.takes("opened", "accepted", "accepted", "meet acceptance; start answer"),
    _ASKER.takes("withdrawing", "accepted", STAYS, "record"),
    _ASKER.takes("sent delivered", "accepted", "accepted", "meet opening; meet acceptance; start answer"),
    _ASKER.takes("accepted", "located", "located", "meet answer; record detaining body; ground; health"),
    _ASKER.takes("withdrawing", "located", STAYS, "record"),
    _ASKER.takes("accepted", "not-located", "not-located", "meet answer"),
    _ASKER.takes("withdrawing", "not-located", "not-located"),
    _ASKER.act("located", "ask-access", "L C", "access", "send access-asked", guard="consular or ICRC"),
    _ASKER.takes("located access", "access", STAYS, "record who saw the person and when"),
    _ASKER.takes("negotiating withdrawing", "access", STAYS, "record"),
    _ASKER.takes("located access", "negotiating", "negotiating"),
    _ASKER.takes("withdrawing", "negotiating", STAYS, "record"),
    _ASKER.takes("located access negotiating", "set-free", "set-free", "start aftercare"),
    _ASKER.takes("withdrawing", "set-free", "set-free", "record"),
    _ASKER.takes("located access negotiating", "transfer-decided", "decided-transfer"),
    _ASKER.takes("withdrawing", "transfer-decided", STAYS, "record"),
    _ASKER.takes(
        "opened accepted located access negotiating decided-transfer assurances-proposed assurances-agreed "
        "plan-proposed planned",
        "refused",
        "refused",
        "meet answer; record sent ground",
    ),
    _ASKER.takes("withdrawing", "refused", "refused"),
    _ASKER.takes("sent delivered", "refused", "refused", "meet opening; meet answer; record sent ground"),
    _ASKER.takes("decided-transfer", "assurances-asked", "assurances-proposed", "H reviews"),
    _ASKER.takes("withdrawing", "assurances-asked", STAYS, "record"),
    _ASKER.act(
        "assurances-proposed",
        "give-assurances",
        "C",
        "assurances-agreed",
        "send assurances",
        guard="text reviewed by H, entered in the register with expiry",
    ),
    _ASKER.takes("assurances-agreed withdrawing", "assurances-accepted", STAYS, "record"),
    _ASKER.takes("assurances-agreed decided-transfer", "plan", "plan-proposed"),
    _ASKER.takes("withdrawing", "plan", STAYS, "record"),
    _ASKER.act("plan-proposed", "agree-plan", "L C", "planned", "send plan-agreed"),
    _ASKER.act("plan-proposed", "object-plan", "L C", "decided-transfer", "send plan-objected", guard=REASON),
    _ASKER.takes("planned", "leg", "in-transit", "check the chain: taker of a leg gives the next", guard=_LEG_SIGNED),
    _ASKER.takes("in-transit", "leg", STAYS, "check the chain: taker of a leg gives the next", guard=_LEG_SIGNED),
    _ASKER.takes("withdrawing", "leg", "in-transit", "record: the withdrawal came too late"),
    _ASKER.takes("in-transit", "handover-offered", "handover-offered"),
    _ASKER.act(
        "handover-offered",
        "sign-handover",
        "L C",
        "handed-over",
        "send handover-signed; start aftercare",
        guard="identity checked, three signatures: giver, taker, person (or a coded reason why the person cannot)",
    ),
    _ASKER.act("handover-offered", "object-handover", "L C", "in-transit", "send handover-objected", guard=REASON),
    _ASKER.takes(
        "planned plan-proposed assurances-agreed decided-transfer assurances-proposed withdrawing",
        "person-declined",
        "person-declined",
    ),
    _ASKER.act(
        "handed-over set-free", "report-aftercare", "L H", "aftercare-reported", "send aftercare-report; meet aftercare"
    ),
    _ASKER.takes("aftercare-reported", "closed", "closed"),
    _ASKER.act(
        "sent delivered opened accepted located access negotiating decided-transfer assurances-proposed "
        "assurances-agreed plan-proposed planned",
        "withdraw",
        "C",
        "withdrawing",
        "send withdraw",
        guard=REASON_CODE,
    ),
    _ASKER.takes("withdrawing", "withdrawn", "withdrawn", "void answer"),
    # What the assister sees and does.
    _ASSISTER.takes(
        "waiting", "request", "received", "send delivered; start opening; start acceptance", guard=ADMITTED
    ),
    _ASSISTER.takes("waiting", "request", "rejected", "send rejected", guard=NOT_ADMITTED),
    _ASSISTER.act("received", "open", "A L D H", "opened", "send opened", guard=TOLD),
    _ASSISTER.act("received", "open", "A L D H", "opened", guard=UNTOLD),
    _ASSISTER.act(
        "opened",
        "accept",
        "C L",
        "searching",
        "send accepted; start answer",
        guard="L only with the assent of C recorded",
    ),
    _ASSISTER.act(
        "opened searching located negotiating decided-transfer assurances-asked assurances-agreed plan-sent planned",
        "refuse",
        "R C",
        "refused",
        "send refused",
        guard="coded inner ground; the partner sees its sent ground",
    ),
    _ASSISTER.act("searching", "report-located", "L", "located", "send located; meet answer", guard=RELEASED),
    _ASSISTER.act(
        "searching", "report-not-located", "L", "not-located", "send not-located; meet answer", guard=RELEASED
    ),
    _ASSISTER.takes("located negotiating", "access-asked", STAYS, "start access"),
    _ASSISTER.takes(
        "decided-transfer assurances-asked plan-ready plan-sent set-free refused person-declined",
        "access-asked",
        STAYS,
        "record",
    ),
    _ASSISTER.act("located negotiating", "arrange-access", "L", STAYS, "send access", guard="access was asked, once"),
    _ASSISTER.act("located", "negotiate", "L C", "negotiating", "send negotiating", guard="log kept confidential"),
    _ASSISTER.act("located negotiating", "report-set-free", "L", "set-free", "send set-free", guard=RELEASED),
    _ASSISTER.act(
        "located negotiating",
        "decide-transfer",
        "C",
        "decided-transfer",
        "send transfer-decided",
        guard="H asked for an opinion",
    ),
    _ASSISTER.act(
        "decided-transfer",
        "ask-assurances",
        "H",
        "assurances-asked",
        "send assurances-asked",
        guard="a rule or H asks for them",
    ),
    _ASSISTER.takes("assurances-asked", "assurances", "assurances-agreed"),
    _ASSISTER.takes("refused person-declined", "assurances", STAYS, "record"),
    _ASSISTER.act(
        "assurances-agreed",
        "accept-assurances",
        "H",
        "plan-ready",
        "send assurances-accepted",
        guard="text sufficient, not breached before",
    ),
    _ASSISTER.act(
        "decided-transfer", "waive-assurances", "H", "plan-ready", guard="no rule asks for them, reason recorded"
    ),
    _ASSISTER.act("plan-ready", "send-plan", "L", "plan-sent", "send plan", guard="legs, places, times, escort"),
    _ASSISTER.takes("plan-sent", "plan-objected", "plan-ready"),
    _ASSISTER.takes("refused person-declined", "plan-objected", STAYS, "record"),
    _ASSISTER.takes("plan-sent", "plan-agreed", "planned"),
    _ASSISTER.takes("refused person-declined", "plan-agreed", STAYS, "record"),
    _ASSISTER.act("planned", "sign-leg", "L", "in-transit", "send leg", guard=_LEG_SIGNED),
    _ASSISTER.act("in-transit", "sign-leg", "L", STAYS, "send leg", guard=_LEG_SIGNED),
    _ASSISTER.act(
        "in-transit",
        "offer-handover",
        "L",
        "handover-offered",
        "send handover-offered",
        guard="last leg ends at the place of hand-over",
    ),
    _ASSISTER.takes("handover-offered", "handover-objected", "in-transit"),
    _ASSISTER.takes("handover-offered", "handover-signed", "handed-over", "count assistance"),
    _ASSISTER.act(
        "assurances-asked assurances-agreed plan-ready plan-sent planned",
        "record-person-declined",
        "H",
        "person-declined",
        "send person-declined",
        guard="statement of the person heard without the detaining body",
    ),
    _ASSISTER.takes("handed-over set-free", "aftercare-report", "closing"),
    _ASSISTER.act("closing", "close", "L", "closed", "send closed"),
    _ASSISTER.takes(
        "received opened searching located negotiating decided-transfer assurances-asked assurances-agreed "
        "plan-ready plan-sent planned",
        "withdraw",
        "withdrawn",
        "send withdrawn; void answer",
    ),
    _ASSISTER.takes(
        "in-transit handover-offered refused not-located set-free person-declined rejected",
        "withdraw",
        STAYS,
        "record: too late; what was done stands",
    ),
)

CLOCKS: Final = (
    ClockRule("delivery", "N:assister", "sent:request", ("delivered", "rejected"), "delivered", "not-delivered"),
    ClockRule(
        "opening",
        "assister",
        "held:request",
        ("opened", "accepted", "rejected", "refused"),
        "opened",
        "not-opened",
        only_if=OPENED_AGREED,
    ),
    ClockRule("acceptance", "assister", "held:request", ("accepted", "rejected"), "accepted", "not-accepted"),
    ClockRule("answer", "assister", "held:request", ("located", "not-located", "refused"), "answer", "unanswered"),
    ClockRule(
        "access",
        "assister",
        "held:access-asked",
        ("access", "refused", "set-free", "transfer-decided"),
        "access",
        "no-access",
    ),
    ClockRule(
        "aftercare",
        "asker",
        "held:handover-signed or held:set-free",
        ("aftercare-report",),
        "aftercare",
        "no-aftercare",
    ),
)

TABLE: Final = table(
    "request-assistance",
    _ASKER,
    _ASSISTER,
    title=(
        "Request for assistance: find, release, hand over a person",
        "Demande d'assistance : retrouver, libérer, remettre une personne",
    ),
    messages=MESSAGES,
    rows=ROWS,
    ends=(
        ("closed", "closed"),
        ("not-located", "not-located"),
        ("refused", "refused"),
        ("person-declined", "person-declined"),
        ("withdrawn", "withdrawn"),
        ("bounced", "rejected"),
    ),
    clocks=CLOCKS,
    silences="not-delivered not-opened not-accepted unanswered no-access no-aftercare",
    invariants=(
        "no transfer without assurances accepted or waived by H with a reason",
        "the taker of one leg is the giver of the next",
        "hand-over has three signatures, the person's own among them, or a coded reason",
        "a withdrawal that crosses the first leg comes too late on both sides",
        "the detaining body without a node is an external party: its paper is hashed, its signature is never simulated",
    ),
    count=Count(
        owed=("answer",),
        ends=frozenset({"located", "not-located", "refused"}),
        refuses=frozenset({"refused"}),
        voids=frozenset({"withdrawn"}),
    ),
)
