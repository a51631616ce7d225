"""One dialogue as one side sees it: its state, and the moments from which its clocks are computed.

Pure: `step` takes the case and one event and gives the next case. The event is an act, or a message by its table name;
its time is `held_at` where a receipt states one. Fed in the order of the ledger, both sides end alike, and a receipt
that comes late changes the clocks and not the state.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from detente.cases import clocks as timing
from detente.cases import moments as moment_order
from detente.cases import presets
from detente.cases.clocks import Clock, Keeping, Silence
from detente.cases.counting import Calendar, Span
from detente.cases.kinds import TABLES
from detente.cases.moments import Ledger, Moment
from detente.cases.table import NOTHING, Row, Table, Terms

_ANYWHERE: Mapping[str, Calendar] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Case:
    """One side of a dialogue. `dialogue` is the cid of the entry that opened it; `ledger` as in `cases.moments`.

    `calendars`: zone, weekend and holidays of each side; UTC where one is not known. `pauses`: the suspensions of its
    agreement and topic, as the ledger has them.
    """

    dialogue: str
    side: str
    state: str
    opened_at: datetime
    kind: str = "notification"
    terms: Terms = field(default_factory=Terms)
    ledger: Ledger = ()
    preset: str = "detente-default"
    calendars: Mapping[str, Calendar] = field(default_factory=lambda: _ANYWHERE)
    pauses: tuple[Span, ...] = ()

    @property
    def moments(self) -> Mapping[str, datetime]:
        """Each moment that there was, with the first time of it."""
        first: dict[str, datetime] = {}
        for moment in self.ledger:
            first.setdefault(moment.name, moment.at)
        return MappingProxyType(first)

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The deadlines that run or ran, computed anew each time; what is no longer asked for is left out."""
        keeping = Keeping(presets.preset(self.preset), self.calendars, self.pauses)
        found = timing.clocks_of(TABLES[self.kind], self.terms, self.ledger, keeping)
        return tuple(clock for clock in found if clock.voided is None)

    @property
    def ended(self) -> bool:
        """Whether the dialogue is over for this side."""
        return TABLES[self.kind].is_terminal(self.side, self.state)


def open_case(
    kind: str,
    *,
    dialogue: str,
    side: str,
    at: datetime,
    terms: Terms,
    preset: str = "detente-default",
    calendars: Mapping[str, Calendar] = _ANYWHERE,
) -> Case:
    """Give the case of a new dialogue, in the first state of its table."""
    state = TABLES[kind].initial[side]
    return Case(dialogue, side, state, at, kind=kind, terms=terms, preset=preset, calendars=calendars)


def step(
    case: Case,
    event: str,
    *,
    now: datetime,
    until: datetime | None = None,
    unmet: Collection[str] = NOTHING,
    roles: Collection[str] | None = None,
    taken: bool | None = None,
    held_back: bool = False,
) -> Case:
    """Give the case after `event`. For a message or a receipt `now` is its `held_at`.

    `until`: the time that the event names, if it names one. `unmet`, `roles` and `taken` as in `Table.next_row`.
    `held_back`: a suspension keeps what this step sends in the queue; say `left` when it leaves.

    Raises:
        NoSuchStep: the table has no row for it, or a guard does not hold; nothing changed.
        NotInRole: it is an act for other roles; nothing changed.
    """
    table = TABLES[case.kind]
    row = table.next_row(case.side, case.state, event, case.terms, unmet=unmet, roles=roles, taken=taken)
    ledger = case.ledger
    if row.how == "message":
        covered = table.receipts.get(row.event)
        # A receipt comes again with each repeat, and proves nothing new; an entry of the ledger comes once.
        ledger = (
            (*ledger, Moment(f"held:{row.event}", now, until))
            if covered is None
            else moment_order.with_held(ledger, covered, now)
        )
    added = tuple(Moment(name, now, until) for name in _moments_of(row, table, held_back=held_back))
    return replace(case, state=row.to, ledger=(*ledger, *added))


def row_for(case: Case, event: str) -> Row:
    """Give the row that `event` would take: its effects tell what to send, `by` who may do it.

    Raises:
        NoSuchStep: as in `step`.
    """
    return TABLES[case.kind].next_row(case.side, case.state, event, case.terms)


def left(case: Case, message: str, *, at: datetime, until: datetime | None = None) -> Case:
    """Give the case once a message that a suspension held back has left: its clocks begin now."""
    return replace(case, ledger=(*case.ledger, Moment(f"sent:{message}", at, until)))


def noted(case: Case, moment: str, *, at: datetime) -> Case:
    """Give the case once something happened that its clocks count and that moves no state."""
    return replace(case, ledger=(*case.ledger, Moment(moment, at)))


def receipted(case: Case, message: str, *, held_at: datetime) -> Case:
    """Give the case once the partner's receipt covers a message that this side sent after the opening one.

    The receipt states the time that counts on both sides; until then the own time of sending stood for it. A message
    that was sent several times has its receipts in the same order.
    """
    return replace(case, ledger=moment_order.with_held(case.ledger, message, held_at))


def possible(case: Case) -> tuple[Row, ...]:
    """Give the acts of persons that stand open now, in the order of the table."""
    rows = TABLES[case.kind].possible(case.side, case.state, case.terms)
    return tuple(row for row in rows if row.how == "act")


def silences(case: Case, *, now: datetime) -> tuple[Silence, ...]:
    """Give what was awaited in this dialogue and did not come, with the instant since when."""
    return timing.silences(case.clocks, now=now)


def _moments_of(row: Row, table: Table, *, held_back: bool) -> tuple[str, ...]:
    sends = () if held_back else row.sends
    sent = tuple(f"sent:{message}" for message in sends if message not in table.receipts)
    act = f"act:{row.event}"
    named = any(act in (*clock.met_by, *clock.starts.split(" or ")) for clock in table.clocks)
    return (act, *sent) if named and row.how == "act" else sent
