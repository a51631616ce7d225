"""Files of drafts that are not there yet: laid down before the writers' lock, given to their drafts inside of it.

    stage: drafts/.import-HASH-RANDOM/0, 1, …  --give, in the unit of work-->  drafts/DRAFT
                `--- the import failed: taken away           `--- the process died: `sweep` at the next start

Writing and flushing take as long as the files are large, and nobody else writes under that lock meanwhile; a rename
takes no time. A lock on the folder says that its import lives: it ends with its process, however that ends.
"""

from __future__ import annotations

import fcntl
import io
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from detente.audit.acts import Act
from detente.model import b64
from detente.node.context import Node
from detente.node.services import draft_files
from detente.node.services.draft_files import DraftFile
from detente.node.stores.models import DraftRow
from detente.node.stores.unit import unit

PREFIX: Final = ".import-"
_TYPE: Final = "application/octet-stream"

Group = Sequence[tuple[str, bytes]]
"""The files of one draft: name and bytes."""


@dataclass(slots=True)
class Staged:
    """What is laid down. `files`: of each draft, as it is to keep them."""

    place: Path
    files: list[tuple[DraftFile, ...]] = field(default_factory=list)
    given: list[Path] = field(default_factory=list)


@contextmanager
def stage(node: Node, groups: Sequence[Group], *, digest: str) -> Iterator[Staged]:
    """Lay the files of each group down; what was not given to a draft that stands is gone when the block ends.

    Raises:
        DiskFull, UnreadableFile: they could not be kept; nothing of them stays.
    """
    place = draft_files.room(node) / f"{PREFIX}{digest[:16]}-{b64.encode(node.entropy(9))}"
    staged = Staged(place)
    if not any(groups):
        staged.files = [() for _ in groups]
        yield staged
        return
    with _alive(place), ExitStack() as ending:
        ending.callback(shutil.rmtree, place, ignore_errors=True)
        with ExitStack() as unless_done:
            unless_done.callback(_take_back, node, staged)
            for number, group in enumerate(groups):
                staged.files.append(_lay(node, place / str(number), group))
            yield staged
            unless_done.pop_all()


def give(node: Node, staged: Staged, rows: Sequence[DraftRow]) -> None:
    """Give each draft its files, in the unit of work that makes the drafts.

    Raises:
        DiskFull, UnreadableFile: the disk refuses it.
    """
    with draft_files.disk_faults():
        for number, row in enumerate(rows):
            if not staged.files[number]:
                continue
            to = draft_files.folder(node, row)
            # What lies there was left by an import that did not commit: this number was never given to anybody.
            shutil.rmtree(to, ignore_errors=True)
            (staged.place / str(number)).rename(to)
            staged.given.append(to)
        if staged.given:
            _flush(draft_files.room(node))


def sweep(node: Node) -> int:
    """Take away what imports left that died, and files of drafts that are not there any more; give how many folders.

    Asked at the start of a node. Where nothing lies about, nothing is written.
    """
    if not _left_over(node):
        return 0
    # Under the writers' lock: whoever has given a draft its files and has not committed it yet waits for us, or we
    # for him.
    with unit(node, "sweep draft files") as work:
        found = _left_over(node)
        for each in found:
            shutil.rmtree(each, ignore_errors=True)
        work.record(Act.DRAFT_FILES_SWEPT, details={"folders": len(found)})
    return len(found)


def _lay(node: Node, place: Path, group: Group) -> tuple[DraftFile, ...]:
    if not group:
        return ()
    laid = tuple(
        draft_files.lay_down(node, place, name=name, media_type=_TYPE, content=io.BytesIO(data)) for name, data in group
    )
    with draft_files.disk_faults():
        _flush(place)
    return laid


def _take_back(node: Node, staged: Staged) -> None:
    """Take away what was given to drafts that were not committed; a draft that stands keeps its files."""
    numbers = {int(each.name): each for each in staged.given}
    standing = set(DraftRow.objects.using(node.alias).filter(pk__in=numbers).values_list("pk", flat=True))
    for number in numbers.keys() - standing:
        shutil.rmtree(numbers[number], ignore_errors=True)


def _left_over(node: Node) -> list[Path]:
    room = draft_files.room(node)
    if not room.is_dir():
        return []
    lying = sorted(each for each in room.iterdir() if each.is_dir() and not each.is_symlink())
    staged = [each for each in lying if each.name.startswith(PREFIX)]
    numbered = {int(each.name): each for each in lying if each.name.isascii() and each.name.isdecimal()}
    standing = set(DraftRow.objects.using(node.alias).values_list("pk", flat=True))
    return [each for each in staged if not _lives(each)] + [
        numbered[number] for number in sorted(numbered.keys() - standing)
    ]


@contextmanager
def _alive(place: Path) -> Iterator[None]:
    with draft_files.disk_faults():
        place.mkdir(parents=True, mode=0o700)
        descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _lives(place: Path) -> bool:
    descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
