"""Previews of attachments, for one officer (`queries.sight_page.SightDesk`)."""

from __future__ import annotations

from collections.abc import Callable

from detente.node.context import Node
from detente.node.foreign import looking
from detente.node.queries import sight_page, thread_page
from detente.node.queries.sight_page import SightPage
from detente.node.services import deciding, fulfilled, reading
from detente.node.stores.models import Officer
from detente.policy.acts import Act


class SightGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def sight(self, officer_id: int, entry_id: str, file_id: str) -> SightPage:
        """See `SightDesk`. A look is the act `open`: nothing leaves the screen by it, as a download does."""
        node, officer = self._who(officer_id)
        entry = thread_page.find(node, officer, entry_id)
        page = thread_page.notification_page(node, officer, entry)
        file = sight_page.file_of(page, file_id)
        permit = deciding.require(node, officer, Act.OPEN, entry, fulfils=fulfilled.READING)
        seen = looking.look(reading.attachment(node, officer, entry, file_id, permit))
        return SightPage(entry_id, page.subject, page.handling, page.limits.challenged, file, seen)
