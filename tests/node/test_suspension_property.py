"""Random suspensions by both sides, among messages, losses and new runs: all arrive once, in order, none refused.

The mutants are those of DXP 19 (22) and of the model of lanes, as far as this node can have them: each must be caught.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from detente.cases.table import NoSuchStep
from detente.model.errors import BadInput
from detente.node.services import agreeing, agreements, holding, releasing, runs, stamping
from detente.node.stores import ledger, queue
from detente.node.stores.models import Entry
from detente.node.stores.unit import unit
from detente.policy import standing
from tests.node import agreed
from tests.node.world import World

NODES = (("alpha", "beta"), ("beta", "alpha"))
TOPICS = ("ct", "ct.persons", "missing")
SCOPES = (None, "ct", "missing")


class Play:
    """One random play; what was released is known by its subject, in order, for each direction, topic and kind."""

    def __init__(self, world: World, named: str, seed: int) -> None:
        self.world, self.named = world, named
        self.chance = random.Random(seed)
        self.written: dict[tuple[str, str], list[str]] = {}
        self.count = 0

    def run(self, steps: int) -> None:
        """Play, heal, and compare what arrived with what was released."""
        acts: tuple[Callable[[str, str], None], ...] = (
            *(3 * (self.notify,)),
            self.warn,
            self.suspend,
            self.lift,
            self.talk,
            self.lose,
            self.begin_run,
        )
        for _ in range(steps):
            here, there = self.chance.choice(NODES)
            self.chance.choice(acts)(here, there)
            self.world.clock.advance(minutes=self.chance.randint(1, 600))
        self.heal()
        self.check()

    def notify(self, here: str, there: str) -> None:
        topic = self.chance.choice(TOPICS)
        self.count += 1
        agreed.notify(self.world, here, there, f"n{self.count}", self.named, topic=topic)
        self.written.setdefault((here, topic), []).append(f"n{self.count}")

    def warn(self, here: str, there: str) -> None:
        agreed.warn(self.world, here, there, self.named, life=True)
        self.written.setdefault((here, "warning"), []).append("Warning")

    def suspend(self, here: str, there: str) -> None:
        self._act(agreeing.suspend, here, there, topic=self.chance.choice(SCOPES), reason="talks")

    def lift(self, here: str, there: str) -> None:
        self._act(agreeing.lift, here, there, topic=self.chance.choice(SCOPES))

    def talk(self, here: str, there: str) -> None:
        self.world.turn(here, there)

    def lose(self, here: str, there: str) -> None:
        fate = self.chance.choice(("request", "answer"))
        self.world.cut = lambda sender, receiver: fate
        self.world.turn(here, there)
        self.world.cut = lambda sender, receiver: ""

    def begin_run(self, here: str, there: str) -> None:
        runs.begin(self.world.nodes[here])

    def heal(self) -> None:
        """Let the network heal and both lift all."""
        self.settle()
        for here, there in NODES:
            for topic in SCOPES:
                self._act(agreeing.lift, here, there, topic=topic)
        self.settle()

    def settle(self) -> None:
        # An act that is opened in the last turn wakes another one.
        for _ in range(3):
            self.world.settle("alpha", "beta")

    def check(self) -> None:
        for here, there in NODES:
            rows = [row for row in self.world.entries(there, ours=False) if row.kind in ("notification", "warning")]
            assert [row.code for row in rows if row.code] == []
            for topic in (*TOPICS, "warning"):
                got = [row.subject for row in rows if topic == (row.topic if row.kind == "notification" else "warning")]
                assert got == self.written.get((here, topic), []), (here, topic)

    def _act(self, act: Callable[..., Any], here: str, there: str, **values: Any) -> None:
        try:
            act(self.world.nodes[here], agreed.head(self.world, here), self.world.partner(here, there), self.named,
                **values)  # fmt: skip
        except (NoSuchStep, BadInput):
            # Not possible now: suspended already, or nothing to lift.
            return


@pytest.fixture
def allies(pair: World) -> tuple[World, str]:
    """Two nodes with a full agreement in force, and its id."""
    agreed.people(pair)
    return pair, agreed.agree(pair)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_suspensions_lose_overtake_and_breach_nothing(allies: tuple[World, str], seed: int) -> None:
    world, named = allies
    Play(world, named, seed).run(40)


def _never_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "is_held", lambda scope, known: False)


def _lift_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """The flag ends at the act, before the lift has its place."""
    monkeypatch.setattr(
        agreements, "holding_flags", lambda own, theirs, text: (
            *standing.standing_flags(tuple(own), text), *standing.standing_flags(tuple(theirs), text)
        )
    )  # fmt: skip


def _newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    front = queue.front
    monkeypatch.setattr(queue, "front", lambda node, partner: front(node, partner)[::-1])


def _to_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """What loses its place goes to the back of its lane."""
    unstamp = ledger.unstamp

    def mutant(alias: str, partner: Any, *, after: int) -> int:
        rows = Entry.objects.using(alias).filter(partner=partner, ours=True, seq__gt=after)
        keys = list(rows.values_list("pk", flat=True))
        back = unstamp(alias, partner, after=after)
        for number, key in enumerate(keys):
            last = ledger.next_order(alias, partner)
            Entry.objects.using(alias).filter(pk=key).update(order=last + number)
        return back

    monkeypatch.setattr(ledger, "unstamp", mutant)


def _hold_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held is forgotten, as from memory at a crash."""
    scopes = queue.scopes

    def mutant(alias: str, partner: Any) -> list[str]:
        found = scopes(alias, partner)
        for scope in found:
            if scope:
                Entry.objects.using(alias).filter(partner=partner, seq__isnull=True, scope=scope).update(code="gone")
        return found

    monkeypatch.setattr(queue, "scopes", mutant)


