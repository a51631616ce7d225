"""Lists of others, as frozen values, and all that may be asked of them (see `queries.desk`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Literal, Protocol

from detente.node.queries.desk import Handling
from detente.node.queries.matches_page import MatchLine

Kind = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class SaidOf:
    """One sentence of a reader: its code with its values, in English as `text`, and where in the file."""

    code: str
    values: tuple[tuple[str, str], ...]
    text: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column of a table: what it is taken for ("" for a note), and what stands in the first rows."""

    heading: str
    prop: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableAsked:
    """What a person is asked of a table. `order`: what stands first in dates, "" unsaid. `encoding`: if guessed.

    `offered`: what a column may mean; `encodings`: in which the text may be.
    """

    columns: tuple[ColumnLine, ...]
    schema: str
    order: str
    encoding: str
    rows: int
    offered: tuple[str, ...] = ()
    encodings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One file of a list. `state`, `question`: docs/reference/lists.md. `done` of `total`: how far it is loaded."""

    number: int
    state: str
    question: str
    file_name: str
    sha256: str
    size: int
    kind: str
    by: str
    at: datetime
    in_force_at: datetime | None
    done: int
    total: int
    entries: int
    added: int
    changed: int
    removed: int
    same: int
    left_out: int
    reason: SaidOf | None
    remarks: tuple[SaidOf, ...]
    table: TableAsked | None


@dataclass(frozen=True, slots=True)
class ListLine:
    """One list. `in_force`: the number of its version in force, 0 for none yet; `newest`: the last file given."""

    name: str
    title: str
    publisher: str
    basis: str
    handling: Handling
    by: str
    at: datetime
    in_force: int
    entries: int
    ended_at: datetime | None
    newest: VersionLine | None


@dataclass(frozen=True, slots=True)
class ListsPage:
    """The lists that are held, those that are searched first. `may_keep`: add, load and decide; `may_search`: find."""

    now: datetime
    marking: Handling | None
    lists: tuple[ListLine, ...]
    may_keep: bool
    may_search: bool


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """One comparing of a whole list with all whom this node holds. `state`: going, stopped, done.

    `version`: in force when it was asked. `done` of `total`: how many of ours are compared; `left_out`: how many of
    them could not be. `ended_at`: when it was done or stopped; `stopped_by` "" where the list ended meanwhile.
    """

    id: str
    state: str
    version: int
    by: str
    at: datetime
    because: str
    done: int
    total: int
    left_out: int
    ended_at: datetime | None
    stopped_by: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """One list with its versions, and what it was compared with whom we hold for, the newest first each."""

    now: datetime
    marking: Handling | None
    line: ListLine
    versions: tuple[VersionLine, ...]
    may_keep: bool
    may_search: bool
    comparisons: tuple[ComparisonLine, ...] = ()
    may_compare: bool = False


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of a list. `score` (0 to 1), `band` (none, possible, match) and `why` where it was compared."""

    id: str
    list_name: str
    list_title: str
    key: str
    schema: str
    names: tuple[str, ...]
    born: tuple[str, ...]
    score: float | None = None
    band: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A match of one of ours with an entry of a list. `new`: found while the list was compared, and not before."""

    match: MatchLine
    new: bool


@dataclass(frozen=True, slots=True)
class FoundCount:
    """How many matches of one band wait to be judged, and were judged."""

    band: str
    wait: int
    judged: int


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """What a comparing came to, as far as the officer may see it: the matches that stand now, the likeliest first.

    `in_force`: the version that is searched now; `counts`: of all in `found`; `cut`: there are more than stand here.
    While it goes on nothing is in `found`. `left_out`: records and messages that could not be compared, by kind and id.
    """

    now: datetime
    marking: Handling | None
    line: ListLine
    comparison: ComparisonLine
    in_force: int
    counts: tuple[FoundCount, ...]
    found: tuple[FoundLine, ...]
    cut: bool
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EntriesFound:
    """Who may be meant, the likeliest first."""

    now: datetime
    marking: Handling | None
    lines: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value of an entry. `original`: as the source wrote it, "" where that is the same; `since`: a day or ""."""

    prop: str
    value: str
    original: str
    source: str
    since: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One entry that a version says otherwise; of one that changed, what is said only before and only now."""

    entry: EntryLine
    before: tuple[ValueLine, ...]
    now: tuple[ValueLine, ...]


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version with some of what it says otherwise. `after`: where the next ones begin, "" at the end.

    `may_read`: the officer sees entries; whoever only keeps lists sees how many.
    """

    now: datetime
    marking: Handling | None
    line: ListLine
    version: VersionLine
    kind: Kind
    changes: tuple[ChangeLine, ...]
    after: str
    may_keep: bool
    may_read: bool


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry as its list says it, from version `since` to before `until`, 0 where it still stands."""

    now: datetime
    marking: Handling | None
    line: EntryLine
    values: tuple[ValueLine, ...]
    list_line: ListLine
    since: int
    until: int
    before: tuple[tuple[int, tuple[ValueLine, ...]], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was given. `again`: it is the very one that is in force, or on its way, already."""

    version: int
    state: str
    again: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to look for: a name in any script, a date of birth, the number of a document; why; in which list."""

    name: str
    born: str
    number: str
    reason: str
    of: str = ""


class ListsDesk(Protocol):
    """Lists, for one officer; a list that the officer may not search is as if it were not there."""

    def lists(self, officer_id: int) -> ListsPage: ...
    def list_page(self, officer_id: int, name: str) -> ListPage: ...
    def list_version(
        self, officer_id: int, name: str, number: int, *, kind: Kind = "added", after: str = ""
    ) -> VersionPage: ...
    def list_add(
        self, officer_id: int, *, name: str, title: str, publisher: str, basis: str, handling: Sequence[str]
    ) -> str:
        """Hold a list from now on, and give its name."""
        ...

    def list_load(self, officer_id: int, name: str, *, file_name: str, content: BinaryIO) -> Given:
        """Keep a file as the next version; the node loads it by and by."""
        ...

    def list_confirm(
        self,
        officer_id: int,
        name: str,
        number: int,
        *,
        columns: Sequence[str] | None = None,
        schema: str | None = None,
        order: str | None = None,
        encoding: str = "",
    ) -> Given:
        """Say yes to what a version waits for. `columns`: a property for each, "" for a note; None as proposed."""
        ...

    def list_drop(self, officer_id: int, name: str, number: int) -> None: ...
    def list_end(self, officer_id: int, name: str) -> None: ...
    def lists_search(self, officer_id: int, asked: Asked, *, language: str = "en") -> EntriesFound:
        """Give who may be meant, each with the why in a language; the reason goes on record."""
        ...

    def list_compare(self, officer_id: int, name: str, *, because: str) -> str:
        """Let a whole list be compared with all whom this node holds; give the number of that comparing."""
        ...

    def list_comparison(self, officer_id: int, name: str, comparison_id: str) -> ComparisonPage:
        """Give how far it is and what it came to; that it was read goes on record."""
        ...

    def list_comparison_stop(self, officer_id: int, name: str, comparison_id: str) -> None: ...
    def list_comparison_go_on(self, officer_id: int, name: str, comparison_id: str) -> None: ...
    def list_entry(self, officer_id: int, entry_id: str) -> EntryPage:
        """Give one entry; that it was looked at goes on record."""
        ...
