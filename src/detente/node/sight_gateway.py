"""Attachments, looked at or taken along, for one officer (`queries.sight_page.SightDesk`) and for the command."""

from __future__ import annotations

from collections.abc import Callable

from detente.model.errors import NotFound
from detente.node.context import Node
from detente.node.foreign import looking
from detente.node.queries import sight_page, thread_page
from detente.node.queries.desk import Download, File
from detente.node.queries.sight_page import SightPage
from detente.node.services import deciding, fulfilled, labelling, officers, reading, threads
from detente.node.stores.models import Entry, Officer
from detente.policy.acts import Act
from detente.protocol import header as headers


class SightGateway:
    """A part of the desk on a real node."""

    _who: Callable[[int], tuple[Node, Officer]]

    def attachment(self, officer_id: int, entry_id: str, file_id: str) -> Download:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        return taken(node, officer, thread_page.find(node, officer, entry_id), file_id)

    def sight(self, officer_id: int, entry_id: str, file_id: str) -> SightPage:
        """See `SightDesk`. A look is the act `open`: nothing leaves the screen by it, as a download does."""
        node, officer = self._who(officer_id)
        entry = thread_page.find(node, officer, entry_id)
        page = thread_page.notification_page(node, officer, entry)
        file = sight_page.file_of(page, file_id)
        permit = deciding.require(node, officer, Act.OPEN, entry, fulfils=fulfilled.READING)
        seen = looking.look(reading.attachment(node, officer, entry, file_id, permit))
        return SightPage(entry_id, page.subject, page.handling, page.limits.challenged, file, seen)


def taken(node: Node, officer: Officer, entry: Entry, file_id: str) -> Download:
    """Give an attachment to be taken along, which is the act `export`; that it was stands on record first."""
    file = sight_page.file_of(thread_page.notification_page(node, officer, entry), file_id)
    permit = deciding.require(node, officer, Act.EXPORT, entry, fulfils=fulfilled.TAKING_OUT)
    pieces = reading.attachment(node, officer, entry, file_id, permit)
    name = labelling.file_name(file.name, headers.parse(bytes(entry.header)).handling)
    return Download(name, file.media_type, file.size, pieces)


def taken_named(node: Node, officer: str | None, message: str, file: str) -> Download:
    """As `taken`, for a message and a file as a person types them: by its name, or by its id."""
    who = officers.acting(node, officer)
    entry = threads.find(node, who, message)
    files = thread_page.notification_page(node, who, entry).files
    named = [each.id for each in files if file in (each.id, each.name)]
    if len(named) > 1:
        raise NotFound(f"Several attachments have the name {file}. Give the id that `detente attachment` lists.")
    return taken(node, who, entry, named[0] if named else file)


def listed(node: Node, officer: str | None, message: str) -> tuple[File, ...]:
    """Give the attachments of a message that a person names."""
    who = officers.acting(node, officer)
    return thread_page.notification_page(node, who, threads.find(node, who, message)).files
