"""The files of held lists in the home: those that were given and are being loaded, and the index of each version.

    lists/given-RANDOM       a file, until its version is in force or gone
    lists/index-LIST-NUMBER  what a version is searched by; made anew from its entries wherever it is missing

Whoever works on a version holds the lock of its list, which ends with the process, however that ends.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from detente.intake.lists.kinds import MOST_BYTES
from detente.model import b64
from detente.model.errors import BadInput, LocalError
from detente.node.context import Node
from detente.node.services.draft_files import disk_faults
from detente.node.stores.models import HeldList

PIECE: Final = 1 << 20


class ListBusy(LocalError):
    """Another process works on this list now."""

    code = "list-busy"

    def __init__(self) -> None:
        super().__init__("Another process is loading this list just now. Wait for it; nothing is lost.")


def room(node: Node) -> Path:
    """Give the folder of all lists."""
    return node.home / "lists"


def index_folder(node: Node, held: HeldList, number: int) -> Path:
    """Give where the index of a version lies."""
    return room(node) / f"index-{held.pk}-{number}"


def stage(node: Node, content: BinaryIO) -> tuple[str, str, int]:
    """Keep a file that was given, whole or not at all; give its name, the SHA-256 in hex, and its size.

    Raises:
        BadInput: it is empty, larger than any list, or the disk refuses it (DiskFull, UnreadableFile).
    """
    name = f"given-{b64.encode(node.entropy(12))}"
    path = room(node) / name
    digest, size = hashlib.sha256(), 0
    with disk_faults():
        room(node).mkdir(mode=0o700, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as out:
                while size <= MOST_BYTES and (piece := content.read(PIECE)):
                    out.write(piece)
                    digest.update(piece)
                    size += len(piece)
                out.flush()
                os.fsync(out.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise
    if not 0 < size <= MOST_BYTES:
        path.unlink(missing_ok=True)
        most = MOST_BYTES // PIECE
        raise BadInput("The file is empty." if not size else f"A list has at most {most} MiB. This file is larger.")
    return name, digest.hexdigest(), size


def pieces(node: Node, name: str) -> Iterator[bytes]:
    """Give a staged file piece by piece; FileNotFoundError where it is gone."""
    with (room(node) / name).open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def is_staged(node: Node, name: str) -> bool:
    """Whether the file is here; a restored node has none of them."""
    return bool(name) and (room(node) / name).is_file()


def unstage(node: Node, name: str) -> None:
    """Take a staged file away."""
    if name:
        (room(node) / name).unlink(missing_ok=True)


def drop_index(node: Node, held: HeldList, number: int) -> None:
    """Take the index of a version away. Who has it open keeps what it has."""
    shutil.rmtree(index_folder(node, held, number), ignore_errors=True)


@contextmanager
def working_on(node: Node, held: HeldList, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock of a list.

    Raises:
        ListBusy: another process has it, and we do not wait.
    """
    with disk_faults():
        room(node).mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(room(node) / f"lock-{held.pk}", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    except BlockingIOError as error:
        raise ListBusy from error
    finally:
        os.close(descriptor)
