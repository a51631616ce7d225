"""Searching, for one officer (`queries.search_page.SearchDesk`)."""

from __future__ import annotations

from collections.abc import Callable

from detente.node.context import Node
from detente.node.queries import search
from detente.node.queries.search_page import SearchPage
from detente.node.services import searching
from detente.node.services.searching import Question
from detente.node.stores.models import Officer


class SearchGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def search_numbers(self, officer_id: int, question: Question, *, after: str) -> SearchPage:
        """See `SearchDesk`."""
        node, officer = self._who(officer_id)
        if question.words and not after:
            question = searching.numbers_looked_up(node, officer, question)
        return search.page(node, officer, question, after=after, numbers_only=True)

    def search_ask(self, officer_id: int, question: Question, *, reason: str, name: str) -> str:
        """See `SearchDesk`."""
        node, officer = self._who(officer_id)
        return str(searching.ask(node, officer, question, reason=reason, name=name).pk)

    def search(self, officer_id: int, search_id: str, *, after: str) -> SearchPage:
        """See `SearchDesk`."""
        node, officer = self._who(officer_id)
        return search.kept_page(node, officer, search_id, after=after)

    def search_forget(self, officer_id: int, search_id: str) -> None:
        """See `SearchDesk`."""
        node, officer = self._who(officer_id)
        searching.forget(node, officer, searching.find(node, officer, search_id))
