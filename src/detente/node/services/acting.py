"""What an officer does with an entry of a partner: open it, accept it. Answers are in `notifying`."""

from __future__ import annotations

from datetime import datetime

from detente.audit.acts import Act
from detente.cases import notification
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import asserting, casework, releasing
from detente.node.services.asserting import Assertion
from detente.node.stores.models import AttachmentRow, CaseRow, Entry, Officer, Seen
from detente.node.stores.unit import unit
from detente.protocol.entry import SealedEntry


def open_entry(node: Node, officer: Officer, entry: Entry) -> None:
    """Open an entry at the desk: the evidence `opened` goes where the agreement has it; a repeat does nothing.

    Raises:
        BadInput: attachments are still on their way.
        NoSuchStep: it is not an entry to open.
    """
    case = casework.case_of(node, entry.partner, entry.root)
    if case is None or case.side != notification.RECEIVER or case.state != "received":
        _mark_seen(node, officer, entry)
        return
    if AttachmentRow.objects.using(node.alias).filter(entry=entry, complete=False).exists():
        raise BadInput("The attachments have not all arrived yet. Open it when they have; nothing was told.")
    evidence: SealedEntry | None = None
    if case.terms.opened:
        evidence = releasing.seal_evidence(
            node, entry.partner, entry, message="opened", outcome="done", officer=officer
        )
    with unit(node, "open at desk") as work:
        casework.act(node, entry.partner, entry.root, "open", work=work)
        if evidence is not None:
            releasing.store(
                node, entry.partner, evidence, message="opened", root=entry.root, work=work, actor=officer.name
            )
        Seen.objects.using(node.alias).get_or_create(officer=officer, entry=entry, defaults={"at": node.now()})
        work.record(Act.ENTRY_OPENED, actor=officer.name, refs={"cid": entry.cid})


def accept(
    node: Node, officer: Officer, entry: Entry, *, until: datetime | None, assertion: Assertion | None = None
) -> None:
    """Take responsibility for an entry; the partner gets `accepted`, with the estimate `until`.

    An entry that nobody opened yet is opened first.

    Raises:
        NoSuchStep: it is accepted already, or cannot be.
        BadInput: attachments are still on their way.
    """
    case = casework.case_of(node, entry.partner, entry.root)
    if case is not None and case.state == "received":
        open_entry(node, officer, entry)
    casework.check(node, entry.partner, entry.root, "register")
    evidence = releasing.seal_evidence(
        node, entry.partner, entry, message="accepted", outcome="done", officer=officer, until=until
    )
    with unit(node, "accept") as work:
        casework.act(node, entry.partner, entry.root, "register", work=work)
        # Whoever accepts stands for it until somebody else does.
        CaseRow.objects.using(node.alias).filter(entry__cid=entry.root, partner=entry.partner).update(assignee=officer)
        releasing.store(
            node, entry.partner, evidence, message="accepted", root=entry.root, work=work, actor=officer.name
        )
        asserting.store(node, officer, entry, "accept", assertion)
        work.record(
            Act.ENTRY_ACCEPTED, actor=officer.name, refs={"cid": entry.cid}, details=asserting.manner(assertion)
        )


def _mark_seen(node: Node, officer: Officer, entry: Entry) -> None:
    if Seen.objects.using(node.alias).filter(officer=officer, entry=entry).exists():
        return
    with unit(node, "look up") as work:
        Seen.objects.using(node.alias).get_or_create(officer=officer, entry=entry, defaults={"at": node.now()})
        work.record(Act.LOOKED_UP, actor=officer.name, refs={"cid": entry.cid})
