"""The worker opens what the partners' process received, in ledger order, and says what reaches a desk (DXP 8).

A failure is evidence `rejected` with its code; kinds that get no evidence only show it.
"""

from __future__ import annotations

from datetime import datetime

from detente.audit.acts import Act
from detente.model import strict_json
from detente.node.context import Node
from detente.node.services import agreements, casework, judging, releasing
from detente.node.stores import ledger, partners
from detente.node.stores.models import BatchRow, DocMarkRow, Entry, Partner
from detente.node.stores.unit import Unit, unit
from detente.policy.admit import Target
from detente.protocol import entry as entries
from detente.protocol import header as headers
from detente.protocol import party_document
from detente.protocol.entry import Opened
from detente.protocol.refusal import EntryRefused
from detente.protocol.stamp import SenderPhase

_GET_NO_EVIDENCE = ("evidence", "control", "party-doc", "contact")
BATCH = 64


def open_waiting(node: Node, partner: Partner) -> int:
    """Open and judge entries of a partner that wait, in order; give how many.

    A batch that has seen more of our ledger than we are sure of waits: after a restore what it answers may be among
    what the partner still has to give back, and would be refused as unknown.
    """
    _, out = ledger.outgoing(node.alias, partner)
    sure = out.stamped if out.phase is SenderPhase.OPEN else out.receipted
    rows = (
        Entry.objects.using(node.alias)
        .filter(partner=partner, ours=False, judged=False, batch__receipt__isnull=False)
        .filter(batch__seen__lte=sure.size)
        .select_related("batch")
        .order_by("seq")
    )
    count = 0
    for row in rows[:BATCH]:
        open_one(node, partner, row)
        count += 1
    return count


def open_one(node: Node, partner: Partner, row: Entry) -> str | None:
    """Open and judge one entry; give the code that keeps it from the desks, or None."""
    batch = row.batch
    if batch is None or batch.held_at is None:
        raise ValueError("an entry is opened after its receipt")
    header = headers.parse(bytes(row.header))
    opened: Opened | None = None
    code: str | None
    try:
        opened = entries.open_parts(header, box=bytes(row.box or b""), body=bytes(row.body or b""), keys=node.seal)
        code = _judge(node, partner, row, batch, batch.held_at, opened)
    except EntryRefused as refused:
        code = refused.code
    rejection = _rejection(node, partner, row, code) if code is not None else None
    with unit(node, "open entry") as work:
        row.judged, row.code = True, code or ""
        if opened is not None and code is None:
            _keep(row, opened)
        row.save(using=node.alias, update_fields=["judged", "code", "cek", "plaintext", "message", "subject"])
        if code is not None:
            work.record(Act.ENTRY_REJECTED, refs={"party": partner.party, "cid": row.cid}, details={"code": code})
            if rejection is not None:
                releasing.store(node, partner, rejection, message="rejected", root=row.root, work=work)
        elif opened is not None:
            _take(node, partner, row, batch, opened, work)
    return code


def _judge(node: Node, partner: Partner, row: Entry, batch: BatchRow, held_at: datetime, opened: Opened) -> str | None:
    return judging.judge(
        opened,
        held_at=held_at,
        seq=int(row.seq or 0),
        seen=batch.seen,
        last_of_batch=row.seq == batch.size,
        standings=agreements.standings(node.alias, partner, ours=False),
        target=target_of(node, partner, row.re, written_by_us=False),
        dialogue_kind=dialogue_kind(node, partner, row.root),
        chain=partners.partner_chain(node.alias, partner),
    )


def target_of(node: Node, partner: Partner, re: str | None, *, written_by_us: bool) -> Target | None:
    """Give the entry that `re` names, as policy sees it from the one who writes the reply."""
    if re is None:
        return None
    found = Entry.objects.using(node.alias).filter(partner=partner, cid=re, seq__isnull=False).first()
    if found is None:
        return None
    given = Entry.objects.using(node.alias).filter(
        partner=partner, ours=written_by_us, kind="evidence", re=re, code="", judged=True
    )
    return Target(
        ours=found.ours == written_by_us,
        kind=found.kind,
        agreement=found.agreement,
        outcomes=frozenset(given.values_list("message", flat=True)),
    )


def dialogue_kind(node: Node, partner: Partner, root: str) -> str | None:
    """Give the kind of the entry that opened a thread."""
    return Entry.objects.using(node.alias).filter(partner=partner, cid=root).values_list("kind", flat=True).first()


def _keep(row: Entry, opened: Opened) -> None:
    row.cek, row.plaintext = opened.cek, opened.plaintext
    row.message = (opened.message or "")[:64]
    subject = opened.payload.get("subject")
    row.subject = subject[:300] if isinstance(subject, str) else ""


def _take(node: Node, partner: Partner, row: Entry, batch: BatchRow, opened: Opened, work: Unit) -> None:
    work.record(Act.ENTRY_OPENED, refs={"party": partner.party, "cid": row.cid}, details={"kind": row.kind})
    if row.kind == "party-doc":
        _take_document(node, partner, batch, opened)
        return
    standing = agreements.standings(node.alias, partner, ours=False).get(row.agreement or "")
    casework.on_arrived(
        node,
        partner,
        row,
        opened,
        agreement=None if standing is None else standing.agreement,
        held_at=batch.held_at or node.now(),
        work=work,
    )


def _take_document(node: Node, partner: Partner, batch: BatchRow, opened: Opened) -> None:
    chain = party_document.extend(
        partners.partner_chain(node.alias, partner), str(opened.payload["document"]).encode("utf-8")
    )
    partners.keep_document(node.alias, partner, chain)
    DocMarkRow.objects.using(node.alias).get_or_create(
        partner=partner, ours=False, size=batch.size, defaults={"seen": batch.seen, "number": chain.last.seq}
    )


def _rejection(node: Node, partner: Partner, row: Entry, code: str) -> entries.SealedEntry | None:
    if row.kind in _GET_NO_EVIDENCE:
        return None
    return releasing.seal_evidence(node, partner, row, message="rejected", outcome="failed", code=code, officer=None)


def payload_of(row: Entry) -> dict[str, object]:
    """Give the payload of an entry that was opened here or written here; empty where it was not."""
    if row.plaintext is None:
        return {}
    payload = strict_json.parse(bytes(row.plaintext))["payload"]
    return dict(payload)
