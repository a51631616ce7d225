"""The risk of a decision, for one officer (`queries.risk_page.RiskDesk`)."""

from __future__ import annotations

from collections.abc import Callable

from detente.node.context import Node
from detente.node.queries import parties as shown
from detente.node.queries import risk_page
from detente.node.queries.risk_page import DraftRisk, RiskPage
from detente.node.services import drafting, risking
from detente.node.stores.models import Officer


class RiskGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def draft_risk(self, officer_id: int, draft_id: str) -> DraftRisk:
        """See `RiskDesk`."""
        node, officer = self._who(officer_id)
        return risk_page.draft_risk(node, officer, drafting.find(node, officer, draft_id))

    def risk_form(self, officer_id: int, form_id: str) -> RiskPage:
        """See `RiskDesk`."""
        node, officer = self._who(officer_id)
        line = risk_page.line_of(officer, risking.find(node, officer, form_id), shown.load(node))
        return RiskPage(node.now(), line)
