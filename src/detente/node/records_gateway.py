"""Records of persons and bodies, for one officer (`queries.records_page.RecordsDesk`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from detente.node.context import Node
from detente.node.queries import records as shown
from detente.node.queries import records_beside, thread_page
from detente.node.queries.records_page import (
    Choices,
    Offers,
    RecordGiven,
    RecordList,
    RecordPage,
    RecordsBeside,
    SourceGiven,
    SplitPage,
)
from detente.node.services import record_finding, record_merging, records
from detente.node.services.record_values import Beside
from detente.node.stores.models import Officer


class RecordsGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def record_choices(self, officer_id: int) -> Choices:
        """See `RecordsDesk`."""
        return shown.choices()

    def records_latest(self, officer_id: int) -> RecordList:
        """See `RecordsDesk`."""
        node, officer = self._who(officer_id)
        return shown.listing(node, record_finding.latest(node, officer))

    def records_search(self, officer_id: int, *, name: str, born: str, number: str, reason: str) -> RecordList:
        """See `RecordsDesk`."""
        node, officer = self._who(officer_id)
        found = record_finding.look_up(node, officer, name=name, born=born, number=number, reason=reason)
        return shown.listing(node, found)

    def record(self, officer_id: int, record_id: str) -> RecordPage:
        """See `RecordsDesk`."""
        node, officer = self._who(officer_id)
        return shown.page(node, officer, records.find(node, record_id))

    def record_make(self, officer_id: int, given: RecordGiven) -> str:
        """See `RecordsDesk`."""
        node, officer = self._who(officer_id)
        return records.make(
            node,
            officer,
            schema=given.schema,
            category=given.category,
            values=[(prop, value) for prop, values in given.values.items() for value in values],
            beside=_beside(given.beside),
            because=given.because,
        ).uid

    def record_offers(self, officer_id: int, entry_id: str) -> Offers:
        """See `RecordsDesk`."""
        node, officer = self._who(officer_id)
        return shown.offers(node, officer, thread_page.find(node, officer, entry_id))

    def record_take(self, officer_id: int, entry_id: str, *, index: int, because: str) -> str:
        """See `RecordsDesk`."""
        node, officer = self._who(officer_id)
        entry = thread_page.find(node, officer, entry_id)
        return records.take(node, officer, entry, index, because=because).uid

    def record_state(self, officer_id: int, record_id: str, *, prop: str, value: str, beside: SourceGiven) -> str:
        """See `RecordsDesk`."""
        node, officer = self._who(officer_id)
        row = shown.found(node, officer, record_id)
        return str(records.state(node, officer, row, prop=prop, value=value, beside=_beside(beside)).pk)

    def record_end(self, officer_id: int, record_id: str, statement_id: str, *, because: str) -> None:
        """See `RecordsDesk`."""
        node, officer = self._who(officer_id)
        records.end(node, officer, shown.found(node, officer, record_id), statement_id, because=because)

    def records_beside(self, officer_id: int, record_id: str, other_id: str) -> RecordsBeside:
        """See `RecordsDesk`."""
        node, officer = self._who(officer_id)
        return records_beside.beside(node, officer, records.find(node, record_id), records.find(node, other_id))

    def record_merge(self, officer_id: int, record_id: str, *, other: str, because: str) -> None:
        """See `RecordsDesk`."""
        node, officer = self._who(officer_id)
        stands, joined = records.find(node, record_id), records.find(node, other)
        record_merging.merge(node, officer, stands, joined, because=because)

    def record_splitting(self, officer_id: int, record_id: str) -> SplitPage:
        """See `RecordsDesk`."""
        node, officer = self._who(officer_id)
        return records_beside.splitting(node, officer, records.find(node, record_id))

    def record_split(self, officer_id: int, record_id: str, *, given: Sequence[str], because: str) -> None:
        """See `RecordsDesk`."""
        node, officer = self._who(officer_id)
        record_merging.split(node, officer, records.find(node, record_id), given=given, because=because)


def _beside(given: SourceGiven) -> Beside:
    return Beside(
        source=given.source,
        scheme=given.scheme,
        code=given.code,
        nature=given.nature,
        handling=given.handling,
        review_by=given.review_by,
        delete_by=given.delete_by,
    )
