"""The scripted exchange that dies at every seam in turn, and what its end must look like.

Twenty messages between two nodes: notifications both ways, one with a report attached, acceptances, answers, a refusal.
A *point* is one seam of one node, met at one place of the script: the node dies there, comes back (in its run, or in a
new one), the script goes on, and both settle. A copy of both homes at the start of each act spares a point what lies
before it.

    act 0 --copy--> act 1 --copy--> ... act n: each act counts its seams; a point is (act, node, seam, new run)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from detente.node.context import Node
from detente.node.services import acting, notifying, officers
from detente.node.services.notifying import Letter
from detente.node.stores.models import Entry, Partner
from tests.faults import properties
from tests.faults.two import NAMES, Fate, Plan, Prepared, Two, other, take_copy

REPORT = b"Two men met on the quay at nine. " * 40


FATES = (Fate.ARRIVES, Fate.REQUEST_LOST, Fate.ANSWER_LOST, Fate.TWICE)
SECOND_SEAMS = (0, 2, 5, 9)


@dataclass(frozen=True)
class Act:
    """One line of the script: who does what; then the one who acted takes his turn, and the other one."""

    side: str
    what: str
    on: int = 0
    """Which notification that arrived, by number."""


SCRIPT = (
    Act("alpha", "notify"),
    Act("alpha", "attach"),
    Act("beta", "accept", 0),
    Act("beta", "notify"),
    Act("alpha", "accept", 0),
    Act("beta", "answer", 0),
    Act("alpha", "notify"),
    Act("alpha", "answer", 0),
    Act("beta", "accept", 1),
    Act("beta", "notify"),
    Act("beta", "answer", 1),
    Act("alpha", "refuse", 1),
    Act("beta", "accept", 2),
    Act("alpha", "notify"),
    Act("beta", "attach"),
    Act("beta", "answer", 2),
    Act("alpha", "accept", 2),
    Act("alpha", "notify"),
    Act("alpha", "answer", 2),
    Act("beta", "refuse", 3),
)


@dataclass(frozen=True)
class Point:
    """Where a node dies: in which act of the script, at which of its seams there, and how it comes back."""

    act: int
    side: str
    seam: int
    new_run: bool


@dataclass(frozen=True)
class Ordeal:
    """A death, what the network does to the first post after it, and at times a second death."""

    point: Point
    fate: Fate = Fate.ARRIVES
    then: Point | None = None


@dataclass
class Outcome:
    """What a run over many points found."""

    points: int = 0
    broken: list[str] = field(default_factory=list)
    seams: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, other_one: Outcome) -> None:
        """Take in what another process found."""
        self.points += other_one.points
        self.broken += other_one.broken
        self.seams += other_one.seams
        self.seconds = max(self.seconds, other_one.seconds)


@dataclass(frozen=True)
class Chapter:
    """The pair as it is before one act, the seams that each node passes in it, and how much each has released after."""

    prepared: Prepared
    seams: dict[str, int]
    released: dict[str, int]


def chapters(folder: Path, prepared: Prepared, *, seed: str = "script") -> list[Chapter]:
    """Play the script once without a fault, and give its chapters; checks that it ends well."""
    found = []
    two = Two(folder / f"played-{seed}", prepared, seed=seed)
    try:
        for number in range(len(SCRIPT)):
            before = as_prepared(two)
            two.passed.clear()
            perform(two, number)
            found.append(Chapter(before, dict(two.passed), {name: len(two.released[name]) for name in NAMES}))
        two.settle()
        properties.when_settled(two)
    finally:
        two.close()
    return found


def ordeals(found: list[Chapter], *, twice: bool) -> list[Ordeal]:
    """Give every ordeal: each seam of each node in each act, with a respawn and with a new run, under each fate.

    `twice`: also with a second death of either node, at four seams of what comes after the first.
    """
    points = [
        Point(number, side, seam, new_run)
        for number, chapter in enumerate(found)
        for side in NAMES
        for seam in range(chapter.seams.get(side, 0))
        for new_run in (False, True)
    ]
    single = [Ordeal(point, fate) for point in points for fate in FATES]
    if not twice:
        return single
    # The second death falls on either side in turn; a seam that is never met leaves the first death alone.
    second = [
        Ordeal(point, fate, Point(point.act, NAMES[(index + seam) % 2], seam, (index // 2) % 2 == 0))
        for index, (point, fate) in enumerate((point, fate) for point in points for fate in FATES)
        for seam in SECOND_SEAMS
    ]
    return single + second


def suffer(folder: Path, found: list[Chapter], point: Point, ordeals: Sequence[Ordeal], outcome: Outcome) -> None:
    """Die at one point, and go through each of its ordeals from there. Findings go in `outcome`."""
    chapter = found[point.act]
    two = Two(folder / "first", chapter.prepared, seed=f"{point}")
    try:
        two.plan = Plan(point.side, point.seam, point.new_run)
        perform(two, point.act)
        if not two.deaths:
            raise AssertionError("the seam was not met again")
        again(two, chapter, point.act)
        after = as_prepared(two)
        outcome.seams.update(two.deaths)
    except Exception as error:  # whatever breaks is a finding, with its place
        outcome.broken.append(f"{point}: {type(error).__name__}: {error}")
        return
    finally:
        two.close()
    for ordeal in ordeals:
        _go_on(folder / "then", chapter, ordeal, after, two, outcome)


def _go_on(folder: Path, chapter: Chapter, ordeal: Ordeal, after: Prepared, before: Two, outcome: Outcome) -> None:
    two = Two(folder, after, seed=f"{ordeal}", observer=deepcopy(before.observer))
    try:
        two.released = {name: list(cids) for name, cids in before.released.items()}
        two.wire = list(before.wire)
        two.wake_all()
        if ordeal.then is not None:
            two.plan = Plan(ordeal.then.side, ordeal.then.seam, ordeal.then.new_run)
        two.turn(SCRIPT[ordeal.point.act].side, [ordeal.fate])
        outcome.seams.update(two.deaths)
        two.settle()
        properties.when_settled(two)
        _ends_alike(two, chapter)
    except Exception as error:  # whatever breaks is a finding, with its place
        outcome.broken.append(f"{ordeal}: {type(error).__name__}: {error}")
    finally:
        two.close()
        outcome.points += 1


def as_prepared(two: Two) -> Prepared:
    """Give the pair as it is now, to begin other stories from."""
    return Prepared(
        {name: take_copy(two.world.nodes[name]) for name in NAMES},
        {name: two.world.nodes[name].run or b"" for name in NAMES},
        dict(two.world.nodes),
        two.world.clock.at,
    )


def perform(two: Two, number: int) -> None:
    """Play one act of the script."""
    act = SCRIPT[number]
    two.act(act.side, lambda node, partner: _deed(two, node, partner, act, number))
    for side in (act.side, other(act.side)):
        # After a death the story goes on at once: `again` repeats what the officer sees undone.
        if not two.deaths:
            two.turn(side, keep_plan=True)


def again(two: Two, chapter: Chapter, number: int) -> None:
    """Let the officer do again what died before all of it was committed: he sees that it is not done."""
    act = SCRIPT[number]
    if len(two.released[act.side]) < chapter.released[act.side]:
        two.act(act.side, lambda node, partner: _deed(two, node, partner, act, number))


def _ends_alike(two: Two, chapter: Chapter) -> None:
    """Compare how much each side released with the play without fault: nothing more, nothing less."""
    for name in NAMES:
        here, there = len(two.released[name]), chapter.released[name]
        assert here == there, f"{name} released {here} entries in all, {there} without the fault"


def _deed(two: Two, node: Node, partner: Partner, act: Act, number: int) -> None:
    if act.what in ("notify", "attach"):
        path = two.folder / "report.txt"
        if act.what == "attach":
            path.write_bytes(REPORT)
        letter = Letter(
            subject=f"Dossier {number}",
            text="A text.",
            files=[path] if act.what == "attach" else [],
            answer_by=node.now() + timedelta(days=3),
        )
        notifying.notify(node, officers.find(node, "lia"), partner, letter)
        return
    arrived = Entry.objects.using(node.alias).filter(partner=partner, ours=False, kind="notification", code="")
    entry, omar = arrived.order_by("seq")[act.on], officers.find(node, "omar")
    if act.what == "accept":
        acting.accept(node, omar, entry, until=node.now() + timedelta(days=1))
    elif act.what == "answer":
        notifying.answer(node, omar, entry, Letter(text="An answer."))
    else:
        acting.open_entry(node, omar, entry)
        notifying.refuse(node, omar, entry, inner="hr-death-penalty")
