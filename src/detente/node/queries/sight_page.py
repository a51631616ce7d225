"""What the desk may ask about the look of an attachment (see `queries.desk`), and which file of a message is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from detente.model.errors import BadInput, NotFound
from detente.node.foreign.looking import Sight
from detente.node.queries.desk import File, Handling, NotificationPage, Text


@dataclass(frozen=True, slots=True)
class SightPage:
    """An attachment with what it shows; never the file itself. `challenged`: a redress case blocks its message."""

    entry_id: str
    subject: Text
    handling: Handling
    challenged: bool
    file: File
    sight: Sight


class SightDesk(Protocol):
    """Looking at an attachment, for one officer."""

    def sight(self, officer_id: int, entry_id: str, file_id: str) -> SightPage:
        """Give what an attachment shows, or why nothing; that it was read stands on record before."""
        ...


def file_of(page: NotificationPage, file_id: str) -> File:
    """Give a file of an opened message that is here as a whole.

    Raises:
        BadInput: the message was not opened, or pieces are still on their way.
        NotFound: it has no such file.
    """
    if page.content is None:
        raise BadInput("Open the message first; its attachments open with it.")
    file = next((each for each in page.files if each.id == file_id), None)
    if file is None:
        raise NotFound("This attachment is not here, or it is not for you to know.")
    if file.state != "held":
        raise BadInput(
            f"This attachment has not arrived whole: {file.held} of {file.chunks} pieces. It comes by itself."
        )
    return file
