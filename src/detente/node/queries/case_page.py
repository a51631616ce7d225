"""What the screen of a case shows, as frozen values, and `CaseDesk`, all that it may ask (see `queries.desk`).

A case is any dialogue: which acts there are, for whom, and what each asks for comes from its table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from detente.node.queries.desk import AskedValue, Choice, Clock, Handling, Party, Phrase, Text

Field = Literal[
    "text", "until", "code", "missing", "ground", "explained", "competent", "to", "other", "confirm", "note", "untold"
]


@dataclass(frozen=True, slots=True)
class OpenAct:
    """An act that stands open. `fields`: what it asks for, in the order of the form; `sends`: the messages that leave.

    `choices`: codes to choose from, by field. `confirm`: the table's words that are to be confirmed, "" for none.
    `drafted`: what it sends is read once more before it leaves, and by a second person where the house works so.
    `values`: what its table asks for besides.
    """

    event: str
    allowed: bool
    roles: tuple[str, ...] = ()
    sends: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    choices: dict[str, tuple[Choice, ...]] | None = None
    confirm: str = ""
    drafted: bool = False
    values: tuple[AskedValue, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidValue:
    """One value that was given with an act, by its name: words as they were written, or a code with its labels."""

    name: str
    words: str = ""
    code: Choice | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What an officer of this house did in the case; `note` stays here."""

    event: str
    officer: str
    at: datetime
    note: str = ""
    said: tuple[SaidValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """Another case about the same matter; `ended`: look whether it must be taken up again."""

    entry_id: str
    party: Party
    subject: Text
    kind: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Completion:
    """One recipient of a corrected item. `stands`: a word of the table of completion; `since`: silent since when.

    `body`: the name of one without a node, `body:NAME` or `client:NAME`; `party` is then who the item came from.
    """

    party: Party
    entry_id: str
    stands: str
    since: datetime | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class CasePage:
    """One dialogue: its clocks, what stands open, what was done here, what it is linked with."""

    now: datetime
    entry_id: str
    kind: str
    subject: Text
    party: Party
    handling: Handling
    clocks: tuple[Clock, ...] = ()
    acts: tuple[OpenAct, ...] = ()
    done: tuple[Done, ...] = ()
    linked: tuple[Linked, ...] = ()
    likely: tuple[Linked, ...] = ()
    completion: tuple[Completion, ...] = ()
    mark: Phrase | None = None

    def act(self, event: str) -> OpenAct | None:
        """Give the act of that name, None where it does not stand open for this officer."""
        return next((act for act in self.acts if act.event == event and act.allowed), None)


@dataclass(frozen=True, slots=True)
class Deed:
    """What an officer gives with an act, as typed; `lang` of the text, `given` by the names of `OpenAct.values`."""

    text: str = ""
    lang: str = ""
    until: datetime | None = None
    code: str = ""
    missing: tuple[str, ...] = ()
    ground: str = ""
    explained: str = ""
    competent: str = ""
    to: str = ""
    other: str = ""
    confirm: bool = False
    note: str = ""
    untold: bool = False
    given: Mapping[str, Any] = field(default_factory=dict)


class CaseDesk(Protocol):
    """Cases for one officer."""

    def case(self, officer_id: int, entry_id: str) -> CasePage:
        """Give the case of the dialogue that a message belongs to."""
        ...

    def case_act(self, officer_id: int, entry_id: str, event: str, deed: Deed) -> None:
        """Do one act in it that releases no message, or only evidence of it."""
        ...

    def case_draft(self, officer_id: int, entry_id: str, event: str, deed: Deed) -> str:
        """Keep what an act would release as a draft, and give its id."""
        ...
