"""Roles, clearance and standing of an officer: given and taken by two persons, with what follows for tasks begun.

A role that is taken away in the middle of a task voids the approvals that the officer gave and nobody used, gives
drafts that wait for approval back, and returns accepted cases to the desk (roles.json).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from detente.audit.acts import Act
from detente.model import handling, party_id
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import duties, exports_asked, owing, proposing, signatures
from detente.node.stores.models import Approval as ApprovalRow
from detente.node.stores.models import CaseRow, DraftRow, Officer
from detente.node.stores.models import Proposal as ProposalRow
from detente.node.stores.unit import Unit

CHANGE: Final = "change-officer"
_FIELDS: Final = ("role", "also", "clearance", "seconded_from", "active")


def change(
    node: Node,
    by: Officer,
    officer: Officer,
    *,
    roles: Sequence[str] | None = None,
    clearance: str | None = None,
    seconded_from: str | None = None,
    active: bool | None = None,
) -> ProposalRow | None:
    """Propose what an officer has from now on; what is None stays. None comes back where it was done at once.

    Raises:
        BadInput: there is no such role, or the marking or the party has not its form; or nothing would change.
    """
    wanted: dict[str, Any] = {}
    if roles is not None:
        wanted |= _roles(roles)
    if clearance is not None:
        wanted["clearance"] = _clearance(clearance)
    if seconded_from is not None:
        wanted["seconded_from"] = _party(seconded_from)
    if active is not None:
        wanted["active"] = active
    if not wanted:
        raise BadInput("Nothing would change. Name roles, a clearance, the lending party, or whether they are active.")
    return proposing.propose(node, by, CHANGE, {"officer": officer.name, **wanted})


@proposing.effect(CHANGE)
def _take_effect(node: Node, content: Mapping[str, Any], work: Unit, by: str) -> None:
    officer = Officer.objects.using(node.alias).get(name=content["officer"])
    before = duties.roles_of(officer) if officer.active else frozenset()
    changed = {name: content[name] for name in _FIELDS if name in content}
    for name, value in changed.items():
        setattr(officer, name, value)
    officer.save(using=node.alias, update_fields=list(changed))
    act = Act.USER_CHANGED if officer.active else Act.USER_DISABLED
    work.record(act, actor=by, refs={"officer": officer.name}, details=changed)
    if before - (duties.roles_of(officer) if officer.active else frozenset()):
        _give_back(node, officer, work, by)


def disable(node: Node, officer: Officer, work: Unit, by: str) -> None:
    """Let an officer act here no more, inside a unit of work that is open."""
    officer.active = False
    officer.save(using=node.alias, update_fields=["active"])
    work.record(Act.USER_DISABLED, actor=by, refs={"officer": officer.name}, details={"active": False})
    _give_back(node, officer, work, by)


def _give_back(node: Node, officer: Officer, work: Unit, by: str) -> None:
    unused = ApprovalRow.objects.using(node.alias).filter(by=officer, state="given")
    signatures.void(node, list(unused), because="role taken away", actor=by, work=work)
    drafts = DraftRow.objects.using(node.alias).filter(author=officer, state="submitted")
    for row in drafts:
        signatures.void(node, signatures.given(node, row.pk), because="role taken away", actor=by, work=work)
        work.record(Act.DRAFT_RETURNED, actor=by, refs={"draft": str(row.pk)}, details={"because": "role taken away"})
    drafts.update(state="returned", submitted=None)
    exports_asked.give_back(node, officer, work, by)
    owing.give_back(node, officer, work, by)
    cases = CaseRow.objects.using(node.alias).filter(assignee=officer).select_related("entry")
    for case in cases:
        work.record(Act.CASE_MOVED, actor=by, refs={"cid": case.entry.cid}, details={"given_back_by": officer.name})
    cases.update(assignee=None)


def check(names: Sequence[str]) -> None:
    """Return if there are such roles; BadInput otherwise."""
    for name in names:
        if name not in duties.HELD:
            raise BadInput(f"There is no role {name}. Choose one of: {', '.join(duties.HELD)}.")


def _roles(names: Sequence[str]) -> dict[str, Any]:
    check(names)
    first, *rest = names or ("",)
    return {"role": first, "also": list(dict.fromkeys(rest))}


def _clearance(marking: str) -> str:
    if not marking:
        return ""
    whole = {"codes": [marking], "rel": None, "orcon": False, "named": [], "purpose": None}
    try:
        read = handling.parse(whole).of_scheme("cls")
    except handling.BadHandling:
        read = ()
    if not read:
        raise BadInput("A clearance is a marking such as cls:val.SECRET, as it stands in the agreements' tables.")
    return marking


def _party(text: str) -> str:
    if not text:
        return ""
    try:
        return str(party_id.parse(text))
    except ValueError as error:
        raise BadInput("The lending party is named by its id, urn:dxp:party:…; `detente party show` has it.") from error
