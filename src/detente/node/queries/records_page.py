"""Records of persons and bodies, as frozen values, and all that may be asked of them (see `queries.desk`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, Protocol

from detente.node.queries.desk import Choice, Handling, Phrase
from detente.node.queries.persons import Said
from detente.node.queries.watches_page import WatchLine

Schema = Literal["Person", "Organization", "Company", "LegalEntity"]
Nature = Literal["fact", "assessment"]
AMBER: Final = ("tlp:AMBER",)
UNJUDGED: Final = ("europol-4x4", "X4")
"""Cannot be judged, where nobody evaluated."""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One value with what stands beside it. `entry_id`: the message that says it, "" where an officer typed it in.

    `joined`: a record that was merged into this one says it. `mark`: its message was changed, or is challenged.
    """

    id: str
    prop: str
    value: str
    source: str
    scheme: str
    code: str
    nature: str
    handling: Handling
    entry_id: str
    by: str
    at: datetime
    review_by: datetime
    delete_by: datetime
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_because: str = ""
    joined: bool = False
    mark: Phrase | None = None


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record in a list. `score` (0 to 1) and `band` (none, possible, match) where it was compared."""

    id: str
    names: tuple[str, ...]
    schema: str
    category: str
    born: tuple[str, ...]
    by: str
    at: datetime
    score: float | None = None
    band: str = ""


@dataclass(frozen=True, slots=True)
class RecordList:
    """Records with the marking of the page that shows them."""

    now: datetime
    marking: Handling | None
    lines: tuple[RecordLine, ...]


@dataclass(frozen=True, slots=True)
class LinkedMessage:
    """A message about whom the record is about."""

    entry_id: str
    subject: str
    partner: str


@dataclass(frozen=True, slots=True)
class MergeLine:
    """That a record was merged with another one, `id`, and by whom and why; once `ended_at` is set, split again."""

    id: str
    names: tuple[str, ...]
    because: str
    by: str
    at: datetime
    may_split: bool
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_because: str = ""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record: what stands, and what no longer does, in the order in which it was said. `erased`: how many are gone.

    `withheld`: some of it is not for this officer to see.
    """

    now: datetime
    marking: Handling | None
    line: RecordLine
    because: str
    statements: tuple[StatementLine, ...]
    ended: tuple[StatementLine, ...]
    erased: int
    withheld: bool
    messages: tuple[LinkedMessage, ...]
    may_keep: bool
    merges: tuple[MergeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PropertyBeside:
    """What two records say of one property. `hidden`: one of them may say something of it that is not shown."""

    prop: str
    first: tuple[StatementLine, ...]
    second: tuple[StatementLine, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RecordsBeside:
    """Two records side by side, before an officer says that they are one: the first would stand for both.

    `category`: by which both would go, as far as the officer may see it; `dated`: how many of the values would have
    another date of deletion by it, and `soonest` the first of those, None where another category decides. `watches`: of
    the messages of either; a merge leaves them as they are.
    """

    now: datetime
    marking: Handling | None
    first: RecordPage
    second: RecordPage
    properties: tuple[PropertyBeside, ...]
    category: str
    dated: int | None
    soonest: datetime | None
    watches: tuple[WatchLine, ...]


@dataclass(frozen=True, slots=True)
class SplitPage:
    """What was said since a record was merged: whose it is, the officer says.

    `withheld`: some of what was said before is not for this one to see, and goes where it came from; `withheld_since`:
    some of what was said since, and stays.

    `stays`, `returns`: what the record that stands keeps, and what goes back, whatever the officer says; each line goes
    by the category that it has then where no category was stated since. `because`, `by`, `at`: of the merge.
    """

    now: datetime
    marking: Handling | None
    stands: RecordLine
    joined: RecordLine
    because: str
    by: str
    at: datetime
    stays: tuple[StatementLine, ...]
    returns: tuple[StatementLine, ...]
    since: tuple[StatementLine, ...]
    withheld: bool
    withheld_since: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A record of a message that may be kept here. `says`: what it says, by names of the message."""

    index: int
    names: tuple[str, ...]
    says: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    """The records of one message, and those of ours that are linked with it."""

    now: datetime
    marking: Handling | None
    entry_id: str
    offers: tuple[Offer, ...]
    linked: tuple[RecordLine, ...]


@dataclass(frozen=True, slots=True)
class SourceGiven:
    """What stands beside what an officer states; dates None: those of the category of person."""

    source: str
    scheme: str = UNJUDGED[0]
    code: str = UNJUDGED[1]
    nature: Nature = "assessment"
    handling: tuple[str, ...] = AMBER
    review_by: datetime | None = None
    delete_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecordGiven:
    """A record that is made by hand. `values`: texts by property, a name among them."""

    schema: Schema
    category: str
    values: Mapping[str, tuple[str, ...]]
    beside: SourceGiven
    because: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the forms of records offer: categories of person, schemes of evaluation, properties of each schema."""

    categories: tuple[Choice, ...]
    schemes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class RecordsDesk(Protocol):
    """Records, for one officer; what the officer may not see of one is as if it were not there."""

    def record_choices(self, officer_id: int) -> Choices: ...
    def records_latest(self, officer_id: int) -> RecordList:
        """Give the records that the officer made, the newest first."""
        ...

    def records_search(self, officer_id: int, *, name: str, born: str, number: str, reason: str) -> RecordList:
        """Give the records that may be meant, in any script, the likeliest first; the reason goes on record."""
        ...

    def record(self, officer_id: int, record_id: str) -> RecordPage:
        """Give one record; that it was looked at goes on record."""
        ...

    def record_make(self, officer_id: int, given: RecordGiven) -> str:
        """Make a record by hand, and give its id."""
        ...

    def record_offers(self, officer_id: int, entry_id: str) -> Offers:
        """Give the records of a message that may be kept here."""
        ...

    def record_take(self, officer_id: int, entry_id: str, *, index: int, because: str) -> str:
        """Make a record from that of a message, and give its id."""
        ...

    def record_state(self, officer_id: int, record_id: str, *, prop: str, value: str, beside: SourceGiven) -> str:
        """Say one more thing of a record, and give the number of the statement."""
        ...

    def record_end(self, officer_id: int, record_id: str, statement_id: str, *, because: str) -> None: ...

    def records_beside(self, officer_id: int, record_id: str, other_id: str) -> RecordsBeside:
        """Give two records side by side."""
        ...

    def record_merge(self, officer_id: int, record_id: str, *, other: str, because: str) -> None:
        """Say that another record is of the same person: this one stands for both."""
        ...

    def record_splitting(self, officer_id: int, record_id: str) -> SplitPage:
        """Give what was said since this record was merged into another one."""
        ...

    def record_split(self, officer_id: int, record_id: str, *, given: Sequence[str], because: str) -> None:
        """Say that a record that was merged is of somebody else; `given`: what was said since that is of it."""
        ...
