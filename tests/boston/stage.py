"""The stage of an acceptance case: its parties as whole nodes with their zones and officers, one clock, one network.

Steps are played through the services behind the desk and the command. A message arrives five seconds after it left, or
five seconds after the end of what the network does meanwhile. Jobs of the worker run whenever time passes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from detente.cases import clocks as timing
from detente.cases.case import Case
from detente.cases.clocks import Clock
from detente.model.instant import parse_instant
from detente.node.context import Node
from detente.node.services import (
    between_desks,
    casework,
    desks,
    notifying,
    officers,
    purging,
    threads,
    working_calendars,
)
from detente.node.services.letters import Letter
from detente.node.stores import handovers
from detente.node.stores.models import Entry, HandoverRow, Officer, Partner
from tests.node.world import World

Given = dict[str, Any]
DELIVERY = timedelta(seconds=5)
KINDS = ("notification", "request-information", "answer", "refusal", "feedback", "correction")
ROLES = {"A": "analyst", "L": "liaison", "R": "release", "C": "head", "D": "duty", "H": "legal", "O": "oversight"}
STATUS = {
    timing.ClockState.OVERDUE: "ran-out",
    timing.ClockState.STOPPED: "stopped",
    timing.ClockState.PAUSED: "paused",
    timing.ClockState.VOID: "void",
    timing.ClockState.DONE: "met",
}


def instant(text: str) -> datetime:
    """Give the instant of a step."""
    return parse_instant(text.removesuffix("Z") + ".000Z")


@dataclass
class Thread:
    """A dialogue by its label: the entry that opened it, who wrote it, and to whom."""

    label: str
    sender: str
    receiver: str
    cid: str
    subject: Given = field(default_factory=dict)


@dataclass
class Stage:
    """The nodes of one case."""

    world: World
    given: Given
    threads: dict[str, Thread] = field(default_factory=dict)
    arrivals: list[datetime] = field(default_factory=list)
    watches: list[Callable[[], None]] = field(default_factory=list)

    # Building

    def build(self, *, inside: tuple[tuple[str, str], ...] = ()) -> None:
        """Make the nodes, their officers and calendars, and the agreements; `inside`: pairs of one state."""
        zones = {party["id"]: party["zone"] for party in self.given["parties"]}
        self.world.clock.at = self.starts - timedelta(days=1)
        for party in zones:
            self.world.add(party)
        for name, actor in self.given["actors"].items():
            if actor["party"] in zones:
                (role,) = actor["roles"]
                officers.add(self.node(actor["party"]), name=name, shown=name, role=ROLES[role])
        pairs = [tuple(each["parties"]) for each in self.given["agreements"]]
        for first, second in (*pairs, *inside):
            self.world.meet(first, second, kinds=KINDS)
            self.world.settle(first, second)
        for here in zones:
            self._calendars(here, zones)

    def tip(self, party: str, label: str, *, source: str, topic: str) -> None:
        """Let another party have told the one of the matter that a case is about, before its first step."""
        self.world.add(source)
        self.world.meet(source, party, kinds=KINDS)
        self.world.settle(source, party)
        node = self.node(source)
        letter = Letter(subject="A matter", text="Please look.", lang="en", topic=topic)
        entry = notifying.notify(node, officers.find(node, "lia"), self.partner(source, party), letter)
        self.world.settle(source, party)
        self.threads[label] = Thread(label, source, party, entry.cid)

    def desk(self, party: str, code: str, *, members: tuple[str, ...], main: bool = False) -> None:
        """Make a desk of a party with its members."""
        node = self.node(party)
        chooser = officers.operator(node)
        desk = desks.arrange(node, chooser, code, name=code.title(), main=main)
        for member in members:
            desks.place(node, chooser, desk, officers.find(node, member), "member")

    def _calendars(self, here: str, zones: dict[str, str]) -> None:
        node = self.node(here)
        chooser = officers.find(node, "lia")
        for party, zone in zones.items():
            place = working_calendars.place_of(zone=zone, now=self.world.clock())
            if party == here:
                working_calendars.choose(node, chooser, None, place)
            elif self.knows(here, party):
                working_calendars.choose(node, chooser, self.partner(here, party), place)

    @property
    def starts(self) -> datetime:
        """When the first step is made."""
        return min(instant(step["at"]) for step in self.given["steps"])

    # Looking

    def node(self, party: str) -> Node:
        """Give a party's node."""
        return self.world.nodes[party]

    def partner(self, here: str, there: str) -> Partner:
        """Give a party as another one knows it."""
        return self.world.partner(here, there)

    def knows(self, here: str, there: str) -> bool:
        """Whether two parties are in contact."""
        named = [tuple(each["parties"]) for each in self.given["agreements"]]
        rows = Partner.objects.using(self.node(here).alias).filter(code__iexact=there[:3])
        return (here, there) in named or (there, here) in named or rows.exists()

    def officer(self, actor: str) -> Officer:
        """Give an officer by the label of the case."""
        return officers.find(self.node(self.party(actor)), actor)

    def party(self, actor: str) -> str:
        """Give the party of an officer."""
        return str(self.given["actors"][actor]["party"])

    def liaison(self, party: str) -> Officer:
        """Give a liaison officer of a party."""
        actors = self.given["actors"].items()
        return self.officer(next(name for name, each in actors if each["party"] == party and "L" in each["roles"]))

    def colleague(self, actor: str, role: str) -> str:
        """Give the officer of the same party who has a role."""
        found = [
            name
            for name, each in self.given["actors"].items()
            if each["party"] == self.party(actor) and role in each["roles"]
        ]
        return found[0]

    def now(self) -> datetime:
        """Give the simulated instant."""
        return self.world.clock()

    def entry(self, here: str, label: str) -> Entry:
        """Give the entry that opened a dialogue, as a party holds it."""
        rows = Entry.objects.using(self.node(here).alias).select_related("partner", "batch")
        return rows.get(cid=self.threads[label].cid)

    def holds(self, here: str, label: str) -> bool:
        """Whether a party has the entry that opened a dialogue."""
        rows = Entry.objects.using(self.node(here).alias)
        return label in self.threads and rows.filter(cid=self.threads[label].cid).exists()

    def case(self, here: str, label: str) -> Case:
        """Give a party's case of a dialogue."""
        entry = self.entry(here, label)
        row = self.handover(here, label)
        if row is not None:
            return handovers.sides(self.node(here), row)[handovers.TAKER]
        found = casework.case_of(self.node(here), entry.partner, entry.root, entry.cid)
        assert found is not None
        return found

    def clock(self, here: str, label: str, name: str) -> Clock:
        """Give one clock of a case."""
        return next(each for each in self.case(here, label).clocks if each.name == name)

    def status(self, clock: Clock) -> str:
        """Give how a clock stands, in the words of the cases."""
        state = timing.clock_state(clock, now=self.now())
        return "met-late" if clock.met_late else STATUS.get(state, "running")

    def both(self, label: str) -> tuple[str, str]:
        """Give who opened a dialogue, and the other one."""
        return self.threads[label].sender, self.threads[label].receiver

    def statement(self, here: str, label: str) -> bytes:
        """Give a party's statement of the thread that a dialogue belongs to."""
        return threads.export(self.node(here), officers.find(self.node(here), "lia"), self.entry(here, label))

    # Time and network

    def left(self) -> None:
        """Note that something may have left: it arrives in five seconds, or after what the network does."""
        self.arrivals.append(self.now() + DELIVERY)

    def handover(self, here: str, label: str) -> HandoverRow | None:
        """Give the hand-over of a case, None where there is none."""
        return HandoverRow.objects.using(self.node(here).alias).filter(case_id=self.entry(here, label).pk).first()

    def until(self, at: datetime) -> None:
        """Let time pass to an instant, with what arrives and what the worker does meanwhile."""
        for fault in self.given["faults"]:
            heals = instant(fault["until"]) + DELIVERY
            if self.now() < heals <= at:
                self.arrivals.append(heals)
        for due in sorted(each for each in self.arrivals if each <= at):
            self.world.clock.at = max(due, self.now())
            self._exchange()
            self._work()
        self.arrivals = [each for each in self.arrivals if each > at]
        self.world.clock.at = max(at, self.now())
        self._work()

    def _exchange(self) -> None:
        self.world.cut = self._cut
        parties = list(self.world.nodes)
        for index, first in enumerate(parties):
            for second in parties[index + 1 :]:
                if self.knows(first, second):
                    self.world.settle(first, second)

    def _work(self) -> None:
        for node in self.world.nodes.values():
            purging.purge_due(node)
            between_desks.ring(node)
        if any(thread.cid for thread in self.threads.values()):
            for watch in self.watches:
                watch()

    def _cut(self, here: str, there: str) -> str:
        for fault in self.given["faults"]:
            assert fault["fault"] == "loses everything", fault
            sender, receiver = fault["network"].split(">")
            if instant(fault["from"]) <= self.now() <= instant(fault["until"]):
                if (here, there) == (sender, receiver):
                    return "request"
                if (here, there) == (receiver, sender):
                    return "answer"
        return ""
