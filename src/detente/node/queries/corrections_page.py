"""Corrections as values, and all that may be asked of them (see `queries.desk`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

How = Literal["paper", "hand", "phone", "not-reached", "not-permitted"]
BodyAnswer = Literal["done", "partly", "objected", "none"]


@dataclass(frozen=True, slots=True)
class CompletionLine:
    """One recipient of an item, by our letters for it. `stands`: a word of the table; `since`: silent since, or "".

    A body without a node has its name in `body`, and `partner` is "": `how` it was told, when (`told`), until when it
    may answer, the `ground` of what it answered, and the paper or call with the hash of its file.
    """

    partner: str
    stands: str
    since: str
    onward: str
    item: str
    correction: str
    body: str = ""
    how: str = ""
    told: str = ""
    answer_by: str = ""
    ground: str = ""
    reference: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Rectified:
    """What is right: the records as they must be, or a text; `character`: the four answers, None where not given."""

    text: str
    lang: str = ""
    codes: tuple[str, ...] = ()
    own_ref: str = ""
    records: tuple[Mapping[str, Any], ...] = ()
    character: Mapping[str, bool] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One recipient of a correction: the message that went there, or the draft that waits for a second officer, or why.

    Of `entry_id`, `draft_id` and `refused` two are ""; `code` is that of the refusal.
    """

    partner: str
    entry_id: str
    draft_id: str
    refused: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class BodyWord:
    """What a body without a node was told, and answered; see `services.telling_bodies.Word`. `to`: the body."""

    to: str
    how: How
    answer: BodyAnswer
    at: datetime | None = None
    answer_by: datetime | None = None
    ground: str = ""
    reference: str = ""
    digest: str = ""
    matter: str = ""
    fact_only: bool = False


class CorrectionsDesk(Protocol):
    """Corrections, for one officer."""

    def completion(self, officer_id: int, entry_id: str) -> tuple[CompletionLine, ...]: ...
    def correction_issue(self, officer_id: int, entry_id: str, given: Rectified) -> tuple[Told, ...]:
        """Correct a message for everyone who has it; give each recipient, and why one could not be told."""
        ...

    def body_told(self, officer_id: int, entry_id: str, given: BodyWord) -> None:
        """Set down that a body without a node was told of the correction of a message, or what it answered."""
        ...
