"""The questions of officers: what was asked and why stands on the record; a question may be kept under a name.

Whoever looks a person up says why. File numbers alone may be looked up without: then nothing else is searched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Final, Literal

from detente.audit.acts import Act
from detente.model.errors import BadInput, NotFound
from detente.node.context import Node
from detente.node.services import duties
from detente.node.stores.models import Officer, SearchRow
from detente.node.stores.unit import Unit, unit

Box = Literal["", "inbox", "sent"]
State = Literal["", "open", "ended"]

LONGEST: Final = 200
SHORTEST_REASON: Final = 5
KEPT_UNNAMED: Final = 20
ON_RECORD_FOR: Final = timedelta(minutes=10)
"""A question that is shown again within this time is not put on record again."""


class ReasonMissing(BadInput):
    """Names and texts are searched for a reason only."""

    code = "reason-missing"


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for. Empty members leave everything in; days are of the node's clock in UTC, both included.

    `words` are words or beginnings of words; between quotation marks, whole words. `partner` is a code of ours.
    """

    words: str = ""
    partner: str = ""
    kind: str = ""
    box: Box = ""
    state: State = ""
    overdue: bool = False
    since: date | None = None
    until: date | None = None

    def stored(self) -> dict[str, Any]:
        """Give it as JSON."""
        values = asdict(self)
        return {**values, **{name: values[name] and values[name].isoformat() for name in ("since", "until")}}

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Question:
        """Give a stored question; members that this release does not know are left out."""
        known = {field.name: stored[field.name] for field in fields(cls) if field.name in stored}
        days = {name: date.fromisoformat(known[name]) for name in ("since", "until") if known.get(name)}
        return cls(**{**known, **days})


def ask(node: Node, officer: Officer, question: Question, *, reason: str, name: str = "") -> SearchRow:
    """Put a question on record, and keep it: under its name, or among the last few without one.

    Raises:
        RoleRefused: the officer searches nothing.
        ReasonMissing: there are words and no reason.
        BadInput: a value cannot be used.
    """
    duties.require_duty(officer, "search")
    question = _checked(question)
    reason, name = reason.strip(), name.strip()
    if question.words and len(reason) < SHORTEST_REASON:
        raise ReasonMissing("Say in a few words why you look this up. File numbers alone need no reason.")
    if len(reason) > 300 or len(name) > 80:
        raise BadInput("A reason has at most 300 characters, a name at most 80. Shorten it.")
    rows = SearchRow.objects.using(node.alias).filter(officer=officer)
    with unit(node, "search") as work:
        values = {"question": question.stored(), "reason": reason, "asked_at": node.now()}
        if name:
            row, _ = rows.update_or_create(officer=officer, name=name, defaults=values)
        else:
            row = SearchRow.objects.using(node.alias).create(officer=officer, **values)
            old = rows.filter(name="").order_by("-pk").values_list("pk", flat=True)[KEPT_UNNAMED:]
            rows.filter(pk__in=list(old)).delete()
        _record(work, officer, question, reason)
    return row


def find(node: Node, officer: Officer, key: str) -> SearchRow:
    """Give a question of this officer; NotFound where there is none."""
    rows = SearchRow.objects.using(node.alias).filter(officer=officer)
    row = rows.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() and len(key) < 18 else None
    if row is None:
        raise NotFound("This search is not here. Ask it again.")
    return row


def shown_again(node: Node, officer: Officer, row: SearchRow) -> None:
    """Put a question on record again that is shown later than it was asked."""
    if node.now() - row.asked_at < ON_RECORD_FOR:
        return
    with unit(node, "search again") as work:
        SearchRow.objects.using(node.alias).filter(pk=row.pk).update(asked_at=node.now())
        _record(work, officer, Question.read(row.question), row.reason)


def numbers_looked_up(node: Node, officer: Officer, question: Question) -> Question:
    """Put a look-up of file numbers on record, which needs no reason and is not kept; give it checked."""
    duties.require_duty(officer, "search")
    question = _checked(question)
    with unit(node, "look up numbers") as work:
        _record(work, officer, question, "")
    return question


def saved(node: Node, officer: Officer) -> list[SearchRow]:
    """Give the questions that the officer named, by name."""
    return list(SearchRow.objects.using(node.alias).filter(officer=officer).exclude(name="").order_by("name"))


def named(node: Node, officer: Officer, name: str) -> SearchRow:
    """Give the question that the officer saved under this name; NotFound where there is none."""
    row = SearchRow.objects.using(node.alias).filter(officer=officer, name=name).exclude(name="").first()
    if row is None:
        raise NotFound(f"No search is saved under the name {name}. `detente search --list` shows them.")
    return row


def forget(node: Node, officer: Officer, row: SearchRow) -> None:
    """Take a saved question away; that it was asked stays on record."""
    with unit(node, "forget search") as work:
        SearchRow.objects.using(node.alias).filter(pk=row.pk).delete()
        work.record(Act.SETTINGS_CHANGED, actor=officer.name, details={"search-forgotten": row.name})


def _checked(question: Question) -> Question:
    words = " ".join(question.words.split())
    if len(words) > LONGEST:
        raise BadInput(f"A search has at most {LONGEST} characters. Leave some words out.")
    if question.since and question.until and question.until < question.since:
        raise BadInput("The first day lies after the last one. Exchange them.")
    return replace(question, words=words)


def _record(work: Unit, officer: Officer, question: Question, reason: str) -> None:
    asked = {name: value for name, value in question.stored().items() if value}
    work.record(Act.LOOKED_UP, actor=officer.name, details={"question": asked, "reason": reason})
