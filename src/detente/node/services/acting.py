"""What an officer does with an entry of a partner: open it, accept it. All other acts are in `conversing`."""

from __future__ import annotations

from datetime import datetime

from detente.audit.acts import Act
from detente.cases import case as cases
from detente.cases.case import Case
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import asserting, casework, conversing, deciding, fulfilled, reading
from detente.node.services.asserting import Assertion
from detente.node.services.conditions import Said
from detente.node.stores.models import AttachmentRow, Entry, Officer, Seen
from detente.node.stores.unit import Unit
from detente.policy.acts import Act as PolicyAct

ACCEPTING = {"notification": "register"}
"""By which act responsibility is taken, where its table does not call it `accept`."""


def open_entry(node: Node, officer: Officer, entry: Entry) -> None:
    """Open an entry at the desk: the evidence `opened` goes where the agreement has it; a repeat does nothing.

    Raises:
        Forbidden: policy does not open it to this officer.
        BadInput: attachments are still on their way.
        NotInRole: the officer's role does not have it.
    """
    permit = deciding.require(node, officer, PolicyAct.OPEN, entry, fulfils=fulfilled.READING)
    case = casework.case_of(node, entry.partner, entry.root, entry.cid)
    if case is None or not can_open(case):
        reading.looked(node, officer, entry, permit)
        return
    if AttachmentRow.objects.using(node.alias).filter(entry=entry, complete=False).exists():
        raise BadInput(
            "The attachments have not all arrived yet. Open it when they have; the partner was told nothing."
        )

    def also(work: Unit, _: Case) -> None:
        Seen.objects.using(node.alias).get_or_create(officer=officer, entry=entry, defaults={"at": node.now()})
        work.record(Act.ENTRY_OPENED, actor=officer.name, refs={"cid": entry.cid}, details=deciding.reason_of(permit))

    conversing.act(node, officer, entry, "open", Said(), also=also)


def accept(
    node: Node, officer: Officer, entry: Entry, *, until: datetime | None, assertion: Assertion | None = None
) -> None:
    """Take responsibility for an entry; the partner gets `accepted`, with the estimate `until`.

    An entry that nobody opened yet is opened first.

    Raises:
        NoSuchStep, NotInRole: it is accepted already, or cannot be, or not by this officer.
        BadInput: attachments are still on their way, or the estimate is missing.
    """
    case = casework.case_of(node, entry.partner, entry.root, entry.cid)
    if case is not None and can_open(case):
        open_entry(node, officer, entry)
    event = ACCEPTING.get("" if case is None else case.kind, "accept")

    def also(work: Unit, _: Case) -> None:
        asserting.store(node, officer, entry, "accept", assertion)
        work.record(
            Act.ENTRY_ACCEPTED, actor=officer.name, refs={"cid": entry.cid}, details=asserting.manner(assertion)
        )

    conversing.act(node, officer, entry, event, Said(until=until), also=also)


def can_open(case: Case) -> bool:
    """Whether opening is an act in this case now: its content is closed to everybody here until then."""
    return any(row.event == "open" for row in cases.possible(case))
