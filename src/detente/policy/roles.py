"""Roles, and which role may do which act of policy (roles.json). Which role may move a case: `cases.roles`.

A person may hold several roles; author and approver are two persons, whatever their roles. N is the node: it does only
what a rule says and never decides on content. Default is no.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


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


def of_codes(codes: str) -> frozenset[Role]:
    """Give the roles of a list of codes, as in `A L`."""
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
        "send": of_codes("L R D"),
        "release": of_codes("R C D"),
        "open": of_codes("A L R H C D O"),
        "search": of_codes("A L H D O"),
        "search-bulk": of_codes("A L"),
        "use": of_codes("A L C D"),
        "export": of_codes("A L H O"),
        "pass-on": of_codes("L D"),
        "match": of_codes("A L"),
        "trace": of_codes("A L"),
        "open-hit": of_codes("A L"),
        "purge": of_codes("L N"),
        "override": of_codes("C"),
        "configure": of_codes("operator"),
        "read-audit": of_codes("O"),
        "backup": of_codes("operator"),
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


def has_duty(role: str, duty: str) -> bool:
    """Whether `role` may do an act of policy (`DUTIES`); False for a role or an act that is not listed."""
    return role in DUTIES.get(duty, frozenset())
