"""Search a list and score what is found: the quick likeness chooses, the dear comparison decides."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from detente.matching.names.comparison import POSSIBLE, score_in_list
from detente.matching.names.index import F4, U4, NameIndex
from detente.matching.names.many import ManySearcher
from detente.matching.names.prepared import Prepared, prepare
from detente.matching.names.searching import Searcher

_REMEMBERED: Final = 100_000  # prepared records


@dataclass(frozen=True, slots=True)
class Patience:
    """How far down the candidates, less and less alike, the dear comparison goes."""

    chosen: int  # candidates whose names are looked at
    compared: int  # candidates that are compared; further ones only as long as each is one that a person must see
    in_vain: int  # candidates in a row that no person need look at, after which the rest is left
    least: float  # likeness below which nothing is compared
    of_best: float = 0.5  # of the best likeness: what lies below it is not compared


FOR_ONE: Final = Patience(chosen=256, compared=16, in_vain=16, least=0.3, of_best=0.4)
"""Somebody asks for one person."""
FOR_ONE_OF_MANY: Final = Patience(chosen=256, compared=16, in_vain=10, least=0.4)
"""The same in a list of `MANY`: who is meant is hardly ever as unlike as that, and thousands of others are."""
MANY: Final = 50_000
FOR_ONE_OF_MILLIONS: Final = Patience(chosen=256, compared=10, in_vain=6, least=0.4)
"""The same in a list of `MILLIONS`: strangers who are more alike stand before who is meant, or nobody is meant."""
MILLIONS: Final = 500_000
IN_BULK: Final = Patience(chosen=64, compared=10, in_vain=2, least=0.6)
"""A list is screened against a list: what is less alike is hardly ever the same person, and never an alert."""


class Retriever:
    """Finds and scores. Holds what it prepared last; each thread needs one of its own."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self._searcher = Searcher(index)
        self._prepared: OrderedDict[int, Prepared] = OrderedDict()

    def search(
        self, record: Mapping[str, Any], limit: int, *, patience: Patience | None = None
    ) -> list[tuple[str, float]]:
        """Give at most `limit` ids with their scores from 0 to 1, best first; equal ones by likeness, then by id.

        `patience`: without one, that of somebody who asks for one person.
        """
        if patience is None:
            patience = _patience(len(self.index))
        found = self._searcher.candidates(
            record, max(limit, patience.compared), chosen=patience.chosen, least=patience.least
        )
        return self._scored(record, found, limit, patience)

    def search_many(
        self, records: Iterable[Mapping[str, Any]], limit: int, *, patience: Patience = IN_BULK
    ) -> Iterator[list[tuple[str, float]]]:
        """Give for each record, in their order, what `search` gives with this patience."""
        many = ManySearcher(self._searcher)
        left = iter(records)
        while some := list(islice(left, many.at_once)):
            found = many.candidates(some, max(limit, patience.compared), chosen=patience.chosen, least=patience.least)
            for record, each in zip(some, found, strict=True):
                yield self._scored(record, each, limit, patience)

    def _scored(
        self, record: Mapping[str, Any], candidates_found: tuple[U4, F4], limit: int, patience: Patience
    ) -> list[tuple[str, float]]:
        candidates, likeness = candidates_found
        if not len(candidates):
            return []
        least = max(patience.least, patience.of_best * float(likeness[0]))
        query = prepare(record)
        found: list[tuple[float, float, int]] = []
        in_vain = 0
        for number, likely in zip(candidates.tolist(), likeness.tolist(), strict=True):
            if likely < least or in_vain == patience.in_vain or (in_vain and len(found) >= patience.compared):
                break
            scored = score_in_list(query, self._prepare(number))
            found.append((scored, likely, -number))
            in_vain = 0 if scored >= POSSIBLE else in_vain + 1
        found.sort(reverse=True)
        return [(self.index.id_of(-number), scored) for scored, _, number in found[:limit]]

    def _prepare(self, number: int) -> Prepared:
        known = self._prepared.get(number)
        if known is None:
            known = self._prepared[number] = prepare(json.loads(self.index.text_of(number)))
            if len(self._prepared) > _REMEMBERED:
                self._prepared.popitem(last=False)
        return known


def _patience(records: int) -> Patience:
    """Give how far to go for one person in a list of so many."""
    if records < MANY:
        return FOR_ONE
    return FOR_ONE_OF_MANY if records < MILLIONS else FOR_ONE_OF_MILLIONS
