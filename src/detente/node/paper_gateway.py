"""Paper, for one officer (`queries.paper_page.PaperDesk`) and for the command."""

from __future__ import annotations

from collections.abc import Callable

from detente.node.context import Node
from detente.node.paper import thread as paper
from detente.node.queries import thread_page, thread_print
from detente.node.services import officers, printing, threads
from detente.node.stores.models import Entry, Officer


class PaperGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def thread_paper(self, officer_id: int, entry_id: str, *, lang: str) -> bytes:
        """See `PaperDesk`."""
        node, officer = self._who(officer_id)
        return print_thread(node, officer, thread_page.find(node, officer, entry_id), lang=lang)


def print_thread(node: Node, officer: Officer, entry: Entry, *, lang: str) -> bytes:
    """Give the thread of an entry as a PDF; that it was made stands on record first."""
    made = thread_print.printed(node, officer, entry, lang=lang)
    data = paper.draw(made.thread, lang=lang)
    printing.keep_record(node, officer, entry, data, disclosed=made.disclosed, signed=made.signed)
    return data


def print_named(node: Node, officer: str | None, message: str, *, lang: str) -> bytes:
    """As `print_thread`, for a message and an officer as a person types them."""
    who = officers.acting(node, officer)
    named = threads.find(node, who, message)
    return print_thread(node, who, thread_page.find(node, who, named.uid), lang=lang)
