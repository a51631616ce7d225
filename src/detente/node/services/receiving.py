"""One batch from a partner: verified, committed with its receipt, answered with the stored receipt (DXP 6).

Here entries are received without being opened: this runs in the partners' process, which holds no seal key. The worker
opens later (`judging`, `opening`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from detente.audit.acts import Act
from detente.audit.heads import Opening
from detente.model import b64
from detente.node.context import Node
from detente.node.services import freezing, signing
from detente.node.stores import ledger, partners, record
from detente.node.stores.each import insert_named
from detente.node.stores.models import AttachmentRow, BatchRow, Direction, DocMarkRow, Entry, Partner
from detente.node.stores.unit import SwapLost, Unit, unit
from detente.protocol import receipt as receipts
from detente.protocol import receive, schema
from detente.protocol.header import AttachmentRef
from detente.protocol.pair import Pair
from detente.protocol.parcel import Batch, Receipt
from detente.protocol.receive import Arrival, Incoming, KnownBatch, Taken
from detente.protocol.refusal import Refused
from detente.protocol.signed import Verified

ATTEMPTS: Final = 5
_NOT_NEXT: Final = ("gap", "fork", "root-mismatch")
"""In a feed these only say that a batch is not the next one; whether the logs differ is for `have` to decide."""


def take_batch(node: Node, partner: Partner, batch: Batch, *, feeding: bool = False) -> list[Receipt]:
    """Give what to answer: the receipt, stored before it is given.

    `feeding`: the batch came in a reply to our `want`; one that does not continue what we hold is ignored then.

    Raises:
        Refused: the batch is refused, whole.
    """
    arrival = receive.prepare(batch)
    # Before any signature: a repeat costs one look-up (DXP 6).
    stored = ledger.receipt_by_checkpoint(node.alias, partner, arrival.checkpoint_hash)
    if stored is not None:
        return [Receipt(stored)]
    for attempt in range(ATTEMPTS):
        try:
            return _take(node, partner, arrival, feeding)
        except SwapLost:
            if attempt == ATTEMPTS - 1:
                raise
    return []


def _take(node: Node, partner: Partner, arrival: Arrival, feeding: bool) -> list[Receipt]:
    pair = partners.pair_of(node.alias, partner)
    row_in, incoming = ledger.incoming(node.alias, partner)
    row_out, out = ledger.outgoing(node.alias, partner)
    checkpoint = receive.verify_checkpoint(arrival, pair, held_size=incoming.held.size)
    try:
        taken = _decide(node, partner, arrival, checkpoint, incoming, pair, feeding)
    except KnownBatch as known:
        return _stored(node, partner, known)
    except Refused as refused:
        if feeding and refused.code in _NOT_NEXT:
            return []
        if refused.code == "fork":
            freezing.freeze_for_fork(
                node,
                partner,
                checkpoint.record,
                epoch=b64.decode(checkpoint.payload["epoch"]),
                prev_size=checkpoint.payload["prev"]["size"],
                size=checkpoint.payload["size"],
            )
        raise
    came_along = _own_receipt(arrival.batch, checkpoint, pair) if feeding else None
    if feeding:
        # Without one the batch waits for READY: what we receipted before, the partner may still show us.
        return _commit(node, partner, row_in, taken, came_along, None)
    commitment, opening = record.blind_head(node)
    receipt = receipts.make(
        taken.checkpoint,
        pair=pair,
        own=ledger.own_head(out),
        refused=_refused(taken),
        held_at=node.now(),
        audit=commitment,
        by=signing.for_receipt(node, pair, taken.head.size),
    )
    return _commit(node, partner, row_in, taken, receipt, (row_out, opening))


def _decide(
    node: Node, partner: Partner, arrival: Arrival, checkpoint: Verified, incoming: Incoming, pair: Pair, feeding: bool
) -> Taken:
    epoch, size = b64.decode(checkpoint.payload["epoch"]), checkpoint.payload["size"]
    known = ledger.known_for(node.alias, partner, arrival, epoch=epoch, size=size)
    if feeding:
        known = replace(known, base_of_epoch=ledger.base_of_epoch(node.alias, partner, epoch))
    return receive.take(arrival, checkpoint, incoming=incoming, pair=pair, known=known, feeding=feeding)


def _stored(node: Node, partner: Partner, known: KnownBatch) -> list[Receipt]:
    row = BatchRow.objects.using(node.alias).get(partner=partner, ours=False, epoch=known.epoch, size=known.size)
    return [] if row.receipt is None else [Receipt(bytes(row.receipt))]


def _own_receipt(batch: Batch, checkpoint: Verified, pair: Pair) -> Verified | None:
    """Give our own valid receipt that came along in a feed; None where there is none for this batch."""
    if batch.receipt is None:
        return None
    try:
        receipt = receipts.verify_own(batch.receipt, pair)
    except Refused:
        return None
    return receipt if receipts.matches(receipt, checkpoint) else None


def _refused(taken: Taken) -> list[tuple[int, str]]:
    return [(taken.first_seq + i, code) for i, code in enumerate(taken.codes) if code is not None]


def _commit(
    node: Node,
    partner: Partner,
    row_in: Direction,
    taken: Taken,
    receipt: Verified | None,
    fresh: tuple[Direction, Opening] | None,
) -> list[Receipt]:
    payload = taken.checkpoint.payload
    with unit(node, "receive") as work:
        ledger.save_incoming(node.alias, row_in, taken.incoming)
        if fresh is not None and receipt is not None:
            row_out, opening = fresh
            ledger.touch(node.alias, row_out)
            record.keep_opening(node, receipt.hash, opening)
        batch = ledger.store_batch(
            node.alias,
            partner,
            ours=False,
            epoch=b64.decode(payload["epoch"]),
            prev_size=schema.head_of(payload["prev"]).size,
            size=payload["size"],
            root=b64.decode(payload["root"]),
            seen=payload["seen"]["size"],
            checkpoint=taken.checkpoint.record,
            checkpoint_hash=taken.checkpoint.hash,
            at=schema.moment(payload["at"]),
            receipt=None if receipt is None else receipt.record,
            held_at=None if receipt is None else schema.moment(receipt.payload["held_at"]),
        )
        codes = taken.codes if receipt is None or fresh is not None else _codes_of(taken, receipt)
        _store_entries(node, partner, batch, taken, codes, work)
        _mark_document(node, partner, batch, taken, codes)
    return [] if receipt is None else [Receipt(receipt.record)]


def _mark_document(node: Node, partner: Partner, batch: BatchRow, taken: Taken, codes: Sequence[str | None]) -> None:
    """Set down the place of a document whose entry came, before the worker opens it: an old key signs nothing more."""
    header = taken.arrival.entries[-1].header
    if header is not None and header.kind == "party-doc" and codes[-1] is None:
        DocMarkRow.objects.using(node.alias).create(
            partner=partner, ours=False, size=batch.size, seen=batch.seen, number=None
        )


def _codes_of(taken: Taken, receipt: Verified) -> Sequence[str | None]:
    """What our own earlier receipt refused stays refused, whatever we would say today."""
    refused = receipts.refused_codes(receipt)
    return [refused.get(taken.first_seq + index) for index in range(len(taken.codes))]


def _store_entries(
    node: Node, partner: Partner, batch: BatchRow, taken: Taken, codes: Sequence[str | None], work: Unit
) -> None:
    rows: list[dict[str, Any]] = []
    attachments: list[tuple[int, AttachmentRef]] = []
    roots = _roots(node, partner, taken)
    for index, (item, code, leaf) in enumerate(zip(taken.arrival.entries, codes, taken.leaves, strict=True)):
        header = item.header
        seq = taken.first_seq + index
        row = {
            "partner_id": partner.pk,
            "ours": False,
            "seq": seq,
            "batch_id": batch.pk,
            "leaf": leaf,
            # An entry without a readable header keeps its place and its bytes, and gets names of no meaning.
            "cid": "" if header is None else header.cid,
            "uid": "" if header is None else header.id,
            "kind": "" if header is None else header.kind,
            "agreement": None if header is None else header.agreement,
            "topic": None if header is None else header.topic,
            "re": None if header is None else header.re,
            "root": "" if header is None else roots[header.cid],
            "created": node.now() if header is None else header.created,
            "answer_by": None if header is None else header.answer_by,
            "header": item.wire.header,
            "box": item.wire.box,
            "box_hash": item.wire.box_hash,
            "body": item.wire.body,
            "code": code or "",
            "judged": code is not None,
        }
        rows.append(row)
        if code is None and header is not None:
            attachments += [(seq, ref) for ref in header.att]
        refs = {"party": partner.party, "cid": str(row["cid"])}
        if code is None:
            work.record(Act.ENTRY_RECEIVED, refs=refs, details={"seq": seq})
        else:
            work.record(Act.ENTRY_REFUSED, refs=refs, details={"seq": seq, "code": code})
    insert_named(node.alias, Entry, rows)
    if attachments:
        _store_attachments(node, batch, attachments)


def _store_attachments(node: Node, batch: BatchRow, named: Sequence[tuple[int, AttachmentRef]]) -> None:
    keys = dict(Entry.objects.using(node.alias).filter(batch=batch).values_list("seq", "pk"))
    AttachmentRow.objects.using(node.alias).bulk_create(
        AttachmentRow(
            entry_id=keys[seq],
            att_id=b64.encode(ref.id),
            size=ref.size,
            chunks=ref.chunks,
            root=ref.root,
            # Made when its leaves come: a header may name two million chunks in a few bytes.
            held=b"",
        )
        for seq, ref in named
    )


def _roots(node: Node, partner: Partner, taken: Taken) -> dict[str, str]:
    """Give, for each cid of the batch, the cid of the entry that opened its thread."""
    headers = [item.header for item in taken.arrival.entries if item.header is not None]
    targets = [header.re for header in headers if header.re is not None]
    found = Entry.objects.using(node.alias).filter(partner=partner, cid__in=targets).values_list("cid", "root")
    roots: dict[str, str] = dict(found)
    for header in headers:
        roots.setdefault(header.cid, roots.get(header.re, header.cid) if header.re is not None else header.cid)
    return roots


def lacks_receipts(node: Node, partner: Partner) -> bool:
    """Whether a feed brought batches that have no receipt of ours."""
    return BatchRow.objects.using(node.alias).filter(partner=partner, ours=False, receipt__isnull=True).exists()


def sign_missing_receipts(node: Node, partner: Partner) -> list[Receipt]:
    """Give receipts for batches that a feed brought without one; signed and stored once each (DXP 7.2, READY)."""
    rows = BatchRow.objects.using(node.alias).filter(partner=partner, ours=False, receipt__isnull=True).order_by("size")
    return [_sign_missing(node, partner, row) for row in rows]


def _sign_missing(node: Node, partner: Partner, row: BatchRow) -> Receipt:
    pair = partners.pair_of(node.alias, partner)
    row_out, out = ledger.outgoing(node.alias, partner)
    arrival = receive.prepare(ledger.to_wire(node.alias, row, with_receipt=False))
    checkpoint = receive.verify_checkpoint(arrival, pair, held_size=row.size)
    codes = list(
        Entry.objects.using(node.alias).filter(batch=row).exclude(code="").order_by("seq").values_list("seq", "code")
    )
    commitment, opening = record.blind_head(node)
    receipt = receipts.make(
        checkpoint,
        pair=pair,
        own=ledger.own_head(out),
        refused=[(int(seq or 0), code) for seq, code in codes],
        held_at=node.now(),
        audit=commitment,
        by=signing.for_receipt(node, pair, row.size),
    )
    with unit(node, "sign missing receipt") as work:
        ledger.touch(node.alias, row_out)
        record.keep_opening(node, receipt.hash, opening)
        changed = (
            BatchRow.objects.using(node.alias)
            .filter(pk=row.pk, receipt__isnull=True)
            .update(receipt=receipt.record, held_at=schema.moment(receipt.payload["held_at"]))
        )
        if changed != 1:
            raise SwapLost("the batch got its receipt elsewhere")
        work.record(Act.FEED_DONE, refs={"party": partner.party}, details={"size": row.size})
    return Receipt(receipt.record)
