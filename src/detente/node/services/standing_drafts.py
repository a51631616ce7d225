"""Is a draft still what was read of it? Asked under the writers' lock by whoever changes, submits, signs or releases.

    read, shown, sealed --unit of work--> the same still? --yes--> done
                                              `--- gone, or another: nothing happens, and the officer is told

The mark of a draft stands over everything that decides what would leave and who asked for it: content, files, partner,
state, and the hash over which it was submitted. So a signature binds what was shown, however many write at once.
"""

from __future__ import annotations

import json
from typing import Final

from detente.crypto.hashing import equal, sha256
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import signatures
from detente.node.stores.models import DraftRow, Officer
from detente.node.stores.unit import Unit
from detente.policy.question import Approval

SUBMITTED: Final = "submitted"
"""The state of a draft that waits for a second person."""
UNMARKED = b""
"""In place of a mark where nothing is compared."""


class DraftChanged(BadInput):
    """What would leave is not what was shown."""

    code = "draft-changed"


class DraftGone(BadInput):
    """The draft was released or discarded meanwhile."""

    code = "draft-gone"

    def __init__(self) -> None:
        super().__init__("This draft was released or discarded already. Look at the messages that were sent.")


def mark_of(row: DraftRow) -> bytes:
    """Give the mark of a draft as it was read; which window typed it does not matter."""
    content = {name: value for name, value in row.content.items() if name != "window"}
    hashed = (row.submitted or {}).get("hash")
    marked = {"content": content, "to": row.partner_id, "state": row.state, "submitted": hashed}
    return sha256(json.dumps(marked, sort_keys=True).encode())


def current(node: Node, row: DraftRow) -> DraftRow:
    """Give the draft as it stands now, inside the unit of work.

    Raises:
        DraftGone: it is not there any more.
    """
    found = DraftRow.objects.using(node.alias).select_related("partner", "author").filter(pk=row.pk).first()
    if found is None:
        raise DraftGone
    return found


def same(node: Node, row: DraftRow) -> DraftRow:
    """Give the draft as it stands now, inside the unit of work, where it is what was read as `row`.

    Raises:
        DraftGone, DraftChanged: it is gone, or another.
    """
    found = current(node, row)
    _require(found, mark_of(row))
    return found


def take(node: Node, key: int, *, mark: bytes, approval: Approval) -> None:
    """Take a draft away in the unit of work of its release, so that it is released once, as it was read and signed.

    Raises:
        DraftGone, DraftChanged: it is gone, or another; or a signature that it leaves with does not stand any more.
    """
    row = DraftRow.objects.using(node.alias).filter(pk=key).first()
    if row is None:
        raise DraftGone
    if mark != UNMARKED:
        _require(row, mark)
    if approval.given:
        signed = {each.by.name for each in signatures.given(node, key)}
        if not {name for name in (approval.by, approval.second_by) if name is not None} <= signed:
            raise DraftChanged("An approval of this draft ended while it was about to leave. Nothing left.")
    row.delete(using=node.alias)


def reopen(node: Node, officer: Officer, row: DraftRow, work: Unit) -> None:
    """What is touched is written anew: nobody waits for its approval, and one that was given ends."""
    signatures.void(node, signatures.given(node, row.pk), because="edited", actor=officer.name, work=work)
    row.state, row.submitted = "", None


def _require(row: DraftRow, mark: bytes) -> None:
    if not equal(mark_of(row), mark):
        raise DraftChanged("The draft changed since it was shown. Look at the preview again.")
