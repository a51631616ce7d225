"""A case changes hands inside the house: to another desk, or to one officer. What lies between two desks is seen.

A desk at which nobody is on duty says so first; whoever insists is on record with it. The hand-over with a clock of its
own is the dialogue `handover-internal`; this is the plain act of the desk that has the case.
"""

from __future__ import annotations

from detente.audit.acts import Act
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import casework, desks, duties
from detente.node.stores.models import CaseRow, DeskRow, Entry, HandingRow, Officer
from detente.node.stores.unit import unit


class NobodyOnDuty(BadInput):
    """Nobody is on duty where a case would go."""

    code = "nobody-on-duty"

    def __init__(self, name: str) -> None:
        super().__init__(f"Nobody is on duty at {name}. Choose another desk, or hand it on all the same.")


def hand_on(
    node: Node,
    officer: Officer,
    entry: Entry,
    *,
    desk: DeskRow | None = None,
    to: Officer | None = None,
    note: str = "",
    anyway: bool = False,
) -> None:
    """Hand the case of the dialogue that an entry belongs to, to a desk, to an officer, or to both.

    Raises:
        RoleRefused: the officer hands nothing on.
        NobodyOnDuty: nobody is there to take it, and `anyway` is not said; nothing was changed.
        BadInput: nobody is named. NotFound: the entry opened no case.
    """
    duties.require_at_desk(officer, "hand-on")
    if desk is None and to is None:
        raise BadInput("Name a desk or an officer to hand it to.")
    now = node.now()
    if not anyway:
        _check_presence(node, desk, to)
    with unit(node, "hand on") as work:
        # Of several dialogues in its thread it is the one that the entry belongs to.
        opener = casework.opener_of(node, entry)
        case = CaseRow.objects.using(node.alias).select_for_update().get(pk=opener.pk)
        HandingRow.objects.using(node.alias).create(
            case=case,
            at=now,
            by=officer,
            from_desk_id=case.desk_id,
            to_desk=desk,
            to_officer=to,
            note=note[:400],
        )
        before = case.desk
        case.desk = case.desk if desk is None else desk
        # Another desk chooses its own officer: who had the case has it no more.
        case.assignee = to
        case.save(using=node.alias, update_fields=["desk", "assignee"])
        work.record(
            Act.CASE_HANDED,
            actor=officer.name,
            refs={"cid": opener.cid},
            details={
                "from": "" if before is None else before.code,
                "to": "" if desk is None else desk.code,
                "officer": "" if to is None else to.name,
                "anyway": anyway,
            },
        )


def _check_presence(node: Node, desk: DeskRow | None, to: Officer | None) -> None:
    if to is not None and desks.is_away(node, to, at=node.now()):
        raise NobodyOnDuty(to.shown)
    if desk is not None and to is None and not desks.on_duty(node, desk, at=node.now()):
        raise NobodyOnDuty(desk.name)
