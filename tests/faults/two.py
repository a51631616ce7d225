"""Two whole nodes that can die at any seam, on a network that can do anything, and a copy of each to go back to.

A pair is prepared once (contact confirmed, agreement in force) and laid down again for each story. One `Two` is one
story: `act` by officers, `turn` by a worker, `crash`, `restore`, `jump`, `replay`; `settle` lets the network heal.

    worker of one node --post--> fate --> endpoint of the other --answer--> fate --> worker
          seams of both nodes on the way; a `Crash` there ends the memory of that node, not its store
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from django.db import connections

from detente.crypto import keys, sealing
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.lines import Unreachable
from detente.node.services import delivering, exchange, opening, renewing, runs
from detente.node.stores import deliveries, partners
from detente.node.stores.models import Delivery, Entry, Partner
from detente.node.stores.statements import fetch
from detente.node.stores.unit import RunLost
from detente.protocol import party_document
from tests.faults.observer import Observer
from tests.node.world import Clock, Crash, MemoryLine, World, entropy_of, roots

NAMES = ("alpha", "beta")


def other(name: str) -> str:
    """Give the other node's name."""
    return NAMES[1 - NAMES.index(name)]


class Fate(StrEnum):
    """What the network does to one post and its answer."""

    ARRIVES = "arrives"
    REQUEST_LOST = "the request is lost"
    ANSWER_LOST = "the answer is lost"
    TWICE = "the request arrives twice"
    MEANWHILE = "the other side takes a turn before it arrives"
    AFTERWARDS = "the other side takes a turn before the answer arrives"
    STALE = "an old parcel comes back in place of the answer"


class Died(Crash):
    """The process of one node died at a seam."""

    def __init__(self, name: str, seam: str) -> None:
        super().__init__(f"{name} died {seam}")
        self.name = name


@dataclass(frozen=True)
class Copy:
    """The home of one node at an instant: database and blobs."""

    database: bytes
    blobs: dict[str, bytes]


@dataclass(frozen=True)
class Prepared:
    """A pair to begin stories from."""

    copies: dict[str, Copy]
    runs: dict[str, bytes]
    nodes: dict[str, Node]
    at: datetime


@dataclass
class Plan:
    """Die when `after` more seams of `name` (only those called `seam`) have been passed.

    `new_run`: the supervisor died too.
    """

    name: str
    after: int
    new_run: bool
    seam: str = ""


def prepare(folder: Path, template: Path, *, story: Callable[[World], None] = lambda _: None) -> Prepared:
    """Give a pair whose contact is confirmed, in a world of its own."""
    world = World(folder, template)
    try:
        for name in NAMES:
            world.add(name)
        world.meet(*NAMES)
        world.settle(*NAMES)
        story(world)
        return Prepared(
            {name: take_copy(node) for name, node in world.nodes.items()},
            {name: node.run or b"" for name, node in world.nodes.items()},
            dict(world.nodes),
            world.clock.at,
        )
    finally:
        world.close()


def take_copy(node: Node) -> Copy:
    """Give an online copy of a node's home."""
    connections[node.alias].ensure_connection()
    database: bytes = connections[node.alias].connection.serialize()
    blobs = node.home / "blobs"
    return Copy(
        database, {str(path.relative_to(blobs)): path.read_bytes() for path in blobs.rglob("*") if path.is_file()}
    )


def lay_down(node: Node, copy: Copy) -> None:
    """Put a copy in the place of a node's home; connections to the old one are closed."""
    connections[node.alias].close()
    path = node.home / "node.sqlite3"
    for name in (path.name + "-wal", path.name + "-shm"):
        (node.home / name).unlink(missing_ok=True)
    path.write_bytes(copy.database)
    blobs = node.home / "blobs"
    shutil.rmtree(blobs, ignore_errors=True)
    blobs.mkdir()
    for name, data in copy.blobs.items():
        (blobs / name).parent.mkdir(parents=True, exist_ok=True)
        (blobs / name).write_bytes(data)


