"""What an officer of this node may do, by the role that `detente user add` gave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from detente.cases import roles
from detente.model.errors import PolicyRefusal
from detente.node.stores.models import Officer
from detente.policy.roles import Role, has_duty

HELD: Final[Mapping[str, frozenset[Role]]] = {
    # A young desk is one person: the liaison officer releases too. Four eyes come with the approval of drafts.
    "liaison": frozenset({Role.LIAISON, Role.RELEASING, Role.ANALYST}),
    "release": frozenset({Role.RELEASING, Role.LIAISON}),
    "head": frozenset({Role.HEAD, Role.RELEASING, Role.LIAISON}),
    "duty": frozenset({Role.DUTY_DESK, Role.LIAISON, Role.RELEASING}),
    "analyst": frozenset({Role.ANALYST}),
    "legal": frozenset({Role.LEGAL}),
    "oversight": frozenset({Role.OVERSIGHT}),
}


class RoleRefused(PolicyRefusal):
    """The officer's role does not have this act."""

    def __init__(self) -> None:
        super().__init__("role", "Your role does not include this. Ask a colleague who has it, or the operator.")


def may(officer: Officer, event: str) -> bool:
    """Whether the officer may do an act of a dialogue, by the rows of its table."""
    return roles.may_any(HELD.get(officer.role, frozenset()), event)


def has(officer: Officer, duty: str) -> bool:
    """Whether the officer may do an act of policy, such as `release`."""
    return any(has_duty(role, duty) for role in HELD.get(officer.role, frozenset()))


def require(officer: Officer, event: str) -> None:
    """Return if the officer may do the act; RoleRefused otherwise."""
    if not may(officer, event):
        raise RoleRefused


def require_duty(officer: Officer, duty: str) -> None:
    """Return if the officer may do the act of policy; RoleRefused otherwise."""
    if not has(officer, duty):
        raise RoleRefused
