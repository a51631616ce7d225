"""Lists of others, for one officer (`queries.lists_page.ListsDesk`, `queries.lists_asked.ListsAskedDesk`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO

from detente.node.context import Node
from detente.node.queries import lists as shown
from detente.node.queries import lists_matched
from detente.node.queries.lists_asked import EntityFound, Wanted
from detente.node.queries.lists_page import (
    Asked,
    ComparisonPage,
    EntriesFound,
    EntryPage,
    Given,
    Kind,
    ListPage,
    ListsPage,
    VersionPage,
)
from detente.node.services import list_columns, list_comparing, list_finding, list_keeping, list_versions
from detente.node.stores.models import Officer


class ListsGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def lists(self, officer_id: int) -> ListsPage:
        """See `ListsDesk`."""
        return shown.listing(*self._who(officer_id))

    def list_page(self, officer_id: int, name: str) -> ListPage:
        """See `ListsDesk`."""
        return shown.page(*self._who(officer_id), name)

    def list_version(
        self, officer_id: int, name: str, number: int, *, kind: Kind = "added", after: str = ""
    ) -> VersionPage:
        """See `ListsDesk`."""
        return shown.version_page(*self._who(officer_id), name, number, kind=kind, after=after)

    def list_add(
        self, officer_id: int, *, name: str, title: str, publisher: str, basis: str, handling: Sequence[str]
    ) -> str:
        """See `ListsDesk`."""
        node, officer = self._who(officer_id)
        held = list_keeping.add(
            node, officer, name=name, title=title, publisher=publisher, basis=basis, handling=handling
        )
        return held.name

    def list_load(self, officer_id: int, name: str, *, file_name: str, content: BinaryIO) -> Given:
        """See `ListsDesk`."""
        node, officer = self._who(officer_id)
        held = shown.found(node, officer, name)
        given = list_versions.give(node, officer, held, name=file_name, content=content)
        return Given(given.version.number, given.version.state, given.again)

    def list_confirm(
        self,
        officer_id: int,
        name: str,
        number: int,
        *,
        columns: Sequence[str] | None = None,
        schema: str | None = None,
        order: str | None = None,
        encoding: str = "",
    ) -> Given:
        """See `ListsDesk`."""
        node, officer = self._who(officer_id)
        version = list_versions.find(node, shown.found(node, officer, name), number)
        mapping = None
        if columns is not None or schema or order:
            mapping = list_columns.mapping_of(version.asked, columns, schema=schema, order=order)
        version = list_versions.confirm(node, officer, version, mapping=mapping, encoding=encoding)
        return Given(version.number, version.state, again=False)

    def list_drop(self, officer_id: int, name: str, number: int) -> None:
        """See `ListsDesk`."""
        node, officer = self._who(officer_id)
        list_versions.drop(node, officer, list_versions.find(node, shown.found(node, officer, name), number))

    def list_end(self, officer_id: int, name: str) -> None:
        """See `ListsDesk`."""
        node, officer = self._who(officer_id)
        list_keeping.end(node, officer, shown.found(node, officer, name))

    def list_compare(self, officer_id: int, name: str, *, because: str) -> str:
        """See `ListsDesk`."""
        node, officer = self._who(officer_id)
        return list_comparing.ask(node, officer, shown.found(node, officer, name), because).uid

    def list_comparison(self, officer_id: int, name: str, comparison_id: str) -> ComparisonPage:
        """See `ListsDesk`."""
        return shown.comparison_page(*self._who(officer_id), name, comparison_id)

    def list_comparison_stop(self, officer_id: int, name: str, comparison_id: str) -> None:
        """See `ListsDesk`."""
        node, officer = self._who(officer_id)
        held = shown.found(node, officer, name)
        list_comparing.stop(node, officer, list_comparing.find(node, officer, held, comparison_id))

    def list_comparison_go_on(self, officer_id: int, name: str, comparison_id: str) -> None:
        """See `ListsDesk`."""
        node, officer = self._who(officer_id)
        held = shown.found(node, officer, name)
        list_comparing.go_on(node, officer, list_comparing.find(node, officer, held, comparison_id))

    def lists_search(self, officer_id: int, asked: Asked, *, language: str = "en") -> EntriesFound:
        """See `ListsDesk`."""
        node, officer = self._who(officer_id)
        hits = list_finding.look_up(
            node, officer, name=asked.name, born=asked.born, number=asked.number, reason=asked.reason, of=asked.of
        )
        return shown.found_page(node, hits, language=language)

    def list_entry(self, officer_id: int, entry_id: str) -> EntryPage:
        """See `ListsDesk`."""
        return shown.entry_page(*self._who(officer_id), entry_id)

    def lists_match(
        self, officer_id: int, of: str, queries: Mapping[str, Mapping[str, Any]], wanted: Wanted, *, reason: str
    ) -> Mapping[str, Sequence[EntityFound]]:
        """See `ListsAskedDesk`."""
        node, officer = self._who(officer_id)
        forms = {key: lists_matched.form_of(query) for key, query in queries.items()}
        return lists_matched.matched(node, officer, of, forms, wanted, reason=reason)

    def lists_named(self, officer_id: int, of: str, name: str, wanted: Wanted, *, reason: str) -> Sequence[EntityFound]:
        """See `ListsAskedDesk`."""
        node, officer = self._who(officer_id)
        forms: dict[str, dict[str, Any] | None] = {"q": {"id": "asked", "names": [name]}}
        return lists_matched.matched(node, officer, of, forms, wanted, reason=reason)["q"]

    def list_entity(self, officer_id: int, entry_id: str, *, nested: bool, reason: str) -> EntityFound:
        """See `ListsAskedDesk`."""
        return lists_matched.entity(*self._who(officer_id), entry_id, nested=nested, reason=reason)
