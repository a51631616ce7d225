"""Give waiting entries their place: choose, sign, store under the swap (DXP 6, 13). Nothing is sent from here.

What a suspension holds is passed over before any place is given: so no honest entry is refused as a breach, and none
leaves a gap.
"""

from __future__ import annotations

from detente.audit.acts import Act
from detente.crypto.hashing import sha256
from detente.node.context import Node
from detente.node.services import agreements, announcing, holding, pausing, signing
from detente.node.stores import ledger, partners, queue, record
from detente.node.stores.each import update_values
from detente.node.stores.models import BatchRow, Entry, Partner
from detente.node.stores.queue import Waiting
from detente.node.stores.unit import SwapLost, unit
from detente.protocol import lanes, schema
from detente.protocol import stamp as stamping
from detente.protocol.lanes import Lane, Ready
from detente.protocol.pair import Pair
from detente.protocol.parcel import weight_of_entry
from detente.protocol.stamp import Place, SenderPhase, Stamped


def stamp_ready(node: Node, partner: Partner) -> BatchRow | None:
    """Give the batch that was stamped and stored; None where nothing may be stamped now.

    A swap that is lost is no failure: the next turn of the worker tries again.
    """
    row_out, out = ledger.outgoing(node.alias, partner)
    if out.phase is not SenderPhase.OPEN or out.stamped.size != out.receipted.size:
        return None
    row_in, incoming = ledger.incoming(node.alias, partner)
    pair = partners.pair_of(node.alias, partner)
    if pair.frozen or not pair.confirmed:
        return None
    if pair.ours.last.seq > 0:
        announcing.catch_up(node, partner, pair)
    if not queue.any_waits(node.alias, partner):
        return None
    # After the incoming direction: what it holds of suspensions is at least what `seen` will say.
    known = agreements.known(node.alias, partner)
    ready = holding.passing(node, partner, known)
    now = node.now()
    gone = holding.withheld(node, partner, known, ready, seq=out.stamped.size + 1, seen=incoming.held.size, at=now)
    chosen = _choose(announcing.speakable(node, pair, [row for row in ready if row.pk not in gone]), pair)
    if not chosen:
        return None
    commitment, opening = record.blind_head(node)
    stamped = stamping.stamp(
        out,
        [Place(sha256(row.header), row.box_hash) for row in chosen],
        pair=pair,
        seen=announcing.seen_for(node, partner, incoming, chosen),
        now=now,
        audit=commitment,
        by=signing.for_checkpoint(node, pair, out.stamped.size),
    )
    try:
        with unit(node, "stamp") as work:
            ledger.save_outgoing(node.alias, row_out, stamped.outgoing)
            # `seen` and the places come from one snapshot, so that no honest entry looks like a breach.
            ledger.touch(node.alias, row_in)
            record.keep_opening(node, stamped.checkpoint.hash, opening)
            batch = _store(node, partner, stamped, chosen)
            announcing.mark(node, partner, stamped, chosen, work)
            pausing.left(node, partner, chosen, known)
            for seq, row in enumerate(chosen, stamped.first_seq):
                work.record(Act.ENTRY_STAMPED, refs={"party": partner.party, "cid": row.cid}, details={"seq": seq})
    except SwapLost:
        return None
    return batch


def _choose(ready: list[Waiting], pair: Pair) -> list[Waiting]:
    candidates = [Ready(index, Lane(row.lane), row.kind, _weight(row)) for index, row in enumerate(ready)]
    most_bytes = min(lanes.MAX_BYTES, pair.room_for_entries)
    return [ready[item.order] for item in lanes.choose(candidates, most_bytes=most_bytes)]


def _weight(row: Waiting) -> int:
    """Give at most how many bytes an entry adds to a parcel; its body was counted by the store."""
    return weight_of_entry(header=len(row.header), body=row.body_size)


def _store(node: Node, partner: Partner, stamped: Stamped, chosen: list[Waiting]) -> BatchRow:
    payload = stamped.checkpoint.payload
    head = stamped.outgoing.stamped.head()
    batch = ledger.store_batch(
        node.alias,
        partner,
        ours=True,
        epoch=stamped.outgoing.epoch,
        prev_size=payload["prev"]["size"],
        size=head.size,
        root=head.root,
        seen=payload["seen"]["size"],
        at=schema.moment(payload["at"]),
        checkpoint=stamped.checkpoint.record,
        checkpoint_hash=stamped.checkpoint.hash,
    )
    places = enumerate(zip(chosen, stamped.leaves, strict=True), stamped.first_seq)
    rows = ((seq, leaf, batch.pk, row.pk) for seq, (row, leaf) in places)
    update_values(node.alias, Entry, ("seq", "leaf", "batch_id"), rows)
    return batch
