"""Two honest nodes, and all that may befall them, in any order that Hypothesis thinks of.

Between two settlements at most one side goes back to an older copy: P1 and P4 hold under that condition (DXP 19).
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Callable
from copy import copy
from datetime import timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from detente.cases.table import NoSuchStep
from detente.model.errors import BadInput, PolicyRefusal
from detente.node.context import Node
from detente.node.services import acting, notifying, officers
from detente.node.services.notifying import Letter
from detente.node.stores.models import Entry, Partner
from tests.faults import properties
from tests.faults.two import NAMES, Copy, Fate, Plan, Prepared, Two, jump, other

SIDES = st.sampled_from(NAMES)
FATES = st.lists(st.sampled_from(list(Fate)), max_size=5)
CRASHES = st.none() | st.builds(Plan, SIDES, st.integers(0, 24), st.booleans())
Deed = tuple[str, int]
DEEDS = st.lists(
    st.tuples(st.sampled_from(("notify", "attach", "accept", "answer", "refuse", "nil")), st.integers(0, 7)),
    min_size=1,
    max_size=3,
)
MISHAPS = ("respawn", "start", "restore", "settle", "jump", "renew")
REPLAYS = st.lists(st.tuples(st.integers(0, 400), st.booleans()), max_size=5)
KEPT_COPIES = 4
_count = itertools.count()


class TwoParties(RuleBasedStateMachine):
    """The machine; `prepared` is set by the test."""

    prepared: Prepared

    @initialize()
    def begin(self) -> None:
        """Lay down the prepared pair."""
        self.folder = Path(tempfile.mkdtemp(prefix="detente-two-"))
        number = next(_count)
        self.two = Two(self.folder / f"s{number}", self.prepared, seed=str(number))
        self.copies: dict[str, list[Copy]] = {name: [self.two.backup(name)] for name in NAMES}
        self.amnesic: str | None = None

    def teardown(self) -> None:
        """Heal, check the whole, tidy up."""
        if not hasattr(self, "two"):
            return
        try:
            self.settle()
        finally:
            self.two.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    @rule(side=SIDES, deeds=DEEDS, dies=CRASHES, then=SIDES, fates=FATES, dies_then=CRASHES)
    def exchange(
        self, side: str, deeds: list[Deed], dies: Plan | None, then: str, fates: list[Fate], dies_then: Plan | None
    ) -> None:
        """Officers act, a worker takes its turn; network and death do what they like."""
        self._keep_copy(side)
        self.two.plan = copy(dies)
        self._act(side, deeds)
        self.two.plan = copy(dies_then)
        self.two.turn(then, fates)

    @rule(side=SIDES, deeds=DEEDS)
    def talk(self, side: str, deeds: list[Deed]) -> None:
        """Officers act and both workers take a turn; nothing goes wrong."""
        self._keep_copy(other(side))
        self._act(side, deeds)
        self.two.turn(side)
        self.two.turn(other(side))

    @rule(side=SIDES, how=st.sampled_from(MISHAPS), which=st.integers(0, 3), dies=CRASHES, fates=FATES, replays=REPLAYS)
    def suffer(
        self, side: str, how: str, which: int, dies: Plan | None, fates: list[Fate], replays: list[tuple[int, bool]]
    ) -> None:
        """A node starts again or goes back to a copy, the clocks jump, old parcels arrive in any order."""
        self.two.plan = copy(dies)
        if how == "respawn":
            self.two.restart(side, new_run=False)
        elif how == "start":
            self.two.restart(side, new_run=True)
        elif how == "restore":
            self._restore(side, which)
        elif how == "settle":
            self.settle()
        elif how == "renew":
            self._renew(side)
        elif how == "jump":
            jump(self.two, years=(-10, -1, 1, 10)[which])
        for index, reflected in replays if self.two.wire else ():
            self.two.replay(index, reflected=reflected)
        self.two.turn(side, fates)

    @invariant()
    def holds(self) -> None:
        """Check what holds at any time."""
        if hasattr(self, "two"):
            properties.at_any_time(self.two)

    def settle(self) -> None:
        """Let the network heal; all that was released arrives. Whose keys were renewed starts again first."""
        for name in NAMES:
            if self.two.lacks_keys(name):
                self.two.restart(name, new_run=True)
        self.two.settle()
        # A neutral answer has waited long enough.
        self.two.world.clock.advance(days=2)
        self.two.wake_all()
        self.two.settle()
        properties.when_settled(self.two)
        self.amnesic = None

    def _act(self, side: str, deeds: list[Deed]) -> None:
        for what, which in deeds:
            self.two.act(side, self._deed(what, which))

    def _restore(self, side: str, which: int) -> None:
        """P1 and P4 hold while at most one side loses memory at a time: not both between two settlements (DXP 19)."""
        if self.amnesic in (None, side):
            self.amnesic = side
            copies = self.copies[side]
            self.two.restore(side, copies[which % len(copies)])

    def _renew(self, side: str) -> None:
        """A node that was put back renews nothing before it was given back what it lost, its documents among it."""
        if self.amnesic != side:
            self.two.renew(side)

    def _keep_copy(self, side: str) -> None:
        copies = self.copies[side]
        copies.append(self.two.backup(side))
        del copies[1 : len(copies) - KEPT_COPIES + 1]

    def _deed(self, act: str, which: int) -> Callable[[Node, Partner], object]:
        if act in ("notify", "attach"):
            letter = self._letter(attach=act == "attach")
            return lambda node, partner: notifying.notify(node, officers.find(node, "lia"), partner, letter)
        return lambda node, partner: respond(node, partner, which, act)

    def _letter(self, *, attach: bool) -> Letter:
        number = next(_count)
        path = self.folder / f"{number}.txt"
        if attach:
            path.write_text(f"report {number}")
        return Letter(
            subject=f"Dossier {number}",
            text="A text.",
            files=[path] if attach else [],
            answer_by=self.two.world.clock() + timedelta(days=3),
        )


def respond(node: Node, partner: Partner, which: int, how: str) -> None:
    """Let an officer respond to a notification; what is not possible now is not done."""
    rows = Entry.objects.using(node.alias).filter(
        partner=partner, ours=False, kind="notification", code="", judged=True
    )
    arrived = list(rows.order_by("seq"))
    if not arrived:
        return
    entry = arrived[which % len(arrived)]
    officer = officers.find(node, "omar")
    try:
        if how == "accept":
            acting.accept(node, officer, entry, until=node.now() + timedelta(days=1))
        elif how == "answer":
            notifying.answer(node, officer, entry, Letter(text="An answer."))
        elif how == "nil":
            notifying.answer(node, officer, entry, Letter(), message="nil")
        else:
            acting.open_entry(node, officer, entry)
            notifying.refuse(node, officer, entry, inner="hr-death-penalty")
    except (NoSuchStep, BadInput, PolicyRefusal):
        return
