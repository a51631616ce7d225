"""What depends on a partner, and a line that is cut, for one officer (`queries.depends_page.DependsDesk`)."""

from __future__ import annotations

from collections.abc import Callable

from detente.model.errors import NotFound
from detente.node.context import Node
from detente.node.queries import depends, thread_page
from detente.node.queries.depends_page import DependsPage
from detente.node.services import duties, ending, returning, sever_tasks, severing
from detente.node.stores import partners
from detente.node.stores.models import Officer


class DependsGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def depends(self, officer_id: int, code: str) -> DependsPage:
        """See `DependsDesk`."""
        node, officer = self._who(officer_id)
        return depends.page(node, officer, partners.find(node.alias, code))

    def sever(self, officer_id: int, code: str, *, because: str) -> bool:
        """See `DependsDesk`."""
        node, officer = self._who(officer_id)
        return severing.sever(node, officer, partners.find(node.alias, code), because) is None

    def contact_end(self, officer_id: int, code: str, *, because: str) -> bool:
        """See `DependsDesk`."""
        node, officer = self._who(officer_id)
        return ending.end(node, officer, partners.find(node.alias, code), because) is None

    def return_certificate(self, officer_id: int, code: str, entry_id: str) -> bytes:
        """See `DependsDesk`."""
        node, officer = self._who(officer_id)
        duties.require_at_desk(officer, "hand-on")
        return returning.file_of(node, partners.find(node.alias, code), entry_id)

    def sever_task_done(self, officer_id: int, task_id: str, *, how: str, note: str, message: str) -> None:
        """See `DependsDesk`."""
        node, officer = self._who(officer_id)
        row = sever_tasks.find(node, officer, task_id)
        try:
            found = thread_page.find(node, officer, message) if message else None
        except NotFound as error:
            raise sever_tasks.no_such_message() from error
        sever_tasks.done(node, officer, row, how, note, found)
