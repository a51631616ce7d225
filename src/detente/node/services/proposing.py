"""Acts of the house that take two officers: one proposes, another confirms, and then it is done (roles.json).

    propose --another officer--> confirm: it takes effect in the same unit of work
                             `-> decline

A house that works with one person (`four_eyes` off), or has nobody else yet, does them at once; the record says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from detente.audit.acts import Act
from detente.model.errors import BadInput, NotFound, PolicyRefusal
from detente.node.context import Node
from detente.node.services import duties
from detente.node.stores.models import NodeRow, Officer
from detente.node.stores.models import Proposal as ProposalRow
from detente.node.stores.unit import Unit, unit

Effect = Callable[[Node, Mapping[str, Any], Unit, str], None]
"""What takes effect: the node, what was proposed, the unit of work, and who confirmed."""
_EFFECTS: Final[dict[str, Effect]] = {}
Check = Callable[[Node, Mapping[str, Any], str], None]
"""What is asked before it takes effect: the node, what was proposed, and who confirms; it raises where it may not."""
_CHECKS: Final[dict[str, Check]] = {}


class SameOfficer(PolicyRefusal):
    """Two persons are needed, and this is one."""

    def __init__(self) -> None:
        super().__init__("four-eyes", "You proposed this. Another officer confirms it.")


def effect(act: str) -> Callable[[Effect], Effect]:
    """Let a function be what takes effect when `act` was confirmed."""

    def known(function: Effect) -> Effect:
        _EFFECTS[act] = function
        return function

    return known


def checked(act: str) -> Callable[[Check], Check]:
    """Let a function be what is asked before `act` takes effect, outside of its unit of work: a refusal is kept."""

    def known(function: Check) -> Check:
        _CHECKS[act] = function
        return function

    return known


def propose(node: Node, officer: Officer, act: str, content: Mapping[str, Any]) -> ProposalRow | None:
    """Propose an act; None where it took effect at once, because this house has no second person for it."""
    duties.require_at_desk(officer, "keep-house")
    if act not in _EFFECTS:
        raise ValueError(f"there is no act {act} of the house")
    if not takes_two(node, officer):
        do_alone(node, officer, act, content)
        return None
    return set_down(node, officer, act, content)


def do_alone(node: Node, officer: Officer, act: str, content: Mapping[str, Any]) -> None:
    """Let an act take effect at once, where nobody else is here to confirm it."""
    duties.require_at_desk(officer, "keep-house")
    with unit(node, f"do {act} alone") as work:
        _EFFECTS[act](node, content, work, officer.name)


def set_down(node: Node, officer: Officer, act: str, content: Mapping[str, Any]) -> ProposalRow:
    """Propose an act that takes two whatever the house says; it waits, also where nobody else is here yet."""
    duties.require_at_desk(officer, "keep-house")
    with unit(node, f"propose {act}") as work:
        row = ProposalRow.objects.using(node.alias).create(act=act, content=dict(content), by=officer, at=node.now())
        details = {"act": act, **content}
        work.record(Act.ACT_PROPOSED, actor=officer.name, refs={"proposal": str(row.pk)}, details=details)
    return row


def takes_two(node: Node, officer: Officer) -> bool:
    """Whether an act of this officer needs another one: the house says so, and there is somebody to ask."""
    if not NodeRow.objects.using(node.alias).filter(four_eyes=True).exists():
        return False
    others = Officer.objects.using(node.alias).filter(active=True).exclude(pk=officer.pk)
    return any(duties.names_of(each) and each.name != "operator" for each in others)


def waiting(node: Node) -> list[ProposalRow]:
    """Give what was proposed and nobody decided yet, oldest first."""
    rows = ProposalRow.objects.using(node.alias).filter(state="proposed").select_related("by")
    return list(rows.order_by("at", "pk"))


def find(node: Node, proposal_id: str) -> ProposalRow:
    """Give a proposal that waits; NotFound where there is none of that number."""
    rows = ProposalRow.objects.using(node.alias).filter(state="proposed").select_related("by")
    row = rows.filter(pk=int(proposal_id)).first() if proposal_id.isascii() and proposal_id.isdecimal() else None
    if row is None:
        raise NotFound(f"No proposal {proposal_id} waits. `detente house show` lists those that do.")
    return row


def confirm(node: Node, officer: Officer, row: ProposalRow) -> None:
    """Let a proposal of another officer take effect.

    Raises:
        SameOfficer: the officer proposed it.
        RoleRefused: the officer has no role here.
    """
    _check_second(officer, row)
    if row.act in _CHECKS:
        _CHECKS[row.act](node, row.content, officer.name)
    with unit(node, f"confirm {row.act}") as work:
        if not _decide(node, officer, row, "confirmed"):
            raise BadInput("A colleague has decided this already.")
        _EFFECTS[row.act](node, row.content, work, officer.name)
        details = {"act": row.act, "proposed_by": row.by.name, **row.content}
        work.record(Act.ACT_CONFIRMED, actor=officer.name, refs={"proposal": str(row.pk)}, details=details)


def decline(node: Node, officer: Officer, row: ProposalRow) -> None:
    """Decline a proposal, one's own too: nothing takes effect; RoleRefused for oversight."""
    duties.require_at_desk(officer, "keep-house")
    with unit(node, f"decline {row.act}") as work:
        decided_by = None if row.by_id == officer.pk else officer
        if not _decide(node, decided_by, row, "declined"):
            raise BadInput("A colleague has decided this already.")
        work.record(Act.ACT_DECLINED, actor=officer.name, refs={"proposal": str(row.pk)}, details={"act": row.act})


def _check_second(officer: Officer, row: ProposalRow) -> None:
    if row.by_id == officer.pk:
        raise SameOfficer
    duties.require_at_desk(officer, "keep-house")
    if officer.name == "operator":
        raise duties.RoleRefused


def _decide(node: Node, officer: Officer | None, row: ProposalRow, state: str) -> bool:
    rows = ProposalRow.objects.using(node.alias).filter(pk=row.pk, state="proposed")
    return bool(rows.update(state=state, decided_by=officer, decided_at=node.now()))
