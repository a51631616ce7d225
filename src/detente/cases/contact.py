"""One contact between two services: requested, authorised, held, and logged by both.

The counterpart is asked only to confirm that it recorded the contact. A contact without authorisation is logged all the
same, and C and oversight are told; the partner sees the contact, and not what was missing.
"""

from __future__ import annotations

from typing import Final

from detente.cases.guards import ADMITTED, NOT_ADMITTED, OPENED_AGREED, OPENED_NOT_AGREED, REASON
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

_KEEPER: Final = Side(
    "keeper",
    "none requested authorised denied* logged-unauthorised logged lapsed* shared kept* matched* only-ours*",
)
_COUNTERPART: Final = Side("counterpart", "waiting* received rejected* opened matched* only-theirs*")

MESSAGES: Final = (
    Message("contact-logged", "keeper", "evidence", "R", about_person=True),
    Message("delivered", "counterpart", "evidence", receipt=True),
    Message("opened", "counterpart", "evidence"),
    Message("rejected", "counterpart", "evidence", receipt=True),
    Message("confirmed", "counterpart", "evidence"),
    Message("not-recorded", "counterpart", "evidence", "R"),
    Message("recorded-late", "counterpart", "evidence", "R"),
)

ROWS: Final = (
    # What the keeper sees and does.
    _KEEPER.act("none", "request", "A L D", "requested", guard="person, counterpart, channel, topic, period"),
    _KEEPER.act("requested", "authorise", "C", "authorised", "start contact-period", guard="not the person who asked"),
    _KEEPER.act("requested", "deny", "C", "denied", guard=REASON),
    _KEEPER.act("none", "report-unauthorised", "A L D H R C", "logged-unauthorised", "tell C; tell oversight"),
    _KEEPER.act("authorised", "log", "A L D", "logged", guard="within the period, each participant named"),
    _KEEPER.clock("authorised", "contact-period", "lapsed", guard="period over and nothing logged"),
    _KEEPER.act("authorised", "revoke", "C", "denied", guard=REASON),
    _KEEPER.node(
        "logged logged-unauthorised",
        "share",
        "shared",
        "send contact-logged",
        guard="the agreement provides the register and policy.send permits",
    ),
    _KEEPER.act("logged logged-unauthorised", "keep", "C", "kept", guard="no agreement provides the register"),
    _KEEPER.takes("shared matched only-ours", "delivered", STAYS, "record"),
    _KEEPER.takes("shared", "opened", STAYS, "record"),
    _KEEPER.takes("shared", "rejected", "kept"),
    _KEEPER.takes("shared", "confirmed", "matched"),
    _KEEPER.takes("shared", "not-recorded", "only-ours", "tell C"),
    _KEEPER.takes("only-ours", "recorded-late", "matched", "record both times"),
    # What the counterpart sees and does.
    _COUNTERPART.takes("waiting", "contact-logged", "received", "send delivered", guard=ADMITTED),
    _COUNTERPART.takes("waiting", "contact-logged", "rejected", "send rejected", guard=NOT_ADMITTED),
    _COUNTERPART.act("received", "open", "L C", "opened", "send opened", guard=OPENED_AGREED),
    _COUNTERPART.act("received", "open", "L C", "opened", guard=OPENED_NOT_AGREED),
    _COUNTERPART.act("opened", "confirm", "L C", "matched", "send confirmed", guard="own register has it"),
    _COUNTERPART.act(
        "opened", "deny-record", "C", "only-theirs", "send not-recorded", guard="own register searched, nothing found"
    ),
    _COUNTERPART.act(
        "only-theirs", "record-late", "C", "matched", "send recorded-late", guard="found or made up for, with reason"
    ),
)

CLOCKS: Final = (
    ClockRule("contact-period", "keeper", "act:authorise", ("act:log",), "given", "lapsed"),
    ClockRule(
        "confirmation", "counterpart", "held:contact-logged", ("confirmed", "not-recorded"), "answer", "not-confirmed"
    ),
)

TABLE: Final = table(
    "contact",
    _KEEPER,
    _COUNTERPART,
    title=("Contact", "Contact"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(
        ("denied", "waiting"),
        ("lapsed", "waiting"),
        ("kept", "waiting"),
        ("kept", "rejected"),
        ("matched", "matched"),
        ("only-ours", "only-theirs"),
    ),
    clocks=CLOCKS,
    silences="not-confirmed",
    invariants=(
        "a contact without authorisation is logged all the same, and C and oversight are told; the partner "
        "sees the contact, not the lack of authorisation",
        "a certificate proves only the absence of *recorded* contact and says so",
    ),
    count=Count(owed=("confirmation",), ends=frozenset({"confirmed", "not-recorded"})),
)
