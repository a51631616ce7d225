"""Who may do what: duties by role, and the acts of every kind of dialogue (taken from the tables: they cannot differ).

A person may hold several roles; author and approver are two persons, whatever their roles. N is the node: it does only
what a rule says and never decides on content. Default is no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from detente.cases.kinds import TABLES


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

WORK: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.ANALYST: "drafts, evaluates, cross-checks, links, collects",
        Role.LIAISON: "registers, accepts, answers, extends once, withdraws",
        Role.RELEASING: "second person: releases, refuses; never the author",
        Role.LEGAL: "clears, reviews assurances, decides redress",
        Role.HEAD: "signs, suspends, waives, authorises contacts, refuses",
        Role.DUTY_DESK: "accepts and releases warnings, escalates",
        Role.OVERSIGHT: "reads, samples, cannot act or be muted",
        Role.OPERATOR: "keeps the node running; sees no content",
        Role.NODE: "acts by rule, signs; never decides on content",
    }
)
"""What each role is there for."""

DUTIES: Final[Mapping[str, frozenset[Role]]] = MappingProxyType(
    {
        "send": _roles("L R D"),
        "release": _roles("R C D"),
        "open": _roles("A L R H C D O"),
        "search": _roles("A L H D O"),
        "search-bulk": _roles("A L"),
        "use": _roles("A L C D"),
        "export": _roles("A L H O"),
        "pass-on": _roles("L D"),
        "match": _roles("A L"),
        "trace": _roles("A L"),
        "open-hit": _roles("A L"),
        "purge": _roles("L N"),
        "override": _roles("C"),
        "configure": _roles("operator"),
        "read-audit": _roles("O"),
        "backup": _roles("operator"),
    }
)
"""The acts of policy, whatever the dialogue. `send` names who may press; the node does the sending."""

RULES: Final = (
    "a person may hold several roles; author and approver are two persons, whatever their roles",
    "a role given or taken is an audited act of two persons; the operator cannot give A, L, R, H, C, D or O alone",
    "a role removed in the middle of a task gives the task back to the desk and voids approvals not yet used",
    "O reads and exports for oversight, logs its reading to itself, and moves no case",
    "N does only what a rule says: send, receive, clocks, purge at the date",
    "sending is done by N after L, D or R pressed send: the matrix names who may press",
)
"""What holds for every role."""

Place = tuple[str, str, str]
"""An act in its place: (kind, side, act)."""


def _acts() -> Mapping[Place, frozenset[Role]]:
    found: dict[Place, frozenset[Role]] = {}
    for table in TABLES.values():
        for row in table.rows:
            if row.how == "act":
                place = table.kind, row.side, row.event
                found[place] = found.get(place, frozenset()) | _roles(" ".join(row.by))
    return MappingProxyType(found)


CASE_ACTS: Final[Mapping[Place, frozenset[Role]]] = _acts()
"""Every act of every dialogue with the roles that may do it in one state or another; a row may ask for fewer."""


def may(role: Role, act: str, *, kind: str = "notification") -> bool:
    """Whether `role` may do an act of a kind of dialogue, on either side; False for an act that no table has."""
    return any(role in roles for (of, _, name), roles in CASE_ACTS.items() if (of, name) == (kind, act))


def may_any(roles: Iterable[Role], act: str, *, kind: str = "notification") -> bool:
    """Whether one of a person's roles may do it."""
    return any(may(role, act, kind=kind) for role in roles)


def has_duty(role: Role, duty: str) -> bool:
    """Whether `role` may do an act of policy (`DUTIES`); False for one that is not listed."""
    return role in DUTIES.get(duty, frozenset())
