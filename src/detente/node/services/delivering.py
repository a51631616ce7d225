"""One turn towards one partner: what to send next, and what the answer does. HTTP is outside every transaction.

A doubled send is harmless and a lost one is repeated with the same bytes (docs/decisions/0003).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from detente.model import b64
from detente.node.context import KeyNotHere, Node
from detente.node.lines import Line, Unreachable
from detente.node.services import attaching, exchange, feeding, opening, stamping
from detente.node.stores import deliveries, ledger, partners
from detente.node.stores.deliveries import claim as claim
from detente.node.stores.deliveries import due as due
from detente.node.stores.deliveries import reset_backoff as reset_backoff
from detente.node.stores.deliveries import wake as wake
from detente.node.stores.models import AttachmentRow, Partner
from detente.node.stores.unit import SwapLost
from detente.protocol import parcel
from detente.protocol.first_contact import ContactState
from detente.protocol.parcel import Batch, Document, Item
from detente.protocol.refusal import Refused
from detente.protocol.stamp import Outgoing, SenderPhase

MOST_ROUNDS: Final = 64


def turn(node: Node, partner: Partner, line: Line, *, chance: float) -> bool:
    """Do all that can be done towards a partner now; whether anything was sent. The lease is given back.

    `chance` is uniform in [0, 1), for the back-off.
    """
    seen_wakes = deliveries.wakes(node, partner)
    try:
        sent, more = _rounds(node, partner, line)
    except Unreachable as failure:
        deliveries.failed(node, partner, str(failure), chance=chance, retry_after=failure.retry_after)
        return False
    except (Refused, SwapLost, KeyNotHere) as failure:
        deliveries.failed(node, partner, failure.code, chance=chance)
        return False
    # A turn ends after so many rounds, that other partners have theirs; what still waits asks for the next one.
    until = node.now() if more else ledger.nearest(node.alias, partner, now=node.now())
    deliveries.done(node, partner, seen_wakes=seen_wakes, until=until)
    return sent


def _rounds(node: Node, partner: Partner, line: Line) -> tuple[bool, bool]:
    """Give whether anything was sent, and whether the rounds ended before what waits did.

    Raises:
        Unreachable: the partner answers, and takes nothing of what it is sent.
    """
    sent: list[Item] = []
    for _ in range(MOST_ROUNDS):
        partners.renew(node.alias, partner)
        items = next_items(node, partner)
        if not items:
            return _send_attachments(node, partner, line) or bool(sent), False
        # The same batch again is no progress: only waiting helps, or an officer (DXP 11).
        if items == sent and isinstance(items[0], Batch):
            raise Unreachable("the partner's node answers, and does not take what it is sent")
        sent = items
        back = _post(node, partner, line, items)
        while back:
            back = _post(node, partner, line, back)
        opening.open_waiting(node, partner)
    return bool(sent), True


def _post(node: Node, partner: Partner, line: Line, items: Sequence[Item]) -> list[Item]:
    try:
        data = _send(node, line, exchange.introduced(node, partner, items))
    except Unreachable as failure:
        if failure.code != "unknown-key":
            raise
        # The partner has not seen our newest documents: once more, with the chain in front (DXP 3).
        own = partners.own_chain(node.alias)
        data = _send(node, line, [*(Document(document.record) for document in own.documents), *items])
    return exchange.take_answer(node, partner, data) if data else []


def _send(node: Node, line: Line, items: Sequence[Item]) -> bytes:
    node.seam("before send")
    data = line.post(parcel.build(items))
    node.seam("after send")
    return data


def next_items(node: Node, partner: Partner) -> list[Item]:
    """Give what this direction needs to send now: a `want`, a hello, a batch, or nothing (an idle pair is silent)."""
    if partner.state != ContactState.CONFIRMED:
        return []
    _, out = ledger.outgoing(node.alias, partner)
    want = None if _opens_first(node, partner, out) else feeding.want_yours(node, partner)
    if want is not None:
        return [want]
    if out.phase is SenderPhase.OPEN:
        batch = ledger.in_flight(node.alias, partner) or stamping.stamp_ready(node, partner)
        return [] if batch is None else [ledger.to_wire(node.alias, batch, with_receipt=False)]
    # Even with nothing to send: what a restored node has lost of its own ledger, it learns from the answer (DXP 7.2).
    return [feeding.hello(node, partner)]


def _opens_first(node: Node, partner: Partner, out: Outgoing) -> bool:
    own = partners.own_chain(node.alias)
    return own.last.seq > 0 and feeding.opens_first(partners.pair_of(node.alias, partner), out)


def _send_attachments(node: Node, partner: Partner, line: Line) -> bool:
    """Carry chunks that the partner lacks, for entries that it receipted and did not refuse; resumes by its bitmap."""
    wanted = ledger.attachments_wanted(node.alias, partner)
    if not wanted:
        return False
    sent = False
    for row in AttachmentRow.objects.using(node.alias).filter(pk__in=wanted).select_related("entry").order_by("pk"):
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
