"""What partners did since yesterday: evidence, answers, deliveries, newest first.

Their keys come in one read; their rows come with those of the page that shows them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet

from detente.node.context import Node
from detente.node.queries import rows
from detente.node.queries.desk import News, Phrase
from detente.node.queries.parties import Parties
from detente.node.services.deciding import Asking
from detente.node.stores.models import BatchRow, Entry
from detente.node.stores.together import fetch_together

SINCE: Final = timedelta(days=1)
MOST: Final = 12
_LOOKED_AT: Final = 40
_AMONG: Final = 32
"""Of each direction, the newest batches in which news are looked for."""
_TELLING: Final = ("evidence", "answer", "refusal", "contact")
_SAID: Final = {
    ("evidence", "opened"): "opened",
    ("evidence", "accepted"): "accepted",
    ("answer", ""): "answered",
    ("refusal", ""): "refused",
    ("contact", "founding"): "confirmed",
}


@dataclass(frozen=True, slots=True)
class Told:
    """The keys of what partners told, and of what they took of ours, the newest."""

    come: tuple[int, ...]
    gone: tuple[int, ...]


def told(node: Node, *, since: datetime) -> Told:
    """Give what was told since then."""
    entries = Entry.objects.using(node.alias).filter(code="")
    # A batch is of one direction; with anything else that an index knows, SQLite would read that in place of batches.
    theirs = entries.filter(judged=True, batch__in=_newest(node, ours=False, since=since))
    ours = entries.filter(batch__in=_newest(node, ours=True, since=since))
    asked = [
        each.order_by("-batch_id", "-id").values_list("batch_id", "id", "kind")[:_LOOKED_AT] for each in (theirs, ours)
    ]
    come, gone = (sorted(each, reverse=True) for each in fetch_together(node.alias, asked))
    return Told(
        tuple(key for _, key, kind in come if kind in _TELLING)[:MOST],
        tuple(key for _, key, kind in gone if kind not in rows.NOT_MESSAGES)[:MOST],
    )


def lines(asking: Asking, parties: Parties, told: Told, known: Mapping[int, Entry]) -> tuple[News, ...]:
    """Give the news; `known`: the entries of the page that the officer may know of, with their batches."""
    come, gone = ([known[key] for key in keys if key in known] for keys in (told.come, told.gone))
    targets = _targets(asking.around.node, come)
    news = [
        News(
            parties.by_row[row.partner_id],
            Phrase(f"news.{code}"),
            _held(row),
            "" if row.kind == "contact" else targets.get(row.root, ""),
        )
        for row in come
        if (code := _SAID.get((row.kind, row.message), _SAID.get((row.kind, "")))) is not None
    ]
    news += [News(parties.by_row[row.partner_id], Phrase("news.delivered"), _held(row), row.uid) for row in gone]
    return tuple(sorted(news, key=lambda one: one.at, reverse=True)[:MOST])


def _targets(node: Node, come: Sequence[Entry]) -> dict[str, str]:
    """Give the ids of the messages that these are about, by their cids; asked as the index of cids begins."""
    about = Entry.objects.using(node.alias).filter(
        partner__in={row.partner_id for row in come}, ours__in=(True, False), cid__in={row.root for row in come}
    )
    return dict(about.values_list("cid", "uid")) if come else {}


def _newest(node: Node, *, ours: bool, since: datetime) -> QuerySet[BatchRow, Any]:
    """Give the newest batches held since then: news are among their entries, and no others are looked at."""
    held = BatchRow.objects.using(node.alias).filter(ours=ours, held_at__gte=since).order_by("-held_at")
    return held.values("pk")[:_AMONG]


def _held(row: Entry) -> datetime:
    return row.created if row.batch is None or row.batch.held_at is None else row.batch.held_at
