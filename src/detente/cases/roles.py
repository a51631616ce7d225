"""Who may do what: duties by role, and the acts of a notification (taken from its table, so they cannot differ).

A person may hold several roles; author and approver are two persons, whatever their roles. N is the node: it does only
what a rule says and never decides on content. Default is no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from detente.cases import notification


class Role(StrEnum):
    """The duties that an officer, an operator or the node itself may have."""

    ANALYST = "A"
    LIAISON = "L"
    RELEASING = "R"
    LEGAL = "H"
    HEAD = "C"
    DUTY_DESK = "D"
    OVERSIGHT = "O"
    OPERATOR = "operator"
    NODE = "N"


def _roles(codes: str) -> frozenset[Role]:
    return frozenset(Role(code) for code in codes.split())


TITLES: Final[Mapping[Role, Mapping[str, str]]] = MappingProxyType(
    {
        Role.ANALYST: {"en": "analyst", "fr": "analyste"},
        Role.LIAISON: {"en": "liaison or SPOC officer", "fr": "officier de liaison"},
        Role.RELEASING: {"en": "releasing officer", "fr": "officier de validation"},
        Role.LEGAL: {"en": "legal and human-rights adviser", "fr": "conseiller juridique et droits humains"},
        Role.HEAD: {"en": "head of service, agreement holder", "fr": "chef de service, titulaire de l'accord"},
        Role.DUTY_DESK: {"en": "duty desk, 24/7", "fr": "permanence"},
        Role.OVERSIGHT: {"en": "oversight", "fr": "contrôle"},
        Role.OPERATOR: {"en": "node operator", "fr": "exploitant"},
        Role.NODE: {"en": "node", "fr": "nœud"},
    }
)

DUTIES: Final[Mapping[str, frozenset[Role]]] = MappingProxyType(
    {
        "send": _roles("L R D"),
        "release": _roles("R C D"),
        "open": _roles("A L R H C D O"),
        "search": _roles("A L H D O"),
        "use": _roles("A L C D"),
        "export": _roles("A L H O"),
        "pass-on": _roles("L D"),
        "purge": _roles("L N"),
        "override": _roles("C"),
        "configure": _roles("operator"),
        "read-audit": _roles("O"),
        "backup": _roles("operator"),
    }
)
"""The acts of policy, whatever the dialogue. `send` names who may press; the node does the sending."""

CASE_ACTS: Final[Mapping[str, frozenset[Role]]] = MappingProxyType(
    {row.event: _roles(" ".join(row.by)) for row in notification.TABLE.rows if row.how == "act"}
)
"""The acts in a notification, from the rows of its table."""


def may(role: Role, act: str) -> bool:
    """Whether `role` may do an act of a notification; False for an act that no table has."""
    return role in CASE_ACTS.get(act, frozenset())


def may_any(roles: Iterable[Role], act: str) -> bool:
    """Whether one of a person's roles may do it."""
    return any(may(role, act) for role in roles)


def has_duty(role: Role, duty: str) -> bool:
    """Whether `role` may do an act of policy (`DUTIES`); False for one that is not listed."""
    return role in DUTIES.get(duty, frozenset())
