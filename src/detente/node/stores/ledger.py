"""Directions, batches and entries: rows to the values of `protocol`, and back under the swap."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from detente.crypto.tree import Frontier
from detente.model.head import EMPTY_ROOT, Head
from detente.node.stores.each import insert_named
from detente.node.stores.models import BatchRow, Direction, DocMarkRow, Entry, Partner
from detente.node.stores.peaks import pack_peaks, unpack_peaks
from detente.node.stores.roots import root_at as root_at
from detente.node.stores.rows import Reader
from detente.node.stores.statements import Value, change, fetch, fetch_each, moment_of
from detente.node.stores.unit import SwapLost
from detente.protocol import schema, signed
from detente.protocol.parcel import Batch, WireEntry
from detente.protocol.receipt import OwnHead
from detente.protocol.receive import Arrival, Incoming, Known, ReceiverPhase
from detente.protocol.stamp import Outgoing, SenderPhase

_COLUMNS: Final = tuple(field.attname for field in Direction._meta.concrete_fields)
_DIRECTION: Final = f"SELECT {', '.join(_COLUMNS)} FROM direction WHERE partner_id = %s AND ours = %s"  # noqa: S608 - names of our own columns

_BATCH_COLUMNS: Final = tuple(field.attname for field in BatchRow._meta.concrete_fields)
_BATCHES: Final = f"SELECT {', '.join(_BATCH_COLUMNS)} FROM batch WHERE partner_id = %s AND ours = %s"  # noqa: S608 - names of our own columns
_HELD_AT: Final = _BATCH_COLUMNS.index("held_at")

_HELD: Final = (
    "SELECT entry.seq, entry.id, entry.uid, entry.cid FROM sought CROSS JOIN entry "
    "WHERE entry.partner_id = %s AND entry.ours = %s AND entry.{name} = sought.text"
)

_ENTRIES: Final = Reader(Entry)
_TO_OPEN: Final = (
    f"SELECT {_ENTRIES.columns} FROM entry JOIN batch ON batch.id = entry.batch_id "  # noqa: S608 - names of our own columns
    "WHERE entry.partner_id = %s AND entry.ours = %s AND entry.judged = %s AND batch.receipt IS NOT NULL "
    "AND batch.seen <= %s ORDER BY entry.seq LIMIT %s"
)
_BATCHES_READ: Final = Reader(BatchRow, without=("checkpoint", "receipt"))
_BATCH_OF: Final = f"SELECT {_BATCHES_READ.columns} FROM batch WHERE id = %s"  # noqa: S608 - names of our own columns
_OF_BATCH: Final = Entry._meta.get_field("batch")

_RECEIPT: Final = (
    "SELECT receipt FROM batch WHERE partner_id = %s AND ours = %s AND checkpoint_hash = %s AND receipt IS NOT NULL"
)
_UNJUDGED: Final = "SELECT 1 FROM entry WHERE partner_id = %s AND ours = %s AND judged = %s LIMIT 1"
_NEAREST: Final = (
    "SELECT not_before FROM entry WHERE partner_id = %s AND seq IS NULL AND not_before > %s ORDER BY not_before LIMIT 1"
)
_WANTED: Final = (
    "SELECT attachment.id FROM attachment JOIN entry ON entry.id = attachment.entry_id "
    "JOIN batch ON batch.id = entry.batch_id WHERE entry.partner_id = %s AND entry.ours = %s AND entry.code = '' "
    "AND batch.receipt IS NOT NULL AND attachment.complete = %s"
)
# UNION, not UNION ALL: a header may claim any cid, so a partner can write a circle.
_LEADS_TO: Final = (
    "WITH RECURSIVE chain(cid, re, kind, ours, scope) AS ("
    "SELECT cid, re, kind, ours, scope FROM entry WHERE partner_id = %s AND ours IN (FALSE, TRUE) AND cid = %s UNION "
    "SELECT entry.cid, entry.re, entry.kind, entry.ours, entry.scope FROM chain CROSS JOIN entry "
    "WHERE entry.partner_id = %s AND entry.ours IN (FALSE, TRUE) AND entry.cid = chain.re) "
    "SELECT cid, re, kind, ours, scope FROM chain LIMIT %s"
)
LONGEST_CHAIN: Final = 1000
"""How far `re` is followed: a partner may write a chain of any length, and each entry of ours in it would read it."""
_KEYS: Final = 'SELECT "order", id FROM entry WHERE partner_id = %s AND ours = %s AND "order" >= %s'


def _bytes(value: bytes | memoryview | None) -> bytes | None:
    return None if value is None else bytes(value)


def create_directions(alias: str, partner: Partner) -> None:
    """Make the two directions of a new partner: CLOSED out, FEED in (DXP 7.1)."""
    for ours, phase in ((True, SenderPhase.CLOSED), (False, ReceiverPhase.FEED)):
        Direction.objects.using(alias).get_or_create(
            partner=partner, ours=ours, defaults={"phase": phase, "base_root": EMPTY_ROOT}
        )


def outgoing(alias: str, partner: Partner) -> tuple[Direction, Outgoing]:
    """Give the row, for its version, and the state of what we write."""
    row = _direction(alias, partner, ours=True)
    sought = None if row.sought_size is None else Head(row.sought_size, bytes(row.sought_root or b""))
    return row, Outgoing(
        phase=SenderPhase(row.phase),
        epoch=_bytes(row.epoch),
        base=Head(row.base_size, bytes(row.base_root)),
        stamped=Frontier(row.size, unpack_peaks(row.peaks)),
        receipted=Frontier(row.receipted_size, unpack_peaks(row.receipted_peaks)),
        nonce=_bytes(row.nonce),
        hello=_bytes(row.record),
        challenge=_bytes(row.challenge),
        sought=sought,
    )


def incoming(alias: str, partner: Partner) -> tuple[Direction, Incoming]:
    """Give the row, for its version, and the state of what the partner writes."""
    row = _direction(alias, partner, ours=False)
    return row, Incoming(
        phase=ReceiverPhase(row.phase),
        epoch=_bytes(row.epoch),
        base=Head(row.base_size, bytes(row.base_root)),
        held=Frontier(row.size, unpack_peaks(row.peaks)),
        want_nonce=_bytes(row.nonce),
        last_head=_bytes(row.record),
    )


def _direction(alias: str, partner: Partner, *, ours: bool) -> Direction:
    (row,) = fetch(alias, _DIRECTION, partner.pk, ours)
    return Direction.from_db(alias, _COLUMNS, row)


def save_outgoing(alias: str, row: Direction, state: Outgoing) -> None:
    """Write the state under the swap; SwapLost where the row changed since it was read."""
    _swap(
        alias,
        row,
        phase=state.phase,
        epoch=state.epoch,
        base_size=state.base.size,
        base_root=state.base.root,
        size=state.stamped.size,
        peaks=pack_peaks(state.stamped.peaks),
        receipted_size=state.receipted.size,
        receipted_peaks=pack_peaks(state.receipted.peaks),
        nonce=state.nonce,
        record=state.hello,
        challenge=state.challenge,
        sought_size=None if state.sought is None else state.sought.size,
        sought_root=None if state.sought is None else state.sought.root,
    )


def save_incoming(alias: str, row: Direction, state: Incoming) -> None:
    """Write the state under the swap; SwapLost where the row changed since it was read."""
    _swap(
        alias,
        row,
        phase=state.phase,
        epoch=state.epoch,
        base_size=state.base.size,
        base_root=state.base.root,
        size=state.held.size,
        peaks=pack_peaks(state.held.peaks),
        nonce=state.want_nonce,
        record=state.last_head,
    )


def _swap(alias: str, row: Direction, **values: Value) -> None:
    columns = ", ".join(f"{name} = %s" for name in values)
    statement = f"UPDATE direction SET version = version + 1, {columns} WHERE id = %s AND version = %s"  # noqa: S608 - names of our own columns
    if change(alias, statement, *values.values(), row.pk, row.version) != 1:
        raise SwapLost("the ledger moved on while this was prepared")


def touch(alias: str, row: Direction) -> None:
    """Prove under the swap that a direction which is only read did not move; its version stays."""
    if not fetch(alias, "SELECT 1 FROM direction WHERE id = %s AND version = %s", row.pk, row.version):
        raise SwapLost("the other ledger moved on while this was prepared")


def own_head(state: Outgoing) -> OwnHead:
    """Give what a receipt says of our own direction."""
    return OwnHead(state.epoch, state.stamped.head())


def seen_head(state: Incoming) -> OwnHead:
    """Give what a checkpoint says of the partner's direction."""
    return OwnHead(state.epoch, state.held.head())


