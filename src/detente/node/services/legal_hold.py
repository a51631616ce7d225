"""A legal hold: what a court or an inquiry may need is not deleted, whatever its dates say (rule `purge.hold`).

The adviser or the head of service lays it on a whole thread and lifts it; nobody is told outside.
"""

from __future__ import annotations

from typing import Final

from detente.audit.acts import Act
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import duties
from detente.node.stores.models import Entry, Holding, Officer
from detente.node.stores.unit import unit
from detente.policy.roles import Role

MAY_HOLD: Final = frozenset({Role.LEGAL.value, Role.HEAD.value})
_LONGEST: Final = 300


def lay(node: Node, officer: Officer, opener: Entry, *, reason: str) -> None:
    """Lay a legal hold on the thread of an entry; a repeat changes nothing but the record.

    Raises:
        RoleRefused: neither adviser nor head of service.
        BadInput: no reason was given.
    """
    _set(node, officer, opener, held=True, reason=reason)


def lift(node: Node, officer: Officer, opener: Entry, *, reason: str) -> None:
    """Lift it; what is due is deleted the next time. Raises as `lay`."""
    _set(node, officer, opener, held=False, reason=reason)


def is_held(node: Node, opener: Entry) -> bool:
    """Whether a legal hold lies on the thread of an entry."""
    rows = Holding.objects.using(node.alias).filter(entry__partner=opener.partner, entry__root=opener.root)
    return rows.filter(legal_hold=True).exists()


def _set(node: Node, officer: Officer, opener: Entry, *, held: bool, reason: str) -> None:
    if MAY_HOLD.isdisjoint(duties.roles_of(officer)):
        raise duties.RoleRefused
    if not reason.strip() or len(reason) > _LONGEST:
        raise BadInput(f"Say why in at most {_LONGEST} characters.")
    with unit(node, "legal hold") as work:
        for entry in Entry.objects.using(node.alias).filter(partner=opener.partner, root=opener.root):
            Holding.objects.using(node.alias).update_or_create(entry=entry, defaults={"legal_hold": held})
        refs = {"party": opener.partner.party, "cid": opener.root}
        act = Act.LEGAL_HOLD_LAID if held else Act.LEGAL_HOLD_LIFTED
        work.record(act, actor=officer.name, refs=refs, details={"reason": reason})
