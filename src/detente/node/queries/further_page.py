"""What becomes of what a partner sent, as frozen values, and all that may be asked of it (see `queries.desk`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from detente.node.queries.desk import Choice, Party

Answer = Literal["pending", "granted", "refused"]
Standing = Literal["pending", "granted", "refused", "revoked", "expired"]
Measure = Literal["look", "passive", "active", "arrest", "block", "attribute"]
Aim = Literal["", "locate", "watch", "transfer"]


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One word of the register. `ours`: we gave it. `covers`: that message, or its whole dialogue.

    `by`: who entered it; `second`: who confirmed it. `paper` or `message_id`: by what it was given, with the SHA-256
    of the paper's file in `digest`.
    """

    id: str
    partner: str
    ours: bool
    entry_id: str
    covers: Literal["message", "dialogue"]
    purpose: str
    recipients: tuple[str, ...]
    stands: Standing
    since: datetime
    until: datetime | None
    given_by: str
    paper: str
    message_id: str
    by: str
    withdrawn_because: str
    second: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """A word that is entered; see `services.consenting.Word`. `message_id`: the message by which it was given."""

    purpose: str
    recipients: tuple[str, ...]
    answer: Answer
    given_by: str
    paper: str = ""
    message_id: str = ""
    dialogue: bool = False
    since: datetime | None = None
    until: datetime | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a word: its number in the register, or that of the proposal that another officer confirms."""

    id: str
    proposal: str


@dataclass(frozen=True, slots=True)
class UseLine:
    """One use of what a partner sent. `consent_id`: the word of the originator that it leans on, "" where on none."""

    entry_id: str
    at: datetime
    officer: str
    purpose: str
    basis: str
    reason: str
    measure: str
    matter: str
    aim: str
    toward: str
    consent_id: str


@dataclass(frozen=True, slots=True)
class UseGiven:
    """What an officer uses a message for; see `services.going_further.Intent`. `toward`: a partner's code or id."""

    purpose: str
    basis: str
    reason: str
    measure: Measure
    matter: str = ""
    aim: Aim = ""
    toward: str = ""
    life: bool = False
    watch_until: datetime | None = None
    watch_basis: str = ""


@dataclass(frozen=True, slots=True)
class OnwardLine:
    """One to whom a message went on: a partner, by `entry_id`, or a body without a node, `body:NAME`, `client:NAME`."""

    to: str
    at: datetime
    officer: str
    entry_id: str = ""
    purpose: str = ""
    basis: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class OwedLine:
    """What a permit obliges to and nobody did yet. `officer`: who owes it, "" where anybody who may."""

    id: str
    obligation: str
    entry_id: str
    partner: str
    about: str
    officer: str
    acted_by: str
    opened_at: datetime
    due_at: datetime
    late: bool
    reminded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FurtherChoices:
    """What the forms of a message offer. `purposes`: of its agreement; `beyond`: others, each of which takes a consent.

    `recipients`: every partner by the destination that policy calls it. `states`: every party by its id, us among them.
    """

    purposes: tuple[Choice, ...]
    beyond: tuple[Choice, ...]
    recipients: Mapping[str, Party]
    states: Mapping[str, Party]


class FurtherDesk(Protocol):
    """Uses, consents, passing on and what is owed, for one officer."""

    def further_choices(self, officer_id: int, entry_id: str) -> FurtherChoices:
        """Give what may be chosen for a message; NotFound where the officer may not know of it."""
        ...

    def further_recipients(self, officer_id: int) -> Mapping[str, Party]:
        """Give every partner by destination, `party:` and the id."""
        ...

    def consents(self, officer_id: int) -> tuple[ConsentLine, ...]:
        """Give the register, the newest word first; what the officer may not know of is left out."""
        ...

    def consent_enter(self, officer_id: int, entry_id: str, given: ConsentGiven) -> Entered:
        """Enter a word on a message, or propose it where another officer confirms it first."""
        ...

    def consent_withdraw(self, officer_id: int, consent_id: str, *, because: str) -> None: ...
    def uses(self, officer_id: int, entry_id: str) -> tuple[UseLine, ...]:
        """Give the uses of what came in the thread of a message, oldest first."""
        ...

    def use_content(self, officer_id: int, entry_id: str, given: UseGiven) -> str:
        """Put a message to a purpose, and give the number of the use; PolicyRefusal where policy says no."""
        ...

    def onward(self, officer_id: int, entry_id: str) -> tuple[OnwardLine, ...]:
        """Give to whom a message went on from here, oldest first."""
        ...

    def hand_out(self, officer_id: int, entry_id: str, *, to: str, purpose: str, basis: str, matter: str) -> str:
        """Hand a message to a body without a node, or propose to; give the id of the proposal, "" where it is done."""
        ...

    def owed(self, officer_id: int) -> tuple[OwedLine, ...]:
        """Give what is owed and this officer may do, nearest limit first."""
        ...

    def owed_done(self, officer_id: int, owed_id: str, *, proof_id: str, note: str) -> None:
        """Set down that it was done: by a message of ours, or in words."""
        ...
