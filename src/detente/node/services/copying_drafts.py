"""A second draft beside one that another window saved: with its files, and with what nobody here knows of it.

One unit of work: the copy is there whole, or not at all.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import asdict
from typing import Final

from detente.audit.acts import Act
from detente.node.context import Node
from detente.node.services import draft_files, drafting
from detente.node.services.drafting import Content
from detente.node.stores.models import DraftRow, Officer, Partner
from detente.node.stores.unit import unit

_OF_THE_FIRST: Final = ("files", "window")
"""Members that name what lies beside the first draft, or who typed it."""


def copy(node: Node, officer: Officer, row: DraftRow, content: Content, partner: Partner | None) -> DraftRow:
    """Give a new draft with `content`, and with the files of `row` and whatever else it keeps. `row` stays as it is.

    Raises:
        BadInput: the file number cannot be one.
        UnreadableFile, DraftChanged: a file of it is gone, or another by now; nothing was copied.
        DiskFull: the files did not fit; nothing was copied.
    """
    drafting.check_reference(content)
    draft_files.check_files(node, row)
    kept = {name: value for name, value in {**row.content, **content}.items() if name not in _OF_THE_FIRST}
    made = DraftRow(author=officer, content=kept, partner=partner, changed=node.now())
    with ExitStack() as unless_committed:
        with unit(node, "copy draft") as work:
            made.save(using=node.alias)
            place = draft_files.folder(node, made)
            # Whatever lies there was left by a copy that did not commit: this number was never given to anybody.
            shutil.rmtree(place, ignore_errors=True)
            unless_committed.callback(shutil.rmtree, place, ignore_errors=True)
            files = [_again(node, row, made, file) for file in draft_files.files_in(row)]
            made.content = {**kept, "files": [asdict(file) for file in files]}
            made.save(using=node.alias, update_fields=["content"])
            refs = {"draft": str(made.pk)}
            work.record(Act.DRAFT_MADE, actor=officer.name, refs=refs, details={"files": len(files)})
        unless_committed.pop_all()
    return made


def _again(node: Node, row: DraftRow, made: DraftRow, file: draft_files.DraftFile) -> draft_files.DraftFile:
    place = draft_files.folder(node, made)
    try:
        with (draft_files.folder(node, row) / file.id).open("rb") as content:
            return draft_files.lay_down(node, place, name=file.name, media_type=file.type, content=content)
    except OSError as error:
        raise draft_files.UnreadableFile(f"The file {file.name} cannot be read any more. Attach it again.") from error
