"""My work, the two boxes, and what stands around every page. Queues come nearest clock first, so overdue ones lead."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.db import connections
from django.db.models import Q, QuerySet

from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.queries import draft_subjects, drafts_shown, news, phrases, queues, rows
from detente.node.queries import parties as shown
from detente.node.queries.desk import Box, Frame, House, MessageList, MyWork, Queue, Row, World
from detente.node.services import duties
from detente.node.services.deciding import Asking
from detente.node.stores.models import Entry, Officer, Seen
from detente.node.stores.together import Together, together
from detente.policy.roles import Role

PAGE: Final = 50
UNREAD_AMONG: Final = 50
DUE_AMONG: Final = 50
"""Of each queue so many count for the figure beside its place on every page."""


def house(node: Node) -> House:
    """Give whose node this is."""
    world: World = "demo" if getattr(settings, "DETENTE_WORLD", "production") == "demo" else "production"
    return House(shown.ours(node), world)


def frame(node: Node, officer: Officer) -> Frame:
    """Give the officer's name, how much is due, and how much of the newest is unread."""
    asking = Asking(node, officer)
    found = _framed(connections[node.alias].vendor, node.alias, officer.pk).fetch(node.alias)[0]
    *waits, newest = ({pk for (pk,) in each} for each in found)
    waiting = set().union(*waits)
    seen = Seen.objects.using(node.alias).filter(officer=officer, entry__in=newest)
    unread = newest - set(seen.values_list("entry_id", flat=True))
    # What the officer may not know of is not counted, either.
    counted = rows.labels_of(node, waiting | unread)
    known = {entry.pk for entry in asking.may_know(counted)}
    inspects = Role.OVERSIGHT in duties.roles_of(officer)
    return Frame(officer.shown, len(known & waiting), len(known & unread), oversight=inspects)


@lru_cache(maxsize=1024)
def _framed(vendor: str, alias: str, officer: int) -> Together:
    """Give the question after what is due of an officer and the newest of the inbox, which is the same at each look."""
    inbox = Entry.objects.using(alias).filter(rows.MESSAGE, ours=False).order_by("-id").values_list("pk")[:UNREAD_AMONG]
    return together(alias, [*queues.due(alias, officer, most=DUE_AMONG), inbox])


def my_work(node: Node, officer: Officer) -> MyWork:
    """Give everything that waits for the officer."""
    now, parties, asking = node.now(), shown.load(node), Asking(node, officer)
    near = queues.nearest(node, officer, ("accept", "answer", "waiting"))
    drafts = drafts_shown.load(node, officer, most=queues.SHOWN, counted=queues.MOST)
    told = news.told(node, since=now - news.SINCE)
    queued = Q(pk__in={key for each in near.values() for key in each.keys}) & rows.MESSAGE
    # All rows of the page come at once, and policy reads what it asks of them at once.
    entries = list(rows.light(Entry.objects.using(node.alias).filter(queued | Q(pk__in={*told.come, *told.gone}))))
    asking.around.know([*entries, *drafts.answered])
    known = {entry.pk: entry for entry in asking.may_know(entries)}
    found = {name: [known[key] for key in each.keys if key in known] for name, each in near.items()}
    listed = {entry.pk: entry for each in found.values() for entry in each}
    lines = {row.entry_id: row for row in rows.rows_of(asking, list(listed.values()), parties, now=now)}
    shown_here = [
        Queue(name, tuple(lines[entry.uid] for entry in each), near[name].more) for name, each in found.items()
    ]
    answered = draft_subjects.of_answered(asking, drafts.answered)
    shown_here.insert(2, drafts_shown.queue(drafts, parties, answered, now=now))
    return MyWork(
        now=now,
        marking=_marking(row for queue in shown_here for row in queue.rows),
        queues=tuple(shown_here),
        unfinished=drafts_shown.unfinished(drafts, parties, answered),
        news=news.lines(asking, parties, told, known),
        partners=parties.confirmed,
    )


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


def _marking(lines: Iterable[Row]) -> Any:
    return phrases.strictest([row.handling for row in lines])
