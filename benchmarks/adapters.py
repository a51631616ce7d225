"""What a bench of name matching asks of ours: `--py benchmarks.adapters:PairMatcher`, `--py benchmarks.adapters:Index`.

A record is a plain one (`detente.matching.names.plain`); scores lie from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from detente.matching.names import Prepared, prepare, score
from detente.matching.names.building import build
from detente.matching.names.prepared import forget
from detente.matching.names.retrieving import Retriever

Record = Mapping[str, Any]


class PairMatcher:
    """Scores pairs, one thread. A new one remembers nothing of the last."""

    def __init__(self) -> None:
        forget()

    def prepare(self, record: Record) -> Prepared:
        return prepare(record)

    def score(self, query: Prepared, candidate: Prepared) -> float:
        return score(query, candidate)


class Index:
    """Builds in memory and searches, one record or many; one thread."""

    def build(self, records: Iterable[Record]) -> None:
        self._retriever = Retriever(build(records))

    def search(self, record: Record, limit: int) -> list[tuple[str, float]]:
        return self._retriever.search(record, limit)

    def search_many(self, records: Iterable[Record], limit: int) -> Iterator[list[tuple[str, float]]]:
        return self._retriever.search_many(records, limit)
