"""The queues of My work: which cases wait for us and which we wait for, nearest clock first.

However many queues a page has, one read gives the beginnings of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from django.db import connections
from django.db.models import F, Q, QuerySet

from detente.cases.kinds import TABLES
from detente.node.context import Node
from detente.node.queries import own_desks, rows
from detente.node.queries.desk import QueueName
from detente.node.services import casework
from detente.node.services.deciding import Asking
from detente.node.stores.models import CaseRow, Entry, Officer
from detente.node.stores.together import Together, together

MOST: Final = 200
"""So many are counted; beyond, a queue is "200 and more"."""
SHOWN: Final = 12
"""The nearest clocks of a queue, which one page shows; the search has the others."""
BESIDE: Final = 20
"""So far the message before or after another one is looked for, past those that the officer may not know of."""
DUE: Final[tuple[QueueName, ...]] = ("accept", "answer")
"""Those in which something is due from us."""

TO_ACCEPT: Final = ("received", "opened", "cross-checked")
TO_ANSWER: Final = ("registered", "evaluated", "linked", "acting", "accepted", "tasked", "collected", "part-sent")
OWED: Final = tuple(sorted({TABLES[kind].sides[0] for kind in casework.PLAYED}))
"""The sides that opened a dialogue: they wait."""
OWING: Final = tuple(sorted({TABLES[kind].sides[1] for kind in casework.PLAYED}))
"""The sides that a dialogue was opened to: they accept and answer."""
BY_CLOCK: Final = tuple(sorted(casework.PLAYED - {"notification", "request-information"}))
"""The kinds in which an answer, or what stands for one, is owed as long as a clock of ours runs."""
_PARTS: Final[dict[QueueName, int]] = {"waiting": len(OWED), "answer": 2}
"""Of how many questions a queue is made; one each, unless it stands here."""
_STATES: Final[dict[QueueName, tuple[str, ...]]] = {"accept": TO_ACCEPT, "answer": TO_ANSWER}
_ASKING = Q(side="answerer") | Q(terms__asks=True) | (Q(terms__has_key="answer_by") & ~Q(terms__answer_by=None))

Cases = QuerySet[CaseRow]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The keys of the first cases of a queue, nearest clock first, and how many more wait behind them."""

    keys: tuple[int, ...]
    more: int


def nearest(
    node: Node, officer: Officer, names: tuple[QueueName, ...], *, shown: int = SHOWN
) -> dict[QueueName, Nearest]:
    """Give the beginning of each queue of an officer, in one read."""
    asked = _asked(connections[node.alias].vendor, node.alias, officer.pk, names, shown)
    found, counts = asked.fetch(node.alias)
    return {
        name: _first([line for number in parts for line in found[number]], [counts[number] for number in parts], shown)
        for name, parts in _parts(names).items()
    }


def beside(node: Node, officer: Officer, entry: Entry, *, state: str) -> tuple[str, str]:
    """Give the messages before and after one in the queue where a case in that state stands, "" where there is none."""
    name = next((name for name, states in _STATES.items() if state in states), None)
    listed = () if name is None else nearest(node, officer, (name,), shown=MOST)[name].keys
    if entry.pk not in listed:
        return "", ""
    at = listed.index(entry.pk)
    before, after = listed[max(0, at - BESIDE) : at], listed[at + 1 : at + 1 + BESIDE]
    near = rows.light(rows.messages_of(node).filter(pk__in=[*before, *after]))
    known = {each.pk: each.uid for each in Asking(node, officer).may_know(near)}
    return (
        next((known[key] for key in reversed(before) if key in known), ""),
        next((known[key] for key in after if key in known), ""),
    )


def due(alias: str, officer: int, *, most: int) -> list[QuerySet[CaseRow, Any]]:
    """Ask which cases want something of us, at most so many of each queue, in no order."""
    mine = own_desks.mine(alias, officer)
    return [cases.filter(mine).values_list("pk")[:most] for name in DUE for cases in _cases(alias, name)]


def _first(lines: Sequence[tuple[Any, ...]], counts: Sequence[int], shown: int) -> Nearest:
    keyed: list[tuple[bool, datetime, datetime, int]] = [
        (ends is None, ends or opened_at, opened_at, key) for ends, opened_at, key in lines
    ]
    return Nearest(tuple(key for *_, key in sorted(keyed)[:shown]), max(0, min(sum(counts), MOST) - shown))


@lru_cache(maxsize=1024)
def _asked(vendor: str, alias: str, officer: int, names: tuple[QueueName, ...], shown: int) -> Together:
    """Give the question after the queues of an officer, which is the same at each look. `vendor`: its words."""
    mine = own_desks.mine(alias, officer)
    cases = [each.filter(mine) for name in names for each in _cases(alias, name)]
    # Those without a clock come last: first, a database would read all that have ended to sort them.
    ordered = [each.order_by(F("next_due").asc(nulls_last=True), "opened_at") for each in cases]
    lines = [each.values_list("next_due", "opened_at", "pk")[:shown] for each in ordered]
    return together(alias, lines, counted=[each.values_list("pk")[:MOST] for each in cases])


def _parts(names: Sequence[QueueName]) -> dict[QueueName, list[int]]:
    """Give the places at which the parts of each queue stand in the question."""
    counted = [name for name in names for _ in range(_PARTS.get(name, 1))]
    return {name: [number for number, each in enumerate(counted) if each == name] for name in names}


def _cases(alias: str, name: QueueName) -> list[Cases]:
    """Give the cases of a queue; those that wait of each side apart, so that each is read along its index."""
    cases = CaseRow.objects.using(alias)
    if name == "accept":
        return [cases.filter(side__in=OWING, state__in=TO_ACCEPT)]
    if name == "answer":
        running = cases.filter(dialogue__in=BY_CLOCK, side__in=OWING, next_due__isnull=False)
        return [cases.filter(_ASKING, side__in=OWING, state__in=TO_ANSWER), running.exclude(state__in=TO_ACCEPT)]
    return [cases.filter(side=side, next_due__isnull=False) for side in OWED]
