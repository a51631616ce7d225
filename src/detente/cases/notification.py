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

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from detente.cases.table import ClockRule, Guard, Row, Table

SENDER: Final = "sender"
RECEIVER: Final = "receiver"

# Guards that the terms of the dialogue decide.
ADMITTED = "policy.admit permits"
NOT_ADMITTED = "policy.admit refuses"
TOLD = "policy.open permits, `opened` is agreed"
UNTOLD = "policy.open permits, `opened` is not agreed"
ASKS_RELEASED = "the notification asks, released by R"
ASKS_NIL = "the notification asks, released by R; says no more than that there is nothing to communicate"
ASKS_REFUSE = (
    "the notification asks; inner ground from grounds.json allowed for this agreement, its `sent` is not `nil`"
)
OPENED_AGREED = "`opened` is agreed"
ASKS = "the notification asks; `answer_by` moves the end"

# Guards that a person, or the caller, answers for.
SENDABLE = "policy.send permits and approval is bound to the hash of what is sent"
RELEASED = "released by R"
EVALUATED = "own evaluation entered beside the sender's"
LISTED = "coded list of what is missing"
NAMED = "a case is named"
REASON = "reason code"
ACTION = "action code"

GUARDS: Final[Mapping[str, Guard]] = MappingProxyType(
    {
        ADMITTED: lambda terms: terms.admitted,
        NOT_ADMITTED: lambda terms: not terms.admitted,
        TOLD: lambda terms: terms.opened,
        UNTOLD: lambda terms: not terms.opened,
        ASKS_RELEASED: lambda terms: terms.asking,
        ASKS_NIL: lambda terms: terms.asking,
        ASKS_REFUSE: lambda terms: terms.asking,
        OPENED_AGREED: lambda terms: terms.opened,
        ASKS: lambda terms: terms.asking,
    }
)

_NODE = ("N",)


def _arrives(state: str, event: str, to: str, *effects: str, side: str = SENDER, guard: str | None = None) -> Row:
    return Row(side, state, event, "message", _NODE, guard, to, effects)


def _act(
    state: str, event: str, by: str, to: str, *effects: str, side: str = RECEIVER, guard: str | None = None
) -> Row:
    return Row(side, state, event, "act", tuple(by.split()), guard, to, effects)


def _answers(state: str) -> tuple[Row, ...]:
    """The three ways to answer an ask, alike in every state after it was registered."""
    met = ("meet answer", "meet outcome")
    return (
        _act(state, "answer", "L", "answered", "send answer", *met, guard=ASKS_RELEASED),
        _act(state, "answer-nil", "L", "nil", "send nil", *met, _NOT_BEFORE, guard=ASKS_NIL),
        _act(state, "refuse", "R C", "refused", "send refused", *met, "record inner ground", guard=ASKS_REFUSE),
    )


_TAKEN = ("send delivered", "start opening", "start acceptance", "start answer")
_NOT_BEFORE = "leaves at max(release, held_at + nil_after)"
_FULL_PROCEDURE = "spawn request-information when the ask needs the full procedure and the agreement covers it"

