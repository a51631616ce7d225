"""What an officer of this node may do, by the roles that were given (`detente user`); they add up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from detente.cases import roles
from detente.model.errors import PolicyRefusal
from detente.node.stores.models import Officer
from detente.policy.roles import Role, has_duty, of_codes

HELD: Final[Mapping[str, frozenset[Role]]] = {
    # A young desk is one person: the liaison officer releases too. Four eyes come with the approval of drafts.
    "liaison": frozenset({Role.LIAISON, Role.RELEASING, Role.ANALYST}),
    "release": frozenset({Role.RELEASING, Role.LIAISON}),
    "head": frozenset({Role.HEAD, Role.RELEASING, Role.LIAISON}),
    "duty": frozenset({Role.DUTY_DESK, Role.LIAISON, Role.RELEASING}),
    "analyst": frozenset({Role.ANALYST}),
    "legal": frozenset({Role.LEGAL}),
    "oversight": frozenset({Role.OVERSIGHT}),
    "operator": frozenset({Role.OPERATOR}),
}


DESK: Final[Mapping[str, frozenset[Role]]] = {
    "arrange-desks": of_codes("C operator"),
    "keep-roster": of_codes("L C D operator"),
    "hand-on": of_codes("A L R H C D"),
    "sign-shift": of_codes("A L R H C D"),
    "keep-house": of_codes("A L R H C D operator"),
    "keep-watches": of_codes("A L H C D"),
    "keep-lists": of_codes("A L C D operator"),
}
"""The acts of a desk's own order, which no dialogue and no policy names.

`keep-house`: what the house keeps and decides for itself, such as templates, addresses, risk forms, quarantine and the
acts that a second officer confirms. Whoever works here may; oversight reads, and moves nothing. `keep-watches`: what
becomes of a watch and its alerts; that there may be one, policy says (`use`). `keep-lists`: which lists of others are
held, and what their files say; whoever keeps the node running may load them, and searches none.
"""


APPROVING: Final[Mapping[str, Role]] = {
    "head": Role.HEAD,
    "release": Role.RELEASING,
    "duty": Role.DUTY_DESK,
    "legal": Role.LEGAL,
}
"""In which duty a role stands as the second person, the highest first. `legal` assents, and approves nothing alone.

A liaison officer is none, though a young desk lets one release: what one writes, somebody of another role looks at.
"""


class RoleRefused(PolicyRefusal):
    """The officer's role does not have this act."""

    def __init__(self) -> None:
        super().__init__("role", "Your role does not include this. Ask a colleague who has it, or the operator.")


def names_of(officer: Officer) -> tuple[str, ...]:
    """Give the names of the officer's roles, the first one first."""
    return tuple(dict.fromkeys(filter(None, (officer.role, *officer.also))))


def roles_of(officer: Officer) -> frozenset[Role]:
    """Give the duties of all roles of the officer; a name that nobody knows gives none."""
    return frozenset().union(*(HELD.get(name, frozenset()) for name in names_of(officer)))


def approves_as(officer: Officer) -> Role | None:
    """Give the duty in which the officer stands as a second person, None where in none."""
    held = names_of(officer)
    return next((role for name, role in APPROVING.items() if name in held), None)


def may(officer: Officer, event: str, *, kind: str = "notification") -> bool:
    """Whether the officer may do an act of a dialogue, by the rows of its table."""
    return roles.may_any(roles_of(officer), event, kind=kind)


def has(officer: Officer, duty: str) -> bool:
    """Whether the officer may do an act of policy, such as `release`."""
    return any(has_duty(role, duty) for role in roles_of(officer))


def may_at_desk(officer: Officer, act: str) -> bool:
    """Whether the officer may do an act of a desk's own order (`DESK`)."""
    return bool(DESK[act] & roles_of(officer))


def require_at_desk(officer: Officer, act: str) -> None:
    """Return if the officer may do the act of a desk's own order; RoleRefused otherwise."""
    if not may_at_desk(officer, act):
        raise RoleRefused


def require(officer: Officer, event: str, *, kind: str = "notification") -> None:
    """Return if the officer may do the act; RoleRefused otherwise."""
    if not may(officer, event, kind=kind):
        raise RoleRefused


def require_duty(officer: Officer, duty: str) -> None:
    """Return if the officer may do the act of policy; RoleRefused otherwise."""
    if not has(officer, duty):
        raise RoleRefused
