"""The kinds of step that the story has, and when they happen: told from the moment at which the demo is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from detente.node.demo.letters import Form, Words
from detente.node.demo.persons import Held
from detente.node.queries.desk import Draft


@dataclass(frozen=True, slots=True)
class Ago:
    """So long before the demo is made; negative: after it."""

    days: float = 0
    hours: float = 0
    minutes: float = 0

    def before(self, start: datetime) -> datetime:
        """Give the instant."""
        return start - timedelta(days=self.days, hours=self.hours, minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Day:
    """At a time of day (UTC), so many days before the demo is made."""

    days: int
    at: time

    def before(self, start: datetime) -> datetime:
        """Give the instant."""
        return datetime.combine(start.date() - timedelta(days=self.days), self.at, tzinfo=start.tzinfo)


When = Ago | Day


@dataclass(frozen=True, slots=True)
class Contact:
    """A first contact, from the invitation to the agreement that both sides confirm."""

    when: When
    first: str
    second: str
    law: str
    ref: str


@dataclass(frozen=True, slots=True)
class Send:
    """A notification is released; `key` names its thread in this story."""

    when: When
    key: str
    sender: str
    officer: str
    to: str
    words: Words
    answer_by: When | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """An officer of the receiving side opens it."""

    when: When
    key: str
    officer: str


@dataclass(frozen=True, slots=True)
class Accept:
    """An officer of the receiving side takes responsibility, and says until when."""

    when: When
    key: str
    officer: str
    until: When


@dataclass(frozen=True, slots=True)
class Answer:
    """The receiving side answers."""

    when: When
    key: str
    officer: str
    words: Words


@dataclass(frozen=True, slots=True)
class Write:
    """An officer begins to write and does not release it. `answers`: the thread that it replies to."""

    when: When
    party: str
    officer: str
    to: str
    draft: Draft
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Agree:
    """A full agreement: the first head of service signs it, the second countersigns; the legal officers are heard."""

    when: When
    first: str
    second: str
    law: str
    ref: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suspend:
    """The head of a party suspends a topic towards a partner; it is not lifted."""

    when: When
    party: str
    partner: str
    topic: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for information; `key` names its thread in this story."""

    when: When
    key: str
    sender: str
    officer: str
    to: str
    words: Words
    form: Form
    answer_by: When | None = None


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """The receiving side looks whether the same was asked before, over another channel, before it accepts."""

    when: When
    key: str
    officer: str


@dataclass(frozen=True, slots=True)
class AskBack:
    """The receiving side asks what is missing: its clock stands still until the asker says it."""

    when: When
    key: str
    officer: str
    words: Words
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Submit:
    """An officer presses send on a notification that a second person must sign first."""

    when: When
    party: str
    officer: str
    to: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Keep:
    """An officer makes a record of somebody by hand."""

    when: When
    party: str
    officer: str
    held: Held


@dataclass(frozen=True, slots=True)
class Hold:
    """An officer takes in a list of others, with where it comes from and why it may be held."""

    when: When
    party: str
    officer: str
    name: str
    title: str
    publisher: str
    basis: str


Step = (
    Contact
    | Agree
    | Suspend
    | Send
    | Ask
    | Open
    | CrossCheck
    | Accept
    | AskBack
    | Answer
    | Write
    | Submit
    | Keep
    | Hold
)
