"""Two or three whole nodes in one process: real services and stores, a network in memory that can lie on demand.

A home is a folder with an SQLite file; a backup is a copy of that file; a crash is an exception at a seam. What many
tests begin from is made once: a world that is kept can be laid down again, homes and databases copied, as often as
there are tests, each in a folder of its own.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from detente.crypto import keys, sealing
from detente.model import b64
from detente.model.canonical import canonical
from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.keyring import RootKeys
from detente.node.lines import Unreachable
from detente.node.services import delivering, exchange, meeting, officers, opening, runs
from detente.node.stores import identity, partners
from detente.node.stores.models import Delivery, Entry, Partner
from detente.protocol import party_document
from tests.node.servers import Postgres

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


FRUGAL = "frugal"
"""A party of this name takes no parcel above 1 MiB, the least that a document may say."""


class Crash(Exception):
    """The process died here."""


def entropy_of(seed: str) -> Callable[[int], bytes]:
    """Give entropy that a seed replays; for simulations only."""
    stream = hashlib.shake_256(seed.encode())
    taken = 0

    def take(count: int) -> bytes:
        nonlocal taken
        taken += count
        return stream.digest(taken)[-count:] if taken < 4096 else _block(seed, taken, count)

    return take


def _block(seed: str, position: int, count: int) -> bytes:
    return hashlib.shake_256(f"{seed}/{position}".encode()).digest(count)


@lru_cache(maxsize=16)
def genesis(name: str) -> tuple[bytes, keys.SignPair, sealing.SealPrivate]:
    """Give a party's first document and its keys, made from its name."""
    seed = lambda use: hashlib.sha256(f"{name}/{use}".encode()).digest()  # noqa: E731 - four short uses
    sign = keys.sign_pair(ed_seed=seed("ed"), ml_seed=seed("ml"))
    root = keys.sign_pair(ed_seed=seed("root-ed"), ml_seed=seed("root-ml"), ml_alg="ML-DSA-87")
    following = keys.sign_pair(ed_seed=seed("next-ed"), ml_seed=seed("next-ml"), ml_alg="ML-DSA-87")
    seal, archive = sealing.seal_private(seed("seal")), sealing.seal_private(seed("archive"))
    content = {
        "v": "dxp/1",
        "typ": "dxp.party",
        "seq": 0,
        "prev": None,
        "created": format_instant(START),
        "label": {"en": name},
        "roots": [root.public.to_wire()],
        "threshold": 1,
        "next_roots": party_document.roots_commitment([following.public.to_wire()], 1),
        "sign": [{**sign.public.to_wire(), "from": format_instant(START)}],
        "seal": [{"jwk": sealing.jwk(seal.public), "from": format_instant(START)}],
        "archive": {"jwk": sealing.jwk(archive.public)},
        "nodes": [{"id": "main", "modes": ["push"], "url": f"http://127.0.0.1/{name}/dxp/1", "tls": []}],
        "suites": ["X1"],
        "limits": {"body": 1 << 20, "parcel": (1 << 20) if name == FRUGAL else (8 << 20)},
        "revoked": [],
    }
    party = party_document.party_of_genesis(content)
    return party_document.sign_document({**content, "party": party}, [root]), sign, seal


def roots(name: str) -> RootKeys:
    """Give the root keys of the party that `genesis` made."""
    seed = lambda use: hashlib.sha256(f"{name}/{use}".encode()).digest()  # noqa: E731 - five short uses
    pair = lambda use: keys.sign_pair(ed_seed=seed(f"{use}-ed"), ml_seed=seed(f"{use}-ml"), ml_alg="ML-DSA-87")  # noqa: E731 - two short uses
    return RootKeys((pair("root"),), (pair("next"),), sealing.seal_private(seed("archive")))


