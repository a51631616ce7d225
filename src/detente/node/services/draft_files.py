"""The files of a draft: kept beside the database as they were attached, readable by this node alone.

Each stands in the draft with the hash of its bytes, so that whoever releases names what was attached (`drafting`).
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from detente.audit.acts import Act
from detente.model import b64, label
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import standing_drafts
from detente.node.services.standing_drafts import DraftChanged, DraftGone
from detente.node.stores.models import DraftRow, Officer
from detente.node.stores.unit import Unit, unit

PIECE: Final = 1 << 20
MOST_FILES: Final = 64
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


class DiskFull(BadInput):
    """The file did not fit on the node's disk."""

    code = "disk-full"


class UnreadableFile(BadInput):
    """A file of the draft is not in its folder, or cannot be read."""

    code = "file-unreadable"


@dataclass(frozen=True, slots=True)
class DraftFile:
    """One file of a draft; `sha256` of its bytes, hex."""

    id: str
    name: str
    type: str
    size: int
    sha256: str


def files_in(row: DraftRow) -> tuple[DraftFile, ...]:
    """Give the files of a draft, in the order in which they were attached."""
    return tuple(DraftFile(**item) for item in row.content.get("files", []))


def attach(node: Node, officer: Officer, row: DraftRow, *, name: str, media_type: str, content: BinaryIO) -> DraftFile:
    """Keep a file beside the draft, readable by this node alone.

    Raises:
        BadInput: its name may mislead, there are too many, or the disk is full; nothing of it stays then.
        DraftGone: the draft was released or discarded meanwhile; nothing of the file stays.
    """
    _check_room(row)
    file = lay_down(node, folder(node, row), name=name, media_type=media_type, content=content)
    path = folder(node, row) / file.id
    try:
        with unit(node, "attach to draft") as work:
            fresh = standing_drafts.current(node, row)
            _check_room(fresh)
            standing_drafts.reopen(node, officer, fresh, work)
            _keep(node, officer, fresh, [*fresh.content.get("files", []), asdict(file)], work)
    except DraftGone:
        # Its folder went with it, and was made again for this file alone.
        shutil.rmtree(path.parent, ignore_errors=True)
        raise
    except BadInput:
        path.unlink(missing_ok=True)
        raise
    row.content, row.changed, row.state, row.submitted = fresh.content, fresh.changed, fresh.state, fresh.submitted
    return file


def lay_down(node: Node, place: Path, *, name: str, media_type: str, content: BinaryIO) -> DraftFile:
    """Lay a file into the folder of a draft, whole or not at all, and give what the draft is to keep of it (`asdict`).

    Raises:
        BadInput: its name may mislead.
        DiskFull, UnreadableFile: it could not be kept; nothing of it stays.
    """
    _check_name(name)
    file_id = b64.encode(node.entropy(12))
    path = place / file_id
    with disk_faults():
        try:
            size, digest = _copy(content, path)
        except OSError:
            path.unlink(missing_ok=True)
            raise
    return DraftFile(file_id, name, media_type[:100], size, digest)


@contextmanager
def disk_faults() -> Iterator[None]:
    """Say of what the disk refuses what it is, as `lay_down` does."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull("The node's disk is full. The file was not kept; tell the operator.") from error
        raise UnreadableFile("The file could not be kept. Attach it again.") from error


def detach(node: Node, officer: Officer, row: DraftRow, file_id: str) -> None:
    """Take a file away from the draft; one that is not there is no error.

    Raises:
        DraftGone: the draft was released or discarded meanwhile.
    """
    if all(item["id"] != file_id for item in row.content.get("files", [])):
        return
    with unit(node, "detach from draft") as work:
        fresh = standing_drafts.current(node, row)
        left = [item for item in fresh.content.get("files", []) if item["id"] != file_id]
        standing_drafts.reopen(node, officer, fresh, work)
        _keep(node, officer, fresh, left, work)
    (folder(node, row) / file_id).unlink(missing_ok=True)


def folder(node: Node, row: DraftRow) -> Path:
    """Give where the files of a draft lie."""
    return room(node) / str(row.pk)


def room(node: Node) -> Path:
    """Give where the files of all drafts lie."""
    return node.home / "drafts"


def check_files(node: Node, row: DraftRow) -> None:
    """Return if every file still is what it was when it was attached.

    Raises:
        UnreadableFile: one is gone.
        DraftChanged: one has other bytes.
    """
    for file in files_in(row):
        try:
            with (folder(node, row) / file.id).open("rb") as source:
                digest = hashlib.file_digest(source, "sha256").hexdigest()
        except OSError as error:
            raise UnreadableFile(f"The file {file.name} cannot be read any more. Attach it again.") from error
        if digest != file.sha256:
            raise DraftChanged(f"The file {file.name} changed after it was attached. Attach it again.")


# Inside


def _check_name(name: str) -> None:
    if not label.is_label(name, longest=255) or "/" in name or "\\" in name:
        raise BadInput("The file's name holds characters that may mislead, or none. Rename the file.")


def _check_room(row: DraftRow) -> None:
    if len(row.content.get("files", [])) >= MOST_FILES:
        raise BadInput(f"A message takes at most {MOST_FILES} files. Put them into one archive.")


def _keep(node: Node, officer: Officer, row: DraftRow, files: list[dict[str, Any]], work: Unit) -> None:
    """Write the list of files of a draft that was read in this unit of work: its words may be newer than a window's."""
    row.content, row.changed = {**row.content, "files": files}, node.now()
    row.save(using=node.alias, update_fields=["content", "changed", "state", "submitted"])
    work.record(Act.DRAFT_MADE, actor=officer.name, refs={"draft": str(row.pk)}, details={"files": len(files)})


def _copy(content: BinaryIO, path: Path) -> tuple[int, str]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    content.seek(0)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        while piece := content.read(PIECE):
            digest.update(piece)
            size += out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return size, digest.hexdigest()
