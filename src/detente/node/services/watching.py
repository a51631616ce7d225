"""The watch folder: case packages that the party's own case system lays down become drafts of one officer.

    FOLDER/NAME.zip --still since the last look--> FOLDER/.taking/NAME.RANDOM.zip --importing.take-->
        FOLDER/done/NAME.HASH.zip + .txt,  or  FOLDER/refused/NAME.HASH.zip + .txt

A file is claimed by a rename before it is read (`watch_folder`): what is moved away is what was read, though another
one of its name is laid down meanwhile. Drafts are committed first, then the sentence is written, then the file is
moved. A crash between two of these leaves the file in `.taking`, where the next looks pick it up: the import knows it
by its hash, the sentence is written over, and the move is made up.

What cannot be taken now (the node's disk is full, a fault of ours) stays where it is and holds no other file back; the
job fails then, so that health shows it (`jobs.guarding`). Nothing is thrown away.
"""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from django.db import DatabaseError

from detente.model.errors import BadInput, LocalError
from detente.node.channels import Watch
from detente.node.context import Node
from detente.node.services import duties, importing, officers, watch_folder
from detente.node.services.draft_files import DiskFull, UnreadableFile
from detente.node.services.importing import CasePackageRefused
from detente.node.services.watch_folder import Mark, NotStill, Unusable
from detente.node.stores.models import Officer
from detente.node.stores.unit import RunLost

MOST_A_LOOK: Final = 20

log = logging.getLogger("detente.worker")


class Ways(Protocol):
    """The settings of the node, as far as the watch folder goes; None: nothing is watched."""

    @property
    def watch(self) -> Watch | None: ...


@dataclass(slots=True)
class Looks:
    """What a worker saw at its last look. `seen`: what is the same now is fully written; `stayed`: not taken yet."""

    seen: dict[Path, Mark] = field(default_factory=dict)
    stayed: set[Path] = field(default_factory=set)


class FilesStayed(LocalError):
    """Files of the watch folder could not be taken now; they stay, and the next look tries again.

    `taken`: how many others became drafts meanwhile.
    """

    code = "watched-files-stayed"

    def __init__(self, stayed: int, *, taken: int, why: Exception) -> None:
        said = str(why) if isinstance(why, LocalError) else type(why).__name__
        super().__init__(
            f"Files of the watch folder that could not be taken now, and stay: {stayed}. The first: {said}"
        )
        self.stayed, self.taken = stayed, taken


def look(node: Node, ways: Ways, looks: Looks) -> int:
    """Take the files that are the same as at the last look, by name; give how many became drafts.

    One that has to stay is tried after the others. A file that was imported before becomes no second draft and counts
    no more.

    Raises:
        FolderUnusable, NotFound, RoleRefused: the folder or the officer cannot be used; everything stays.
        FilesStayed: some could not be taken now; the others were.
        RunLost: another run has begun.
    """
    watch = ways.watch
    if watch is None:
        return 0
    folder = Path(watch.folder)
    found = watch_folder.files_in(folder)
    ready = [path for path, mark in found.items() if looks.seen.get(path) == mark]
    looks.seen = found
    looks.stayed &= found.keys()
    if not ready:
        return 0
    officer = officers.find(node, watch.officer)
    duties.require_duty(officer, "send")
    faults: list[Exception] = []
    taken = 0
    for path in sorted(ready, key=lambda path: (path in looks.stayed, path.name))[:MOST_A_LOOK]:
        try:
            taken += _take(node, officer, folder, path, found[path])
            looks.stayed.discard(path)
        except (RunLost, DatabaseError):
            # Nothing can be committed now, whichever the file.
            raise
        except NotStill:
            continue
        except Exception as error:
            # Whatever one file brings about: the others are taken, and health shows it. Where it was, not what it
            # said: the text of a fault that nobody foresaw may hold content.
            if path not in looks.stayed:
                at = traceback.extract_tb(error.__traceback__)[-1]
                log.warning("a watched file stays: %s in %s, line %s", type(error).__name__, at.name, at.lineno)
            looks.stayed.add(path)
            faults.append(error)
    if faults:
        raise FilesStayed(len(faults), taken=taken, why=faults[0]) from faults[0]
    return taken


def _take(node: Node, officer: Officer, folder: Path, path: Path, mark: Mark) -> bool:
    """Take one file and move it away; whether it became drafts now: another worker may have been faster."""
    try:
        claimed = watch_folder.claim(folder, path, mark, token=node.entropy(6).hex())
        data = watch_folder.read(claimed, most=importing.LARGEST)
    except FileNotFoundError:
        return False
    except Unusable as refused:
        watch_folder.put_away(folder, refused.path, watch_folder.REFUSED, refused.sentence)
        return False
    try:
        taken = importing.take(node, officer, data, way="folder")
    except (DiskFull, UnreadableFile):
        raise
    except BadInput as refused:
        said = refused.faults if isinstance(refused, CasePackageRefused) else (str(refused),)
        watch_folder.put_away(folder, claimed, watch_folder.REFUSED, "\n".join(said), data)
        return False
    node.seam("before move of watched file")
    begun = f"Drafts {', '.join(taken.drafts)} of {officer.name} are begun. Nothing was sent."
    again = f"This file was imported before, as drafts {', '.join(taken.drafts)}. Nothing was done."
    left = f" Left out, because no record may carry it: {', '.join(taken.dropped)}." if taken.dropped else ""
    watch_folder.put_away(folder, claimed, watch_folder.DONE, (again if taken.again else begun) + left, data)
    return not taken.again
