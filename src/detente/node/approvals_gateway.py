"""The second person, for one officer (`queries.approvals.ApprovalsDesk`)."""

from __future__ import annotations

from detente.cases.table import NoSuchStep
from detente.crypto.hashing import equal
from detente.model import b64
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.queries import approvals_page
from detente.node.queries.approvals import ApprovalPage, ApprovalsPage
from detente.node.services import (
    approving,
    consents_entered,
    drafting,
    ending,
    handing_out,
    house,
    proposing,
    quarantining,
    roles_given,
    severing,
)
from detente.node.services.asserting import Assertion
from detente.node.stores.models import Officer

ACTS = (
    house.FOUR_EYES,
    quarantining.LIFT,
    roles_given.CHANGE,
    handing_out.HAND_OUT,
    consents_entered.ENTER,
    severing.SEVER,
    ending.END,
)
"""The acts of the house that are proposed and confirmed; what they do stands in their modules."""


class TakenMeanwhile(BadInput):
    """What the draft answers moved on while it waited for approval."""

    code = "not-answerable"


class ApprovalsGateway:
    """A part of the desk on a real node."""

    def _who(self, officer_id: int) -> tuple[Node, Officer]:
        raise AssertionError("the whole desk says who asks")

    def _asserted(self, node: Node, officer: Officer, text: str | None, challenge: bytes) -> Assertion | None:
        raise AssertionError("the whole desk verifies passkeys")

    def approvals_due(self, officer_id: int) -> int:
        """See `ApprovalsDesk`."""
        return approvals_page.due(*self._who(officer_id))

    def approvals(self, officer_id: int) -> ApprovalsPage:
        """See `ApprovalsDesk`."""
        return approvals_page.approvals_page(*self._who(officer_id))

    def approval(self, officer_id: int, draft_id: str) -> ApprovalPage:
        """See `ApprovalsDesk`."""
        node, officer = self._who(officer_id)
        return approvals_page.approval_page(node, officer, approving.find(node, officer, draft_id))

    def submit(self, officer_id: int, draft_id: str, *, challenge: str, assertion: str | None) -> None:
        """See `ApprovalsDesk`."""
        node, officer = self._who(officer_id)
        row = drafting.find(node, officer, draft_id)
        drafting.check_files(node, row)
        bound = drafting.challenge(drafting.written(node, row))
        if not equal(_hash(challenge), bound):
            raise drafting.DraftChanged("The draft changed since it was shown. Look at the preview again.")
        approving.submit(node, officer, row, bound, self._asserted(node, officer, assertion, bound))

    def approve(self, officer_id: int, draft_id: str, *, challenge: str, assertion: str | None) -> str:
        """See `ApprovalsDesk`."""
        node, officer = self._who(officer_id)
        row = approving.find(node, officer, draft_id)
        bound = _hash(challenge)
        signed = self._asserted(node, officer, assertion, bound)
        try:
            entry = approving.approve(node, officer, row, bound, signed)
        except NoSuchStep as error:
            raise TakenMeanwhile("What this answers was answered already, or cannot be answered now.") from error
        return "" if entry is None else entry.uid

    def give_back(self, officer_id: int, draft_id: str, *, because: str) -> None:
        """See `ApprovalsDesk`."""
        node, officer = self._who(officer_id)
        approving.give_back(node, officer, approving.find(node, officer, draft_id), because)

    def proposal_confirm(self, officer_id: int, proposal_id: str) -> None:
        """See `ApprovalsDesk`."""
        node, officer = self._who(officer_id)
        proposing.confirm(node, officer, proposing.find(node, proposal_id))

    def proposal_decline(self, officer_id: int, proposal_id: str) -> None:
        """See `ApprovalsDesk`."""
        node, officer = self._who(officer_id)
        proposing.decline(node, officer, proposing.find(node, proposal_id))


def _hash(text: str) -> bytes:
    try:
        return b64.decode(text)
    except b64.BadBase64:
        return b""
