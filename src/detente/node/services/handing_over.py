"""A case is handed from one desk of this house to another, with a clock of its own, by the table `handover-internal`.

    giver  offer --> the taker's desk sees it at once; until it is taken, the giver answers for it
    taker  take --> the case is theirs        return, with a reason --> it is the giver's again

Nothing of it travels, and no partner sees it: both sides are rows here, and a message of one side is taken by the other
in the same unit of work.
"""

from __future__ import annotations

from typing import Final

from detente.audit.acts import Act
from detente.cases import case as cases
from detente.cases.case import Case
from detente.cases.handover_internal import TABLE
from detente.cases.table import Terms
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import conditions, desks, duties
from detente.node.services.conditions import Matter, Said
from detente.node.stores import handovers
from detente.node.stores.handovers import GIVER, TAKER
from detente.node.stores.models import CaseRow, DeskRow, Entry, HandoverRow, Officer
from detente.node.stores.unit import Unit, unit

ACTS: Final = {row.event: row.side for row in TABLE.rows if row.how == "act"}
"""Every act of a person in a hand-over, with the side that does it."""


def offer(node: Node, officer: Officer, opener: Entry, said: Said) -> HandoverRow:
    """Offer the case that an entry opened to another desk, `said.to`, with a reason; give the hand-over.

    Raises:
        NotFound: there is no such desk or case here. BadInput: no reason, or an offer of it lies with a desk already.
        NotInRole: the officer's role does not have it.
    """
    desk = desks.find(node, said.to) if said.to else None
    with unit(node, "offer hand-over") as work:
        return offered(node, officer, opener, desk, said, work=work)


def offered(
    node: Node, officer: Officer, opener: Entry, desk: DeskRow | None, said: Said, *, work: Unit
) -> HandoverRow:
    """As `offer`, inside a unit of work and with the desk that was found."""
    row = CaseRow.objects.using(node.alias).filter(pk=opener.pk).first()
    if row is None:
        raise NotFound("This message opened no case here, so there is nothing to hand over.")
    now = node.now()
    begun = {side: cases.open_case(TABLE.kind, dialogue="", side=side, at=now, terms=Terms()) for side in TABLE.sides}
    moved = _played(node, begun, GIVER, "offer", officer, said)
    if desk is None:
        raise BadInput("Name the desk that shall have it.")
    if desk.pk == row.desk_id:
        raise BadInput("The case lies at that desk already. Name another one.")
    if waiting(node, opener) is not None:
        raise BadInput("This case is offered to a desk already. Take it back first, or wait until it is taken.")
    made = HandoverRow(
        case=row,
        from_desk_id=row.desk_id,
        to_desk=desk,
        opened_at=now,
        offered_by=officer,
        code=said.code[:64],
        note=said.note[:400],
    )
    handovers.keep(node, made, moved)
    _record(work, officer, opener, made, "offer")
    return made


def act(node: Node, officer: Officer, handover: HandoverRow, event: str, said: Said) -> HandoverRow:
    """Do an act in a hand-over, on the side that the act belongs to; give the hand-over as it is then.

    Raises:
        NoSuchStep, NotInRole: it is not possible now, or not for this officer; nothing changed.
        BadInput: what the act asks for was not given.
    """
    side = ACTS.get(event, GIVER)
    found = desks.find(node, said.to) if event == "offer-elsewhere" and said.to else None
    with unit(node, f"{event} hand-over") as work:
        row = HandoverRow.objects.using(node.alias).select_for_update().get(pk=handover.pk)
        opener = Entry.objects.using(node.alias).select_related("partner").get(pk=row.case_id)
        moved = _played(node, handovers.sides(node, row), side, event, officer, said)
        if event == "take":
            row.taken_by = officer
            CaseRow.objects.using(node.alias).filter(pk=row.case_id).update(desk=row.to_desk, assignee=officer)
        handovers.keep(node, row, moved)
        _record(work, officer, opener, row, event)
        if event == "offer-elsewhere":
            offered(node, officer, opener, found, said, work=work)
    return row


def possible(node: Node, officer: Officer, handover: HandoverRow) -> list[tuple[str, str, bool]]:
    """Give the acts that stand open in a hand-over: side, act, whether this officer has a role for it."""
    roles = duties.roles_of(officer)
    both = handovers.sides(node, handover)
    return [
        (side, row.event, not roles.isdisjoint(row.by)) for side, case in both.items() for row in cases.possible(case)
    ]


def waiting(node: Node, opener: Entry) -> HandoverRow | None:
    """Give the offer of a case that no desk has answered yet, None where there is none."""
    rows = HandoverRow.objects.using(node.alias).filter(case_id=opener.pk, state__in=("offered", "taking-back"))
    return rows.select_related("to_desk", "from_desk").first()


def of_case(node: Node, opener: Entry) -> list[HandoverRow]:
    """Give the hand-overs of a case, oldest first."""
    rows = HandoverRow.objects.using(node.alias).filter(case_id=opener.pk)
    return list(rows.select_related("to_desk", "from_desk", "offered_by", "taken_by").order_by("pk"))


def _played(node: Node, both: dict[str, Case], side: str, event: str, officer: Officer, said: Said) -> dict[str, Case]:
    """Give both sides after an act of one: what it sends is taken at once, and so is what that sends in turn."""
    roles, now = duties.roles_of(officer), node.now()
    row = TABLE.next_row(side, both[side].state, event, both[side].terms, roles=roles, taken=False)
    conditions.require(Matter(both[side], row, officer, said, now))
    moved = {**both, side: cases.step(both[side], event, now=now, roles=roles, taken=False)}
    sent = [(side, message) for message in row.sends]
    while sent:
        sender, message = sent.pop(0)
        other = TAKER if sender == GIVER else GIVER
        taken = TABLE.next_row(other, moved[other].state, message, moved[other].terms, taken=True)
        moved[other] = cases.step(moved[other], message, now=now, taken=True)
        moved[sender] = cases.receipted(moved[sender], message, held_at=now)
        sent += [(other, each) for each in taken.sends]
    return moved


def _record(work: Unit, officer: Officer, opener: Entry, row: HandoverRow, event: str) -> None:
    details = {"dialogue": TABLE.kind, "event": event, "desk": row.to_desk.code, "code": row.code, "to": row.state}
    work.record(Act.CASE_HANDED, actor=officer.name, refs={"cid": opener.cid}, details=details)
