"""Something that was sent was wrong: every recipient replaces it and says so, onward recipients included.

    issuer    released --send--> sent --delivered--> delivered --done / partly--> onward open --results--> done, partly
                                                        `--objected--> objected --insist, once / note--> closed-objected

One dialogue a recipient; the issuer reads them as a table of completion. No suspension holds it.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import ADMITTED, CODED_GROUND, NOT_ADMITTED, OPENED_AGREED, SENDABLE, TOLD, UNTOLD
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

_ISSUER: Final = Side(
    "issuer",
    "released sent delivered opened bounced* done-onward-open insisting partly-onward-open objected "
    "closed-objected* objected-again done* partly*",
)
_HOLDER: Final = Side(
    "holder",
    "waiting received rejected* opened applied insisted kept-partly objected closed-objected* done* partly*",
)

_EACH_RECIPIENT: Final = "each onward recipient: done, partly, objected or silent"

MESSAGES: Final = (
    Message("correction", "issuer", "notice", "R", about_person=True),
    Message("insist", "issuer", "notice", "R", about_person=True),
    Message("objection-noted", "issuer", "evidence"),
    Message("delivered", "holder", "evidence", receipt=True),
    Message("opened", "holder", "evidence"),
    Message("rejected", "holder", "evidence", receipt=True),
    Message("done", "holder", "evidence"),
    Message("partly", "holder", "answer", "R"),
    Message("objected", "holder", "answer", "R"),
    Message("onward-results", "holder", "evidence"),
)

ROWS: Final = (
    # What the issuer sees and does.
    _ISSUER.node("released", "send", "sent", "send correction; start delivery", guard=SENDABLE),
    _ISSUER.takes("sent", "delivered", "delivered", "meet delivery; start opening; start completion"),
    _ISSUER.takes(
        "opened done-onward-open insisting partly-onward-open objected closed-objected objected-again done partly",
        "delivered",
        STAYS,
        "record",
    ),
    _ISSUER.takes("sent delivered", "opened", "opened", "meet opening"),
    _ISSUER.takes("sent", "rejected", "bounced", "tell owner with the code"),
    _ISSUER.takes("sent delivered opened insisting", "done", "done-onward-open", "meet completion; start onward"),
    _ISSUER.takes(
        "sent delivered opened insisting",
        "partly",
        "partly-onward-open",
        "meet completion; start onward; tell oversight",
    ),
    _ISSUER.takes("sent delivered opened", "objected", "objected", "meet completion"),
    _ISSUER.takes("insisting", "objected", "objected-again"),
    _ISSUER.act("objected", "insist", "R C", "insisting", "send insist", guard="reasons, once"),
    _ISSUER.act(
        "objected objected-again", "note-objection", "R C", "closed-objected", "send objection-noted; tell oversight"
    ),
    _ISSUER.takes("done-onward-open", "onward-results", "done", "meet onward"),
    _ISSUER.takes("partly-onward-open", "onward-results", "partly", "meet onward"),
    # What the holder sees and does.
    _HOLDER.takes(
        "waiting",
        "correction",
        "received",
        "send delivered; start opening; start completion; mark the item as challenged",
        guard=ADMITTED,
    ),
    _HOLDER.takes("waiting", "correction", "rejected", "send rejected", guard=NOT_ADMITTED),
    _HOLDER.act("received", "open", "A L D H", "opened", "send opened", guard=TOLD),
    _HOLDER.act("received", "open", "A L D H", "opened", guard=UNTOLD),
    _HOLDER.act(
        "received opened insisted",
        "apply",
        "A L",
        "applied",
        "send done; ask every onward recipient",
        guard="every copy listed",
    ),
    _HOLDER.act(
        "received opened insisted",
        "apply-partly",
        "R C",
        "kept-partly",
        "send partly; ask every onward recipient; tell oversight",
        guard="what stays and on which ground",
    ),
    _HOLDER.act(
        "received opened insisted", "object", "R C", "objected", "send objected; tell oversight", guard=CODED_GROUND
    ),
    _HOLDER.takes("objected", "insist", "insisted"),
    _HOLDER.takes("objected", "objection-noted", "closed-objected"),
    _HOLDER.act("applied", "report-onward", "L", "done", "send onward-results", guard=_EACH_RECIPIENT),
    _HOLDER.act("kept-partly", "report-onward", "L", "partly", "send onward-results", guard=_EACH_RECIPIENT),
)

BEYOND: Final = (
    # A receiver may open after its commit: then the receipt comes first and evidence `rejected` follows (DXP 8).
    _ISSUER.takes("delivered", "rejected", "bounced", "tell owner with the code"),
)
"""Rows that the wire needs beside the table of the kind."""

CLOCKS: Final = (
    ClockRule("delivery", "N:holder", "sent:correction", ("delivered", "rejected"), "delivered", "not-delivered"),
    ClockRule(
        "opening",
        "holder",
        "held:correction",
        ("opened", "accepted", "rejected"),
        "opened",
        "not-opened",
        only_if=OPENED_AGREED,
    ),
    ClockRule(
        "completion",
        "holder",
        "held:correction",
        ("done", "partly", "objected"),
        "completion",
        "not-confirmed",
        void_by=("rejected",),
    ),
    ClockRule(
        "onward", "holder", "held:done or held:partly", ("onward-results",), "onward-completion", "onward-not-confirmed"
    ),
)

TABLE: Final = table(
    "correction",
    _ISSUER,
    _HOLDER,
    title=("Correction", "Rectification"),
    messages=MESSAGES,
    rows=(*ROWS, *BEYOND),
    ends=(("done", "done"), ("partly", "partly"), ("closed-objected", "closed-objected"), ("bounced", "rejected")),
    clocks=CLOCKS,
    silences="not-delivered not-opened not-confirmed onward-not-confirmed",
    invariants=(
        "the corrected item shows that it changed, and its old version is not used",
        "every recipient ends confirmed, refused with a ground, or visibly unanswered",
        "not held by a suspension",
        "a correction never carries new facts about another person",
    ),
    notes=(
        "the issuer runs one dialogue per recipient and reads them as a completion table",
        "a correction or recall of an item that is still held in the own queue amends or withdraws that item "
        "instead of being sent",
    ),
    held=False,
    count=Count(owed=("completion",), ends=frozenset({"done", "partly", "objected"})),
)
