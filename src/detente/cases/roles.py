"""Who may move a case: the acts of a notification, taken from its table, so they cannot differ. Default is no.

What the roles are, and which acts of policy each may do: `policy.roles`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from detente.cases import notification
from detente.policy.roles import Role, of_codes

CASE_ACTS: Final[Mapping[str, frozenset[Role]]] = MappingProxyType(
    {row.event: of_codes(" ".join(row.by)) for row in notification.TABLE.rows if row.how == "act"}
)
"""The acts in a notification, from the rows of its table."""


def may(role: Role, act: str) -> bool:
    """Whether `role` may do an act of a notification; False for an act that no table has."""
    return role in CASE_ACTS.get(act, frozenset())


def may_any(roles: Iterable[Role], act: str) -> bool:
    """Whether one of a person's roles may do it."""
    return any(may(role, act) for role in roles)
