"""Officers of this node, and the numbers that partners see in place of their names (DXP 8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final

from django.db.models import F

from detente.audit.acts import Act
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import duties
from detente.node.stores import house_facts
from detente.node.stores.models import AuditRow, Officer, OfficerNumber, Partner
from detente.node.stores.unit import unit

_ERA: Final = datetime(2026, 1, 1, tzinfo=UTC)
_STEP: Final = 10


def add(
    node: Node, *, name: str, shown: str, role: str = "liaison", also: Sequence[str] = (), user: int | None = None
) -> Officer:
    """Give a new officer; without a role nothing is open to them yet.

    Raises:
        BadInput: the name is taken, or there is no such role.
    """
    if role and role not in duties.HELD:
        raise BadInput(f"There is no role {role}. Choose one of: {', '.join(duties.HELD)}.")
    if Officer.objects.using(node.alias).filter(name=name).exists():
        raise BadInput(f"An officer {name} exists already. Choose another name.")
    with unit(node, "add officer") as work:
        officer = Officer.objects.using(node.alias).create(
            name=name, shown=shown, role=role, also=list(also), user=user
        )
        work.record(Act.USER_ADDED, refs={"officer": name}, details={"role": role, "also": list(also)})
    return officer


def find(node: Node, name: str) -> Officer:
    """Give an active officer by name; NotFound otherwise."""
    officer = Officer.objects.using(node.alias).filter(name=name, active=True).first()
    if officer is None:
        raise NotFound(f"No officer {name} is known here. `detente user add` makes one.")
    return officer


def named(node: Node, name: str) -> Officer:
    """Give an officer by name, active or not; NotFound where there is none."""
    officer = Officer.objects.using(node.alias).filter(name=name).first()
    if officer is None:
        raise NotFound(f"No officer {name} is known here. `detente user add` makes one.")
    return officer


def of_user(node: Node, user: int, *, name: Callable[[], str]) -> Officer:
    """Give the officer of a sign-in account; made, or bound to the account of the same name, at the first use.

    Raises:
        NotFound: the officer is no longer active.
    """
    officer = house_facts.officer_of(node.alias, user) or _for_account(node, user, name())
    if not officer.active:
        raise NotFound("This officer may no longer work here. Ask the operator.")
    return officer


def _for_account(node: Node, user: int, name: str) -> Officer:
    known = Officer.objects.using(node.alias).filter(name=name).first()
    if known is None:
        return add(node, name=name, shown=name, user=user)
    if known.user is not None:
        return add(node, name=f"{name}-{user}", shown=name, user=user)
    with unit(node, "bind officer") as work:
        Officer.objects.using(node.alias).filter(pk=known.pk).update(user=user)
        work.record(Act.USER_CHANGED, refs={"officer": name}, details={"user": user})
    known.user = user
    return known


def operator(node: Node) -> Officer:
    """Give the officer who acts through the command; made at the first use."""
    officer = Officer.objects.using(node.alias).filter(name="operator").first()
    return officer or add(node, name="operator", shown="Operator", also=["operator"])


def acting(node: Node, name: str | None) -> Officer:
    """Give the officer who acts: the one named, else the operator of the command."""
    return operator(node) if name is None else find(node, name)


def number_for(node: Node, partner: Partner, officer: Officer) -> str:
    """Give the officer's number with this partner; chosen at the first use, never given twice."""
    found = OfficerNumber.objects.using(node.alias).filter(partner=partner, officer=officer).first()
    if found is None:
        with unit(node, "number officer") as work:
            row = Partner.objects.using(node.alias).select_for_update().get(pk=partner.pk)
            found = OfficerNumber.objects.using(node.alias).create(
                partner=partner, officer=officer, number=row.next_officer
            )
            row.next_officer += 1
            row.save(using=node.alias, update_fields=["next_officer"])
            work.record(Act.USER_CHANGED, refs={"officer": officer.name, "party": partner.party})
    return f"officer-{found.number}"


def leave_gap(node: Node) -> None:
    """Let the next numbers of a restored node begin above all that it may have given and forgotten (DXP 8).

    Which these were nobody here can read: they stand in entries sealed to partners. So numbers go on at the count of
    ten-second steps since 2026: two lives of one backup begin apart, as long as no node numbers an officer every ten
    seconds. Nine digits last for three hundred years. Where the clock was wrong, `skip` still counts.
    """
    steps = _steps(node)
    Partner.objects.using(node.alias).filter(next_officer__lt=steps).update(next_officer=steps)


def first_number(node: Node) -> int:
    """Give the first number for a new partner: a restored node may have forgotten that it knew this one."""
    restored = AuditRow.objects.using(node.alias).filter(act=Act.BACKUP_RESTORED).exists()
    return max(1, _steps(node)) if restored else 1


def _steps(node: Node) -> int:
    return int((node.now() - _ERA).total_seconds()) // _STEP


def skip(node: Node, partner: Partner, count: int) -> None:
    """Pass over as many numbers as entries of ours came back that we had forgotten: each can have named one officer."""
    Partner.objects.using(node.alias).filter(pk=partner.pk).update(next_officer=F("next_officer") + count)
