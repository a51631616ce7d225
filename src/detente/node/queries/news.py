"""What partners did since yesterday: evidence, answers, deliveries, newest first.

Their keys come in one read; their rows come with those of the page that shows them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from detente.node.context import Node
from detente.node.queries import rows
from detente.node.queries.desk import News, Phrase
from detente.node.queries.parties import Parties
from detente.node.services.deciding import Asking
from detente.node.stores.models import Entry
from detente.node.stores.statements import fetch, listed

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

# News are among the entries of the newest batches held since then, and no others are looked at. A batch is of one
# direction; with anything else that an index knows, SQLite would read that in place of batches.
_TOLD: Final = (
    "SELECT 0, part.* FROM (SELECT batch_id, id, kind FROM entry WHERE code = '' AND judged = TRUE AND batch_id IN "
    "(SELECT id FROM batch WHERE ours = FALSE AND held_at >= %s ORDER BY held_at DESC LIMIT %s) "
    "ORDER BY batch_id DESC, id DESC LIMIT %s) AS part UNION ALL "
    "SELECT 1, part.* FROM (SELECT batch_id, id, kind FROM entry WHERE code = '' AND batch_id IN "
    "(SELECT id FROM batch WHERE ours = TRUE AND held_at >= %s ORDER BY held_at DESC LIMIT %s) "
    "ORDER BY batch_id DESC, id DESC LIMIT %s) AS part"
)
# As the index of cids begins.
_ABOUT: Final = (
    "SELECT cid, uid FROM entry WHERE partner_id IN ({partners}) AND ours IN (FALSE, TRUE) AND cid IN ({roots})"
)


@dataclass(frozen=True, slots=True)
class Told:
    """The keys of what partners told, and of what they took of ours, the newest."""

    come: tuple[int, ...]
    gone: tuple[int, ...]


def told(node: Node, *, since: datetime) -> Told:
    """Give what was told since then."""
    found = sorted(fetch(node.alias, _TOLD, *2 * (since, _AMONG, _LOOKED_AT)), reverse=True)
    return Told(
        tuple(key for ours, _, key, kind in found if not ours and kind in _TELLING)[:MOST],
        tuple(key for ours, _, key, kind in found if ours and kind not in rows.NOT_MESSAGES)[:MOST],
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
    """Give the ids of the messages that these are about, by their cids."""
    if not come:
        return {}
    partners, roots = {row.partner_id for row in come}, {row.root for row in come}
    asked = _ABOUT.format(partners=listed(partners), roots=listed(roots))
    return dict(fetch(node.alias, asked, *partners, *roots))


def _held(row: Entry) -> datetime:
    return row.created if row.batch is None or row.batch.held_at is None else row.batch.held_at
