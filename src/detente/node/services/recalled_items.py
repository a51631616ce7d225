"""Deleting what was recalled, with every copy of it here: the content goes, the proof and the hashes of persons stay.

recall held --> blocked (`blocking`) --delete, by an officer--> content of item and copies gone, state tombstone
somebody of a tombstone comes, or is to leave, again --> on record, shown to whoever reads it, and to oversight
"""

from __future__ import annotations

from typing import Final

from django.db import transaction

from detente.audit.acts import Act
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import blocking, forgetting, purging
from detente.node.stores.models import AttachmentRow, Entry, Officer
from detente.node.stores.unit import Unit

DELETE: Final = "delete"


class NothingToDelete(BadInput):
    """What a recall names is not here."""

    code = "nothing-to-delete"

    def __init__(self) -> None:
        super().__init__("The message that this recalls is not here. Object, and say that it is not held.")


def delete(node: Node, officer: Officer, recalled: Entry, work: Unit) -> None:
    """Delete what a recall of a partner names, with every copy here, inside the unit of work of the act.

    The bytes of its files go once that is committed.

    Raises:
        NothingToDelete: it is not here.
    """
    item = blocking.item_of(node, recalled)
    if item is None:
        raise NothingToDelete
    going = list(blocking.copies(node, item))
    files = purging.files_of(node, going)
    forgetting.items(node, going)
    AttachmentRow.objects.using(node.alias).filter(pk__in=[file.pk for file in files]).delete()
    for each in going:
        blocking.hold(node, each, blocking.TOMBSTONE)
        refs = {"party": item.partner.party, "cid": each.cid, "other": recalled.cid}
        work.record(Act.ITEM_DELETED, actor=officer.name, refs=refs, details={"files": len(files)})
    transaction.on_commit(lambda: purging.sweep(node, files), using=node.alias)