@dataclass
class Two:
    """One story of two nodes."""

    folder: Path
    prepared: Prepared
    seed: str = "0"
    world: World = field(init=False)
    observer: Observer = field(default_factory=Observer)
    wire: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Each parcel that left a node: from, to, bytes; answers too."""
    fates: deque[Fate] = field(default_factory=deque)
    plan: Plan | None = None
    seams: Counter[str] = field(default_factory=Counter)
    deaths: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    """How many seams each node has passed."""
    released: dict[str, list[str]] = field(default_factory=dict)
    """Cids in order of release, by writer; what a restore lost unsent stays in it."""
    lost_memory: set[str] = field(default_factory=set)
    """Names of the nodes that were put back to an older copy in this story."""
    story: list[str] = field(default_factory=list)
    keys: dict[str, list[tuple[keys.SignPair, sealing.SealPrivate]]] = field(default_factory=lambda: defaultdict(list))
    """The pairs that were made in the story, by node, newest last: its key files, which no restore puts back."""
    _nested: bool = False

    def __post_init__(self) -> None:
        self.world = World(self.folder, Path(), clock=Clock(self.prepared.at))
        for name in NAMES:
            home = self.folder / name
            home.mkdir(parents=True, exist_ok=True)
            node = replace(
                self.prepared.nodes[name],
                home=home,
                alias=f"{self.folder.name}-{name}",
                now=self.world.clock,
                entropy=entropy_of(f"{self.seed}/{name}"),
                run=None,
                commits=0,
            )
            self.world.connect(node)
            lay_down(node, self.prepared.copies[name])
            self.world.nodes[name] = self._alive(node, name)
            runs.join(self.world.nodes[name], self.prepared.runs[name])
            self.released[name] = []
            self.note_releases(name)

    def close(self) -> None:
        """End the story."""
        self.world.close()

    # --- what befalls the nodes

    def crash(self, name: str, *, after: int = 0, new_run: bool = False, seam: str = "") -> None:
        """Let a node die at a seam that is still to come."""
        self.plan = Plan(name, after, new_run, seam)

    def restart(self, name: str, *, new_run: bool) -> None:
        """Start a node again: a respawned process joins the run, a new supervisor begins one."""
        old = self.world.nodes[name]
        while True:
            node = self._alive(replace(self._with_keys(old, name), run=None, commits=0), name)
            self.world.nodes[name] = node
            try:
                if new_run:
                    runs.begin(node)
                else:
                    runs.join(node, old.run or b"")
                self._wake(name)
                return
            except Died:
                # It died as was planned for it; the next start is another life.
                self.plan, new_run = None, True

    def renew(self, name: str) -> None:
        """Let the operator renew the keys of a node; its processes get them at their next start."""
        node = self.world.nodes[name]
        last = partners.own_chain(node.alias).last
        fresh = lambda use: hashlib.sha256(f"{self.seed}/{name}/{use}/{len(self.keys[name])}".encode()).digest()  # noqa: E731 - three short uses
        sign, seal = keys.sign_pair(ed_seed=fresh("ed"), ml_seed=fresh("ml")), sealing.seal_private(fresh("seal"))
        # As in life, the key files are written before the document.
        self.keys[name].append((sign, seal))
        content = renewing.next_content(
            last, roots=roots(name), sign=sign, seal=seal, since=format_instant(node.now()), revoke="superseded"
        )
        record = party_document.sign_document(content, roots(name).roots)
        self.act(name, lambda here, _: renewing.issue(here, record))

    def lacks_keys(self, name: str) -> bool:
        """Whether the key files of a node hold more than its processes do."""
        return len(self.world.nodes[name].former) < len(self.keys[name])

    def backup(self, name: str) -> Copy:
        """Give a copy of a node's home."""
        return take_copy(self.world.nodes[name])

    def restore(self, name: str, copy: Copy) -> None:
        """Put a node back to an older copy; it begins a new run."""
        lay_down(self.world.nodes[name], copy)
        self.lost_memory.add(name)
        self.restart(name, new_run=True)

    # --- what the nodes do

    def act(self, name: str, what: Callable[[Node, Partner], object]) -> None:
        """Let an officer act; his node may die over it."""
        try:
            what(self.world.nodes[name], self.partner(name))
        except Died as died:
            self._revive(died)
        self.note_releases(name)

    def turn(self, here: str, fates: Iterable[Fate] = (), *, keep_plan: bool = False) -> bool:
        """Let a worker take its turn towards the other node, whether it is due or not.

        `keep_plan`: a death that it did not come to may still come in the next one.
        """
        self.fates = deque(fates)
        moved = self._turn(here)
        self.fates.clear()
        if not keep_plan:
            self.plan = None
        return moved

    def replay(self, index: int, *, reflected: bool = False) -> None:
        """Let an old parcel arrive again, at its receiver or, reflected, at its sender."""
        sender, receiver, data = self.wire[index % len(self.wire)]
        if reflected:
            sender, receiver = receiver, sender
        self._deliver(sender, receiver, data)
        for name in NAMES:
            self.note_releases(name)

    def settle(self, *, rounds: int = 80) -> int:
        """Let the network heal and the workers do what is due, until nothing is; give the rounds it took."""
        self.fates.clear()
        self.plan = None
        idle = 0
        for count in range(1, rounds + 1):
            moved = [self._due_turn(name) for name in NAMES]
            idle = 0 if any(moved) else idle + 1
            if idle == 2:
                return count
            if not any(moved):
                # The longest wait between two attempts (DXP 11), and with it every lease.
                self.world.clock.advance(seconds=900)
        raise AssertionError(f"the nodes still talk after {rounds} rounds")

    def wake_all(self) -> None:
        """Let every worker look again now, as a start does."""
        for name in NAMES:
            self._wake(name)

    def partner(self, name: str) -> Partner:
        """Give a node's row for the other one."""
        alias = self.world.nodes[name].alias
        (row,) = fetch(alias, "SELECT * FROM partner")
        # Asked sixty times a story: read each time, built anew only where it changed, and nobody's but the caller's.
        return copy(_partner(alias, row))

    def note_releases(self, name: str) -> None:
        """Take down what a node has released since."""
        node = self.world.nodes[name]
        rows = fetch(node.alias, 'SELECT cid FROM entry WHERE ours ORDER BY "order", id')
        known = set(self.released[name])
        self.released[name] += [cid for (cid,) in rows if cid not in known]

    # --- inside

    def _alive(self, node: Node, name: str) -> Node:
        def seam(label: str) -> None:
            self.seams[label] += 1
            self.passed[name] += 1
            plan = self.plan
            if plan is None or plan.name != name or plan.seam not in ("", label):
                return
            # A process that is over already, and only waits for the network, dies of nothing more.
            if self.world.nodes[name] is alive:
                if plan.after == 0:
                    self.deaths[label] += 1
                    raise Died(name, label)
                plan.after -= 1

        alive = replace(node, seam=seam)
        return alive

    def _with_keys(self, node: Node, name: str) -> Node:
        """Give the node with all keys of its files, as a start does."""
        first = self.prepared.nodes[name]
        signing = [pair for pair in (first.sign, *(sign for sign, _ in self.keys[name])) if pair is not None]
        opening_keys = {seal.public.kid: seal for _, seal in self.keys[name]}
        return replace(node, sign=signing[-1], former=signing[:-1], seal={**first.seal, **opening_keys})

    def _revive(self, died: Died) -> None:
        new_run = self.plan is None or self.plan.new_run
        self.plan = None
        self.restart(died.name, new_run=new_run)

    def _wake(self, name: str) -> None:
        """What a worker does when it starts."""
        node, partner = self.world.nodes[name], self.partner(name)
        delivering.reset_backoff(node, partner)
        delivering.wake(node, partner)
        # The lease of the dead worker runs out within a minute.
        Delivery.objects.using(node.alias).update(lease_until=None)

    def _due_turn(self, name: str) -> bool:
        node = self.world.nodes[name]
        opened = self._open(name)
        partner = self.partner(name)
        due = [row.pk for row in delivering.due(node)]
        return (self._turn(name) if partner.pk in due else False) or opened

    def _turn(self, here: str) -> bool:
        node, partner = self.world.nodes[here], self.partner(here)
        moved = False
        try:
            if delivering.claim(node, partner):
                moved = delivering.turn(node, partner, FaultyLine(self, here), chance=0.5)
            opening.open_waiting(node, partner)
        except Died as died:
            self._revive(died)
            moved = True
        except RunLost:
            # Another run of this node began while the worker waited for the network: it ends, the new one goes on.
            self._wake(here)
            moved = True
        moved = self._open(other(here)) or moved
        for name in NAMES:
            self.note_releases(name)
        return moved

    def _open(self, name: str) -> bool:
        try:
            return opening.open_waiting(self.world.nodes[name], self.partner(name)) > 0
        except Died as died:
            self._revive(died)
            return True

    def _meanwhile(self, here: str) -> None:
        if self._nested:
            return
        self._nested = True
        try:
            self._turn(here)
        finally:
            self._nested = False

    def _deliver(self, here: str, there: str, data: bytes) -> exchange.Answer | None:
        """Hand a parcel to a node's endpoint; None where the node died over it."""
        try:
            node = self.world.nodes[there]
            answer = exchange.answer(node, self.partner(there), data)
        except Died as died:
            self._revive(died)
            return None
        except RunLost:
            return None
        if answer.status == 200:
            deliveries.reset_backoff(node, self.partner(there))
        if answer.body:
            self.left(there, here, answer.body)
        return answer

    def left(self, here: str, there: str, data: bytes) -> None:
        """Take down a parcel that left a node."""
        self.wire.append((here, there, data))
        self.observer.watch(data)


