"""Hand-overs in their table: one row holds both sides of a dialogue that never travels."""

from __future__ import annotations

from typing import Final

from detente.cases import clocks, handover_internal
from detente.cases.case import Case
from detente.node.context import Node
from detente.node.stores import calendars, dialogues
from detente.node.stores.models import HandoverRow

KIND: Final = handover_internal.TABLE.kind
GIVER, TAKER = handover_internal.TABLE.sides


def sides(node: Node, row: HandoverRow) -> dict[str, Case]:
    """Give both sides of a hand-over as cases, by side; both count by the calendar of this house."""
    ours = calendars.load(node.alias).ours.since(row.opened_at.year)
    return {
        side: Case(
            dialogue=f"handover-{row.pk}",
            side=side,
            state=state,
            opened_at=row.opened_at,
            kind=KIND,
            ledger=dialogues.ledger_in(row.moments),
            calendars={GIVER: ours, TAKER: ours},
        )
        for side, state in ((GIVER, row.state), (TAKER, row.taker_state))
    }


def keep(node: Node, row: HandoverRow, cases: dict[str, Case]) -> None:
    """Write both sides; the side that gives has the moments, for nothing is on its way between desks."""
    giver = cases[GIVER]
    due = None if giver.ended else clocks.next_due(giver.clocks, now=node.now())
    row.state, row.taker_state = giver.state, cases[TAKER].state
    row.moments = dialogues.stored_moments(giver)
    row.next_due = None if due is None else due.due
    row.save(using=node.alias)
