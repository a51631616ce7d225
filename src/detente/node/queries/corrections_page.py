"""Corrections as values, and all that may be asked of them (see `queries.desk`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class CompletionLine:
    """One recipient of an item, by our letters for it. `stands`: a word of the table; `since`: silent since, or ""."""

    partner: str
    stands: str
    since: str
    onward: str
    item: str
    correction: str


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


class CorrectionsDesk(Protocol):
    """Corrections, for one officer."""

    def completion(self, officer_id: int, entry_id: str) -> tuple[CompletionLine, ...]: ...
    def correction_issue(self, officer_id: int, entry_id: str, given: Rectified) -> tuple[Told, ...]:
        """Correct a message for everyone who has it; give each recipient, and why one could not be told."""
        ...
