"""The register of protected persons: local, never sent, asked before anything leaves (DESIGN 13).

A person is found by any of the names in the register, whole and in its script, wherever it stands in what would leave:
subject, text, question, record, name of a file. A partner never learns that the register spoke.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q

from detente.audit.acts import Act
from detente.model import party_id
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import duties
from detente.node.stores import house_facts
from detente.node.stores.models import Officer, Partner
from detente.node.stores.models import ProtectedPerson as PersonRow
from detente.node.stores.unit import unit
from detente.node.stores.words import words_of
from detente.policy.persons import CATEGORIES, PROTECTED_STATUSES
from detente.policy.roles import Role

SHORTEST: Final = 2
_KEEPERS: Final = frozenset({Role.LEGAL, Role.HEAD, Role.LIAISON, Role.DUTY_DESK})


@dataclass(frozen=True, slots=True)
class Protected:
    """One person of the register, as policy asks for it; `names`: the folded words of each name."""

    id: int
    names: tuple[tuple[str, ...], ...]
    statuses: frozenset[str]
    fled_from: str | None
    category: str

    def is_in(self, words: Sequence[str]) -> bool:
        """Whether one of the names stands in a text, its words together."""
        return any(_stands(name, words) for name in self.names)


def protect(
    node: Node,
    officer: Officer,
    *,
    names: Sequence[str],
    statuses: Sequence[str],
    fled_from: str = "",
    category: str = "other",
    until: datetime | None = None,
) -> PersonRow:
    """Enter a person. `fled_from`: the short code or the id of a party.

    Raises:
        BadInput: no name of two words or one long one, no known status or category, no such party.
        RoleRefused: the officer does not keep the register.
    """
    if not duties.roles_of(officer) & _KEEPERS:
        raise duties.RoleRefused
    folded = [words_of(name) for name in names]
    if not folded or not all(sum(map(len, name)) >= SHORTEST for name in folded):
        raise BadInput("Give at least one name, as it is written; another script is another --name.")
    unknown = sorted(set(statuses) - PROTECTED_STATUSES)
    if unknown or not statuses:
        raise BadInput(f"Give a status among: {', '.join(sorted(PROTECTED_STATUSES))}.")
    if category not in CATEGORIES:
        raise BadInput(f"There is no category {category}. Choose one of: {', '.join(CATEGORIES)}.")
    with unit(node, "protect person") as work:
        row = PersonRow.objects.using(node.alias).create(
            names=list(names),
            words=folded,
            statuses=sorted(set(statuses)),
            fled_from=party_named(node, fled_from),
            category=category,
            by=officer,
            at=node.now(),
            until=until,
        )
        # The record names nobody: it is read by more people than the register.
        work.record(Act.PERSON_PROTECTED, actor=officer.name, refs={"person": str(row.pk)})
    return row


def end(node: Node, officer: Officer, person_id: str) -> None:
    """End a protection now; the row stays.

    Raises:
        NotFound: no protection of that number holds.
        RoleRefused: the officer does not keep the register.
    """
    if not duties.roles_of(officer) & _KEEPERS:
        raise duties.RoleRefused
    rows = _holding(node)
    row = rows.filter(pk=int(person_id)).first() if person_id.isascii() and person_id.isdecimal() else None
    if row is None:
        raise NotFound(f"No protection {person_id} holds. `detente person list` lists those that do.")
    with unit(node, "end protection") as work:
        PersonRow.objects.using(node.alias).filter(pk=row.pk).update(until=node.now())
        work.record(Act.PROTECTION_ENDED, actor=officer.name, refs={"person": person_id})


def rows(node: Node, officer: Officer) -> list[PersonRow]:
    """Give the protections that hold, oldest first; RoleRefused for whoever does not keep the register."""
    if not duties.roles_of(officer) & _KEEPERS:
        raise duties.RoleRefused
    return list(_holding(node).select_related("by").order_by("pk"))


def register(node: Node) -> tuple[Protected, ...]:
    """Give the register as policy asks for it; one small read."""
    return tuple(
        Protected(key, tuple(map(tuple, words)), frozenset(statuses), fled_from or None, category)
        for key, words, statuses, fled_from, category in house_facts.protected(node.alias, now=node.now())
    )


def mentioned(known: Iterable[Protected], payload: Mapping[str, Any]) -> list[Protected]:
    """Give those of the register whom any text of a payload names."""
    people = list(known)
    if not people:
        return []
    texts = [words_of(text) for text in texts_of(payload)]
    return [person for person in people if any(person.is_in(words) for words in texts)]


def texts_of(value: Any) -> Iterator[str]:
    """Give every text in a value, however deep."""
    match value:
        case str():
            yield value
        case Mapping():
            for each in value.values():
                yield from texts_of(each)
        case list() | tuple():
            for each in value:
                yield from texts_of(each)


def _holding(node: Node) -> Any:
    rows = PersonRow.objects.using(node.alias)
    return rows.filter(Q(until__isnull=True) | Q(until__gt=node.now()))


def party_named(node: Node, text: str) -> str:
    """Give the party with that short code or id; "" where none is named.

    Raises:
        BadInput: there is no such party.
    """
    if not text:
        return ""
    known = Partner.objects.using(node.alias).filter(code__iexact=text).first()
    if known is not None:
        return known.party
    try:
        return str(party_id.parse(text))
    except ValueError as error:
        raise BadInput(f"No partner {text} is known here. Give its short code, or its id urn:dxp:party:….") from error


def _stands(name: Sequence[str], words: Sequence[str]) -> bool:
    size = len(name)
    turned = tuple(reversed(name))
    found = (tuple(words[at : at + size]) for at in range(len(words) - size + 1))
    # Surname first or last: both are the same person.
    return any(part in {tuple(name), turned} for part in found)
