"""The folders of the watch folder: what lies there, what is claimed, what was put away with a sentence.

Whoever may write to the folder is trusted with cases and with nothing else on this machine: no link is followed, and
`.taking`, `done` and `refused` are folders of ours or are not used.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from detente.crypto.hashing import sha256
from detente.model.errors import LocalError
from detente.node.services.importing import TOO_LARGE

TAKING: Final = ".taking"
DONE: Final = "done"
REFUSED: Final = "refused"
ENDING: Final = ".zip"
LONGEST_NAME: Final = 180
"""Bytes of a name, so that hash and ending have room in the 255 that a disk takes."""
_TOKEN: Final = re.compile(r"\.[0-9a-f]{12}\.zip\Z", re.ASCII)

Mark = tuple[int, int]
"""Size and time of change, ns."""


class FolderUnusable(LocalError):
    """The watch folder cannot be looked at; everything in it stays."""

    code = "watch-folder-unusable"


class NotStill(Exception):
    """The file is still written; the next looks see when it is not."""


class Unusable(Exception):
    """The file is not read at all; the sentence is for whoever laid it down."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(sentence)
        self.path, self.sentence = path, sentence


def files_in(folder: Path) -> dict[Path, Mark]:
    """Give what waits in the folder, whatever it is, and what was claimed and not put away yet.

    Raises:
        FolderUnusable: it is not there, may not be read, or everybody on this machine may write to it.
    """
    try:
        if folder.stat().st_mode & stat.S_IWOTH:
            raise FolderUnusable(
                "The watch folder is writable by everybody on this machine. Take that right away from others."
            )
        claimed = folder / TAKING
        return {**(_waiting(claimed) if _is_folder(claimed) else {}), **_waiting(folder)}
    except OSError as error:
        raise FolderUnusable(
            f"The watch folder cannot be looked at: {error.strerror}. Make it, or give the node the right to use it."
        ) from error


def claim(folder: Path, path: Path, mark: Mark, *, token: str) -> Path:
    """Move a file to where nobody else writes, and give where it lies now. `token`: 12 hex digits, never used before.

    Raises:
        FileNotFoundError: it is not there any more.
        NotStill: it is not what was seen; it is looked at again.
        FolderUnusable: `.taking` is no folder of ours.
    """
    claimed = path
    if path.parent != folder / TAKING:
        claimed = _folder(folder, TAKING) / f"{_short(path.name)}.{token}{ENDING}"
        path.rename(claimed)
    if _mark(claimed.lstat()) != mark:
        raise NotStill
    return claimed


def read(path: Path, *, most: int) -> bytes:
    """Give the bytes of a plain file; a link is not followed, for it may lead anywhere on this machine.

    Raises:
        FileNotFoundError: it is not there any more.
        Unusable: it is no plain file, or has more than `most` bytes.
        NotStill: it was written to meanwhile.
    """
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise Unusable(path, "This is a link or no plain file, and is not read. Lay the file itself down.")
    if status.st_size > most:
        raise Unusable(path, TOO_LARGE)
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as source:
        data = source.read(most + 1)
        if _mark(os.fstat(source.fileno())) != _mark(status) or len(data) != status.st_size:
            raise NotStill
    return data


def put_away(folder: Path, path: Path, to: str, sentence: str, data: bytes = b"") -> None:
    """Write the sentence beside the new place, whole or not at all, then move a claimed file there.

    Files of one name and other content (`data`) lie side by side. One that another worker put away is no error.

    Raises:
        FolderUnusable: `done` or `refused` is no folder.
    """
    place = _folder(folder, to)
    name = f"{_short(_TOKEN.sub(ENDING, path.name))}.{sha256(data).hex()[:12]}{ENDING}" if data else path.name
    part = place / f".{name}.part"
    part.write_text(sentence + "\n", encoding="utf-8")
    part.replace(place / f"{name}.txt")
    try:
        path.replace(place / name)
    except FileNotFoundError:
        return


def _waiting(folder: Path) -> dict[Path, Mark]:
    found = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(ENDING) and not entry.name.startswith("."):
                try:
                    found[folder / entry.name] = _mark(entry.stat(follow_symlinks=False))
                except FileNotFoundError:
                    # Taken by another worker, or taken back by whoever laid it down.
                    continue
    return dict(sorted(found.items()))


def _folder(folder: Path, name: str) -> Path:
    made = folder / name
    with suppress(FileExistsError):
        made.mkdir(mode=0o700)
    if not _is_folder(made):
        raise FolderUnusable(f"{name} in the watch folder is no folder of its own. Take it away.")
    return made


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def _mark(status: os.stat_result) -> Mark:
    return status.st_size, status.st_mtime_ns


def _short(name: str) -> str:
    """Give a name without its ending, as long as leaves room; what is no UTF-8 in it is left out."""
    whole = os.fsencode(name.removesuffix(ENDING))
    return whole[:LONGEST_NAME].decode("utf-8", "ignore") or "package"
