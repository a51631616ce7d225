"""Names that an earlier release keyed are keyed anew, so that they are found by all that this release reads in a name.

    records, then persons in messages --a few at a time--> keys of this release --screened anew--> `screening`

A job of the worker. How far it came stands in the transaction of the keys: killed anywhere it goes on there, and a
restore brings back both. Until its turn, everything is found by the keys that it has. What was judged stays judged.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from detente.audit.acts import Act
from detente.matching.names.keys import keys_version
from detente.node.context import Node
from detente.node.services import record_keys, screening_asked
from detente.node.services.match_side import MESSAGE
from detente.node.stores.models import KeyingRow, RecordRow, ScreeningRow
from detente.node.stores.unit import unit

BATCH: Final = 50
"""Records or messages of one unit of work: no other writer waits longer."""
_version = cache(keys_version)


def run(node: Node) -> bool:
    """Key a few more things anew; whether any may be left."""
    if _is_done(node):
        return False
    with unit(node, "key names") as work:
        row = KeyingRow.objects.using(node.alias).get(pk=1)
        if row.version != _version():
            row.version, row.records_to, row.screenings_to, row.done_at = _version(), 0, 0, None
        records = list(RecordRow.objects.using(node.alias).filter(pk__gt=row.records_to).order_by("pk")[:BATCH])
        for each in records:
            if each.merged_into_id is None:
                record_keys.renew(node, each)
            row.records_to = each.pk
        messages = [] if records else _messages(node, after=row.screenings_to)
        screening_asked.ask(node, MESSAGE, (each.uid for each in messages))
        if messages:
            row.screenings_to = messages[-1].pk
        if not records and not messages:
            row.done_at = node.now()
        row.save(using=node.alias)
        work.record(Act.NAMES_KEYED, details={"records": len(records), "messages": len(messages)})
    return row.done_at is None


def _is_done(node: Node) -> bool:
    """Whether all names have the keys of this release; they have where nobody said otherwise: it made the home."""
    now = {"version": _version(), "done_at": node.now()}
    row, _ = KeyingRow.objects.using(node.alias).get_or_create(pk=1, defaults=now)
    return row.version == _version() and row.done_at is not None


def _messages(node: Node, *, after: int) -> list[ScreeningRow]:
    """Give the next messages that were ever screened: screening keys whom they name."""
    rows = ScreeningRow.objects.using(node.alias).filter(kind=MESSAGE, pk__gt=after)
    return list(rows.order_by("pk")[:BATCH])
