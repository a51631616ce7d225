"""`detente check`: is this node fit for work? Each finding says what to do; what cannot be known here is said so.

`must`: something must be done before real messages pass. `unknown`: this program cannot see it, a person must.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from django.db import connections
from django.db.models import Max

from detente.node.context import Node
from detente.node.home import Home
from detente.node.stores.models import AuditRow

MUST: Final = "must"
FINE: Final = "fine"
UNKNOWN: Final = "unknown"

_RELEASED: Final = datetime(2026, 11, 1, tzinfo=UTC)
_SYNCHRONISED: Final = Path("/run/systemd/timesync/synchronized")
_IN_MEMORY: Final = ("tmpfs", "ramfs")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `code` for machines, `level`, and a sentence."""

    code: str
    level: str
    text: str


def check(node: Node) -> list[Finding]:
    """Give a finding for everything that was looked at."""
    home = Home(node.home)
    return [
        offline(home),
        *modes(home),
        development(node),
        volume(home.path),
        durability(node),
        clock(node),
    ]


def offline(home: Home) -> Finding:
    """Whether root and archive keys were taken away."""
    if home.roots_vault.exists():
        return Finding(
            "offline-keys",
            MUST,
            f"Root and archive keys still lie in {home.offline}. Move the folder to a medium that you lock up, read it "
            "there once, and delete it here.",
        )
    return Finding("offline-keys", FINE, "Root and archive keys are not in the home.")


def modes(home: Home) -> Iterator[Finding]:
    """Whether others than the owner may read or change anything; one finding for each file, or one for all."""
    open_to_others = [
        path for path in [home.path, *sorted(home.path.rglob("*"))] if not path.is_symlink() and _mode(path) & 0o077
    ]
    for path in open_to_others[:20]:
        right = "700" if path.is_dir() else "600"
        yield Finding("mode", MUST, f"Others may read or change {path}. Close it with: chmod {right} {path}")
    if home.path.stat().st_uid != os.geteuid():
        yield Finding("owner", MUST, f"{home.path} belongs to another user. Run the node as its owner.")
    if not open_to_others:
        yield Finding("mode", FINE, "Nobody but the owner may read the home.")


def development(node: Node) -> Finding:
    """Whether the switch for plain HTTP is off."""
    if node.development:
        return Finding(
            "development",
            MUST,
            "development = true in detente.toml: partners and officers speak plain HTTP, on this machine only. Make a "
            "node without --development for real work; its address and certificate stand in its party document.",
        )
    return Finding("development", FINE, "The development switch is off.")


def volume(path: Path, *, system: Path = Path("/")) -> Finding:
    """Whether the volume of the home is encrypted, as far as Linux tells; `system`: where its `proc` and `sys` are."""
    kind, device = _mount(path, system)
    if kind in _IN_MEMORY:
        return Finding(
            "volume", MUST, f"{path} lies in memory and is lost when the machine stops. Move the home to a disk."
        )
    block = system / "sys" / "dev" / "block" / device
    if not block.exists():
        return Finding(
            "volume",
            UNKNOWN,
            f"Whether the volume of {path} ({kind}) is encrypted cannot be known here. Make sure that it is: the home "
            "holds what the node sent and received.",
        )
    if _is_encrypted(block):
        return Finding("volume", FINE, "The volume of the home is encrypted (dm-crypt).")
    return Finding(
        "volume",
        MUST,
        f"No encryption is seen between {path} and its disk. Move the home to an encrypted volume (LUKS). Where the "
        "disk itself or the host encrypts, this machine cannot see it: then it is for you to know.",
    )


def durability(node: Node) -> Finding:
    """Whether a commit survives a power cut: receipts rest on it."""
    connection = connections[node.alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            level = cursor.fetchone()[0]
            cursor.execute("PRAGMA journal_mode")
            safe, found = level >= 2, f"synchronous={level}, journal_mode={cursor.fetchone()[0]}"
        else:
            values = {}
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                cursor.execute(f"SHOW {name}")
                values[name] = cursor.fetchone()[0]
            safe = values["synchronous_commit"] != "off" and "off" not in (values["fsync"], values["full_page_writes"])
            found = ", ".join(f"{name}={value}" for name, value in values.items())
    if safe:
        return Finding("durability", FINE, f"A commit survives a power cut ({found}).")
    return Finding(
        "durability",
        MUST,
        f"A commit may be lost in a power cut ({found}), and with it what was receipted. Set SQLite to "
        "synchronous=FULL, PostgreSQL to fsync, full_page_writes and synchronous_commit on.",
    )


def clock(node: Node, *, synchronised: Path = _SYNCHRONISED) -> Finding:
    """Whether the clock can be right: deadlines and silences are read from it."""
    now = node.now()
    latest = AuditRow.objects.using(node.alias).aggregate(at=Max("at"))["at"]
    if now < _RELEASED or (latest is not None and latest > now + timedelta(seconds=2)):
        return Finding(
            "clock",
            MUST,
            f"The clock says {now:%Y-%m-%d %H:%M} UTC, which is before what was already recorded. Set it.",
        )
    if synchronised.exists():
        return Finding("clock", FINE, "The clock is kept by a time service.")
    return Finding(
        "clock",
        UNKNOWN,
        f"The clock says {now:%Y-%m-%d %H:%M:%S} UTC. Whether a time service keeps it cannot be known here: make sure.",
    )


def _mode(path: Path) -> int:
    try:
        return path.lstat().st_mode
    except FileNotFoundError:
        # A node at work makes and removes files.
        return 0


def _mount(path: Path, system: Path) -> tuple[str, str]:
    """Give the kind and the device number ("8:1") of the file system that a path lies on, from mountinfo."""
    best, found = Path(), ("unknown", "unknown")
    place = path.resolve()
    try:
        lines = (system / "proc" / "self" / "mountinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return found
    for line in lines:
        head, _, tail = line.partition(" - ")
        fields = head.split()
        point = Path(fields[4].encode("ascii", "replace").decode("unicode_escape"))
        # A later line of the same point lies over an earlier one.
        if place.is_relative_to(point) and len(point.parts) >= len(best.parts):
            kind, source, *_ = tail.split()
            best, found = point, (kind, _device(fields[2], source, system))
    return found


def _device(number: str, source: str, system: Path) -> str:
    """Give the number of the block device; btrfs and others show one of their own, and the device as the source."""
    if not number.startswith("0:") or not source.startswith("/dev/"):
        return number
    name = Path(source).name
    named = system / "sys" / "class" / "block" / name / "dev"
    mapped = [entry for entry in (system / "sys" / "class" / "block").glob("dm-*") if _read(entry / "dm/name") == name]
    return _read(named) or next((_read(entry / "dev") for entry in mapped), "") or number


def _is_encrypted(block: Path) -> bool:
    """Whether the device, or every device below it, is a dm-crypt one."""
    if _read(block / "dm" / "uuid").startswith("CRYPT-"):
        return True
    # A partition has no layers of its own in sysfs; volume groups and RAID do.
    below = sorted((block / "slaves").glob("*"))
    return bool(below) and all(_is_encrypted(layer) for layer in below)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
