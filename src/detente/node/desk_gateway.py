"""The desk on a real node: every read and act that a page may ask for, each for one officer (`queries.desk.Desk`).

No private key is needed for any of it but meeting a partner by its ticket: sealing takes public keys, and what is
released waits for the worker, who signs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http.request import split_domain_port, validate_host

from detente.cases.table import NoSuchStep
from detente.model.errors import BadInput, NotFound
from detente.node import process
from detente.node.context import Node
from detente.node.queries import thread_page, work
from detente.node.queries.desk import Box, Download, Frame, House, MessageList, MyWork, NotificationPage
from detente.node.services import acting, asserting, duties, officers, passkeys, reading, threads
from detente.node.services.asserting import Assertion
from detente.node.stores.models import Officer


class AlreadyAccepted(BadInput):
    """The case has left the state in which it could be accepted."""

    code = "already-accepted"


class NodeDesk:
    """The desk of the node that `node` gives at each call."""

    def __init__(self, node: Callable[[], Node]) -> None:
        self._node = node

    # Around every page

    def house(self) -> House:
        """See `Desk`."""
        return work.house(self._node())

    def frame(self, officer_id: int) -> Frame:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        return work.frame(node, officer)

    # Reading

    def my_work(self, officer_id: int) -> MyWork:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        return work.my_work(node, officer)

    def messages(self, officer_id: int, *, box: Box, query: str, after: str) -> MessageList:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        return work.messages(node, officer, box=box, query=query, after=after)

    def notification(self, officer_id: int, entry_id: str) -> NotificationPage:
        """See `Desk`. The first look of an officer at a content is put on record."""
        node, officer = self._who(officer_id)
        entry = thread_page.find(node, officer, entry_id)
        page = thread_page.notification_page(node, officer, entry)
        if page.content is not None:
            reading.looked(node, officer, entry)
        return page

    def attachment(self, officer_id: int, entry_id: str, file_id: str) -> Download:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        entry = thread_page.find(node, officer, entry_id)
        page = thread_page.notification_page(node, officer, entry)
        if page.content is None:
            raise BadInput("Open the message first; its attachments open with it.")
        file = next((each for each in page.files if each.id == file_id), None)
        if file is None:
            raise NotFound("This attachment is not here, or it is not for you to know.")
        if file.state != "held":
            raise BadInput(
                f"This attachment has not arrived whole: {file.held} of {file.chunks} pieces. It comes by itself."
            )
        pieces = reading.attachment(node, officer, entry, file_id)
        return Download(file.name, file.media_type, file.size, pieces)

    def thread_export(self, officer_id: int, entry_id: str) -> bytes:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        return threads.export(node, thread_page.find(node, officer, entry_id), actor=officer.name)

    # Acts on a message

    def open(self, officer_id: int, entry_id: str) -> None:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        duties.require(officer, "open")
        acting.open_entry(node, officer, thread_page.find(node, officer, entry_id))

    def accept(self, officer_id: int, entry_id: str, *, until: datetime, assertion: str | None) -> None:
        """See `Desk`."""
        node, officer = self._who(officer_id)
        duties.require(officer, "register")
        entry = thread_page.find(node, officer, entry_id)
        if until <= node.now():
            raise BadInput("The estimate lies in the past. Say when you expect to answer.")
        signed = _asserted(node, officer, assertion, asserting.hash_of(entry))
        try:
            acting.accept(node, officer, entry, until=until, assertion=signed)
        except NoSuchStep as error:
            raise AlreadyAccepted("This message was accepted or refused already, or cannot be accepted.") from error

    def _who(self, officer_id: int) -> tuple[Node, Officer]:
        """Give the node and the officer of a sign-in account; made at the first use.

        Raises:
            NotFound: no such account, or its officer is no longer active.
        """
        node = self._node()
        return node, officers.of_user(node, officer_id, name=lambda: _account_name(node, officer_id))


def _account_name(node: Node, user_id: int) -> str:
    user = get_user_model()._default_manager.using(node.alias).filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("This account is not known here any more. Sign in again.")
    return str(user.get_username())


def _asserted(node: Node, officer: Officer, text: str | None, challenge: bytes) -> Assertion | None:
    if text is None:
        return None
    return passkeys.verify(
        text,
        challenge=challenge,
        credentials=passkeys.credentials_of(node, officer),
        is_our_origin=is_our_origin,
    )


def is_our_origin(origin: str) -> bool:
    """Whether a browser's origin is one under which officers reach this desk; plain HTTP in development only."""
    parts = urlsplit(origin)
    if parts.scheme != "https" and not (parts.scheme == "http" and getattr(settings, "DETENTE_DEVELOPMENT", False)):
        return False
    domain, _ = split_domain_port(parts.netloc)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


desk = NodeDesk(process.current)
