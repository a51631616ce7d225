"""Who signed what in a thread statement or a bundle (DXP 10): the chains, the checkpoints and receipts, their match.

First half of the offline check; `statement_check` is the second. Each function gives what it proved, or raises with
everything that it found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.crypto.hashing import equal
from detente.model import b64
from detente.model.head import Head
from detente.model.party_id import PartyId
from detente.protocol import checkpoint as checkpoints
from detente.protocol import doc_order, party_document, schema, signed
from detente.protocol import receipt as receipts
from detente.protocol.findings import DoesNotHold, Finding, record_findings, stop_at
from detente.protocol.party_document import Chain
from detente.protocol.refusal import Refused
from detente.protocol.signed import Verified
from detente.protocol.statement import Statement

Chains = Mapping[PartyId, Chain]


@dataclass(frozen=True, slots=True)
class SignedBatch:
    """A batch whose checkpoint and receipt are verified and belong together."""

    checkpoint: Verified
    receipt: Verified

    @property
    def prev_size(self) -> int:
        """The size of the ledger before this batch."""
        size: int = self.checkpoint.payload["prev"]["size"]
        return size

    @property
    def head(self) -> Head:
        """Size and root that both sides signed."""
        return schema.head_of(self.checkpoint.payload)

    @property
    def epoch(self) -> bytes:
        """The epoch that its leaves cover."""
        return b64.decode(self.checkpoint.payload["epoch"])

    def refused(self, seq: int) -> str | None:
        """Give the code with which the receipt refused entry `seq`, None where it did not."""
        return next((item["code"] for item in self.receipt.payload["refused"] if item["seq"] == seq), None)


Batches = Mapping[tuple[int, int], SignedBatch]
"""By (dir, size)."""


def check_chains(documents: Mapping[PartyId, Sequence[bytes]]) -> Chains:
    """Give the verified chains, each that of the party that it stands under.

    Raises:
        DoesNotHold: a document does not verify, does not follow, or is another party's.
    """
    chains: dict[PartyId, Chain] = {}
    found: list[Finding] = []
    for party, records in documents.items():
        for index, record in enumerate(records):
            path = f"documents[{party}][{index}]"
            found += record_findings(record, path)
            try:
                known = chains.get(party)
                chain = party_document.parse_chain([record]) if known is None else party_document.extend(known, record)
                if len(chain.documents) != index + 1:
                    raise Refused("bad-party-doc", "a document that stands before stands here again")
                if chain.party != party:
                    raise Refused("wrong-party", f"a document of {chain.party}")
            except Refused as refused:
                found.append(Finding(path, str(refused), refused.code))
                break
            chains[party] = chain
    stop_at(found)
    return chains


def check_signatures(statement: Statement, chains: Chains) -> Batches:
    """Give the verified batches: each object by DXP 3, each receipt for its checkpoint, each `doc` at its place.

    Raises:
        DoesNotHold: with the code of DXP 3, `mismatch`, `fork`, `doc-stale`, `bad-order` or `bad-party-doc`.
    """
    found: list[Finding] = []
    batches: dict[tuple[int, int], SignedBatch] = {}
    tails: dict[int, Verified] = {}
    for index, item in enumerate(statement.batches):
        try:
            batches[item.direction, item.size] = SignedBatch(
                _verified(statement, chains, item.checkpoint, f"batches[{index}].checkpoint", item.direction),
                _verified(statement, chains, item.receipt, f"batches[{index}].receipt", 1 - item.direction),
            )
        except DoesNotHold as error:
            found += error.findings
    for index, tail in enumerate(statement.unproved):
        if tail.checkpoint is not None:
            try:
                path = f"unproved[{index}].checkpoint"
                tails[index] = _verified(statement, chains, tail.checkpoint, path, tail.direction)
            except DoesNotHold as error:
                found += error.findings
    stop_at(found)
    stop_at(_self_findings(statement, batches, tails))
    stop_at(_match_findings(statement, batches))
    stop_at(_tail_findings(statement, tails))
    stop_at(_doc_findings(statement, chains, batches, tails))
    return batches


def unused_documents(chains: Chains, used: Collection[tuple[str, int]]) -> Iterator[Finding]:
    """Give a finding for each chain that does not end with the highest `doc` used; `used` are (signer, doc)."""
    for party, chain in chains.items():
        highest = max((number for signer, number in used if signer == party), default=0)
        if chain.last.seq != highest:
            yield Finding(
                f"documents[{party}]", f"the chain must end with document {highest}, the highest used", "bad-party-doc"
            )


def _verified(statement: Statement, chains: Chains, record: bytes, path: str, signer: int) -> Verified:
    typ = "dxp.receipt" if path.endswith("receipt") else "dxp.checkpoint"
    sender, receiver = statement.parties[signer], statement.parties[1 - signer]
    stop_at(record_findings(record, path))
    try:
        return signed.verify(record, typ=typ, chain=chains[sender], sender=sender, receiver=receiver)
    except Refused as refused:
        raise DoesNotHold([Finding(path, str(refused), refused.code)]) from refused


def _self_findings(statement: Statement, batches: Batches, tails: Mapping[int, Verified]) -> Iterator[Finding]:
    signed_here = [
        (f"batches[{index}]", batches[item.direction, item.size].checkpoint)
        for index, item in enumerate(statement.batches)
    ]
    signed_here += [(f"unproved[{index}]", tail) for index, tail in tails.items()]
    for path, checkpoint in signed_here:
        reason = checkpoints.contradiction(checkpoint.payload)
        if reason is not None:
            yield Finding(f"{path}.checkpoint", reason, "root-mismatch")


def _match_findings(statement: Statement, batches: Batches) -> Iterator[Finding]:
    places = [(item.direction, item.size) for item in statement.batches]
    if places != sorted(set(places)):
        yield Finding("batches", "batches stand once each, sorted by dir and size", "bad-order")
        return
    for index, place in enumerate(places):
        path, batch = f"batches[{index}]", batches[place]
        checkpoint, receipt = batch.checkpoint.payload, batch.receipt.payload
        for name in ("epoch", "size", "root"):
            if receipt[name] != checkpoint[name]:
                yield Finding(f"{path}.receipt", f"its {name} is not that of the checkpoint", "mismatch")
        if not equal(b64.decode(receipt["checkpoint"]), batch.checkpoint.hash):
            yield Finding(f"{path}.receipt", "it is the receipt for another checkpoint", "mismatch")
        if batch.head.size != place[1]:
            yield Finding(f"{path}.size", "it is not the size of the checkpoint", "mismatch")
        if not receipts.refuses_within(batch.receipt, batch.checkpoint):
            yield Finding(f"{path}.receipt", "it refuses an entry of another batch", "bad-object")
        if index and places[index - 1][0] == place[0]:
            yield from _ledger_findings(batches[places[index - 1]].checkpoint.payload, checkpoint, path)


def _ledger_findings(before: Mapping[str, Any], after: Mapping[str, Any], path: str) -> Iterator[Finding]:
    """Two batches of one ledger must not overlap, and must agree where they touch: it has one order (DXP 5.3)."""
    gap = after["prev"]["size"] - before["size"]
    if gap < 0 or (gap == 0 and after["prev"]["root"] != before["root"]):
        yield Finding(f"{path}.checkpoint", "it contradicts the batch before it in this ledger", "fork")
    elif after["epoch"] == before["epoch"] and not checkpoints.follows_in_epoch(before, after):
        yield Finding(f"{path}.checkpoint", "it names another base of the same epoch", "fork")
    elif after["epoch"] != before["epoch"] and not checkpoints.follows_in_ledger(before, after):
        yield Finding(f"{path}.checkpoint", "its epoch began within an earlier one", "root-mismatch")


def _tail_findings(statement: Statement, tails: Mapping[int, Verified]) -> Iterator[Finding]:
    """A signed checkpoint without receipt proves no entry; but what it says must fit the place that is claimed."""
    for index, tail in tails.items():
        item, payload = statement.unproved[index], tail.payload
        if item.epoch != b64.decode(payload["epoch"]):
            yield Finding(f"unproved[{index}].epoch", "it is not that of the checkpoint", "mismatch")
        if item.seq is None or not payload["prev"]["size"] < item.seq <= payload["size"]:
            yield Finding(f"unproved[{index}].seq", "the entry is not in the batch of the checkpoint", "mismatch")


def _doc_findings(
    statement: Statement, chains: Chains, batches: Batches, tails: Mapping[int, Verified]
) -> Iterator[Finding]:
    places = []
    for index, item in enumerate(statement.batches):
        batch = batches[item.direction, item.size]
        places.append(doc_order.of_checkpoint(batch.checkpoint.payload, f"batches[{index}].checkpoint"))
        places.append(doc_order.of_receipt(batch.receipt.payload, f"batches[{index}].receipt"))
    for index, tail in tails.items():
        places.append(doc_order.of_checkpoint(tail.payload, f"unproved[{index}].checkpoint"))
    yield from doc_order.misplaced(places)
    yield from unused_documents(chains, {(place.signer, place.doc) for place in places})
