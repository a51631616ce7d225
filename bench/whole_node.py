"""Two whole nodes, each in its own process on its own home: services, policy, cases, clocks, audit, Django on SQLite.

They speak over a bare connection on loopback instead of HTTP: the endpoint is called as the web calls it, and a web
server's processor time would say more about that server than about the node. The receiving process does what in a
running node two processes share: the partners' endpoint answers, the worker opens.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.content import text
from bench.sides import Process

if TYPE_CHECKING:  # Django reads its settings at the first import, and those name one home.
    from detente.node.context import Node
    from detente.node.stores.models import Officer, Partner

NAMES: Final = ("sender", "receiver")
PASSPHRASE: Final = "only for this measurement"
NO_FILES: Final = "no message of the measurement has a file"
_RUN: Final = "run"


@dataclass(frozen=True)
class Letterbox:
    """A node that has met its partner: what both sides of the measurement begin with."""

    node: Node
    officer: Officer
    partner: Partner


def make_homes(folder: Path) -> None:
    """Make two homes that have met, confirmed each other and exchanged their agreement; both epochs are open."""
    process = Process(target=_make_homes, args=(folder,))
    process.start()
    process.join()
    if process.exitcode != 0:
        raise RuntimeError("the homes could not be made; the error stands above")


def copy_homes(folder: Path, to: Path) -> None:
    """Give a run homes of its own."""
    for name in NAMES:
        shutil.copytree(folder / name, to / name)


class Sender:
    """Releases `batch` notifications at once, one act of an officer each, then does the worker's turn."""

    def __init__(self, folder: Path, batch: int) -> None:
        self.batch = batch
        self.box = _open(folder / "sender")

    def send_batch(self, ask: Callable[[bytes], bytes]) -> int:
        """Release, stamp, send, take the receipt, move the cases."""
        from detente.node.services import delivering, notifying
        from detente.node.services.notifying import Letter

        node, partner = self.box.node, self.box.partner
        written = [
            (partner, Letter(subject="A notification of the measurement", text=text(), lang="en"), None)
            for _ in range(self.batch)
        ]
        for outcome in notifying.notify_all(node, self.box.officer, written):
            if isinstance(outcome, Exception):
                raise outcome
        delivering.claim(node, partner)
        delivering.turn(node, partner, _Line(ask), chance=0.0)
        return self.batch


class Receiver:
    """Answers parcels as the partners' endpoint does, then opens as the worker does."""

    def __init__(self, folder: Path) -> None:
        self.box = _open(folder / "receiver")

    def answer(self, data: bytes) -> bytes:
        """Give the parcel that goes back."""
        from detente.model.party_id import PartyId
        from detente.node.services import peering
        from detente.node.stores import partners

        # The endpoint looks its partner up anew for each parcel.
        partner = partners.by_party(self.box.node.alias, PartyId(self.box.partner.party))
        if partner is None:
            raise RuntimeError("the receiving node does not know its partner")
        given = peering.answer(self.box.node, partner, data)
        if given.status != 200:
            raise RuntimeError(f"the receiving node refused a parcel: {given.code}")
        return given.body

    def afterwards(self) -> None:
        """Open what waits."""
        from detente.node.services import opening

        while opening.open_waiting(self.box.node, self.box.partner):
            pass


class _Line:
    """`node.lines.Line` over the connection of the measurement."""

    def __init__(self, ask: Callable[[bytes], bytes]) -> None:
        self.post = ask

    def put(self, path: str, data: bytes) -> int:
        raise RuntimeError(NO_FILES)

    def get(self, path: str) -> tuple[int, bytes]:
        raise RuntimeError(NO_FILES)


def _make_homes(folder: Path) -> None:
    from detente.node import clock, configuration, entropy
    from detente.node.services import setup

    made = {}
    for number, name in enumerate(NAMES):
        address = f"127.0.0.1:{8801 + number}"
        settings = configuration.make(
            {
                "node": {"code": name[:3].upper(), "label": {"en": name}, "world": "demo", "development": True},
                "desk": {"address": "127.0.0.1:8800"},
                "peer": {"address": address, "url": f"http://{address}/dxp/1"},
            }
        )
        made[name] = setup.make_home(
            folder / name,
            settings,
            passphrase=PASSPHRASE,
            now=clock.system_now(),
            entropy=entropy.system_entropy,
            certify=_no_certificate,
        )
    _start_django(folder / "sender")
    _meet(folder, {name: new.record for name, new in made.items()})