@dataclass
class Clock:
    """The one clock of a world."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **by: float) -> None:
        """Let time pass."""
        self.at += timedelta(**by)


@dataclass(frozen=True)
class Prepared:
    """A world that has ended, to begin others from: its nodes with their homes, and the instant."""

    nodes: dict[str, Node]
    databases: dict[str, str]
    """Names on the server, by node; empty on SQLite, where the database lies in the home."""
    at: datetime


@dataclass
class World:
    """Named nodes in one folder."""

    folder: Path
    template: Path | Postgres
    """Where databases come from: an SQLite file to copy, or a server."""
    clock: Clock = field(default_factory=Clock)
    nodes: dict[str, Node] = field(default_factory=dict)
    cut: Callable[[str, str], str] = lambda sender, receiver: ""
    """What happens to a post: "" arrives, "request" or "answer" is lost."""
    log: list[bytes] = field(default_factory=list)

    def add(self, name: str) -> Node:
        """Make a node with a party of that name."""
        home = self.folder / name
        (home / "blobs").mkdir(parents=True)
        if isinstance(self.template, Path):
            shutil.copy(self.template, home / "node.sqlite3")
        record, sign, seal = genesis(name)
        node = Node(
            home=home,
            alias=f"world-{name}",
            sign=sign,
            seal={seal.public.kid: seal},
            now=self.clock,
            entropy=entropy_of(f"{self.folder}/{name}"),
        )
        self.connect(node)
        self.nodes[name] = node
        identity.install(node, record)
        runs.begin(node)
        for officer in ("lia", "omar"):
            officers.add(node, name=officer, shown=officer.title())
        return node

    def keep(self) -> Prepared:
        """End this world; give what others begin from."""
        databases = {}
        for name, node in self.nodes.items():
            if isinstance(self.template, Path):
                # Closing the last connection brings the log into the file.
                disconnect(node.alias)
            else:
                databases[name] = self.template.keep(node.alias)
        kept = Prepared(dict(self.nodes), databases, self.clock.at)
        self.nodes.clear()
        return kept

    def lay_down(self, prepared: Prepared) -> None:
        """Begin with copies of the nodes of another world: their homes, databases and keys, in the run they were in."""
        self.clock.at = prepared.at
        for name, old in prepared.nodes.items():
            node = replace(
                old,
                home=self.folder / name,
                now=self.clock,
                entropy=entropy_of(f"{self.folder}/{name}"),
                run=None,
                commits=0,
            )
            shutil.copytree(old.home, node.home)
            if isinstance(self.template, Path):
                self.connect(node)
            else:
                self.template.connect(node.alias, template=prepared.databases[name])
            self.nodes[name] = node
            assert old.run is not None
            runs.join(node, old.run)

    def connect(self, node: Node) -> None:
        """Open the node's database under its alias."""
        if isinstance(self.template, Path):
            connect(node.alias, node.home / "node.sqlite3")
        else:
            self.template.connect(node.alias)

    def close(self) -> None:
        """Close every database."""
        for node in self.nodes.values():
            if isinstance(self.template, Path):
                disconnect(node.alias)
            else:
                self.template.disconnect(node.alias)

    def partner(self, here: str, there: str) -> Partner:
        """Give the row of one node for the other's party."""
        node = self.nodes[here]
        found = partners.by_party(node.alias, partners.own_chain(self.nodes[there].alias).party)
        assert found is not None
        return found

    def meet(self, first: str, second: str, **text: object) -> None:
        """Take two nodes through first contact, to `confirmed` on both sides."""
        self.introduce(first, second)
        for here, there in ((first, second), (second, first)):
            self.confirm(here, there, **text)

    def introduce(self, first: str, second: str) -> None:
        """Let the first node meet the second, to `met` on both sides."""
        a, b = self.nodes[first], self.nodes[second]
        ticket = meeting.invite(b, officers.find(b, "lia"), code=first[:3], name=first)

        def post(path: str, data: bytes) -> bytes:
            answer = meeting.answer_meet(b, path.removeprefix("meet/"), data)
            assert answer is not None
            return answer

        meeting.add(a, officers.find(a, "lia"), ticket, code=second[:3], name=second, post=post)

    def confirm(self, here: str, there: str, **text: object) -> None:
        """Compare by one officer, confirm by another."""
        node, partner = self.nodes[here], self.partner(here, there)
        meeting.compare(node, officers.find(node, "lia"), partner, digits=partner.sas)
        partner.refresh_from_db(using=node.alias)
        pair = partners.pair_of(node.alias, partner)
        words = meeting.default_text(pair.us, pair.them, **text)
        meeting.confirm(node, officers.find(node, "omar"), partner, text=words)

    def line(self, here: str, there: str) -> MemoryLine:
        """Give the way from one node to the other."""
        return MemoryLine(self, here, there)

    def turn(self, here: str, there: str) -> bool:
        """Let one node do its turn towards the other."""
        node, partner = self.nodes[here], self.partner(here, there)
        Delivery.objects.using(node.alias).filter(partner=partner).update(lease_until=None)
        delivering.claim(node, partner)
        sent = delivering.turn(node, partner, self.line(here, there), chance=0.0)
        opening.open_waiting(node, partner)
        opening.open_waiting(self.nodes[there], self.partner(there, here))
        return sent

    def settle(self, first: str, second: str, rounds: int = 12) -> None:
        """Let both nodes talk until neither sends anything."""
        for _ in range(rounds):
            if not (self.turn(first, second) | self.turn(second, first)):
                return

    def entries(self, here: str, *, ours: bool, kind: str | None = None) -> list[Entry]:
        """Give the entries of one ledger, in order."""
        rows = Entry.objects.using(self.nodes[here].alias).filter(ours=ours).order_by("seq", "order")
        return list(rows if kind is None else rows.filter(kind=kind))


