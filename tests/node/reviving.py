"""What tests of backups share: the files of a home around a world's database, a backup of it, and its restoring."""

from __future__ import annotations

from pathlib import Path

from detente.crypto import vault
from detente.node import home as homes
from detente.node.context import Node
from detente.node.entropy import system_entropy
from detente.node.home import Home
from detente.node.services import backup, restore, runs, unpacking
from tests.node.world import World, disconnect

PASSPHRASE = "a passphrase for tests only"


def furnish(node: Node) -> None:
    """Make the files of a home around a world's database."""
    home = Home(node.home)
    for folder in home.folders:
        folder.mkdir(exist_ok=True, mode=0o700)
    locked = vault.lock({"pairs": []}, passphrase=PASSPHRASE, salt=system_entropy(16), nonce=system_entropy(12))
    homes.write(home.sign_vault, locked)
    homes.write(home.roots_vault, b"root keys")
    homes.write(home.session_key, b"k" * 64)
    homes.write(home.configuration, b"[node]\n")
    (home.logs / "failures.log").write_text("a log")


def made(world: World, target: Path) -> Path:
    """Back beta up."""
    backup.make(world.nodes["beta"], target, passphrase=PASSPHRASE, actor="operator")
    return target


def revive(world: World, file: Path, place: Path) -> Node:
    """Put beta back from a backup, as `detente restore` and the next start do."""
    old = world.nodes["beta"]
    disconnect(old.alias)
    unpacked = unpacking.unpack(file, place, passphrase=PASSPHRASE, entropy=system_entropy)
    node = Node(home=place, alias=old.alias, sign=old.sign, seal=old.seal, now=world.clock)
    world.nodes["beta"] = node
    world.connect(node)
    restore.renew(node, unpacked.facts)
    assert not runs.is_live(node)
    runs.begin(node)
    return node