ROWS: Final[tuple[Row, ...]] = (
    # What the sender sees and does.
    Row(SENDER, "released", "send", "node", _NODE, SENDABLE, "sent", ("send notification", "start delivery")),
    _arrives("sent", "delivered", "delivered", "meet delivery", "start opening", "start acceptance", "start answer"),
    _arrives("sent", "opened", "opened", "meet opening"),
    _arrives("sent", "rejected", "bounced", "tell owner with the code"),
    _arrives("sent", "accepted", "accepted", "meet opening", "meet acceptance"),
    _arrives("sent", "refused", "refused", "meet opening", "meet answer", "count refused by sent ground"),
    _arrives("delivered", "opened", "opened", "meet opening"),
    _arrives("delivered", "accepted", "accepted", "meet opening", "meet acceptance"),
    _arrives("delivered", "refused", "refused", "meet opening", "meet answer", "count refused by sent ground"),
    _arrives("opened", "delivered", "opened", "record"),
    _arrives("opened", "accepted", "accepted", "meet acceptance"),
    _arrives("opened", "refused", "refused", "meet answer", "count refused by sent ground"),
    _arrives("accepted", "delivered", "accepted", "record"),
    _arrives("accepted", "returned", "returned", "meet acceptance", "tell owner what is missing"),
    _arrives("accepted", "filed", "filed", "count no-outcome by reason"),
    _arrives("accepted", "outcome", "outcome-received", "meet outcome", "count outcome"),
    _arrives("accepted", "answer", "answered", "meet answer"),
    _arrives("accepted", "nil", "nil", "meet answer"),
    _arrives("accepted", "refused", "refused", "meet answer", "count refused by sent ground"),
    _act("returned", "supplement", "A L", "accepted", "send supplement", side=SENDER, guard=RELEASED),
    _act("returned", "let-stand", "L", "standing", "send stands", side=SENDER),
    _arrives("returned", "delivered", "returned", "record"),
    _arrives("standing", "filed", "filed"),
    _arrives("standing", "delivered", "standing", "record"),
    _arrives("filed", "delivered", "filed", "record"),
    _arrives("outcome-received", "delivered", "outcome-received", "record"),
    _arrives("answered", "delivered", "answered", "record"),
    _arrives("nil", "delivered", "nil", "record"),
    _arrives("refused", "delivered", "refused", "record"),
    # What the receiver sees and does.
    _arrives("waiting", "notification", "received", *_TAKEN, side=RECEIVER, guard=ADMITTED),
    _arrives("waiting", "notification", "rejected", "send rejected", side=RECEIVER, guard=NOT_ADMITTED),
    _act("received", "open", "A L D H", "opened", "send opened", guard=TOLD),
    _act("received", "open", "A L D H", "opened", guard=UNTOLD),
    _act("opened", "register", "L D", "registered", "send accepted", "start outcome", _FULL_PROCEDURE),
    _act("opened", "refuse", "R C", "refused", "send refused", "meet answer", "record inner ground", guard=ASKS_REFUSE),
    _act("registered", "evaluate", "A", "evaluated", "cross-check own holdings and other channels", guard=EVALUATED),
    _act("registered", "return-insufficient", "L", "returned", "send returned", guard=LISTED),
    *_answers("registered"),
    _act("evaluated", "return-insufficient", "L", "returned", "send returned", guard=LISTED),
    _act("evaluated", "link", "A L", "linked", "prompt the owner of a closed case to reopen", guard=NAMED),
    _act("evaluated", "file", "L", "filed", "send filed", "set review date", guard=REASON),
    *_answers("evaluated"),
    _arrives("returned", "supplement", "registered", side=RECEIVER),
    _arrives("returned", "stands", "filed", "send filed", side=RECEIVER),
    _act("linked", "decide", "L C", "acting", "list internal dissemination with reasons", guard=ACTION),
    *_answers("linked"),
    _act("acting", "offer-outcome", "L", "outcome-sent", "send outcome", "meet outcome", guard=RELEASED),
    _act("acting", "close-without-outcome", "L", "filed", "send filed", "set review date", guard=REASON),
    *_answers("acting"),
)

BEYOND: Final[tuple[Row, ...]] = (
    # A receiver may open after its commit: then the receipt comes first and evidence `rejected` follows (DXP 8).
    _arrives("delivered", "rejected", "bounced", "tell owner with the code"),
    # An answer may come in parts (DXP 14); the first entry of kind `answer` counts as the answer (DXP 10, facts).
    _arrives("accepted", "part", "answered", "meet answer"),
    _arrives("accepted", "part-final", "answered", "meet answer"),
    _arrives("answered", "part", "answered", "record"),
    _arrives("answered", "part-final", "answered", "record"),
    _arrives("answered", "answer", "answered", "record"),
)
"""Rows that the wire needs beside the table of the kind."""

_ANSWERS = ("answer", "part", "part-final", "nil", "refused")
_OPENINGS = ("opened", "accepted", "rejected", "refused")
_HELD = "held:notification"

CLOCKS: Final[tuple[ClockRule, ...]] = (
    ClockRule("delivery", "N:receiver", "sent:notification", ("delivered", "rejected"), "delivered", "not-delivered"),
    ClockRule("opening", "receiver", _HELD, _OPENINGS, "opened", "not-opened", only_if=OPENED_AGREED),
    ClockRule("acceptance", "receiver", _HELD, ("accepted", "rejected", "refused"), "accepted", "not-accepted"),
    # What reached no desk is not left unanswered: it came back.
    ClockRule("answer", "receiver", _HELD, _ANSWERS, "answer", "unanswered", only_if=ASKS, void_by=("rejected",)),
    ClockRule("outcome", "receiver", "held:accepted", ("outcome", "filed", *_ANSWERS), "outcome", "no-outcome"),
)

_SENDER_STATES = """
    released sent delivered opened accepted bounced returned standing filed outcome-received answered nil refused
"""
_RECEIVER_STATES = """
    waiting received rejected opened registered evaluated returned filed linked acting outcome-sent answered nil refused
"""
STATES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {SENDER: tuple(_SENDER_STATES.split()), RECEIVER: tuple(_RECEIVER_STATES.split())}
)
ENDS: Final[tuple[tuple[str, str], ...]] = (
    ("outcome-received", "outcome-sent"),
    ("filed", "filed"),
    ("bounced", "rejected"),
    ("answered", "answered"),
    ("nil", "nil"),
    ("refused", "refused"),
)
"""How both sides end together: (sender, receiver)."""

TABLE: Final = Table(
    kind="notification",
    initial=MappingProxyType({SENDER: "released", RECEIVER: "waiting"}),
    states=STATES,
    terminal=MappingProxyType(
        {SENDER: frozenset(ours for ours, _ in ENDS), RECEIVER: frozenset(theirs for _, theirs in ENDS)}
    ),
    rows=ROWS + BEYOND,
    clocks=CLOCKS,
    guards=GUARDS,
    receipts=MappingProxyType({"delivered": "notification"}),
)
