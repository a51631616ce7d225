"""Search a list and score what is found: the quick likeness chooses, the dear comparison decides."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final

from detente.matching.names.comparison import score
from detente.matching.names.index import NameIndex
from detente.matching.names.prepared import Prepared, prepare
from detente.matching.names.searching import Searcher

_COMPARED: Final = 24  # candidates of one query
_BELOW_BEST: Final = 0.45  # of the best likeness: what lies below it is not compared
_LEAST: Final = 0.2  # likeness below which nothing is compared
_REMEMBERED: Final = 50_000  # prepared records


class Retriever:
    """Finds and scores. Holds what it prepared last; each thread needs one of its own."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self._searcher = Searcher(index)
        self._prepared: OrderedDict[int, Prepared] = OrderedDict()

    def search(self, record: Mapping[str, Any], limit: int) -> list[tuple[str, float]]:
        """Give at most `limit` ids with their scores from 0 to 1, best first; equal ones by likeness, then by id."""
        candidates, likeness = self._searcher.candidates(record, max(limit, _COMPARED))
        if not len(candidates):
            return []
        least = max(_LEAST, _BELOW_BEST * float(likeness[0]))
        query = prepare(record)
        found = [
            (score(query, self._prepare(number)), likely, -number)
            for number, likely in zip(candidates.tolist(), likeness.tolist(), strict=True)
            if likely >= least
        ]
        found.sort(reverse=True)
        return [(self.index.id_of(-number), scored) for scored, _, number in found[:limit]]

    def _prepare(self, number: int) -> Prepared:
        known = self._prepared.get(number)
        if known is None:
            known = self._prepared[number] = prepare(json.loads(self.index.text_of(number)))
            if len(self._prepared) > _REMEMBERED:
                self._prepared.popitem(last=False)
        return known
