"""The ledgers of a vector file: every entry opens, every hash and root is as written, every signature holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from detente.crypto import sealing, tree
from detente.crypto.tree import Frontier
from detente.model import b64
from detente.model.head import Head
from detente.node.services.conformance.checks import HOLDS, Check
from detente.node.services.conformance.vectors import Ledger, LedgerEntry, VectorFile
from detente.protocol import entry as entries
from detente.protocol import parcel, receipt, receive, signed
from detente.protocol.pair import Pair
from detente.protocol.parcel import Batch


def checks_of(vectors: VectorFile, ledger: Ledger) -> Iterator[Check]:
    """Give the checks of one ledger of the file."""
    for index in range(len(ledger.given["entries"])):
        yield from _entry(vectors, ledger, index)
    if "roots" in ledger.given:
        yield Check(f"{ledger.name}/roots", ledger.given["roots"], lambda: _roots(ledger))
    for index in range(len(ledger.given.get("checkpoints", ()))):
        yield Check(f"{ledger.name}/checkpoints/{index}", HOLDS, partial(_checkpoint, vectors, ledger, index))
    for index in range(len(ledger.given.get("receipts", ()))):
        yield Check(f"{ledger.name}/receipts/{index}", HOLDS, partial(_receipt, vectors, ledger, index))
    if "inclusion" in ledger.given:
        yield Check(f"{ledger.name}/inclusion", ledger.given["inclusion"]["path"], lambda: _inclusion(ledger))
    for name in ledger.given:
        if name.startswith("parcel_"):
            yield Check(f"{ledger.name}/{name}", True, partial(_parcel_fits, ledger, name))


def _entry(vectors: VectorFile, ledger: Ledger, index: int) -> Iterator[Check]:
    given = ledger.given["entries"][index]
    at = f"{ledger.name}/{given['seq']}"

    def item() -> LedgerEntry:
        return ledger.entries[index]

    yield Check(f"{at}/leaf", given["leaf"], lambda: _leaf(ledger, item()))
    yield Check(f"{at}/cid", given["cid"], lambda: sealing.cid_of(b64.decode(given["plaintext"])))
    yield Check(f"{at}/commit", given["commit"], lambda: b64.encode(sealing.commitment(b64.decode(given["cek"]))))
    yield Check(f"{at}/plaintext", given["plaintext"], lambda: b64.encode(_opened(vectors, ledger, item()).plaintext))
    if item().opened.header.archive is not None:
        yield Check(f"{at}/archive", given["cek"], lambda: b64.encode(_archived(vectors, ledger, item())))


def _leaf(ledger: Ledger, item: LedgerEntry) -> str:
    wire = _wire(item)
    made = entries.leaf(epoch=ledger.epoch, seq=item.seq, header_hash=item.opened.header.hash, box_hash=wire.box_hash)
    return b64.encode(made)


def _wire(item: LedgerEntry) -> parcel.WireEntry:
    return parcel.entry(item.opened.header.raw, b64.decode(item.given["box"]), b64.decode(item.given["body"]))


def _opened(vectors: VectorFile, ledger: Ledger, item: LedgerEntry) -> entries.Opened:
    key = vectors.parties[ledger.reader].seal
    return entries.open_entry(_wire(item), item.opened.header, {key.public.kid: key})


def _archived(vectors: VectorFile, ledger: Ledger, item: LedgerEntry) -> bytes:
    key = vectors.parties[ledger.writer].archive
    return sealing.open_archive(b64.decode(item.given["box"]), key=key, header_hash=item.opened.header.hash)


def _roots(ledger: Ledger) -> list[str]:
    frontier = Frontier()
    roots = [frontier.root()]
    for item in ledger.entries:
        frontier = frontier.append(item.leaf)
        roots.append(frontier.root())
    return [b64.encode(root) for root in roots]


def _pair(vectors: VectorFile, ledger: Ledger) -> Pair:
    """Give the pair as the reader of the ledger sees it, with everything that the file holds known."""
    back = vectors.ledgers.get(ledger.reader + ledger.writer)
    return Pair(
        ours=vectors.chain(ledger.reader),
        theirs=vectors.chain(ledger.writer),
        our_marks=Pair.our_marks if back is None else back.marks(held=len(back.entries)),
        their_marks=ledger.marks(held=len(ledger.entries)),
        confirmed=True,
    )


def _checkpoint(vectors: VectorFile, ledger: Ledger, index: int) -> str:
    record, payload = ledger.checkpoints[index]
    arrival = receive.prepare(Batch(record, ()))
    verified = receive.verify_checkpoint(arrival, _pair(vectors, ledger), held_size=len(ledger.entries))
    before, after = _head(ledger, payload["prev"]["size"]), _head(ledger, verified.payload["size"])
    fits = verified.payload["prev"] == before.to_wire() and _claimed(verified.payload) == after.to_wire()
    return HOLDS if fits else "another head"


def _receipt(vectors: VectorFile, ledger: Ledger, index: int) -> str:
    seen_by_reader = _pair(vectors, ledger)
    pair = Pair(
        ours=seen_by_reader.theirs,
        theirs=seen_by_reader.ours,
        our_marks=seen_by_reader.their_marks,
        their_marks=seen_by_reader.our_marks,
    )
    verified = receipt.verify(ledger.receipts[index][0], pair)
    stamped = [signed.Verified("dxp.checkpoint", record, payload) for record, payload in ledger.checkpoints]
    return HOLDS if any(receipt.matches(verified, each) for each in stamped) else "no such checkpoint"


def _head(ledger: Ledger, size: int) -> Head:
    return Frontier().extend(item.leaf for item in ledger.entries[:size]).head()


def _claimed(payload: Any) -> dict[str, Any]:
    return {"size": payload["size"], "root": payload["root"]}


def _inclusion(ledger: Ledger) -> list[str]:
    given = ledger.given["inclusion"]
    leaves = [item.leaf for item in ledger.entries[: given["size"]]]
    path = [b64.decode(node, length=32) for node in given["path"]]
    index = given["seq"] - 1
    tree.verify_inclusion(leaves[index], index=index, head=_head(ledger, given["size"]), path=path)
    return [b64.encode(node) for node in tree.inclusion_path(leaves, index)]


def _parcel_fits(ledger: Ledger, name: str) -> bool:
    """Whether the parcel is built again as the same bytes, and carries a batch of this ledger."""
    data = b64.decode(ledger.given[name])
    items = parcel.parse(data)
    known = {_wire(item).header: _wire(item) for item in ledger.entries}
    carried = [entry for item in items if isinstance(item, Batch) for entry in item.entries]
    return parcel.build(items) == data and all(known.get(entry.header) == entry for entry in carried)
