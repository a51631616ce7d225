"""What an officer looks at is on record: the first look at a content, and every attachment that leaves the node."""

from __future__ import annotations

from collections.abc import Iterator

from detente.audit.acts import Act
from detente.model.errors import NotFound
from detente.node.context import Node
from detente.node.services import attaching, deciding
from detente.node.stores.models import AttachmentRow, Entry, Officer, Seen
from detente.node.stores.unit import unit
from detente.policy.decide import Permit


def looked(node: Node, officer: Officer, entry: Entry, permit: Permit) -> None:
    """Put an officer's first look at a content on record, with its reason; a repeat does nothing."""
    if Seen.objects.using(node.alias).filter(officer=officer, entry=entry).exists():
        return
    with unit(node, "look up") as work:
        Seen.objects.using(node.alias).get_or_create(officer=officer, entry=entry, defaults={"at": node.now()})
        work.record(Act.LOOKED_UP, actor=officer.name, refs={"cid": entry.cid}, details=deciding.reason_of(permit))


def attachment(node: Node, officer: Officer, entry: Entry, att_id: str, permit: Permit) -> Iterator[bytes]:
    """Give the plain pieces of an attachment; that it was read is on record before the first piece is given.

    Raises:
        NotFound: the entry has no such attachment.
        MissingChunk: a piece is gone or was changed on the disk.
    """
    row = AttachmentRow.objects.using(node.alias).select_related("entry").filter(entry=entry, att_id=att_id).first()
    if row is None:
        raise NotFound("This attachment is not here, or it is not for you to know.")
    with unit(node, "read attachment") as work:
        refs = {"cid": entry.cid, "attachment": att_id}
        work.record(Act.ATTACHMENT_READ, actor=officer.name, refs=refs, details=deciding.reason_of(permit))
    return attaching.read(node, row)
