"""The house's own lists of one case, read from the node (`queries.upkeep_page.CaseUpkeep`)."""

from __future__ import annotations

from typing import Final

from detente.cases.handover_internal import TABLE
from detente.node.context import Node
from detente.node.queries import upkeep
from detente.node.queries.desk import Choice
from detente.node.queries.upkeep_page import CaseUpkeep, Handover, HandoverAct
from detente.node.services import casework, duties, handing_over, legal_hold
from detente.node.stores.models import DeskRow, Entry, HandoverRow, Officer
from detente.policy import reasons
from detente.policy.dissemination import WITHHELD

_KIND: Final = TABLE.kind
_NAMES_A_DESK: Final = ("offer", "offer-elsewhere")


def page(node: Node, officer: Officer, opener: Entry) -> CaseUpkeep:
    """Give the lists of the case that an entry opened."""
    _, case = casework.loaded(node, opener.partner, opener.root, opener.cid)
    kept, rows = upkeep.kept(node, officer, opener), handing_over.of_case(node, opener)
    return CaseUpkeep(
        state=case.state,
        told=upkeep.dissemination(node, opener),
        reasons=tuple(Choice(code, dict(labels)) for code, labels in WITHHELD.items()),
        kept=kept,
        held=legal_hold.is_held(node, opener),
        alike=upkeep.alike(node, officer, opener),
        handovers=tuple(_handover(row) for row in rows),
        handover_acts=_acts(node, officer, rows),
        may=_may(officer, closed=kept is not None and kept.purged_at is None),
    )


def _may(officer: Officer, *, closed: bool) -> frozenset[str]:
    found = {"settle"}
    if duties.may(officer, "decide"):
        found.add("tell")
    if duties.has(officer, "override"):
        found.add("override")
    if closed and duties.has(officer, "purge"):
        found.add("review")
    if not legal_hold.MAY_HOLD.isdisjoint(duties.roles_of(officer)):
        found.add("hold")
    return frozenset(found)


def _handover(row: HandoverRow) -> Handover:
    labels = reasons.REASONS[_KIND, "offer"].get(row.code)
    return Handover(
        giver="" if row.from_desk is None else row.from_desk.name,
        taker=row.to_desk.name,
        state=row.state,
        offered_by=row.offered_by.shown,
        at=row.opened_at,
        due=row.next_due,
        taken_by="" if row.taken_by is None else row.taken_by.shown,
        reason=None if labels is None else Choice(row.code, dict(labels)),
        note=row.note,
        alarmed=row.alarmed_at is not None,
    )


def _acts(node: Node, officer: Officer, rows: list[HandoverRow]) -> tuple[HandoverAct, ...]:
    """Give what the officer may do now: offer it, or go on with the offer that stands."""
    last = rows[-1] if rows else None
    if last is None or (last.state, last.taker_state) in TABLE.ends:
        given = [row for row in TABLE.rows if row.event == "offer" and row.how == "act"]
        events = ["offer"] if any(duties.roles_of(officer) & set(row.by) for row in given) else []
    else:
        events = [event for _, event, allowed in handing_over.possible(node, officer, last) if allowed]
    desks = tuple(Choice(row.code, {"en": row.name}) for row in DeskRow.objects.using(node.alias).order_by("name"))
    return tuple(
        HandoverAct(
            event,
            tuple(Choice(code, dict(labels)) for code, labels in reasons.REASONS.get((_KIND, event), {}).items()),
            desks if event in _NAMES_A_DESK else (),
        )
        for event in events
    )
