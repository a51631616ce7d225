"""Makes the three homes: folder, keys, tables, officers; then the past, over the real protocol, in this process.

Each home is what `detente init` makes, plus a marker. The framework is started here for the first of them, if it was
not started before (tests); the databases of all three are open beside each other, each under an alias of its own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from detente.node import keyring
from detente.node.clock import SteppedClock
from detente.node.configuration import Address, Configuration
from detente.node.context import Node
from detente.node.demo import marker, story
from detente.node.demo.marker import Marker
from detente.node.entropy import Entropy
from detente.node.home import Home
from detente.node.services import setup
from detente.node.services.setup import NewNode
from detente.node.setting_checks import PATH

SETTINGS: Final = "detente.node.settings.desk"
LOOPBACK: Final = "127.0.0.1"
# Before the first contact of the story.
FOUNDED: Final = timedelta(days=84)


@dataclass(frozen=True, slots=True)
class Ports:
    """Where one node listens on loopback."""

    desk: int
    peer: int


@dataclass(frozen=True, slots=True)
class _Made:
    party: story.Party
    new: NewNode
    marker: Marker


def make(folder: Path, ports: Mapping[str, Ports], *, start: datetime, entropy: Entropy) -> None:
    """Make the three homes in `folder`, one a host name, with the story played until `start`."""
    # One after the other: unlocking a vault uses all cores by itself, and threads would wait for each other for ever.
    made = [_make_home(folder, party, ports[party.code], start - FOUNDED, entropy) for party in story.PARTIES]
    start_framework(made[0].new.home)
    _make_databases(folder, made)
    nodes = {one.party.code: _node(one, entropy) for one in made}
    clock = SteppedClock(start - FOUNDED)
    with _open(nodes.values(), clock):
        for one in made:
            _install(nodes[one.party.code], one)
        from detente.node.demo import past

        past.play(nodes, clock, start=start, papers=folder / "papers")
    shutil.rmtree(folder / "papers", ignore_errors=True)


def name_of(party: story.Party) -> str:
    """Give the name of a party's folder."""
    return party.host.partition(".")[0]


def start_framework(home: Home) -> None:
    """Start the framework with the tables of the desk, unless it runs already."""
    from django.conf import settings

    if settings.configured:
        return
    import django

    os.environ.pop("DETENTE_DATABASE", None)
    os.environ["DETENTE_HOME"] = str(home.path)
    os.environ["DETENTE_DEVELOPMENT"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()


def _make_home(folder: Path, party: story.Party, ports: Ports, now: datetime, entropy: Entropy) -> _Made:
    from detente.node.peers import tls

    mark = marker.draw(entropy)
    new = setup.make_home(
        folder / name_of(party),
        Configuration(
            code=party.code,
            label=party.labels,
            desk=Address(LOOPBACK, ports.desk),
            peer=Address(LOOPBACK, ports.peer),
            url=f"http://{LOOPBACK}:{ports.peer}{PATH}",
            colour=party.colour,
            language=party.language,
            world="demo",
            development=True,
            hosts=(party.host,),
        ),
        passphrase=mark.passphrase,
        now=now,
        entropy=entropy,
        certify=partial(tls.self_signed, entropy=entropy),
    )
    marker.write(new.home, mark)
    return _Made(party, new, mark)


def _node(made: _Made, entropy: Entropy) -> Node:
    """Give the node with all its keys, as its worker will have them."""
    home = made.new.home
    signing = keyring.unlock_sign(home, made.marker.passphrase)
    return Node(
        home=home.path,
        alias=f"demo-{made.party.code.lower()}",
        sign=signing.newest,
        former=signing.former,
        seal=keyring.unlock_seal(home, made.marker.passphrase),
        entropy=entropy,
        development=True,
    )


def _make_databases(folder: Path, made: list[_Made]) -> None:
    """Make the tables once and copy the file: thrice would take thrice as long."""
    from django.core.management import call_command

    template = folder / "template.sqlite3"
    with opened("demo-template", template):
        call_command("migrate", database="demo-template", verbosity=0, interactive=False)
    for one in made:
        shutil.copyfile(template, one.new.home.database)
        one.new.home.database.chmod(0o600)
    template.unlink()


@contextmanager
def _open(nodes: Iterable[Node], clock: SteppedClock) -> Iterator[None]:
    with ExitStack() as stack:
        for node in nodes:
            node.now = clock
            stack.enter_context(opened(node.alias, Home(node.home).database))
        yield


@contextmanager
def opened(alias: str, path: Path) -> Iterator[None]:
    """Open an SQLite file under an alias until the block ends; then everything is in the one file."""
    from django.db import connections

    connections.databases[alias] = {
        **connections.databases["default"],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        # OFF: a crash while the demo is made costs a demo, which is then made anew.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
        },
    }
    try:
        yield
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


def _install(node: Node, made: _Made) -> None:
    """Put the party and its officers into the store; each officer has an account without any password."""
    from django.contrib.auth import get_user_model

    from detente.node.services import officers
    from detente.node.stores import identity
    from detente.node.stores.models import Officer

    identity.install(node, made.new.record)
    users = get_user_model()._default_manager.db_manager(node.alias)
    for person in made.party.officers:
        user = users.create_user(person.name)
        officer = officers.add(node, name=person.name, shown=person.shown, role=person.role, user=user.pk)
        Officer.objects.using(node.alias).filter(pk=officer.pk).update(language=made.party.language)
