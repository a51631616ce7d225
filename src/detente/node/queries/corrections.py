"""Corrections as screens and commands show them: the table of completion, and the mark of what was corrected.

What an officer may not know of is left out; what is left out is counted by nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from detente.model.instant import format_instant
from detente.node.context import Node
from detente.node.queries.corrections_page import BodyWord as BodyWord
from detente.node.services import bodies_asked, correcting, officers, recalling, telling_bodies, threads, waiting
from detente.node.services.bodies_asked import BodyLine
from detente.node.services.correcting import Line
from detente.node.services.deciding import Asking
from detente.node.services.dispatching import Refused
from detente.node.services.letters import Letter
from detente.node.services.telling_bodies import Word
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


def completion(node: Node, officer: Officer, entry: Entry, kind: str = correcting.KIND) -> list[dict[str, Any]]:
    """Give the table of completion of the item that a correction is about, or of the item itself; bodies last.

    `kind`: `recall` for that of its recall, which no body without a node is told of.
    """
    asking = Asking(node, officer)
    lines = [
        {
            "partner": line.item.partner.code,
            "stands": line.stands,
            "since": _instant(line.since),
            "onward": line.onward,
            "item": line.item.uid,
            "id": None if line.correction is None else line.correction.uid,
        }
        for line in readable(asking, correcting.completion(node, entry, kind))
    ]
    told = [{**line, "body": ""} for line in lines]
    return told if kind != correcting.KIND else told + [body_line(each) for each in bodies(node, asking, entry)]


def bodies(node: Node, asking: Asking, entry: Entry) -> tuple[BodyLine, ...]:
    """Give the bodies without a node that have the item of a correction, where the officer may know of the item."""
    item = correcting.item_of(node, entry)
    return bodies_asked.lines(node, item) if asking.may_know([item]) else ()


def body_line(line: BodyLine) -> dict[str, Any]:
    """Give one body of the table of completion."""
    row = line.row
    return {
        "partner": "",
        "stands": line.stands,
        "since": _instant(line.since),
        "onward": "",
        "item": line.item.uid,
        "id": line.correction.uid,
        "body": line.to,
        "how": "" if row is None else row.how,
        "told": "" if row is None else _instant(row.told_at) or "",
        "answer_by": "" if row is None else _instant(row.answer_by) or "",
        "ground": "" if row is None else row.ground,
        "reference": "" if row is None else row.reference,
        "digest": "" if row is None else row.digest,
    }


def told(node: Node, officer: str | None, message: str, given: BodyWord) -> dict[str, Any]:
    """Set down what a body was told of the correction of a message that a person names; give its line."""
    acts = officers.acting(node, officer)
    return told_of(node, acts, threads.find(node, acts, message), given)


def told_of(node: Node, officer: Officer, entry: Entry, given: BodyWord) -> dict[str, Any]:
    """As `told`, of an entry."""
    values = {name: value for name, value in asdict(given).items() if name != "to"}
    row = telling_bodies.told(node, officer, entry, given.to, Word(**values))
    return next(body_line(line) for line in bodies_asked.lines(node, row.item) if line.to == given.to)


def completion_named(node: Node, officer: str | None, message: str) -> list[dict[str, Any]]:
    """Give the table of completion of a message that a person names; NotFound where there is none."""
    asks = officers.acting(node, officer)
    return completion(node, asks, threads.find(node, asks, message))


def issue(node: Node, officer: str | None, message: str, letter: Letter) -> list[dict[str, Any]]:
    """Correct a message that a person names; give each recipient with its correction, its draft, or why."""
    acts = officers.acting(node, officer)
    told = waiting.correction(node, acts, threads.find(node, acts, message), letter)
    return [{"partner": partner.code, **_became(made)} for partner, made in told]


def _instant(at: datetime | None) -> str | None:
    return None if at is None else format_instant(at)


def _became(made: Entry | Refused | dict[str, Any]) -> dict[str, Any]:
    if isinstance(made, Entry):
        return {"id": made.uid, "draft": "", "refused": "", "code": ""}
    if isinstance(made, dict):
        return {"id": None, "draft": made["draft"], "refused": "", "code": ""}
    return {"id": None, "draft": "", "refused": str(made), "code": made.code}


def recall(node: Node, officer: str | None, message: str, letter: Letter, reason: str) -> list[dict[str, Any]]:
    """Recall a message that a person names; give each recipient with its recall, its draft, or why."""
    acts = officers.acting(node, officer)
    told = waiting.recall(node, acts, threads.find(node, acts, message), letter, reason)
    return [{"partner": partner.code, **_became(made)} for partner, made in told]


def recalls_named(node: Node, officer: str | None, message: str) -> list[dict[str, Any]]:
    """Give the table of completion of the recall of a message that a person names."""
    asks = officers.acting(node, officer)
    return completion(node, asks, threads.find(node, asks, message), recalling.KIND)


def begin(
    node: Node, officer: str | None, kind: str, message: str, letter: Letter, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Open a dialogue about a message that a person names; give what was released, or the draft that waits.

    Raises:
        PolicyRefusal, BadInput: it may not leave.
    """
    acts = officers.acting(node, officer)
    concerning = threads.find(node, acts, message)
    made = waiting.opening(node, acts, kind, letter, given, concerning)
    if isinstance(made, Entry):
        return waiting.brief(made)
    if isinstance(made, dict):
        return made
    raise made


def mark_of(node: Node, entry: Entry) -> str:
    """Give in words what an entry shows because it was corrected, "" where nothing was."""
    return MARKS.get(correcting.marks(node, [entry]).get(entry.pk, ""), "")
