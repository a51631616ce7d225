"""Templates and the address book, for one officer (`queries.books_page.BooksDesk`)."""

from __future__ import annotations

from collections.abc import Callable

from detente.node.context import Node
from detente.node.queries import compose_page
from detente.node.queries.books_page import AddressLine, TemplateLine
from detente.node.services import address_book, drafting, duties, introducing, templates
from detente.node.stores.models import Officer


class BooksGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def templates(self, officer_id: int) -> tuple[TemplateLine, ...]:
        """See `BooksDesk`."""
        node, officer = self._who(officer_id)
        rows = templates.all_of(node, officer)
        return tuple(compose_page.template_line(row) for row in rows)

    def template_keep(
        self, officer_id: int, name: str, *, kind: str, lang: str, subject: str, text: str, asks: str
    ) -> str:
        """See `BooksDesk`."""
        node, officer = self._who(officer_id)
        texts = {"subject": subject, "text": text, "asks": asks}
        return str(templates.keep(node, officer, name, kind=kind, lang=lang, texts=texts).pk)

    def template_begin(self, officer_id: int, template_id: str, *, to: str, own_ref: str) -> str:
        """See `BooksDesk`."""
        node, officer = self._who(officer_id)
        # Before the look for it: whoever may not send does not learn which templates there are.
        duties.require_duty(officer, "send")
        row = templates.find(node, officer, template_id)
        return str(templates.begin(node, officer, row, drafting.party_of(node, to), own_ref=own_ref).pk)

    def template_forget(self, officer_id: int, template_id: str) -> None:
        """See `BooksDesk`."""
        node, officer = self._who(officer_id)
        templates.forget(node, officer, templates.find(node, officer, template_id))

    def addresses(self, officer_id: int) -> tuple[AddressLine, ...]:
        """See `BooksDesk`."""
        node, officer = self._who(officer_id)
        return tuple(
            AddressLine(row["partner"], row["name"], tuple(row["topics"]), tuple(row["languages"]), row["notes"])
            for row in address_book.facts(node, officer)
        )

    def address_keep(
        self, officer_id: int, code: str, name: str, *, topics: tuple[str, ...], languages: tuple[str, ...], notes: str
    ) -> None:
        """See `BooksDesk`."""
        node, officer = self._who(officer_id)
        partner = introducing.find(node, code)
        address_book.keep(node, officer, partner, name, topics=topics, languages=languages, notes=notes)

    def address_forget(self, officer_id: int, code: str, name: str) -> None:
        """See `BooksDesk`."""
        node, officer = self._who(officer_id)
        address_book.forget(node, officer, introducing.find(node, code), name)
