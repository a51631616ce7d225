"""My work, the two boxes, and what stands around every page. Queues come nearest clock first, so overdue ones lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import F, Q, QuerySet

from detente.cases.kinds import TABLES
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.queries import drafts_shown, own_desks, phrases, rows
from detente.node.queries import parties as shown
from detente.node.queries.desk import (
    Box,
    Frame,
    House,
    MessageList,
    MyWork,
    News,
    Phrase,
    Queue,
    QueueName,
    Row,
    World,
)
from detente.node.queries.parties import Parties
from detente.node.services import casework, duties
from detente.node.services.deciding import Asking
from detente.node.stores.models import BatchRow, CaseRow, Entry, Officer, Seen
from detente.policy.roles import Role

PAGE: Final = 50
MOST_IN_QUEUE: Final = 200
"""So many are counted; beyond, a queue is "200 and more"."""
SHOWN_IN_QUEUE: Final = 20
"""The nearest clocks of a queue, which one page shows; the search has the others."""
LOOKED_AT: Final = 40
NEWS_AMONG: Final = 32
"""Of each direction, the newest batches in which news are looked for."""
UNREAD_AMONG: Final = 50
DUE_AMONG: Final = 50
"""Of each queue so many count for the figure beside its place on every page."""
NEWS_SINCE: Final = timedelta(days=1)
MOST_NEWS: Final = 12

TO_ACCEPT: Final = ("received", "opened", "cross-checked")
TO_ANSWER: Final = ("registered", "evaluated", "linked", "acting", "accepted", "tasked", "collected", "part-sent")
OWED: Final = tuple(sorted(TABLES[kind].sides[0] for kind in casework.PLAYED))
"""The sides that opened a dialogue: they wait."""
OWING: Final = tuple(sorted(TABLES[kind].sides[1] for kind in casework.PLAYED))
"""The sides that a dialogue was opened to: they accept and answer."""
_ASKING = Q(side="answerer") | Q(terms__asks=True) | (Q(terms__has_key="answer_by") & ~Q(terms__answer_by=None))


_DUE: Final[tuple[QueueName, ...]] = ("accept", "answer")


def house(node: Node) -> House:
    """Give whose node this is."""
    world: World = "demo" if getattr(settings, "DETENTE_WORLD", "production") == "demo" else "production"
    return House(shown.load(node).us, world)


def frame(node: Node, officer: Officer) -> Frame:
    """Give the officer's name, how much is due, and how much of the newest is unread."""
    asking = Asking(node, officer)
    mine = own_desks.mine(node, officer)
    due = [cases.filter(mine).values("pk")[:DUE_AMONG] for name in _DUE for cases in _queue_rows(node, name)]
    waiting = {pk for some in due for pk in some.values_list("pk", flat=True)}
    newest = list(_box(node, "inbox").order_by("-id").values_list("pk", flat=True)[:UNREAD_AMONG])
    seen = Seen.objects.using(node.alias).filter(officer=officer, entry__in=newest)
    unread = set(newest) - set(seen.values_list("entry_id", flat=True))
    # What the officer may not know of is not counted, either.
    counted = rows.labels_of(node, waiting | unread)
    known = {entry.pk for entry in asking.may_know(counted)}
    inspects = Role.OVERSIGHT in duties.roles_of(officer)
    return Frame(officer.shown, len(known & waiting), len(known & unread), oversight=inspects)


def my_work(node: Node, officer: Officer) -> MyWork:
    """Give everything that waits for the officer."""
    now, parties, asking = node.now(), shown.load(node), Asking(node, officer)
    named: tuple[QueueName, ...] = ("accept", "answer", "waiting")
    mine = own_desks.mine(node, officer)
    keys = {name: _queue_keys(node, name, mine) for name in named}
    entries = _entries_in(node, [key for name in named for key in keys[name][:SHOWN_IN_QUEUE]])
    drafts = drafts_shown.load(node, officer, most=SHOWN_IN_QUEUE, counted=MOST_IN_QUEUE)
    told = _told(node, since=now - NEWS_SINCE)
    # Policy reads what it asks of everything on the page at once.
    asking.around.know([*entries.values(), *drafts.answered, *told.come])
    known = {entry.pk: entry for entry in asking.may_know(entries.values())}
    found = {name: [known[key] for key in keys[name][:SHOWN_IN_QUEUE] if key in known] for name in named}
    lines = {row.entry_id: row for row in rows.rows_of(asking, list(known.values()), parties, now=now)}
    queues = [
        Queue(name, tuple(lines[entry.uid] for entry in each), max(0, len(keys[name]) - SHOWN_IN_QUEUE))
        for name, each in found.items()
    ]
    answered = drafts_shown.subjects(asking, drafts.answered)
    queues.insert(2, drafts_shown.queue(drafts, parties, answered, now=now))
    return MyWork(
        now=now,
        marking=_marking([row for queue in queues for row in queue.rows]),
        queues=tuple(queues),
        unfinished=drafts_shown.unfinished(drafts, parties, answered),
        news=_news(asking, parties, told),
        partners=parties.confirmed,
    )


def queue_entries(node: Node, officer: Officer, name: QueueName) -> list[Entry]:
    """Give the entries of one queue, nearest clock first."""
    keys = _queue_keys(node, name, own_desks.mine(node, officer))
    found = _entries_in(node, keys)
    return Asking(node, officer).may_know(found[key] for key in keys if key in found)


