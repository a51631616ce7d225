"""Exports that take a second person, as pages and commands show them (`exports_page`)."""

from __future__ import annotations

from detente.model import b64
from detente.node.context import Node
from detente.node.queries import exports, phrases, withholding
from detente.node.queries import parties as shown
from detente.node.queries.approvals import Signed
from detente.node.queries.desk import Phrase, Signing, Text
from detente.node.queries.exports import Plan
from detente.node.queries.exports_page import AskedExport, ExportApprovalPage, ExportPage, Going
from detente.node.queries.parties import Parties
from detente.node.services import exports_asked, passkeys, signatures
from detente.node.services.deciding import Asking
from detente.node.services.exports_asked import Ended
from detente.node.stores.models import Entry, ExportAsked, Officer
from detente.policy.decide import Permit
from detente.policy.rules.approval import LASTS
from detente.protocol import header as headers


def export_page(node: Node, officer: Officer, entry: Entry, way: str) -> ExportPage:
    """Give what an export of a thread would give out, and what was asked of it.

    Raises:
        ExportExpired: what was signed is too old; it ended.
    """
    plan, parties = exports.plan(node, officer, entry, way), shown.load(node)
    row = exports_asked.newest(node, officer, entry, way)
    waits = row is not None and row.state == "asked"
    ended = "" if row is None else exports_asked.ended(node, row)
    return ExportPage(
        now=node.now(),
        entry_id=entry.uid,
        way=way,
        subject=Text(withholding.subject(plan.asking, plan.held.root)),
        party=parties.by_row[entry.partner_id],
        messages=_going(plan, parties, officer, node),
        lacking=len(plan.lacking),
        asked=asked(node, officer, row, parties) if row is not None and waits else None,
        refused=row.because if row is not None and ended == "refused" else "",
        ended="" if ended == "used" else ended,
    )


def waiting(node: Node, officer: Officer) -> tuple[AskedExport, ...]:
    """Give the exports that wait and that the officer may see, longest first."""
    rows = exports_asked.waiting(node, officer)
    parties = shown.load(node) if rows else None
    return tuple(asked(node, officer, row, parties) for row in rows if parties is not None)


def approval_page(node: Node, officer: Officer, row: ExportAsked) -> ExportApprovalPage:
    """Give an export that waits, as it would go to who asked for it; of one that ended, how."""
    ended = exports_asked.ended(node, row)
    if ended:
        return _ended(node, officer, row, ended)
    plan, parties = exports.unsigned(node, row.by, row.entry, row.way), shown.load(node)
    given = signatures.given_to_export(node, row.pk)
    return ExportApprovalPage(
        now=node.now(),
        asked=asked(node, officer, row, parties),
        messages=_going(plan, parties, officer, node),
        signing=Signing(b64.encode(bytes(row.subject_hash)), passkeys.credential_ids(node, officer)),
        changed=plan.bound != bytes(row.subject_hash),
        may=row.by_id != officer.pk
        and exports_asked.may_sign(officer)
        and exports_asked.may_read(node, officer, exports.to_sign(plan)),
        ends=min(each.at for each in given) + LASTS if given else None,
    )


def _ended(node: Node, officer: Officer, row: ExportAsked, how: Ended) -> ExportApprovalPage:
    return ExportApprovalPage(
        now=node.now(),
        asked=asked(node, officer, row, shown.load(node)),
        messages=(),
        signing=Signing(b64.encode(bytes(row.subject_hash)), ()),
        changed=False,
        may=False,
        ends=None,
        ended=how,
        because=row.because if how == "refused" else "",
    )


def asked(node: Node, officer: Officer, row: ExportAsked, parties: Parties) -> AskedExport:
    """Give one export that waits."""
    return AskedExport(
        id=str(row.pk),
        entry_id=row.entry.uid,
        party=parties.by_row[row.entry.partner_id],
        subject=Text(withholding.subject(Asking(node, officer), row.entry)),
        way=row.way,
        by=row.by.shown,
        reason=row.reason,
        at=row.at,
        signed=tuple(
            Signed(each.by.shown, each.role, each.at, each.assertion is not None)
            for each in signatures.given_to_export(node, row.pk)
        ),
        mine=row.by_id == officer.pk,
    )


def _going(plan: Plan, parties: Parties, reader: Officer, node: Node) -> tuple[Going, ...]:
    reads = Asking(node, reader)
    return tuple(_one(plan, row, parties, reads) for row in plan.rows)


def _one(plan: Plan, row: Entry, parties: Parties, reads: Asking) -> Going:
    decided = plan.decided[row.pk]
    stays = None if isinstance(decided, Permit) else Phrase(decided)
    party = parties.us if row.ours else parties.by_row[row.partner_id]
    return Going(
        entry_id=row.uid,
        writer=party.code,
        kind=row.message or row.kind,
        subject=Text(withholding.subject(reads, row)),
        handling=phrases.label(headers.parse(bytes(row.header)).handling, parties),
        goes="now" if stays is None else "signed" if row.cid in plan.lacking else "stays",
        why=stays,
    )
