"""What an officer asks to release: a letter with its kind and payload, and what it replies to (see `dispatching`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from detente.cases.case import Case
from detente.node.services.asserting import Assertion
from detente.node.services.letters import Letter
from detente.node.stores.models import Entry, Officer, Partner, PreludeRow
from detente.node.stores.unit import Unit


@dataclass(frozen=True, slots=True)
class Request:
    """What an officer asks to release. `target`: what it replies to, by the step `event` of that case.

    `opener`: the entry that opened the dialogue, where it is not the target itself. `until` and `roles` as in
    `casework.act`. `also`: what else belongs into the same unit of work, once the case has moved. `beside`: the request
    of the same release whose entry this one's dialogue concerns; both leave, or neither. `concerning`: an entry of the
    thread in which it opens a dialogue of its own. `passes`: the item of another partner that it passes on. `prelude`:
    what stood here before this first message; `event` is then the act of `acts` that lets it leave, "" for none.
    """

    partner: Partner
    letter: Letter
    kind: str
    payload: dict[str, Any]
    target: Entry | None = None
    event: str = ""
    assertion: Assertion | None = None
    opener: Entry | None = None
    until: datetime | None = None
    roles: tuple[str, ...] | None = None
    also: Callable[[Unit, Case], None] | None = None
    beside: Request | None = None
    concerning: Entry | None = None
    passes: Entry | None = None
    prelude: PreludeRow | None = None
    acts: Officer | None = None

    @property
    def dialogue(self) -> str:
        """The table of the dialogue."""
        return str(self.payload["dialogue"])

    @property
    def concerns(self) -> str | None:
        """The cid of the entry that its dialogue concerns, where it opens one in a thread that stands."""
        return None if self.concerning is None else self.concerning.cid

    @property
    def opened_by(self) -> Entry | None:
        """The entry that opened the dialogue, None where this one does."""
        return self.opener or self.target

    @property
    def message(self) -> str:
        """The table's name of the message."""
        return str(self.payload["message"])
