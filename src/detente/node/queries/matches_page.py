"""Matches as frozen values, and all that may be asked of them (see `queries.desk`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from detente.node.queries.desk import Handling

Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class MatchSide:
    """One side. `kind`: message, record or listed; `id`: of the record or the entry; `entry_id`: of the message.

    `source`: the code of the partner, the short name of whoever made the record, or who publishes the list.
    """

    kind: str
    id: str
    entry_id: str
    names: tuple[str, ...]
    born: tuple[str, ...]
    category: str
    source: str
    subject: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MatchLine:
    """One match in a list. `state`: open, second, judged; `judged`: what holds, "" where it waits."""

    id: str
    left: MatchSide
    right: MatchSide
    score: float
    band: str
    state: str
    judged: str
    found_at: datetime


@dataclass(frozen=True, slots=True)
class MatchList:
    """Matches, the likeliest first. `may_judge`: the officer is one of those who judge."""

    now: datetime
    marking: Handling | None
    lines: tuple[MatchLine, ...]
    may_judge: bool = True


@dataclass(frozen=True, slots=True)
class MatchField:
    """One property on both sides. `why`: in words, by language; `weight` None: it was not weighed.

    `means`: supports, contradicts, missing, or differs where it weighs nothing.
    """

    prop: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    why: Mapping[str, str]
    weight: float | None
    means: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What was judged once. `now_other`: one of the two says something else since then."""

    verdict: str
    because: str
    by: str
    at: datetime
    legal: bool
    second: str
    second_verdict: str
    second_because: str
    outcome: str
    undone_by: str
    undone_at: datetime | None
    undone_because: str
    now_other: bool
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class MatchPage:
    """One match, field by field. `rule`: what raised the score, in words by language, empty where nothing did.

    `others`: the other matches that wait, or of the same message. `tell`: the message to answer once somebody judged;
    `protected`: whom it names is protected from the state that asks, so that nothing is offered to be told.
    """

    now: datetime
    marking: Handling | None
    line: MatchLine
    sure: float
    fields: tuple[MatchField, ...]
    rule: Mapping[str, str]
    judgements: tuple[Judged, ...]
    legal: bool
    may_judge: bool
    may_undo: bool
    others: tuple[MatchLine, ...]
    tell: str
    protected: bool
    merge: bool


class MatchesDesk(Protocol):
    """Matches, for one officer."""

    def matches(self, officer_id: int) -> MatchList:
        """Give the matches that wait for the officer."""
        ...

    def matches_nearest(self, officer_id: int) -> MatchList:
        """Give the first of the matches that wait for the officer; none for whom they do not wait."""
        ...

    def matches_of(self, officer_id: int, entry_id: str) -> MatchList:
        """Give the matches of whom a message names."""
        ...

    def match(self, officer_id: int, match_id: str) -> MatchPage:
        """Give one match; that it was looked at goes on record."""
        ...

    def match_judge(self, officer_id: int, match_id: str, *, verdict: str, because: str, legal: bool) -> str:
        """Judge a match; give what holds by now, "" while a second person is waited for."""
        ...

    def match_undo(self, officer_id: int, match_id: str, *, because: str) -> None:
        """Undo what was judged of a match."""
        ...

    def match_tell(self, officer_id: int, match_id: str, *, text: str, lang: str) -> str:
        """Begin an answer that tells of a judgement, where none was begun; give the message. It leaves by nothing."""
        ...

    def match_screen(self, officer_id: int, entry_id: str) -> int:
        """Screen a message now; give how many matches of it wait."""
        ...
