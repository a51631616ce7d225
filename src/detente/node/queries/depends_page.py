"""What the page of what depends on a partner shows, as frozen values, and `DependsDesk`, all that it may ask.

The same page before and after a line is cut: what is open, whom the partner knows from us, then what is to be done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from detente.node.queries.desk import Choice, Party, Text

What = Literal["person", "originator"]


@dataclass(frozen=True, slots=True)
class Counted:
    """How much of one sort depends on the partner; `code` as in `queries.depends.SORTS`."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A dialogue that has not ended. `ours`: we opened it."""

    entry_id: str
    kind: Choice
    subject: Text
    ours: bool
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """A person whom the partner knows from us; `names` empty where they are not for this reader, or were deleted."""

    names: tuple[Text, ...]
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A partner whose messages went on to this one, with the ids of those messages."""

    party: Party
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a cut line. `ways`: how this officer may say it was done. `refused`: why the node did not tell."""

    task_id: str
    what: What
    names: tuple[Text, ...]
    party: Party | None
    messages: tuple[str, ...]
    state: str
    refused: str
    officer: str
    note: str
    message_id: str
    at: datetime | None
    ways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """That the line was cut, by whom and why, and what of it is done. `late`: open for more than a day."""

    at: datetime
    by: str
    second: str
    because: str
    ended: tuple[Counted, ...]
    tasks: tuple[Task, ...]
    open: int
    late: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """What one side says became of the data under an agreement. `agrees`: our ledger has the same messages, or None."""

    entry_id: str
    agreement: str
    ours: bool
    data: str
    ground: str
    count: int
    stays: int
    agrees: bool | None
    at: datetime


@dataclass(frozen=True, slots=True)
class DependsPage:
    """What depends on a partner. `may_cut`: this officer may propose to cut the line; `proposed`: somebody did.

    Of each list the first `MOST`; the counts are of all. `may_end`: this officer may propose to end the contact.
    """

    now: datetime
    party: Party
    facts: tuple[Counted, ...]
    cases: tuple[OpenCase, ...]
    persons: tuple[Known, ...]
    origins: tuple[Origin, ...]
    may_cut: bool
    proposed: bool
    cut: Cut | None
    certificates: tuple[Certificate, ...] = ()
    may_end: bool = False
    ended: bool = False


class DependsDesk(Protocol):
    """What depends on a partner, and a line that is cut, for one officer."""

    def depends(self, officer_id: int, code: str) -> DependsPage: ...

    def sever(self, officer_id: int, code: str, *, because: str) -> bool:
        """Propose to cut the line to a partner; whether it was cut at once, because nobody else is here."""
        ...

    def contact_end(self, officer_id: int, code: str, *, because: str) -> bool:
        """Propose to end the contact with a partner; whether it ended at once."""
        ...

    def return_certificate(self, officer_id: int, code: str, entry_id: str) -> bytes:
        """Give a certificate with the documents of who signed it, as the file that `detente verify` reads.

        Raises:
            NotFound: no certificate with a record of its own came, or went, with that message.
        """
        ...

    def sever_task_done(self, officer_id: int, task_id: str, *, how: str, note: str, message: str) -> None:
        """Set down how a task of a cut line was done; `message`: the id of the message that did it, or ""."""
        ...
