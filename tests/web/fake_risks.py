"""The part of the desk in memory that shows risks: one draft that discloses and asks, one form that waits."""

from __future__ import annotations

from detente.node.queries.risk_page import DraftRisk, RiskLine, RiskPage, Weighed
from tests.web import fictional as tale

ENTERED = RiskLine("5", tale.ZOR, "disclose", "VAL-7", "medium", "Jeanne Orvault", tale.NOW, mine=False)


class FakeRisks:
    """Disclosing was entered and not judged; requesting nobody entered."""

    risk: RiskLine = ENTERED
    matter: str = "VAL-7"

    def draft_risk(self, officer_id: int, draft_id: str) -> DraftRisk:
        decisions = (Weighed("disclose", self.risk), Weighed("request", None))
        return DraftRisk(tale.NOW, draft_id, tale.AMBER, tale.ZOR, self.matter, True, decisions)

    def risk_form(self, officer_id: int, form_id: str) -> RiskPage:
        return RiskPage(tale.NOW, self.risk)
