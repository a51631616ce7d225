"""The page that opens a dialogue about a message, as frozen values, and `BeginDesk` (see `queries.desk`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from detente.node.queries.corrections_page import Told
from detente.node.queries.desk import AskedValue, Handling, Party, Text

About = Literal["feedback", "onward-consent", "recall"]


@dataclass(frozen=True, slots=True)
class BeginPage:
    """A dialogue that is to be opened about a message. `values`: what its first message asks for besides.

    `recipients`: who would be asked; of a recall, everyone who has the message from us.
    """

    now: datetime
    entry_id: str
    kind: About
    subject: Text
    party: Party
    handling: Handling
    values: tuple[AskedValue, ...]
    recipients: tuple[Party, ...]


class BeginDesk(Protocol):
    """Dialogues about a message, for one officer."""

    def begin_page(self, officer_id: int, entry_id: str, kind: About) -> BeginPage: ...

    def begin_draft(
        self, officer_id: int, entry_id: str, kind: About, *, given: Mapping[str, Any], text: str, lang: str
    ) -> str:
        """Keep the first message of feedback or of an ask for consent as a draft; give its id."""
        ...

    def recall_issue(self, officer_id: int, entry_id: str, *, reason: str, text: str, lang: str) -> tuple[Told, ...]:
        """Recall a message from everyone who has it; give each recipient, and why one could not be asked."""
        ...
