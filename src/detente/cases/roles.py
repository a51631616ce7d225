"""Who may move a case: the acts of every kind of dialogue, taken from the tables, so they cannot differ. Default is no.

What the roles are, and which acts of policy each may do: `policy.roles`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from detente.cases.kinds import TABLES
from detente.policy.roles import Role, of_codes

Place = tuple[str, str, str]
"""An act in its place: (kind, side, act)."""


def _acts() -> Mapping[Place, frozenset[Role]]:
    found: dict[Place, frozenset[Role]] = {}
    for table in TABLES.values():
        for row in table.rows:
            if row.how == "act":
                place = table.kind, row.side, row.event
                found[place] = found.get(place, frozenset()) | of_codes(" ".join(row.by))
    return MappingProxyType(found)


CASE_ACTS: Final[Mapping[Place, frozenset[Role]]] = _acts()
"""Every act of every dialogue with the roles that may do it in one state or another; a row may ask for fewer."""


def may(role: Role, act: str, *, kind: str = "notification") -> bool:
    """Whether `role` may do an act of a kind of dialogue, on either side; False for an act that no table has."""
    return any(role in roles for (of, _, name), roles in CASE_ACTS.items() if (of, name) == (kind, act))


def may_any(roles: Iterable[Role], act: str, *, kind: str = "notification") -> bool:
    """Whether one of a person's roles may do it."""
    return any(may(role, act, kind=kind) for role in roles)