def _no_certificate(hosts: object) -> Any:
    raise AssertionError("plain HTTP on loopback needs no certificate")


def _meet(folder: Path, records: dict[str, bytes]) -> None:
    from django.core.management import call_command
    from django.db import connections

    from detente.node.context import Node
    from detente.node.services import meeting, officers, runs
    from detente.node.stores import identity, partners

    connections.databases["receiver"] = {
        **connections.databases["default"],
        "NAME": str(folder / "receiver" / "node.sqlite3"),
    }
    nodes = {}
    for name, alias in (("sender", "default"), ("receiver", "receiver")):
        node = Node(home=folder / name, alias=alias, **_keys(folder / name))
        call_command("migrate", database=alias, verbosity=0)
        identity.install(node, records[name])
        runs.begin(node)
        for officer in ("first", "second"):
            officers.add(node, name=officer, shown=officer)
        nodes[name] = node
    here, there = nodes["sender"], nodes["receiver"]

    def post(path: str, data: bytes) -> bytes:
        return meeting.answer_meet(there, path.removeprefix("meet/"), data) or b""

    ticket = meeting.invite(there, officers.find(there, "first"), code="SEN", name="sender")
    meeting.add(here, officers.find(here, "first"), ticket, code="REC", name="receiver", post=post)
    met = {
        name: partners.find(node.alias, code) for (name, node), code in zip(nodes.items(), ("REC", "SEN"), strict=True)
    }
    for name, node in nodes.items():
        partner = met[name]
        meeting.compare(node, officers.find(node, "first"), partner, digits=partner.sas)
        partner.refresh_from_db(using=node.alias)
        pair = partners.pair_of(node.alias, partner)
        meeting.confirm(node, officers.find(node, "second"), partner, text=meeting.default_text(pair.us, pair.them))
    for _ in range(4):
        _turn(here, met["sender"], there, met["receiver"])
        _turn(there, met["receiver"], here, met["sender"])
    for name, node in nodes.items():
        (folder / name / _RUN).write_bytes(node.run or b"")
        connections[node.alias].close()


def _turn(here: Node, partner: Partner, there: Node, back: Partner) -> None:
    from detente.node.services import delivering, opening, peering

    for node, row in ((here, partner), (there, back)):
        row.refresh_from_db(using=node.alias)
    delivering.wake(here, partner)
    delivering.claim(here, partner)
    delivering.turn(here, partner, _Line(lambda data: peering.answer(there, back, data).body), chance=0.0)
    opening.open_waiting(here, partner)
    opening.open_waiting(there, back)


def _open(home: Path) -> Letterbox:
    _start_django(home)
    from detente.node.context import Node
    from detente.node.services import officers, runs
    from detente.node.stores.models import Partner

    node = Node(home=home, **_keys(home))
    runs.join(node, (home / _RUN).read_bytes())
    return Letterbox(node, officers.find(node, "first"), Partner.objects.get())


def _keys(home: Path) -> dict[str, Any]:
    from detente.node import home as homes
    from detente.node import keyring

    place = homes.find(home)
    return {
        "sign": keyring.unlock_sign(place, PASSPHRASE).newest,
        "seal": keyring.unlock_seal(place, PASSPHRASE),
    }


def _start_django(home: Path) -> None:
    import django

    os.environ.pop("DETENTE_DATABASE", None)
    os.environ["DETENTE_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "detente.node.settings.worker"
    django.setup()


def open_both(folder: Path, *, now: Callable[[], datetime]) -> dict[str, Letterbox]:
    """Give both nodes in this process, with one clock; the first officer of each is the one who writes."""
    _start_django(folder / "sender")
    from django.db import connections

    from detente.node.context import Node
    from detente.node.services import officers, runs
    from detente.node.stores.models import Partner

    connections.databases["receiver"] = {
        **connections.databases["default"],
        "NAME": str(folder / "receiver" / "node.sqlite3"),
    }
    boxes = {}
    for name, alias in (("sender", "default"), ("receiver", "receiver")):
        node = Node(home=folder / name, alias=alias, now=now, **_keys(folder / name))
        runs.join(node, (folder / name / _RUN).read_bytes())
        boxes[name] = Letterbox(node, officers.find(node, "first"), Partner.objects.using(alias).get())
    return boxes
