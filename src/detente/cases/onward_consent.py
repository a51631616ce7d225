"""May we give this item to somebody else, or use it for another purpose? No answer means no.

    asker       released --send--> sent --> ... --granted--> granted --use / until--> used, lapsed
    originator  waiting --ask--> received --open--> opened --grant / refuse--> granted, refused

A consent covers one item, one recipient, one purpose, one period. The use that crosses a revocation is a use.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from detente.cases.asked import OPENS, Asked, Field
from detente.cases.guards import ADMITTED, NOT_ADMITTED, OPENED_AGREED, REASON, SENDABLE, TOLD, UNTOLD
from detente.cases.rows import STAYS, Side, table
from detente.cases.table import ClockRule, Count, Message

_ASKER: Final = Side(
    "asker",
    "released sent delivered opened bounced* granted withdrawing refused* withdrawn* used* lapsed* revoked*",
)
_ORIGINATOR: Final = Side(
    "originator",
    "waiting received rejected* opened granted refused* revoking used* lapsed* revoked* withdrawn*",
)

MESSAGES: Final = (
    Message("ask", "asker", "request", "R", about_person=True),
    Message("withdraw", "asker", "control"),
    Message("use-report", "asker", "feedback", "R", about_person=True),
    Message("lapsed", "asker", "evidence"),
    Message("revoke-accepted", "asker", "evidence"),
    Message("delivered", "originator", "evidence", receipt=True),
    Message("opened", "originator", "evidence"),
    Message("rejected", "originator", "evidence", receipt=True),
    Message("granted", "originator", "answer", "R"),
    Message("refused", "originator", "refusal", "R"),
    Message("revoke", "originator", "control"),
    Message("withdrawn", "originator", "evidence"),
)

ROWS: Final = (
    # What the asker sees and does.
    _ASKER.node("released", "send", "sent", "send ask; start delivery", guard=SENDABLE),
    _ASKER.takes("sent", "delivered", "delivered", "meet delivery; start opening; start answer"),
    _ASKER.takes("opened withdrawing granted refused withdrawn used lapsed revoked", "delivered", STAYS, "record"),
    _ASKER.takes("sent delivered", "opened", "opened", "meet opening"),
    _ASKER.takes("withdrawing", "opened", STAYS, "record"),
    _ASKER.takes("sent", "rejected", "bounced", "tell owner with the code"),
    _ASKER.takes("withdrawing", "rejected", "bounced"),
    _ASKER.takes("opened withdrawing", "granted", "granted", "meet answer; record limits and until"),
    _ASKER.takes("sent delivered", "granted", "granted", "meet opening; meet answer; record limits and until"),
    _ASKER.takes("opened withdrawing", "refused", "refused", "meet answer"),
    _ASKER.takes("sent delivered", "refused", "refused", "meet opening; meet answer"),
    _ASKER.act("sent delivered opened", "withdraw", "L", "withdrawing", "send withdraw"),
    _ASKER.takes("withdrawing", "withdrawn", "withdrawn"),
    _ASKER.act(
        "granted",
        "use",
        "L A",
        "used",
        "send use-report",
        guard="now is before until, recipient and purpose as granted",
    ),
    _ASKER.clock("granted", "until", "lapsed", "send lapsed", guard="until has passed"),
    _ASKER.takes("granted", "revoke", "revoked", "send revoke-accepted"),
    _ASKER.takes("used lapsed", "revoke", STAYS, "record: too late; propose a recall"),
    # What the originator sees and does.
    _ORIGINATOR.takes("waiting", "ask", "received", "send delivered; start opening; start answer", guard=ADMITTED),
    _ORIGINATOR.takes("waiting", "ask", "rejected", "send rejected", guard=NOT_ADMITTED),
    _ORIGINATOR.act("received", "open", "A L D H", "opened", "send opened", guard=TOLD),
    _ORIGINATOR.act("received", "open", "A L D H", "opened", guard=UNTOLD),
    _ORIGINATOR.act(
        "opened",
        "grant",
        "R C",
        "granted",
        "send granted",
        guard="H heard where a person is concerned, limits and until given",
    ),
    _ORIGINATOR.act("opened", "refuse", "R C", "refused", "send refused", guard="coded ground, explained"),
    _ORIGINATOR.act("granted", "revoke", "R C", "revoking", "send revoke", guard=REASON),
    _ORIGINATOR.takes("granted revoking", "use-report", "used"),
    _ORIGINATOR.takes("granted revoking", "lapsed", "lapsed"),
    _ORIGINATOR.takes("revoking", "revoke-accepted", "revoked"),
    _ORIGINATOR.takes("received opened", "withdraw", "withdrawn", "send withdrawn"),
    _ORIGINATOR.takes("granted revoking refused rejected", "withdraw", STAYS, "record"),
)

CLOCKS: Final = (
    ClockRule("delivery", "N:originator", "sent:ask", ("delivered", "rejected"), "delivered", "not-delivered"),
    ClockRule(
        "opening",
        "originator",
        "held:ask",
        ("opened", "accepted", "rejected", "granted", "refused"),
        "opened",
        "not-opened",
        only_if=OPENED_AGREED,
    ),
    ClockRule("answer", "originator", "held:ask", ("granted", "refused"), "consent", "unanswered-means-no"),
    ClockRule("until", "asker", "granted.until", ("use-report", "lapsed", "revoke-accepted"), "given", "lapsed"),
)

ASKED: Final[Asked] = MappingProxyType(
    {
        OPENS: (
            Field("to_whom", travels=True),
            Field("for_purpose", travels=True),
            Field("wanted_until", "instant", travels=True),
        ),
        "grant": (Field("limits", "text", travels=True),),
        "use": (Field("used_for", travels=True), Field("used_at", "instant", travels=True)),
    }
)

TABLE: Final = table(
    "onward-consent",
    _ASKER,
    _ORIGINATOR,
    title=("Consent to onward use", "Consentement à un usage ultérieur"),
    messages=MESSAGES,
    rows=ROWS,
    ends=(
        ("used", "used"),
        ("lapsed", "lapsed"),
        ("revoked", "revoked"),
        ("refused", "refused"),
        ("withdrawn", "withdrawn"),
        ("bounced", "rejected"),
    ),
    clocks=CLOCKS,
    silences="not-delivered not-opened unanswered-means-no",
    invariants=(
        "no answer is no",
        "a use that crosses a revocation is a use on both sides, and a recall is proposed",
        "a consent covers one item, one recipient, one purpose, one period",
    ),
    count=Count(
        owed=("answer",),
        ends=frozenset({"granted", "refused"}),
        refuses=frozenset({"refused"}),
        voids=frozenset({"withdrawn"}),
    ),
    asked=ASKED,
)
