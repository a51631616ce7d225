"""`detente backup`: one encrypted file with everything that a node needs to live on, taken while it runs.

The database is what SQLite's own backup gives, one consistent state, without later commits. It comes before the
attachments, so that every chunk that it names is there. Never in the file: `offline/`, logs, sockets, unfinished
files, and the indexes of lists, which are built from the database wherever they are missing.

A PostgreSQL server has better means of its own; then the home alone is backed up, and the sentence says so.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sqlite3
import stat
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final, cast

from django.db import DatabaseError, connections

from detente.audit.acts import Act
from detente.model import b64
from detente.model.canonical import canonical
from detente.model.errors import BadInput, LocalError
from detente.model.instant import format_instant
from detente.node import home as homes
from detente.node import keyring
from detente.node.context import Node
from detente.node.home import Home
from detente.node.services import staged_files
from detente.node.services.backup_stream import DATABASE, FACTS, FORMAT, IN_FILE, ON_SERVER, SealingWriter
from detente.node.stores import partners
from detente.node.stores.unit import unit

SNAPSHOT: Final = ".backup-snapshot"
_LEFT_OUT: Final = ("offline", "logs", "lists")
_SPARE: Final = 16 << 20


class BackupFailed(LocalError):
    """The backup could not be written; nothing of it stays."""

    code = "backup-failed"


def make(node: Node, target: Path, *, passphrase: str, actor: str) -> dict[str, Any]:
    """Write the backup; give {"file", "sha256", "size", "made", "database"}. The file is whole or not there.

    Raises:
        WrongPassphrase: it does not open the node's keys, and would not open the backup later.
        BadInput: something lies at `target`, or it is inside the home.
        BackupFailed: no space, or the disk fails.
    """
    home = Home(node.home)
    keyring.open_vault(home.sign_vault, passphrase)
    _check_target(home, target)
    kind = IN_FILE if connections[node.alias].vendor == "sqlite" else ON_SERVER
    made = node.now()
    try:
        _check_space(node, home, target, kind)
        with _temporary(target) as (part, out):
            digest = _Digest(out)
            writer = SealingWriter(digest, passphrase=passphrase, entropy=node.entropy)
            _write_tar(node, home, writer, kind=kind, made=made)
            writer.finish()
            out.flush()
            os.fsync(out.fileno())
            facts = {"sha256": digest.value, "size": digest.size, "made": format_instant(made), "database": kind}
            # On record before it has its name: a crash between the two leaves a record of a file that is not there.
            with unit(node, "backup") as work:
                work.record(Act.BACKUP_MADE, actor=actor, details=facts)
            part.rename(target)
        _sync_folder(target.parent)
    except (OSError, DatabaseError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BackupFailed(
            f"The backup {target} cannot be written: {reason}. Nothing of it stays; choose another place or free some."
        ) from error
    return {"file": str(target), **facts}


def _write_tar(node: Node, home: Home, writer: SealingWriter, *, kind: str, made: datetime) -> None:
    own = partners.own_chain(node.alias)
    facts = {"format": FORMAT, "party": own.party, "made": format_instant(made), "database": kind}
    # A stream: of the file, tarfile calls `write` alone.
    with tarfile.open(fileobj=cast(IO[bytes], writer), mode="w|", format=tarfile.PAX_FORMAT) as tar:
        _add_bytes(tar, FACTS, canonical(facts))
        if kind == IN_FILE:
            with _snapshot(node, home) as copy:
                _add_file(tar, DATABASE, copy)
        for name in _names(home):
            with suppress(FileNotFoundError):
                _add_file(tar, name, home.path / name)
        # Last: a home is one that has its settings.
        _add_file(tar, home.configuration.name, home.configuration)


def _names(home: Home) -> list[str]:
    """Give the home's files but for the database and the settings, which have places of their own."""
    names = []
    for folder, folders, files in os.walk(home.path):
        here = Path(folder).relative_to(home.path)
        if here == Path():
            folders[:] = [name for name in folders if name not in _LEFT_OUT]
            files = [name for name in files if not name.startswith((DATABASE, SNAPSHOT))]
        # An import that has not ended: no draft knows these files.
        folders[:] = [name for name in folders if not name.startswith(staged_files.PREFIX)]
        names += [
            (here / name).as_posix()
            for name in files
            if stat.S_ISREG((home.path / here / name).lstat().st_mode) and not name.endswith(".part")
        ]
    return sorted(set(names) - {home.configuration.name})


@contextmanager
def _snapshot(node: Node, home: Home) -> Iterator[Path]:
    """Give a consistent copy of the live database, beside it and as closed as it; taken away afterwards."""
    for left in home.path.glob(f"{SNAPSHOT}*"):
        left.unlink(missing_ok=True)
    copy = home.path / f"{SNAPSHOT}-{b64.encode(node.entropy(6))}.sqlite3"
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, homes.FILE_MODE))
    try:
        name = connections[node.alias].settings_dict["NAME"]
        with closing(sqlite3.connect(name, timeout=20)) as live, closing(sqlite3.connect(copy)) as target:
            live.backup(target)
        yield copy
    except sqlite3.Error as error:
        raise BackupFailed(
            f"The database cannot be copied ({error}). Nothing of the backup stays; free disk space and try again."
        ) from error
    finally:
        for left in home.path.glob(f"{copy.name}*"):
            left.unlink(missing_ok=True)


def _add_bytes(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(data), homes.FILE_MODE
    tar.addfile(member, io.BytesIO(data))


def _add_file(tar: tarfile.TarFile, name: str, path: Path) -> None:
    with path.open("rb") as source:
        member = tarfile.TarInfo(name)
        member.size, member.mode = os.fstat(source.fileno()).st_size, homes.FILE_MODE
        tar.addfile(member, source)


def _check_target(home: Home, target: Path) -> None:
    place = target.parent.resolve() / target.name
    if place.is_relative_to(home.path.resolve()):
        raise BadInput("A backup inside the home is lost with it. Choose a place on another disk.")
    if place.exists() or place.is_symlink():
        raise BadInput(f"Something lies at {target} already. Choose another name; nothing is overwritten.")
    if not place.parent.is_dir():
        raise BadInput(f"There is no folder {target.parent}. Make it, or choose another place.")


def _check_space(node: Node, home: Home, target: Path, kind: str) -> None:
    database = Path(connections[node.alias].settings_dict["NAME"]).stat().st_size if kind == IN_FILE else 0
    wanted = database + sum((home.path / name).stat().st_size for name in _names(home))
    for folder, need in ((target.parent, wanted + wanted // 1024 + _SPARE), (home.path, database + _SPARE)):
        free = shutil.disk_usage(folder).free
        if free < need:
            raise BackupFailed(
                f"There is too little space in {folder}: the backup takes {need >> 20} MiB there, {free >> 20} MiB are "
                "free. Free some, or choose another place."
            )


@contextmanager
def _temporary(target: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """Give a new file beside `target` that only its owner reads; taken away unless it got the name."""
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, homes.FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as out:
            yield part, out
    finally:
        part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    # Some file systems of removable media cannot; the file itself is on the disk already.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class _Digest:
    """Passes bytes on and keeps their hash and number."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._hash, self.size = out, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        self.size += len(data)
        return self._out.write(data)

    @property
    def value(self) -> str:
        return b64.encode(self._hash.digest())