def _queue_keys(node: Node, name: QueueName, mine: Q) -> list[int]:
    """Give the keys of the cases of a queue, nearest clock first, as many as are counted."""
    found: list[tuple[bool, datetime, datetime, int]] = []
    for cases in _queue_rows(node, name):
        # Those without a clock come last: first, a database would read all that have ended to sort them.
        nearest = cases.filter(mine).order_by(F("next_due").asc(nulls_last=True), "opened_at")
        lines = nearest.values_list("next_due", "opened_at", "pk")[:MOST_IN_QUEUE]
        found += [(due is None, due or opened_at, opened_at, key) for due, opened_at, key in lines]
    return [key for *_, key in sorted(found)[:MOST_IN_QUEUE]]


def _entries_in(node: Node, keys: Sequence[int]) -> dict[int, Entry]:
    return {entry.pk: entry for entry in rows.light(rows.messages_of(node).filter(pk__in=keys))}


def messages(node: Node, officer: Officer, *, box: Box, after: str) -> MessageList:
    """Give one page of a box, newest first, from the one that `after` names on.

    Raises:
        BadInput: `after` is not what a page gave.
    """
    if after and not (after.isascii() and after.isdecimal()):
        raise BadInput("The address of this page is not one that the node gave. Go back to the first page.")
    now, parties, asking = node.now(), shown.load(node), Asking(node, officer)
    found = rows.light(_box(node, box)).order_by("-id")
    if after:
        found = found.filter(pk__lt=int(after))
    page = list(found[: PAGE + 1])
    lines = rows.rows_of(asking, asking.may_know(page[:PAGE]), parties, now=now)
    return MessageList(
        now=now,
        marking=_marking(lines),
        box=box,
        rows=lines,
        after=str(page[PAGE - 1].pk) if len(page) > PAGE else "",
    )


def _box(node: Node, box: Box) -> QuerySet[Entry]:
    return rows.messages_of(node).filter(ours=box == "sent")


def _queue_rows(node: Node, name: QueueName) -> list[QuerySet[CaseRow]]:
    """Give the cases of a queue; those that wait of each side apart, so that each is read along its index."""
    cases = CaseRow.objects.using(node.alias)
    if name == "accept":
        return [cases.filter(side__in=OWING, state__in=TO_ACCEPT)]
    if name == "answer":
        return [cases.filter(_ASKING, side__in=OWING, state__in=TO_ANSWER)]
    return [cases.filter(side=side, next_due__isnull=False) for side in OWED]


def _marking(lines: Any) -> Any:
    return phrases.strictest([row.handling for row in lines if isinstance(row, Row)])


@dataclass(frozen=True, slots=True)
class _Told:
    """What partners told since yesterday, and what they took of ours, the newest."""

    come: tuple[Entry, ...]
    gone: tuple[Entry, ...]


def _told(node: Node, *, since: datetime) -> _Told:
    entries = Entry.objects.using(node.alias).select_related("batch").defer(*rows.HEAVY)
    # A batch is of one direction; with anything else that an index knows, SQLite would read that in place of batches.
    theirs = entries.filter(code="", judged=True, batch__in=_newest_batches(node, ours=False, since=since))
    ours = entries.filter(code="", batch__in=_newest_batches(node, ours=True, since=since))
    newest = ("-batch_id", "-id")
    come = [row for row in theirs.order_by(*newest)[:LOOKED_AT] if row.kind in _TELLING][:MOST_NEWS]
    gone = [row for row in ours.order_by(*newest)[:LOOKED_AT] if row.kind not in rows.NOT_MESSAGES][:MOST_NEWS]
    return _Told(tuple(come), tuple(gone))


def _news(asking: Asking, parties: Parties, told: _Told) -> tuple[News, ...]:
    """Give what partners did: evidence, answers, deliveries, newest first."""
    node, roots = asking.around.node, {row.root for row in told.come}
    targets = dict(Entry.objects.using(node.alias).filter(cid__in=roots).values_list("cid", "uid"))
    news = [
        News(
            parties.by_row[row.partner_id],
            Phrase(f"news.{code}"),
            _held(row),
            "" if row.kind == "contact" else targets.get(row.root, ""),
        )
        for row in asking.may_know(told.come)
        if (code := _NEWS.get((row.kind, row.message), _NEWS.get((row.kind, "")))) is not None
    ]
    news += [News(parties.by_row[row.partner_id], Phrase("news.delivered"), _held(row), row.uid) for row in told.gone]
    return tuple(sorted(news, key=lambda one: one.at, reverse=True)[:MOST_NEWS])


_TELLING: Final = ("evidence", "answer", "refusal", "contact")


def _newest_batches(node: Node, *, ours: bool, since: datetime) -> list[int]:
    """Give the newest batches held since then: news are among their entries, and no others are looked at."""
    held = BatchRow.objects.using(node.alias).filter(ours=ours, held_at__gte=since).order_by("-held_at")
    return list(held.values_list("pk", flat=True)[:NEWS_AMONG])


_NEWS: Final = {
    ("evidence", "opened"): "opened",
    ("evidence", "accepted"): "accepted",
    ("answer", ""): "answered",
    ("refusal", ""): "refused",
    ("contact", "founding"): "confirmed",
}


def _held(row: Entry) -> datetime:
    return row.created if row.batch is None or row.batch.held_at is None else row.batch.held_at