def known_for(alias: str, partner: Partner, arrival: Arrival, *, epoch: bytes, size: int) -> Known:
    """Give what the store says of an arrival: contents of this direction, ids of both (DXP 8)."""
    batch = batch_at(alias, partner, epoch, size, ours=False)
    cids = fetch_each(alias, _HELD.format(name="cid"), arrival.cids, partner.pk, False)
    named = [
        row
        for ours in (True, False)
        for row in fetch_each(alias, _HELD.format(name="uid"), arrival.ids, partner.pk, ours)
    ]
    # The content that an id named first is the one that it has: the last that is set down here.
    named.sort(key=lambda row: (row[0] is None, row[0], row[1]), reverse=True)
    return Known(
        root_at={} if batch is None else {(epoch, size): bytes(batch.root)},
        cids=frozenset(cid for _, _, _, cid in cids),
        cid_of_id={uid: cid for _, _, uid, cid in (*cids, *named)},
    )


def base_of_epoch(alias: str, partner: Partner, epoch: bytes) -> Head | None:
    """Give where an epoch of the partner began, as the batches of it that we hold say; None where we hold none."""
    batch = BatchRow.objects.using(alias).filter(partner=partner, ours=False, epoch=epoch).first()
    return None if batch is None else schema.head_of(signed.peek(bytes(batch.checkpoint))["base"])


