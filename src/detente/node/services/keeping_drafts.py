"""Keeping what is being written, complete or not: by its author, by a page that saves itself, by two windows at once.

    typed --save, keep--> DraftRow --discard--> gone with its files

What a page saves by itself takes nothing back that its author did: a draft that waits for a second person goes on
waiting (`keep`), and what another window saved is not overwritten.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from typing import Any

from detente.audit.acts import Act
from detente.crypto.hashing import sha256
from detente.model import b64, label
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import duty_to_warn, standing_drafts
from detente.node.services.draft_files import folder
from detente.node.stores.models import DraftRow, Officer, Partner
from detente.node.stores.unit import Unit, unit

Content = Mapping[str, Any]


class DraftNewer(BadInput):
    """Another window saved the draft after this one read it."""

    code = "draft-newer"

    def __init__(self) -> None:
        super().__init__("This draft was saved in another window since this one read it. Nothing was overwritten.")


class DraftWaits(BadInput):
    """The draft was submitted meanwhile, and waits for a second person."""

    code = "draft-waits"

    def __init__(self) -> None:
        super().__init__("This draft waits for a second person. Take it back by saving it yourself.")


def find(node: Node, officer: Officer, draft_id: str) -> DraftRow:
    """Give a draft of the officer's own; NotFound for every other."""
    rows = DraftRow.objects.using(node.alias).select_related("partner").filter(author=officer)
    row = rows.filter(pk=int(draft_id)).first() if draft_id.isascii() and draft_id.isdecimal() else None
    if row is None:
        raise NotFound("This draft does not exist any more: it was released or discarded, or it is a colleague's.")
    return row


def find_reply(node: Node, officer: Officer, answers: str, kind: str) -> DraftRow | None:
    """Give the officer's draft of an answer or a refusal to a message, None where none was begun."""
    rows = DraftRow.objects.using(node.alias).filter(author=officer, content__answers=answers, content__kind=kind)
    return rows.order_by("-changed").first()


def save(
    node: Node,
    officer: Officer,
    row: DraftRow | None,
    content: Content,
    partner: Partner | None,
    *,
    seen: str | None = None,
) -> DraftRow:
    """Keep what was typed, complete or not; None for `row` begins a draft. Its files stay, and what nobody here knows.

    `seen`: the mark that the window read (`seen_by`), None where nobody compares. What is the same is not saved again.

    Raises:
        DraftNewer: another window saved it meanwhile; nothing was changed.
        DraftGone: it was released or discarded meanwhile; it does not come back as a second one.
        BadInput: the file number cannot be one.
    """
    check_reference(content)
    if row is not None and _typed(row.content) == _typed({**row.content, **content}):
        return row
    with unit(node, "save draft") as work:
        if row is None:
            row = DraftRow(author=officer)
        else:
            # Read again under the writers' lock: a second window may have saved since.
            row = standing_drafts.current(node, row)
            _check_seen(row, seen)
            standing_drafts.reopen(node, officer, row, work)
        _write(node, row, content, partner, seen or "", work)
    return row


def keep(node: Node, officer: Officer, row: DraftRow, content: Content, partner: Partner | None, *, seen: str) -> None:
    """Keep what a page saves by itself: as `save`, but what its author submitted is not taken back by that.

    Raises:
        DraftWaits: a second person has it before them; nothing was changed.
        DraftNewer, DraftGone, BadInput: as in `save`.
    """
    check_reference(content)
    if _typed(row.content) == _typed({**row.content, **content}):
        return
    with unit(node, "keep draft") as work:
        row = standing_drafts.current(node, row)
        if row.state == standing_drafts.SUBMITTED:
            raise DraftWaits
        _check_seen(row, seen)
        standing_drafts.reopen(node, officer, row, work)
        _write(node, row, content, partner, seen, work)


def check_reference(content: Content) -> None:
    """Return if the file number of a draft can be one; BadInput otherwise."""
    number = content.get("own_ref")
    if number and not label.is_file_number(number):
        raise BadInput("The file reference has at most 64 characters on one line, without hidden ones. Shorten it.")


def seen_by(row: DraftRow | None, window: str) -> str:
    """Give the mark of what a window reads: the draft's text as it stands, and the window's own name."""
    text = b"" if row is None else json.dumps(_typed(row.content), sort_keys=True).encode()
    return f"{b64.encode(sha256(text)[:12])}.{window}"


def _check_seen(row: DraftRow, seen: str | None) -> None:
    """Return if the window may save. What it saved itself is no surprise to it: the reply may have been lost."""
    if seen is None or seen == seen_by(row, window := seen.partition(".")[2]):
        return
    if not window or row.content.get("window") != window:
        raise DraftNewer


def _write(node: Node, row: DraftRow, content: Content, partner: Partner | None, seen: str, work: Unit) -> None:
    """Write what was typed over a draft that was read in this unit of work."""
    before, window = row.content, seen.partition(".")[2]
    kept = {**before, **content, "files": before.get("files", []), "window": window}
    row.content, row.partner, row.changed = kept, partner, node.now()
    row.save(using=node.alias)
    duty_to_warn.begun(node, row.author, row, work)
    work.record(Act.DRAFT_MADE, actor=row.author.name, refs={"draft": str(row.pk)})


def _typed(content: Content) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in ("files", "window")}


def discard(node: Node, officer: Officer, row: DraftRow) -> None:
    """Throw the draft away with its files.

    Raises:
        DraftGone: it was released or discarded already. DutyHolds: it is a warning that meets the test.
    """
    key, place = row.pk, folder(node, row)
    with unit(node, "discard draft") as work:
        row = standing_drafts.current(node, row)
        duty_to_warn.require_discardable(node, row)
        standing_drafts.reopen(node, officer, row, work)
        duty_to_warn.discarded(node, row)
        DraftRow.objects.using(node.alias).filter(pk=key).delete()
        work.record(Act.DRAFT_DISCARDED, actor=officer.name, refs={"draft": str(key)})
    shutil.rmtree(place, ignore_errors=True)
