"""Own files: under which number this house keeps what belongs to one matter, and who answers for it.

Nothing of it travels; the number that a partner reads is the file number of a message (`ref`).
"""

from __future__ import annotations

from detente.audit.acts import Act
from detente.model import label
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.stores.models import CaseFile, CaseFileEntry, Entry, Officer
from detente.node.stores.unit import Unit


def put(node: Node, officer: Officer, opener: Entry, number: str, *, work: Unit) -> CaseFile:
    """Put a dialogue into an own file, inside a unit of work; give the file. Whoever names a new one owns it.

    Raises:
        BadInput: the number cannot be one.
    """
    if not label.is_file_number(number):
        raise BadInput("The number of a file has at most 64 characters on one line, without hidden ones. Shorten it.")
    file, _ = CaseFile.objects.using(node.alias).get_or_create(
        number=number, defaults={"owner": officer, "opened_at": node.now()}
    )
    _, made = CaseFileEntry.objects.using(node.alias).get_or_create(
        file=file, entry=opener, defaults={"officer": officer, "at": node.now()}
    )
    if made:
        work.record(Act.CASE_LINKED, actor=officer.name, refs={"cid": opener.cid, "file": str(file.pk)}, details={})
    return file


def files_of(node: Node, opener: Entry) -> list[CaseFile]:
    """Give the own files to which a dialogue belongs, in the order in which they were opened."""
    rows = CaseFile.objects.using(node.alias).filter(entries__entry=opener).select_related("owner")
    return list(rows.order_by("pk"))