def receipt_by_checkpoint(alias: str, partner: Partner, checkpoint_hash: bytes) -> bytes | None:
    """Give the stored receipt for a checkpoint record that came before."""
    for (receipt,) in fetch(alias, _RECEIPT, partner.pk, False, checkpoint_hash):
        return bytes(receipt)
    return None


def in_flight(alias: str, partner: Partner) -> BatchRow | None:
    """Give our batch that waits for its receipt."""
    return _batch(alias, f"{_BATCHES} AND receipt IS NULL ORDER BY size LIMIT 1", partner.pk, True)


def batch_at(alias: str, partner: Partner, epoch: bytes, size: int, *, ours: bool) -> BatchRow | None:
    """Give the batch of an epoch that ends at `size`, None where none is stored."""
    return _batch(alias, f"{_BATCHES} AND epoch = %s AND size = %s", partner.pk, ours, epoch, size)


def _batch(alias: str, statement: str, *values: Value) -> BatchRow | None:
    for row in fetch(alias, statement, *values):
        columns = list(row)
        if columns[_HELD_AT] is not None:
            columns[_HELD_AT] = moment_of(columns[_HELD_AT])
        return BatchRow.from_db(alias, _BATCH_COLUMNS, columns)
    return None


def store_batch(alias: str, partner: Partner, **columns: Any) -> BatchRow:
    """Store a new batch of a partner inside a unit of work, and give it with its key."""
    insert_named(alias, BatchRow, [{"partner_id": partner.pk, **columns}])
    stored = batch_at(alias, partner, columns["epoch"], columns["size"], ours=columns["ours"])
    assert stored is not None
    return stored


def keep_receipt(alias: str, batch: BatchRow, record: bytes, held_at: datetime) -> None:
    """Keep the partner's receipt for a batch of ours."""
    kept = change(alias, "UPDATE batch SET receipt = %s, held_at = %s WHERE id = %s", record, held_at, batch.pk)
    if kept != 1:
        raise SwapLost("the batch of this receipt lost its place while it was taken")


def threads_of(alias: str, batch: BatchRow) -> list[tuple[int, str, str, str]]:
    """Give (seq, cid, root, message) of the entries of a batch, in order."""
    rows = fetch(alias, "SELECT seq, cid, root, message FROM entry WHERE batch_id = %s ORDER BY seq", batch.pk)
    return [(seq, cid, root, message) for seq, cid, root, message in rows]


def waits_to_be_opened(alias: str, partner: Partner) -> bool:
    """Whether any entry of the partner was not judged yet."""
    return bool(fetch(alias, _UNJUDGED, partner.pk, False, False))


