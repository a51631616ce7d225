"""A suspension that began or ended moves the clocks of many dialogues: what the desk sorts by is written anew.

The clocks themselves are computed from the ledgers and are right at once. Here only `next_due` follows, some rows at a
time, so that a desk with 100,000 open dialogues is neither locked nor loaded whole.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

from detente.audit.acts import Act
from detente.cases import carrying
from detente.cases import case as cases
from detente.cases.kinds import TABLES
from detente.node.context import Node
from detente.node.services import recounting
from detente.node.services.agreements import Known
from detente.node.stores import calendars, dialogues
from detente.node.stores.models import Partner
from detente.node.stores.pauses import Pause
from detente.node.stores.queue import Waiting
from detente.node.stores.unit import unit


def follow(node: Node, seen: MutableMapping[int, tuple[Pause, ...]]) -> int:
    """Count anew for each partner whose suspensions are others than `seen`, which is brought up to date.

    Give how many rows moved.
    """
    places = calendars.load(node.alias)
    moved = 0
    for partner in Partner.objects.using(node.alias).filter(pk__in=places.pauses.by_partner):
        pauses = places.pauses.by_partner[partner.pk]
        if seen.get(partner.pk) != pauses:
            moved += recount(node, partner)
            seen[partner.pk] = pauses
    return moved


def left(node: Node, partner: Partner, rows: Sequence[Waiting], known: Known) -> None:
    """Let the clock of delivery begin for those that open a dialogue and were held: they leave now.

    In the unit of work that gives them their place. Where there never was a suspension, nothing is read.
    """
    openers = [
        row for row in rows if row.re is None and row.agreement is not None and known.was_suspended(row.agreement)
    ]
    if not openers:
        return
    threads = dialogues.load_all(node.alias, partner, [row.root for row in openers])
    moved = []
    for row in openers:
        found = dialogues.find(threads.get(row.root, ()), row.cid)
        if found is None:
            continue
        key, case = found
        message = carrying.opening(TABLES[case.kind]).name
        since = max((moment.at for moment in case.ledger if moment.name == f"sent:{message}"), default=None)
        if since is None or any(span.end is None or span.end > since for span in case.pauses):
            moved.append((key, cases.left(case, message, at=node.now())))
    dialogues.save_all(node, moved)


def recount(node: Node, partner: Partner) -> int:
    """Write anew when the next clock of each open dialogue with a partner ends; give how many changed.

    Looked through before any lock; what changed is read again, and written, under it.
    """
    places = calendars.load(node.alias)
    rows = recounting.open_cases(node).filter(partner=partner)
    last, moved = 0, 0
    while chunk := list(dialogues.with_openers(rows.filter(pk__gt=last)).order_by("pk")[: recounting.CHUNK]):
        last = chunk[-1].pk
        keys = [key for _, _, key in recounting.moved_in(node, chunk, places)]
        if keys:
            with unit(node, "count clocks anew") as work:
                changed = recounting.write(node, rows.filter(pk__in=keys))
                work.record(Act.CLOCKS_MOVED, refs={"party": partner.party}, details={"dialogues": changed})
            moved += changed
    return moved
