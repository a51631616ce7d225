"""A receipt of the partner arrives: matched, stored, and what it proves is set down (DXP 6)."""

from __future__ import annotations

from collections.abc import Mapping

from detente.audit.acts import Act
from detente.crypto.hashing import equal
from detente.model import b64
from detente.node.context import Node
from detente.node.services import casework, freezing
from detente.node.services.casework import Held
from detente.node.stores import ledger, partners
from detente.node.stores.models import BatchRow, Entry, Partner
from detente.node.stores.unit import SwapLost, unit
from detente.protocol import receipt as receipts
from detente.protocol import schema, signed
from detente.protocol import stamp as stamping
from detente.protocol.refusal import Refused
from detente.protocol.signed import Verified


def take_receipt(node: Node, partner: Partner, record: bytes) -> bool:
    """Store a receipt for a batch of ours; whether it was news.

    Raises:
        Refused: it does not verify, or it contradicts what we signed (`fork`: the pair is frozen).
    """
    pair = partners.pair_of(node.alias, partner)
    receipt = receipts.verify(record, pair)
    payload = receipt.payload
    row_out, out = ledger.outgoing(node.alias, partner)
    epoch = b64.decode(payload["epoch"])
    batch = ledger.batch_at(node.alias, partner, epoch, payload["size"], ours=True)
    if batch is None or not equal(bytes(batch.root), b64.decode(payload["root"])):
        _judge_stranger(node, partner, receipt, out.epoch)
        return False
    checkpoint = Verified("dxp.checkpoint", bytes(batch.checkpoint), signed.peek(bytes(batch.checkpoint)))
    if not receipts.refuses_within(receipt, checkpoint):
        raise Refused("bad-object", "the receipt refuses an entry that is not in its batch")
    if not receipts.matches(receipt, checkpoint):
        raise Refused("bad-object", "the receipt names another checkpoint record than the one that we sent")
    if batch.receipt is not None:
        return False
    if out.stamped.size != batch.size:
        raise SwapLost("the receipt is for a batch that is not in flight")
    with unit(node, "receipt") as work:
        ledger.save_outgoing(node.alias, row_out, stamping.take_receipt(out))
        held_at = schema.moment(payload["held_at"])
        ledger.keep_receipt(node.alias, batch, receipt.record, held_at)
        held = _held(node, batch, receipts.refused_codes(receipt))
        casework.on_delivered(node, partner, held, held_at=held_at, work=work)
        work.record(Act.RECEIPT_TAKEN, refs={"party": partner.party}, details={"size": batch.size})
    return True


def _held(node: Node, batch: BatchRow, refused: Mapping[int, str]) -> list[Held]:
    """Give the entries of a batch in order, with the code of those that reached no desk, which is set down."""
    for seq, code in refused.items():
        Entry.objects.using(node.alias).filter(batch=batch, seq=seq).update(code=code)
    rows = ledger.threads_of(node.alias, batch)
    return [Held(cid, root, message, refused.get(seq)) for seq, cid, root, message in rows]


def _judge_stranger(node: Node, partner: Partner, receipt: Verified, epoch: bytes | None) -> None:
    """A valid receipt for no batch of ours: of the open epoch it is a contradiction, of a dead one a rollback."""
    if epoch is not None and equal(b64.decode(receipt.payload["epoch"]), epoch):
        freezing.freeze(node, partner, "fork", receipt.record)
        raise Refused("fork", "a receipt names a head that we never signed")
    freezing.keep_rollback(node, partner, receipt.record)