def to_be_opened(alias: str, partner: Partner, *, seen: int, limit: int) -> list[Entry]:
    """Give the partner's entries that were receipted and not judged, in order, each with its batch.

    Of batches that have seen at most `seen` of our ledger.
    """
    found = [_ENTRIES.make(alias, row) for row in fetch(alias, _TO_OPEN, partner.pk, False, False, seen, limit)]
    batches: dict[int | None, BatchRow] = {}
    for key in {row.batch_id: None for row in found}:
        (row,) = fetch(alias, _BATCH_OF, key)
        batches[key] = _BATCHES_READ.make(alias, row)
    for entry in found:
        _OF_BATCH.set_cached_value(entry, batches[entry.batch_id])
    return found


def batches_after(alias: str, partner: Partner, size: int, *, ours: bool, limit: int = 64) -> list[BatchRow]:
    """Give batches of a direction beyond `size`, in order."""
    rows = BatchRow.objects.using(alias).filter(partner=partner, ours=ours, size__gt=size).order_by("size")
    return list(rows[:limit])


def to_wire(alias: str, batch: BatchRow, *, with_receipt: bool) -> Batch:
    """Give a stored batch as it travels: the bytes that were stored are what is sent."""
    rows = fetch(alias, "SELECT header, box, box_hash, body FROM entry WHERE batch_id = %s ORDER BY seq", batch.pk)
    entries = tuple(
        WireEntry(bytes(header), _bytes(box), bytes(box_hash), _bytes(body)) for header, box, box_hash, body in rows
    )
    receipt = _bytes(batch.receipt) if with_receipt else None
    return Batch(bytes(batch.checkpoint), entries, receipt)


def nearest(alias: str, partner: Partner, *, now: datetime) -> datetime | None:
    """Give when the next entry of ours that waits for a time may leave, None where none waits for one."""
    for (not_before,) in fetch(alias, _NEAREST, partner.pk, now):
        return moment_of(not_before)
    return None


def next_order(alias: str, partner: Partner) -> int:
    """Give the place at the back of the lanes."""
    ((top,),) = fetch(alias, 'SELECT MAX("order") FROM entry WHERE partner_id = %s AND ours = %s', partner.pk, True)
    return int(top or 0) + 1


def leads_to(alias: str, partner: Partner, cid: str) -> list[tuple[str, bool, str]]:
    """Give kind, whether it is ours, and scope of an entry, of the one that its `re` names, and so on to the first.

    Empty where the entry is not held here, or the chain has no end within `LONGEST_CHAIN`.
    """
    found_rows = fetch(alias, _LEADS_TO, partner.pk, cid, partner.pk, LONGEST_CHAIN)
    # A cid is unique in one ledger alone, and only the partner can have taken one of ours: ours stands.
    rows = sorted(found_rows, key=lambda row: bool(row[3]))
    above = {name: re for name, re, *_ in rows}
    said = {name: (kind, bool(ours), scope) for name, _, kind, ours, scope in rows}
    found: list[tuple[str, bool, str]] = []
    at: str | None = cid
    while at in said:
        found.append(said.pop(at))
        at = above[at]
    return [] if len(rows) == LONGEST_CHAIN else found


def attachments_wanted(alias: str, partner: Partner) -> list[int]:
    """Give the keys of attachments that a partner lacks, of our entries that it receipted and did not refuse."""
    return [key for (key,) in fetch(alias, _WANTED, partner.pk, True, False)]


def keys_from(alias: str, partner: Partner, order: int) -> dict[int, int]:
    """Give the keys of our entries from a place in the lanes on, by place."""
    return dict(fetch(alias, _KEYS, partner.pk, True, order))


def unstamp(alias: str, partner: Partner, *, after: int) -> int:
    """Take the places of our entries beyond `after` away; give how many.

    They keep their order of release, so they stand at the front of their lanes again (DXP 13, 4).
    """
    tail = Entry.objects.using(alias).filter(partner=partner, ours=True, seq__gt=after)
    back = tail.update(seq=None, batch=None, leaf=None)
    BatchRow.objects.using(alias).filter(partner=partner, ours=True, size__gt=after).delete()
    lost, _ = DocMarkRow.objects.using(alias).filter(partner=partner, ours=True, size__gt=after).delete()
    if lost:
        # What was to be said of revoked keys named that place; it has not left, and is said anew of the next one.
        tail = Entry.objects.using(alias).filter(partner=partner, ours=True, seq__isnull=True)
        tail.filter(kind="control", message="keys").delete()
    return back
