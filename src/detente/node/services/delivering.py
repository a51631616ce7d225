"""One turn towards one partner: what to send next, and what the answer does. HTTP is outside every transaction.

A doubled send is harmless and a lost one is repeated with the same bytes (docs/decisions/0003).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from detente.model import b64
from detente.node.context import Node
from detente.node.lines import Line, Unreachable
from detente.node.services import attaching, exchange, feeding, opening, stamping
from detente.node.stores import ledger, partners
from detente.node.stores.models import AttachmentRow, Delivery, Entry, Partner
from detente.protocol import backoff, parcel
from detente.protocol.first_contact import ContactState
from detente.protocol.parcel import Item
from detente.protocol.refusal import Refused
from detente.protocol.stamp import SenderPhase

LEASE: Final = timedelta(seconds=60)
MOST_ROUNDS: Final = 64


def due(node: Node) -> list[Partner]:
    """Give the partners whose turn has come."""
    rows = (
        Delivery.objects.using(node.alias)
        .filter(partner__state=ContactState.CONFIRMED, next_at__lte=node.now())
        .filter(Q(lease_until__isnull=True) | Q(lease_until__lte=node.now()))
        .select_related("partner")
        .order_by("next_at")
    )
    return [row.partner for row in rows[:32]]


def claim(node: Node, partner: Partner) -> bool:
    """Take the lease on a partner; whether it is ours now. One conditional update: two workers never share a turn."""
    now = node.now()
    return bool(
        Delivery.objects.using(node.alias)
        .filter(Q(lease_until__isnull=True) | Q(lease_until__lte=now), partner=partner)
        .update(lease_until=now + LEASE)
    )


def turn(node: Node, partner: Partner, line: Line, *, chance: float) -> bool:
    """Do all that can be done towards a partner now; whether anything was sent. The lease is given back.

    `chance` is uniform in [0, 1), for the back-off.
    """
    started = node.now()
    try:
        sent = _rounds(node, partner, line)
    except Unreachable as failure:
        _failed(node, partner, str(failure), chance, failure.retry_after)
        return False
    except Refused as refused:
        _failed(node, partner, refused.code, chance, None)
        return False
    _done(node, partner, started)
    return sent


def _rounds(node: Node, partner: Partner, line: Line) -> bool:
    sent = False
    for _ in range(MOST_ROUNDS):
        partner.refresh_from_db(using=node.alias)
        items = next_items(node, partner)
        if not items:
            return _send_attachments(node, partner, line) or sent
        sent = True
        back = _post(node, partner, line, items)
        while back:
            back = _post(node, partner, line, back)
        opening.open_waiting(node, partner)
    return sent


def _post(node: Node, partner: Partner, line: Line, items: Sequence[Item]) -> list[Item]:
    node.seam("before send")
    data = line.post(parcel.build(items))
    node.seam("after send")
    return exchange.take_answer(node, partner, data) if data else []


def next_items(node: Node, partner: Partner) -> list[Item]:
    """Give what this direction needs to send now: a `want`, a batch, a hello, or nothing (an idle pair is silent)."""
    if partner.state != ContactState.CONFIRMED:
        return []
    want = feeding.want_yours(node, partner)
    if want is not None:
        return [want]
    _, out = ledger.outgoing(node.alias, partner)
    if out.phase is SenderPhase.OPEN:
        batch = ledger.in_flight(node.alias, partner) or stamping.stamp_ready(node, partner)
        return [] if batch is None else [ledger.to_wire(node.alias, batch, with_receipt=False)]
    waiting = out.stamped.size > out.receipted.size or bool(ledger.ready(node.alias, partner, node))
    return [feeding.hello(node, partner)] if waiting else []


def _send_attachments(node: Node, partner: Partner, line: Line) -> bool:
    """Carry chunks that the partner lacks, for entries that it receipted and did not refuse; resumes by its bitmap."""
    rows = AttachmentRow.objects.using(node.alias).filter(
        entry__partner=partner, entry__ours=True, entry__code="", entry__batch__receipt__isnull=False, complete=False
    )
    sent = False
    for row in rows.select_related("entry"):
        sent = _send_attachment(node, row, line) or sent
    return sent


def _send_attachment(node: Node, row: AttachmentRow, line: Line) -> bool:
    status, bits = line.get(f"att/{row.att_id}")
    if status != 200:
        raise Unreachable(f"the partner knows no such attachment yet ({status})")
    missing = [i for i in range(row.chunks) if not bits[i // 8] >> i % 8 & 1]
    if missing:
        _expect(line.put(f"att/{row.att_id}/leaves", bytes(row.leaves or b"")))
    for index in missing:
        node.seam("before chunk")
        _expect(line.put(f"att/{row.att_id}/{index}", attaching.sealed_chunk(node, row.att_id, index)))
    AttachmentRow.objects.using(node.alias).filter(pk=row.pk).update(complete=True, held=b"\x01" * row.chunks)
    return bool(missing)


def _expect(status: int) -> None:
    if status != 204:
        raise Unreachable(f"an attachment was not taken ({status})")


def fail(node: Node, partner: Partner, why: str, *, chance: float) -> None:
    """Put a turn that could not begin behind the back-off, and give the lease back."""
    _failed(node, partner, why, chance, None)


def wake(node: Node, partner: Partner) -> None:
    """Let a worker look at this partner now."""
    Delivery.objects.using(node.alias).filter(partner=partner).update(next_at=node.now(), attempts=0)


def _failed(node: Node, partner: Partner, why: str, chance: float, retry_after: float | None) -> None:
    row = Delivery.objects.using(node.alias).get(partner=partner)
    wait = backoff.delay(row.attempts, chance=chance, retry_after=retry_after)
    Delivery.objects.using(node.alias).filter(partner=partner).update(
        next_at=node.now() + wait, attempts=row.attempts + 1, lease_until=None, last_failure=why[:200]
    )


def _done(node: Node, partner: Partner, started: datetime) -> None:
    """Sleep until there is something: a release wakes the partner, a waiting nil sets the time itself."""
    nearest = (
        Entry.objects.using(node.alias)
        .filter(partner=partner, ours=True, seq__isnull=True, not_before__gt=started)
        .order_by("not_before")
        .values_list("not_before", flat=True)
        .first()
    )
    idle = nearest or node.now() + timedelta(days=3650)
    rows = Delivery.objects.using(node.alias).filter(partner=partner)
    rows.update(attempts=0, lease_until=None, last_failure="", last_success=node.now())
    # A release that came in while we were at it has set `next_at` to a later instant than our start: it stays.
    rows.filter(next_at__lte=started).update(next_at=idle)


def reset_backoff(node: Node, partner: Partner) -> None:
    """A valid parcel of the partner, a start, or an officer's click: try now (DXP 11)."""
    Delivery.objects.using(node.alias).filter(partner=partner, attempts__gt=0).update(next_at=node.now(), attempts=0)


def own_part(node: Node) -> str:
    """Give our part of the pair's address."""
    return partners.own_chain(node.alias).party.rpartition(":")[2]


def attachment_of(node: Node, partner: Partner, att_id: str) -> AttachmentRow | None:
    """Give the attachment that a partner may bring: of an entry of its own that we hold; None otherwise."""
    try:
        b64.decode(att_id, length=16)
    except b64.BadBase64:
        return None
    return (
        AttachmentRow.objects.using(node.alias)
        .filter(att_id=att_id, entry__partner=partner, entry__ours=False, entry__code="")
        .first()
    )