@lru_cache(maxsize=16)
def _partner(alias: str, row: tuple[object, ...]) -> Partner:
    del row
    return Partner.objects.using(alias).get()


class FaultyLine(MemoryLine):
    """The way to the other node, with a fate for each post."""

    def __init__(self, two: Two, here: str) -> None:
        super().__init__(two.world, here, other(here))
        self.two = two

    def post(self, data: bytes) -> bytes:
        two, fate = self.two, self.two.fates.popleft() if self.two.fates else Fate.ARRIVES
        two.left(self.here, self.there, data)
        if fate is Fate.REQUEST_LOST:
            raise Unreachable("lost on the way")
        if fate is Fate.MEANWHILE:
            two._meanwhile(self.there)
        if fate is Fate.TWICE:
            two._deliver(self.here, self.there, data)
        answer = two._deliver(self.here, self.there, data)
        if fate is Fate.AFTERWARDS:
            two._meanwhile(self.there)
        if answer is None:
            raise Unreachable("the node died over it")
        if fate is Fate.ANSWER_LOST:
            raise Unreachable("the answer was lost")
        if fate is Fate.STALE:
            stale = [old for sender, receiver, old in two.wire if (sender, receiver) == (self.there, self.here)]
            return stale[len(two.wire) % len(stale)] if stale else b""
        if not answer.body:
            raise Unreachable(f"refused with {answer.code}", answer.retry_after, code=answer.code)
        return answer.body

    def put(self, path: str, data: bytes) -> int:
        try:
            return super().put(path, data)
        except Died as died:
            self.two._revive(died)
            raise Unreachable("the node died over it") from died


def jump(two: Two, *, years: int) -> None:
    """Let the clock of both nodes jump; no order may depend on it (DXP 2)."""
    two.world.clock.at = max(
        two.prepared.at - timedelta(days=3660), min(two.world.clock.at + timedelta(days=366 * years), _LAST)
    )


_LAST = datetime.fromisoformat("2126-01-01T00:00:00+00:00")


def held_by(two: Two, name: str, *, ours: bool) -> list[Entry]:
    """Give one ledger of a node, in order."""
    rows = Entry.objects.using(two.world.nodes[name].alias).filter(ours=ours, seq__isnull=False)
    return list(rows.select_related("batch").order_by("seq").defer("body", "box", "header", "plaintext"))


def party_of(two: Two, name: str) -> str:
    """Give the party id of a node."""
    return str(partners.own_chain(two.world.nodes[name].alias).party)
