"""The risk of a decision as the desk shows it: beside the draft that wants it, and before whoever judges what is left.

Disclose, request and use are three decisions, each with its own form (`services.risking`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from detente.node.context import Node
from detente.node.queries import parties as shown
from detente.node.queries.compose_page import marking
from detente.node.queries.desk import Handling, Party
from detente.node.queries.drafts import draft_in
from detente.node.queries.parties import Parties
from detente.node.services import asking, risking
from detente.node.stores.models import DraftRow, Officer, RiskForm

LEVELS = risking.LEVELS


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One form. `residual`: "" until another officer judged it; `mine`: the reader judged the baseline."""

    id: str
    party: Party
    act: str
    matter: str
    baseline: str
    baseline_by: str
    baseline_at: datetime
    mine: bool
    mitigations: str = ""
    residual: str = ""
    residual_by: str = ""
    residual_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """One decision that a draft is, and the newest form of it; None where nobody entered one."""

    act: str
    form: RiskLine | None


@dataclass(frozen=True, slots=True)
class DraftRisk:
    """The decisions of one draft. `matter`: our file number, by which its forms go; `required`: the house asks."""

    now: datetime
    draft_id: str
    marking: Handling | None
    recipient: Party
    matter: str
    required: bool
    decisions: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class RiskPage:
    """One form, to be judged."""

    now: datetime
    line: RiskLine


class RiskDesk(Protocol):
    """What the pages of risk may ask besides (`SafeguardsDesk` enters and judges)."""

    def draft_risk(self, officer_id: int, draft_id: str) -> DraftRisk:
        """Give the decisions of a draft with their forms."""
        ...

    def risk_form(self, officer_id: int, form_id: str) -> RiskPage: ...


def draft_risk(node: Node, officer: Officer, row: DraftRow) -> DraftRisk:
    """Give the decisions of a draft with their forms.

    Raises:
        BadInput: the draft names no partner yet.
        RoleRefused: the officer may not read risk forms.
    """
    parties, draft = shown.load(node), draft_in(row.content)
    partner = risking.partner_of(row)
    return DraftRisk(
        now=node.now(),
        draft_id=str(row.pk),
        marking=marking(draft),
        recipient=parties.by_row[partner.pk],
        matter=draft.own_ref,
        required=risking.asks(node, partner),
        decisions=tuple(
            Weighed(
                act, _known(officer, risking.newest(node, officer, partner, act=act, matter=draft.own_ref), parties)
            )
            for act in asking.decisions(draft.kind, beside=bool(draft.ask))
        ),
    )


def waiting(node: Node, officer: Officer, parties: Parties) -> tuple[RiskLine, ...]:
    """Give the forms whose residual risk nobody judged yet, longest first; none to whoever may not read them."""
    return tuple(line_of(officer, row, parties) for row in risking.open_forms(node, officer))


def line_of(officer: Officer, row: RiskForm, parties: Parties) -> RiskLine:
    """Give one form for the desk."""
    return RiskLine(
        id=str(row.pk),
        party=parties.by_row[row.partner_id],
        act=row.act,
        matter=row.matter,
        baseline=row.baseline,
        baseline_by=row.baseline_by.shown,
        baseline_at=row.baseline_at,
        mine=row.baseline_by_id == officer.pk,
        mitigations=row.mitigations,
        residual=row.residual,
        residual_by="" if row.residual_by is None else row.residual_by.shown,
        residual_at=row.residual_at,
    )


def _known(officer: Officer, row: RiskForm | None, parties: Parties) -> RiskLine | None:
    return None if row is None else line_of(officer, row, parties)
