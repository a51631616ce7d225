"""The watch folder: case packages that the party's own case system lays down become drafts of one officer.

    FOLDER/NAME.zip --still since the last look--> importing.take --> FOLDER/done/NAME.zip     + NAME.zip.txt
                                                             `-----> FOLDER/refused/NAME.zip  + NAME.zip.txt

Drafts are committed first, then the sentence is written, then the file is moved. A crash between two of these repeats
the look: the import knows the file by its hash, the sentence is written over, and the move is made up. What cannot be
taken now (no such officer, the node's disk full) stays where it is; nothing is thrown away.
"""

from __future__ import annotations

import logging
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from detente.crypto.hashing import sha256
from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.channels import Watch
from detente.node.context import Node
from detente.node.services import importing, officers
from detente.node.services.importing import CasePackageRefused
from detente.node.stores.models import Officer

DONE: Final = "done"
REFUSED: Final = "refused"
ENDING: Final = ".zip"
MOST_A_LOOK: Final = 20

log = logging.getLogger("detente.worker")


class Ways(Protocol):
    """The settings of the node, as far as the watch folder goes; None: nothing is watched."""

    @property
    def watch(self) -> Watch | None: ...


@dataclass(slots=True)
class Looks:
    """What a worker saw at its last look: size and time of each file. What is the same now is fully written."""

    seen: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Unusable(Exception):
    """The file is not read at all; the text is for whoever laid it down."""

    sentence: str


def look(node: Node, ways: Ways, looks: Looks) -> int:
    """Take the files that are the same as at the last look, oldest name first; give how many were moved."""
    watch = ways.watch
    if watch is None:
        return 0
    folder = Path(watch.folder)
    try:
        if folder.stat().st_mode & stat.S_IWOTH:
            log.warning("the watch folder is writable by everybody on this machine, and is not looked at")
            return 0
        found = _files(folder)
        ready = [name for name, mark in found.items() if looks.seen.get(name) == mark][:MOST_A_LOOK]
        looks.seen = found
        if not ready:
            return 0
        officer = officers.find(node, watch.officer)
        return sum(_taken(node, officer, folder, name) for name in ready)
    except (BadInput, NotFound, PolicyRefusal, OSError) as error:
        log.warning("the watch folder could not be looked at: %s", error)
        return 0


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Give the files of the folder by name, whatever they are, with size and time of change."""
    with os.scandir(folder) as entries:
        found = {
            entry.name: entry.stat(follow_symlinks=False)
            for entry in entries
            if entry.name.endswith(ENDING) and not entry.name.startswith(".")
        }
    return {name: (found[name].st_size, found[name].st_mtime_ns) for name in sorted(found)}


def _taken(node: Node, officer: Officer, folder: Path, name: str) -> bool:
    """As `_take`; a file that cannot be read or moved stays, and keeps no other one back."""
    try:
        return _take(node, officer, folder, name)
    except OSError as error:
        log.warning("a watched file could not be read or moved: %s", error.strerror)
        return False


def _take(node: Node, officer: Officer, folder: Path, name: str) -> bool:
    """Take one file and move it away; whether it was moved: another worker may have been faster."""
    path = folder / name
    try:
        data = _read(path)
    except FileNotFoundError:
        return False
    except _Unusable as refused:
        return _move(path, folder / REFUSED, name, refused.sentence)
    try:
        taken = importing.take(node, officer, data, way="folder")
    except CasePackageRefused as refused:
        return _move(path, folder / REFUSED, _apart(name, data), "\n".join(refused.faults))
    node.seam("before move of watched file")
    begun = f"Drafts {', '.join(taken.drafts)} of {officer.name} are begun. Nothing was sent."
    again = f"This file was imported before, as drafts {', '.join(taken.drafts)}. Nothing was done."
    left = f" Left out, because no record may carry it: {', '.join(taken.dropped)}." if taken.dropped else ""
    return _move(path, folder / DONE, _apart(name, data), (again if taken.again else begun) + left)


def _read(path: Path) -> bytes:
    """Give the bytes of a plain file; a link is not followed, for it may lead anywhere on this machine."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise _Unusable("This is a link or no plain file, and is not read. Lay the file itself down.")
    if status.st_size > importing.LARGEST:
        raise _Unusable(importing.TOO_LARGE)
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as source:
        if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
            raise _Unusable("This is a link or no plain file, and is not read. Lay the file itself down.")
        return source.read(importing.LARGEST + 1)


def _apart(name: str, data: bytes) -> str:
    """Give a name under which files of one name and other content lie side by side."""
    return f"{name.removesuffix(ENDING)[:150]}.{sha256(data).hex()[:12]}{ENDING}"


def _move(path: Path, to: Path, name: str, sentence: str) -> bool:
    """Write the sentence beside the new place, whole or not at all, then move the file there."""
    to.mkdir(mode=0o700, exist_ok=True)
    part = to / f".{name}.part"
    part.write_text(sentence + "\n", encoding="utf-8")
    part.replace(to / f"{name}.txt")
    try:
        path.replace(to / name)
    except FileNotFoundError:
        return False
    return True