class MemoryLine:
    """`delivering.Line` without a network: it calls the other node's endpoint service."""

    def __init__(self, world: World, here: str, there: str) -> None:
        self.world, self.here, self.there = world, here, there

    def post(self, data: bytes) -> bytes:
        fate = self.world.cut(self.here, self.there)
        if fate == "request":
            raise Unreachable("lost on the way")
        self.world.log.append(data)
        answer = self.deliver(data)
        if fate == "answer":
            raise Unreachable("the answer was lost")
        if not answer.body:
            raise Unreachable(f"refused with {answer.code}", answer.retry_after)
        return answer.body

    def deliver(self, data: bytes) -> exchange.Answer:
        """Hand a parcel to the other node."""
        node = self.world.nodes[self.there]
        return exchange.answer(node, self.world.partner(self.there, self.here), data)

    def put(self, path: str, data: bytes) -> int:
        return 404 if self._attachment(path) is None else self._put(path, data)

    def get(self, path: str) -> tuple[int, bytes]:
        from detente.node.services import attaching

        row = self._attachment(path)
        return (404, b"") if row is None else (200, attaching.bitmap(row))

    def _attachment(self, path: str):  # type: ignore[no-untyped-def]  # a row or None
        node = self.world.nodes[self.there]
        return delivering.attachment_of(node, self.world.partner(self.there, self.here), path.split("/")[1])

    def _put(self, path: str, data: bytes) -> int:
        from detente.node.services import attaching

        node, row, last = self.world.nodes[self.there], self._attachment(path), path.split("/")[2]
        if last == "leaves":
            return 204 if attaching.take_leaves(node, row, data) else 422
        return 204 if attaching.take_chunk(node, row, int(last), data) else 422


def connect(alias: str, path: Path) -> None:
    """Open an SQLite file under an alias."""
    base = connections.databases["default"]
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
    }
    connections.databases[alias] = {
        **base,
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": options,
    }


def disconnect(alias: str) -> None:
    """Close and forget an alias."""
    connections[alias].close()
    connections.databases.pop(alias, None)
    if hasattr(connections._connections, alias):
        delattr(connections._connections, alias)


def make_template(path: Path) -> Path:
    """Make an empty, migrated database to copy from."""
    connect("world-template", path)
    call_command("migrate", database="world-template", verbosity=0)
    connections["world-template"].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    disconnect("world-template")
    return path


__all__ = ["START", "Clock", "Crash", "MemoryLine", "Prepared", "World", "b64", "canonical", "make_template"]
