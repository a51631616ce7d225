"""Threads grow together again after a restore (DXP 7.2): replies are fed before what they answer comes back.

    partner's reply, its target lost --feed--> a thread of its own --own entries adopted--> in the thread of its target

Nothing of it was opened meanwhile: what has seen more of our ledger than we are sure of waits (`opening`).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F

from detente.node.context import Node
from detente.node.stores.models import Entry, Partner
from detente.protocol.epoch_sender import AdoptedBatch
from detente.protocol.header import Header


def forgotten(node: Node, partner: Partner, batches: Iterable[AdoptedBatch]) -> int:
    """Give how many of our own entries came back that are not here."""
    cids = [header.cid for header in _headers(batches)]
    return len(cids) - Entry.objects.using(node.alias).filter(partner=partner, ours=True, cid__in=cids).count()


def rejoin(node: Node, partner: Partner, batches: Iterable[AdoptedBatch]) -> None:
    """Let each unopened reply to an entry that came back stand in its thread, with what hangs on the reply."""
    rows = Entry.objects.using(node.alias).filter(partner=partner)
    back = {header.cid for header in _headers(batches)}
    orphans = rows.filter(ours=False, judged=False, re__isnull=False, root=F("cid")).order_by("seq")
    for cid, re in list(orphans.values_list("cid", "re")):
        root = rows.filter(cid=re).values_list("root", flat=True).first() if re in back else None
        if root is not None and root != cid:
            rows.filter(root=cid).update(root=root)


def _headers(batches: Iterable[AdoptedBatch]) -> list[Header]:
    return [item.header for batch in batches for item in batch.arrival.entries if item.header is not None]
