"""Corrections as screens and commands show them: the table of completion, and the mark of what was corrected.

What an officer may not know of is left out; what is left out is counted by nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.services import correcting, officers, threads, waiting
from detente.node.services.correcting import Line
from detente.node.services.deciding import Asking
from detente.node.services.dispatching import Refused
from detente.node.services.letters import Letter
from detente.node.stores.models import Entry, Officer

MARKS: Final = {
    correcting.CHANGED: "changed, old version not used",
    correcting.CHALLENGED: "said to be wrong, not decided",
}
"""The marks in words of the command; the desk has them in the reader's language."""


def readable(asking: Asking, lines: Sequence[Line]) -> list[Line]:
    """Give the lines of a table of completion whose item the officer may know of."""
    known = {entry.pk for entry in asking.may_know(line.item for line in lines)}
    return [line for line in lines if line.item.pk in known]


def completion(node: Node, officer: Officer, entry: Entry) -> list[dict[str, Any]]:
    """Give the table of completion of the item that a correction is about, or of the item itself."""
    return [
        {
            "partner": line.item.partner.code,
            "stands": line.stands,
            "since": None if line.since is None else format_instant(line.since),
            "onward": line.onward,
            "item": line.item.uid,
            "id": None if line.correction is None else line.correction.uid,
        }
        for line in readable(Asking(node, officer), correcting.completion(node, entry))
    ]


def completion_named(node: Node, officer: str | None, message: str) -> list[dict[str, Any]]:
    """Give the table of completion of a message that a person names; NotFound where there is none."""
    asks = officers.acting(node, officer)
    return completion(node, asks, threads.find(node, asks, message))


def issue(node: Node, officer: str | None, message: str, letter: Letter) -> list[dict[str, Any]]:
    """Correct a message that a person names; give each recipient with its correction, its draft, or why."""
    acts = officers.acting(node, officer)
    told = waiting.correction(node, acts, threads.find(node, acts, message), letter)
    return [{"partner": partner.code, **_became(made)} for partner, made in told]


def _became(made: Entry | Refused | dict[str, Any]) -> dict[str, Any]:
    if isinstance(made, Entry):
        return {"id": made.uid, "draft": "", "refused": "", "code": ""}
    if isinstance(made, dict):
        return {"id": None, "draft": made["draft"], "refused": "", "code": ""}
    return {"id": None, "draft": "", "refused": str(made), "code": made.code}


def mark_of(node: Node, entry: Entry) -> str:
    """Give in words what an entry shows because it was corrected, "" where nothing was."""
    return MARKS.get(correcting.marks(node, [entry]).get(entry.pk, ""), "")