MUTANTS = {
    "never-held": (_never_held, 1),
    "newest-first": (_newest_first, 1),
    "hold-in-memory": (_hold_is_dropped, 1),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_node_that_holds_otherwise_is_caught(
    allies: tuple[World, str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, named = allies
    mutate, seed = MUTANTS[name]
    mutate(monkeypatch)
    with pytest.raises(AssertionError):
        Play(world, named, seed).run(40)


def test_a_lift_that_counts_before_it_has_its_place_is_caught(
    allies: tuple[World, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mutant sends in the batch of the lift what stands before it there: a breach for the receiver."""
    world, named = allies
    _lift_early(monkeypatch)
    a, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    agreeing.suspend(a, agreed.head(world, "alpha"), partner, named, reason="talks")
    world.settle("alpha", "beta")
    agreed.warn(world, "alpha", "beta", named, life=False)
    agreeing.lift(a, agreed.head(world, "alpha"), partner, named)
    world.settle("alpha", "beta")
    assert agreed.refusals(world, "beta") == ["agreement.suspended"]


@pytest.mark.parametrize(("mutate", "arrived"), [(None, ["first", "second"]), (_to_back, ["second", "first"])])
def test_what_loses_its_place_stands_at_the_front_of_its_lane_again(
    allies: tuple[World, str],
    monkeypatch: pytest.MonkeyPatch,
    mutate: Callable[[pytest.MonkeyPatch], None] | None,
    arrived: list[str],
) -> None:
    world, named = allies
    if mutate is not None:
        mutate(monkeypatch)
    world.cut = lambda sender, receiver: "request" if sender == "alpha" else ""
    agreed.notify(world, "alpha", "beta", "first", named)
    world.turn("alpha", "beta")
    agreed.notify(world, "alpha", "beta", "second", named)
    world.cut = lambda sender, receiver: ""
    runs.begin(world.nodes["alpha"])
    world.settle("alpha", "beta")
    assert agreed.subjects(world, "beta") == arrived


def test_evidence_does_not_pass_the_answer_that_is_held(allies: tuple[World, str]) -> None:
    world, named = allies
    a, partner = world.nodes["alpha"], world.partner("alpha", "beta")
    agreeing.suspend(a, agreed.head(world, "alpha"), partner, named, reason="talks")
    world.settle("alpha", "beta")
    opener = agreed.notify(world, "alpha", "beta", "held", named)
    sealed = releasing.seal_evidence(
        a,
        partner,
        opener,
        message="accepted",
        outcome="done",
        officer=agreed.head(world, "alpha"),
        dialogue="notification",
    )
    with unit(a, "evidence behind") as work:
        behind = releasing.store(a, partner, sealed, message="accepted", root=opener.root, work=work)
    agreed.warn(world, "alpha", "beta", named, life=True)
    batch = stamping.stamp_ready(a, partner)
    assert batch is not None
    placed = [row.kind for row in world.entries("alpha", ours=True) if row.batch_id == batch.pk]
    assert placed == ["warning"]
    behind.refresh_from_db(using=a.alias)
    assert behind.seq is None
