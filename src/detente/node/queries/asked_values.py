"""The values that acts ask for besides, with words for their codes; and what a message says in them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from detente.cases.asked import OPENS, Form
from detente.cases.kinds import TABLES
from detente.model.instant import BadInstant, parse_instant
from detente.node.queries.desk import AskedValue, Choice, Member, Text
from detente.node.services import beginning
from detente.policy import reasons

TRAVELLING: Final[Mapping[str, Form]] = MappingProxyType(
    {
        field.name: field.form
        for table in TABLES.values()
        for fields in table.asked.values()
        for field in fields
        if field.travels
    }
)
"""The members of messages that tables ask for, with their forms."""


def of_act(kind: str, event: str) -> tuple[AskedValue, ...]:
    """Give what an act of a kind asks for besides."""
    return tuple(
        AskedValue(field.name, field.form, field.must, tuple(coded(code) for code in field.codes))
        for field in TABLES[kind].fields_of(event)
    )


def of_openings() -> dict[str, tuple[AskedValue, ...]]:
    """Give what the first message of each kind asks for besides, for the kinds that are opened with such values."""
    return {kind: of_act(kind, OPENS) for kind in sorted(beginning.KINDS)}


def coded(code: str) -> Choice:
    """Give a code with its words."""
    return Choice(code, dict(reasons.labels_of(code)))


def member(name: str, value: Any, lang: str) -> Member | None:
    """Give a member of a message as a page shows it; None where it says nothing, or nothing of its form."""
    form = TRAVELLING.get(name)
    if value is None or form is None:
        return None
    if form == "instant":
        try:
            return Member(name, at=parse_instant(value))
        except BadInstant:
            return Member(name, words=(Text(str(value)),))
    if form == "yes-no" and isinstance(value, bool):
        return Member(name, codes=(coded("yes" if value else "no"),))
    if form == "code":
        return Member(name, codes=(coded(str(value)),))
    return Member(name, words=(Text(str(value), lang),))
