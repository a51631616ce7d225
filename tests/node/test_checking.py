"""The production check says what must be done, what is fine, and what it cannot know."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detente.node.home import Home
from detente.node.services import checking
from detente.node.services.checking import FINE, MUST, UNKNOWN
from tests.node.world import World


def machine(folder: Path, mountinfo: str, devices: dict[str, dict[str, str]]) -> Path:
    """Make `proc` and `sys` of a machine: device number → its files."""
    (folder / "proc/self").mkdir(parents=True)
    (folder / "proc/self/mountinfo").write_text(mountinfo)
    for number, files in devices.items():
        for name, text in files.items():
            file = folder / "sys/dev/block" / number / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        (folder / "sys/dev/block" / number).mkdir(parents=True, exist_ok=True)
    return folder


ROOT = "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n"


@pytest.mark.parametrize(
    ("mounts", "devices", "level"),
    [
        (ROOT, {"8:1": {}}, MUST),
        (ROOT + "2 1 253:0 / /srv rw - ext4 /dev/mapper/c rw\n", {"253:0": {"dm/uuid": "CRYPT-LUKS2-1-c"}}, FINE),
        (
            ROOT + "2 1 253:1 / /srv rw - xfs /dev/mapper/vg-lv rw\n",
            {"253:1": {"dm/uuid": "LVM-x", "slaves/dm-0/dm/uuid": "CRYPT-LUKS2-1-c"}},
            FINE,
        ),
        (
            ROOT + "2 1 253:1 / /srv rw - xfs /dev/mapper/vg-lv rw\n",
            {"253:1": {"slaves/dm-0/dm/uuid": "CRYPT-LUKS2-1-c", "slaves/sdb/dev": "8:16"}},
            MUST,
        ),
        (ROOT + "2 1 0:40 / /srv rw - nfs4 server:/x rw\n", {"8:1": {}}, UNKNOWN),
        (ROOT + "2 1 0:41 / /srv rw - tmpfs tmpfs rw\n", {"8:1": {}}, MUST),
        (ROOT + "2 1 253:0 / /srvants rw - ext4 /dev/mapper/c rw\n", {"8:1": {}, "253:0": {}}, MUST),
        ("", {}, UNKNOWN),
    ],
    ids=["plain", "luks", "lvm on luks", "half of it plain", "network", "memory", "another mount", "no proc"],
)
def test_encryption_is_seen_where_linux_shows_it_and_nowhere_claimed(
    tmp_path: Path, mounts: str, devices: dict[str, dict[str, str]], level: str
) -> None:
    found = checking.volume(Path("/srv/node"), system=machine(tmp_path, mounts, devices))
    assert found.level == level, found.text


def test_keys_that_lie_here_are_named_until_they_are_gone(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.offline.mkdir()
    home.roots_vault.write_bytes(b"keys")
    assert checking.offline(home).level == MUST
    home.roots_vault.unlink()
    assert checking.offline(home).level == FINE


def test_what_others_may_read_is_named_with_the_command_that_closes_it(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.path.chmod(0o700)
    home.configuration.write_text("")
    home.configuration.chmod(0o640)
    (found,) = checking.modes(home)
    assert found.level == MUST
    assert found.text.endswith(f"chmod 600 {home.configuration}")
    home.configuration.chmod(0o600)
    assert [item.level for item in checking.modes(home)] == [FINE]


def test_a_node_says_of_its_switch_its_store_and_its_clock(world: World, tmp_path: Path) -> None:
    node = world.add("alpha")
    assert checking.development(node).level == FINE
    assert checking.development(replace(node, development=True)).level == MUST
    # The worlds of the tests do not wait for the disk, and that is what the check must see.
    assert checking.durability(node).level == MUST
    nowhere, kept = tmp_path / "nowhere", tmp_path / "kept"
    kept.touch()
    assert checking.clock(node, synchronised=nowhere).level == UNKNOWN
    assert checking.clock(node, synchronised=kept).level == FINE
    world.clock.advance(hours=-1)
    assert checking.clock(node, synchronised=kept).level == MUST
