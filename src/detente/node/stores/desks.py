"""To which desk a dialogue belongs when it begins: the most competent one, else the main one, else none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from detente.model.reach import within
from detente.node.stores.statements import fetch

_ALL: Final = "SELECT id, topics, partners, main FROM desk ORDER BY id"


@dataclass(frozen=True, slots=True)
class Competence:
    """What one desk is competent for; empty topics or partners say nothing about them."""

    desk: int
    topics: tuple[str, ...] = ()
    partners: frozenset[int] = frozenset()
    main: bool = False

    def rank(self, partner: int, topic: str | None) -> tuple[int, int] | None:
        """Give how well the desk fits, larger is better; None where it is not competent.

        A desk that names the partner goes before one that names topics alone; then the narrower topic wins.
        """
        covering = [len(each) for each in self.topics if within(topic, each)]
        if (self.topics and not covering) or (self.partners and partner not in self.partners):
            return None
        if not self.topics and not self.partners:
            return None
        return int(bool(self.partners)), max(covering, default=0)


def load(alias: str) -> tuple[Competence, ...]:
    """Give the competence of every desk, in the order in which they were made."""
    return tuple(
        Competence(desk, tuple(_list(topics)), frozenset(_list(partners)), bool(main))
        for desk, topics, partners, main in fetch(alias, _ALL)
    )


def choose(desks: Sequence[Competence], *, partner: int, topic: str | None) -> int | None:
    """Give the desk at which a dialogue arrives; of two that fit alike, the one that was made first.

    >>> choose([Competence(1, main=True), Competence(2, ("ct",))], partner=7, topic="ct.persons")
    2
    >>> choose([Competence(1, main=True), Competence(2, ("ct",))], partner=7, topic="crime")
    1
    """
    ranked = [(rank, -place, desk.desk) for place, desk in enumerate(desks) if (rank := desk.rank(partner, topic))]
    if ranked:
        return max(ranked)[2]
    return next((desk.desk for desk in desks if desk.main), None)


def _list(stored: Any) -> list[Any]:
    """SQLite keeps JSON as text, PostgreSQL gives it read where it is asked through its driver."""
    return list(json.loads(stored) if isinstance(stored, str) else stored)
