"""What correction and recall share: an item that was sent is mended at every recipient, and each says how.

    issuer    released --send--> sent --delivered--> delivered --done / partly--> onward open --results--> done, partly
                                                        `--objected--> objected --insist, once / note--> closed-objected

One dialogue a recipient; the issuer reads them as a table of completion. No suspension holds it.
"""

from __future__ import annotations

from typing import Final

from detente.cases.asked import NONE, Asked
from detente.cases.guards import ADMITTED, CODED_GROUND, NOT_ADMITTED, OPENED_AGREED, SENDABLE, TOLD, UNTOLD
from detente.cases.rows import STAYS, Rows, Side, table
from detente.cases.table import ClockRule, Count, Message, Table

ISSUER: Final = Side(
    "issuer",
    "released sent delivered opened bounced* done-onward-open insisting partly-onward-open objected "
    "closed-objected* objected-again done* partly*",
)
HOLDER: Final = Side(
    "holder",
    "waiting received rejected* opened applied insisted kept-partly objected closed-objected* done* partly*",
)

_EACH_RECIPIENT: Final = "each onward recipient: done, partly, objected or silent"

BEYOND: Final = (
    # A receiver may open after its commit: then the receipt comes first and evidence `rejected` follows (DXP 8).
    ISSUER.takes("delivered", "rejected", "bounced", "tell owner with the code"),
)
"""Rows that the wire needs beside the tables of both kinds."""


def rows(kind: str, *, at_once: str, apply: str, apply_partly: str) -> tuple[Rows, ...]:
    """Give the rows of a kind: what its node does `at_once` with the item, and what the holder's acts are called."""
    return (
        # What the issuer sees and does.
        ISSUER.node("released", "send", "sent", f"send {kind}; start delivery", guard=SENDABLE),
        ISSUER.takes("sent", "delivered", "delivered", "meet delivery; start opening; start completion"),
        ISSUER.takes(
            "opened done-onward-open insisting partly-onward-open objected closed-objected objected-again done partly",
            "delivered",
            STAYS,
            "record",
        ),
        ISSUER.takes("sent delivered", "opened", "opened", "meet opening"),
        ISSUER.takes("sent", "rejected", "bounced", "tell owner with the code"),
        ISSUER.takes("sent delivered opened insisting", "done", "done-onward-open", "meet completion; start onward"),
        ISSUER.takes(
            "sent delivered opened insisting",
            "partly",
            "partly-onward-open",
            "meet completion; start onward; tell oversight",
        ),
        ISSUER.takes("sent delivered opened", "objected", "objected", "meet completion"),
        ISSUER.takes("insisting", "objected", "objected-again"),
        ISSUER.act("objected", "insist", "R C", "insisting", "send insist", guard="reasons, once"),
        ISSUER.act(
            "objected objected-again",
            "note-objection",
            "R C",
            "closed-objected",
            "send objection-noted; tell oversight",
        ),
        ISSUER.takes("done-onward-open", "onward-results", "done", "meet onward"),
        ISSUER.takes("partly-onward-open", "onward-results", "partly", "meet onward"),
        # What the holder sees and does.
        HOLDER.takes(
            "waiting",
            kind,
            "received",
            f"send delivered; start opening; start completion; {at_once}",
            guard=ADMITTED,
        ),
        HOLDER.takes("waiting", kind, "rejected", "send rejected", guard=NOT_ADMITTED),
        HOLDER.act("received", "open", "A L D H", "opened", "send opened", guard=TOLD),
        HOLDER.act("received", "open", "A L D H", "opened", guard=UNTOLD),
        HOLDER.act(
            "received opened insisted",
            apply,
            "A L",
            "applied",
            "send done; ask every onward recipient",
            guard="every copy listed",
        ),
        HOLDER.act(
            "received opened insisted",
            apply_partly,
            "R C",
            "kept-partly",
            "send partly; ask every onward recipient; tell oversight",
            guard="what stays and on which ground",
        ),
        HOLDER.act(
            "received opened insisted", "object", "R C", "objected", "send objected; tell oversight", guard=CODED_GROUND
        ),
        HOLDER.takes("objected", "insist", "insisted"),
        HOLDER.takes("objected", "objection-noted", "closed-objected"),
        HOLDER.act("applied", "report-onward", "L", "done", "send onward-results", guard=_EACH_RECIPIENT),
        HOLDER.act("kept-partly", "report-onward", "L", "partly", "send onward-results", guard=_EACH_RECIPIENT),
    )


def mending_table(
    kind: str,
    *,
    title: tuple[str, str],
    envelope_kind: str,
    rows: tuple[Rows, ...],
    invariants: tuple[str, ...],
    asked: Asked = NONE,
) -> Table:
    """Give the table of a kind whose messages travel in envelopes of `envelope_kind`."""
    return table(
        kind,
        ISSUER,
        HOLDER,
        title=title,
        messages=_messages(kind, envelope_kind),
        rows=(*rows, *BEYOND),
        ends=(("done", "done"), ("partly", "partly"), ("closed-objected", "closed-objected"), ("bounced", "rejected")),
        clocks=_clocks(kind),
        silences="not-delivered not-opened not-confirmed onward-not-confirmed",
        invariants=invariants,
        notes=(
            "the issuer runs one dialogue per recipient and reads them as a completion table",
            "a correction or recall of an item that is still held in the own queue amends or withdraws that item "
            "instead of being sent",
        ),
        held=False,
        asked=asked,
        count=Count(owed=("completion",), ends=frozenset({"done", "partly", "objected"})),
    )


def _messages(kind: str, envelope_kind: str) -> tuple[Message, ...]:
    return (
        Message(kind, "issuer", envelope_kind, "R", about_person=True),
        Message("insist", "issuer", envelope_kind, "R", about_person=True),
        Message("objection-noted", "issuer", "evidence"),
        Message("delivered", "holder", "evidence", receipt=True),
        Message("opened", "holder", "evidence"),
        Message("rejected", "holder", "evidence", receipt=True),
        Message("done", "holder", "evidence"),
        Message("partly", "holder", "answer", "R"),
        Message("objected", "holder", "answer", "R"),
        Message("onward-results", "holder", "evidence"),
    )


def _clocks(kind: str) -> tuple[ClockRule, ...]:
    return (
        ClockRule("delivery", "N:holder", f"sent:{kind}", ("delivered", "rejected"), "delivered", "not-delivered"),
        ClockRule(
            "opening",
            "holder",
            f"held:{kind}",
            ("opened", "accepted", "rejected"),
            "opened",
            "not-opened",
            only_if=OPENED_AGREED,
        ),
        ClockRule(
            "completion",
            "holder",
            f"held:{kind}",
            ("done", "partly", "objected"),
            "completion",
            "not-confirmed",
            void_by=("rejected",),
        ),
        ClockRule(
            "onward",
            "holder",
            "held:done or held:partly",
            ("onward-results",),
            "onward-completion",
            "onward-not-confirmed",
        ),
    )
