"""A file of questions to policy: read whole, then decided row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from detente.model.errors import BadInput
from detente.node.services.decisions.members import Members
from detente.node.services.decisions.questions import question
from detente.policy.decide import Decision, Refusal, decide
from detente.policy.question import Question

_LIKE: Final = "Give a file like data/cases/policy_cases.json."


@dataclass(frozen=True)
class Row:
    """One question of the file."""

    id: str
    question: Question


@dataclass(frozen=True)
class Decided:
    """One row, decided."""

    id: str
    decision: Decision

    @property
    def refused(self) -> bool:
        """Whether the answer is no."""
        return isinstance(self.decision, Refusal)

    def to_json(self) -> dict[str, Any]:
        """Give the line of the machine interface."""
        return {"id": self.id, "result": result(self.decision)}


def read(data: bytes) -> tuple[Row, ...]:
    """Give the rows of a file, each with all members of the base and its own in their place.

    Raises:
        BadInput: it is not of this format; the sentence names the row and the member. Nothing is decided then.
    """
    given = _parse(data)
    base, rows = given.get("base"), given.get("rows")
    if not isinstance(base, Mapping) or not isinstance(rows, list):
        raise BadInput(f"This file has no base and rows of questions to policy. {_LIKE}")
    return tuple(_row(base, row, number) for number, row in enumerate(rows, 1))


def decide_all(rows: Sequence[Row]) -> Iterator[Decided]:
    """Give the decision on each row, in order."""
    for row in rows:
        asked = row.question
        yield Decided(row.id, decide(asked.act, asked.subject, asked.context))


def result(decision: Decision) -> dict[str, Any]:
    """Give a decision as the machine interface writes it.

    >>> result(Refusal("item.recalled", "nil", ("handling.h3",)))
    {'refuse': 'item.recalled', 'also': ['handling.h3'], 'sent': 'nil'}
    """
    if isinstance(decision, Refusal):
        return {"refuse": decision.ground, "also": list(decision.also), "sent": decision.sent}
    return {"permit": list(decision.obligations)}


def _parse(data: bytes) -> Mapping[str, Any]:
    # Not strict JSON: hours may have a fraction. But a member twice would be two questions in one.
    try:
        given = json.loads(data, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"This is no file of questions to policy: {_why(error)}. {_LIKE}") from error
    if not isinstance(given, Mapping):
        raise BadInput(f"This is no file of questions to policy: it holds no object. {_LIKE}")
    return given


class _Ambiguous(ValueError):
    """One text with two meanings; its words say which."""


def _why(error: Exception) -> str:
    return str(error) if isinstance(error, _Ambiguous) else "it is not JSON"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    whole = dict(pairs)
    if len(whole) != len(pairs):
        raise _Ambiguous("an object has one member twice")
    return whole


def _no_constant(name: str) -> NoReturn:
    raise _Ambiguous(f"{name} is no number")


def _row(base: Mapping[str, Any], row: Any, number: int) -> Row:
    if not isinstance(row, Mapping) or not isinstance(row.get("id"), str):
        raise BadInput(f"Row {number} has no id. Give each row an id and what it sets.")
    changes = row.get("set", {})
    where = f"row {row['id']}: "
    if not isinstance(changes, Mapping):
        raise BadInput(f"{where}set is not an object. Give the members that differ from the base.")
    given = base
    for path, value in changes.items():
        given = _with(given, path.split("."), value, f"{where}{path}")
    return Row(row["id"], question(Members(given, where)))


def _with(given: Any, path: Sequence[str], value: Any, where: str) -> Mapping[str, Any]:
    """Give a copy in which the member at `path` is `value`. One that the base does not have is a slip of the pen."""
    name, *rest = path
    if not isinstance(given, Mapping) or name not in given:
        raise BadInput(f"{where} is no member of the base. Name one that it has.")
    return {**given, name: _with(given[name], rest, value, where) if rest else value}
