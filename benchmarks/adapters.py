"""What a bench of name matching asks of ours: `--py benchmarks.adapters:Index`.

A record is a plain one (`detente.matching.names.plain`); scores lie from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from detente.matching.names.building import build
from detente.matching.names.retrieving import IN_BULK, Retriever

Record = Mapping[str, Any]


class Index:
    """Builds in memory and searches, one record or many; one thread."""

    def build(self, records: Iterable[Record]) -> None:
        self._retriever = Retriever(build(records))

    def search(self, record: Record, limit: int) -> list[tuple[str, float]]:
        return self._retriever.search(record, limit)

    def search_many(self, records: Iterable[Record], limit: int) -> Iterator[list[tuple[str, float]]]:
        for record in records:
            yield self._retriever.search(record, limit, patience=IN_BULK)
