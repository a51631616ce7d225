"""The approvals of a node: drafts that wait for a second person, and acts of the house that do."""

from __future__ import annotations

from detente.node.context import Node
from detente.node.queries import draft_subjects, drafts_shown, phrases, release_page, risk_page, withholding
from detente.node.queries import parties as shown
from detente.node.queries.approvals import ApprovalPage, ApprovalsPage, HandedItem, Proposed, Signed, Submitted
from detente.node.queries.desk import Text
from detente.node.queries.parties import Parties
from detente.node.services import approving, duties, exports_asked, handing_out, house, signatures
from detente.node.services.deciding import Asking
from detente.node.stores.models import Approval as ApprovalRow
from detente.node.stores.models import DraftRow, Entry, Officer
from detente.policy.rules.approval import LASTS
from detente.protocol import header as headers

_NAMING = frozenset({"message", "cid", "partner"})
"""What names the message of a proposal; it is shown as itself."""


def due(node: Node, officer: Officer) -> int:
    """Give how much waits for the signature of this officer."""
    drafts = 0 if duties.approves_as(officer) is None else drafts_shown.to_sign(node.alias, officer.pk).count()
    exports = len(exports_asked.to_sign(node, officer))
    return drafts + exports + sum(row.by_id != officer.pk for row, _ in handing_out.waiting(node, officer))


def approvals_page(node: Node, officer: Officer) -> ApprovalsPage:
    """Give everything that waits for a second person and that the officer may see."""
    parties, waiting = shown.load(node), approving.waiting(node, officer)
    asking = Asking(node, officer)
    subjects = draft_subjects.of_rows(asking, waiting)
    return ApprovalsPage(
        now=node.now(),
        four_eyes=house.four_eyes(node),
        drafts=tuple(_submitted(node, officer, row, parties, subjects[row.pk]) for row in waiting),
        proposals=tuple(
            Proposed(
                id=str(row.pk),
                act=row.act,
                what={name: _text(row.content[name]) for name in row.content if item is None or name not in _NAMING},
                by=row.by.shown,
                at=row.at,
                mine=row.by_id == officer.pk,
                about=None if item is None else _about(asking, item, parties),
            )
            for row, item in handing_out.waiting(node, officer)
        ),
        risks=risk_page.waiting(node, officer, parties),
    )


def approval_page(node: Node, officer: Officer, row: DraftRow) -> ApprovalPage:
    """Give one draft as it would leave, with what is signed under it.

    Raises:
        BadInput, PolicyRefusal: it can no longer be read as what would leave; the sentence says why.
    """
    known = signatures.given(node, row.pk)
    subject = draft_subjects.of_rows(Asking(node, officer), [row])[row.pk]
    return ApprovalPage(
        now=node.now(),
        preview=release_page.release_page(node, officer, row),
        submitted=_submitted(node, officer, row, shown.load(node), subject),
        ends=min(each.at for each in known) + LASTS if known else None,
        may=row.author_id != officer.pk and duties.approves_as(officer) is not None,
    )


def _submitted(node: Node, officer: Officer, row: DraftRow, parties: Parties, subject: Text) -> Submitted:
    return Submitted(
        draft_id=str(row.pk),
        party=parties.us if row.partner_id is None else parties.by_row[row.partner_id],
        subject=subject,
        message=str(row.content.get("message") or ""),
        author=row.author.shown,
        at=row.submitted_at or row.changed,
        signed=tuple(_signed(each) for each in signatures.given(node, row.pk)),
        mine=row.author_id == officer.pk,
        beside=bool(row.content.get("ask")),
    )


def _about(asking: Asking, item: Entry, parties: Parties) -> HandedItem:
    handling = phrases.label(headers.parse(bytes(item.header)).handling, parties)
    return HandedItem(item.uid, Text(withholding.subject(asking, item)), handling)


def _signed(row: ApprovalRow) -> Signed:
    return Signed(row.by.shown, row.role, row.at, row.assertion is not None)


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
