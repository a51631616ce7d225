"""Clocks and the four receipts of a case, as the desk shows them. Computed from its moments; nothing is read here.

The four receipts are never mixed: delivered is the node's, opened and accepted a person's, answered the house's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, cast

from detente.cases import carrying
from detente.cases import clocks as timing
from detente.cases.case import Case
from detente.cases.kinds import TABLES
from detente.node.queries.desk import Clock, ClockState, Receipt, ReceiptKind, ReceiptState, Side, Silence

Moments = Mapping[str, datetime]

ANSWERS: Final = ("answer", "part", "part-final", "nil", "refused")
KINDS: Final[tuple[ReceiptKind, ...]] = ("delivered", "opened", "accepted", "answered")
CLOCKS: Final[dict[str, str]] = {
    "delivered": "delivery",
    "opened": "opening",
    "accepted": "acceptance",
    "answered": "answer",
}


def side_of_receiver(case: Case) -> Side:
    """Give who owes the receipts: the one who received."""
    return "us" if case.side == TABLES[case.kind].sides[1] else "them"


def obliged(given: timing.Clock, case: Case) -> Side:
    """Give who owes what a clock awaits."""
    return "us" if given.obliged.removeprefix("N:") == case.side else "them"


def clock(given: timing.Clock, case: Case, *, now: datetime) -> Clock:
    """Give one clock; `left` is negative when overdue, and while it stands still what remains."""
    # No clock of a case is void: what is no longer asked for is left out there.
    state = cast(ClockState, timing.clock_state(given, now=now).value)
    still = given.paused or given.stopped
    at: datetime | None = given.met_at if state == "done" else given.due
    left = None if state == "done" else given.due - (still or now)
    return Clock(
        given.name,
        obliged(given, case),
        state,
        at if state == "done" or still is None else None,
        left,
        zone_of(given, case),
    )


def zone_of(given: timing.Clock, case: Case) -> str:
    """Give the time zone of the party that a clock obliges, by which its days are counted; "" where it is not known."""
    calendar = case.calendars.get(given.obliged.removeprefix("N:"))
    return "" if calendar is None else str(calendar.zone)


def running(case: Case, *, now: datetime) -> tuple[Clock, ...]:
    """Give the clocks that are not met, nearest first."""
    awaited = [each for each in case.clocks if each.met_at is None]
    return tuple(clock(each, case, now=now) for each in sorted(awaited, key=lambda each: _place(each, now=now)))


def nearest(case: Case, clocks: Sequence[timing.Clock], *, now: datetime) -> Clock | None:
    """Give that of the clocks of a case which ends first, overdue ones among them; None where nothing is awaited."""
    awaited = [each for each in clocks if each.met_at is None]
    first = min(awaited, key=lambda each: _place(each, now=now), default=None)
    return None if first is None else clock(first, case, now=now)


def _place(given: timing.Clock, *, now: datetime) -> tuple[bool, datetime]:
    still = (given.paused or given.stopped) is not None
    return still, now if still else given.due


def silences(case: Case, *, now: datetime) -> tuple[Silence, ...]:
    """Give each time without what was owed: until it came, late, or while it lasts."""
    found = []
    for each in case.clocks:
        until = each.met_at
        if (each.paused or each.stopped) is not None or (until or now) <= each.due:
            continue
        found.append(Silence(each.name, obliged(each, case), each.due, until, (until or now) - each.due))
    return tuple(found)


def four(case: Case, given: Sequence[timing.Clock], *, code: str, now: datetime) -> tuple[Receipt, ...]:
    """Give the four receipts by the clocks of a case. `code`: why the message reached no desk, "" where it may have."""
    made: list[Receipt] = []
    awaited = False
    clocks, moments = {each.name: each for each in given}, case.moments
    for kind in KINDS:
        at, failed = _when(case, moments, kind), kind == "delivered" and _bounced(case, code)
        own = clocks.get(CLOCKS[kind])
        state = _state(at, failed, own, now=now, first=not awaited)
        awaited = awaited or state in ("due", "late")
        due = own.due if own is not None and at is None else None
        made.append(
            Receipt(
                kind,
                state,
                side_of_receiver(case),
                at=_moment(moments, "rejected") if failed else at,
                due=due,
                code=code if failed else "",
            )
        )
    return tuple(made)


def alone(at: datetime | None, side: Side, *, code: str) -> tuple[Receipt, ...]:
    """Give what a message without a case of its own has: the receipt of delivery, and no more."""
    state: ReceiptState = "failed" if code else "due" if at is None else "held"
    return (Receipt("delivered", state, side, at=at, code=code),)


def _state(at: datetime | None, failed: bool, own: timing.Clock | None, *, now: datetime, first: bool) -> ReceiptState:
    if failed:
        return "failed"
    if at is not None:
        return "held"
    if own is not None and own.met_at is None and timing.clock_state(own, now=now) is timing.ClockState.OVERDUE:
        return "late"
    return "due" if first and own is not None and own.met_at is None else "later"


def _when(case: Case, moments: Moments, kind: ReceiptKind) -> datetime | None:
    if kind == "delivered":
        return moments.get(f"held:{carrying.opening(TABLES[case.kind]).name}")
    messages = ANSWERS if kind == "answered" else (kind,)
    given = [at for message in messages if (at := _moment(moments, message)) is not None]
    return min(given, default=None)


def _moment(moments: Moments, message: str) -> datetime | None:
    return moments.get(f"held:{message}", moments.get(f"sent:{message}"))


def _bounced(case: Case, code: str) -> bool:
    return case.state in ("bounced", "rejected") or bool(code)
