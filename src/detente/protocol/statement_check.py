"""The checks of a thread statement or a bundle, offline, in the order of DXP 10.

    chains -> ids -> signed objects -> their match and places -> entries -> disclosures -> facts

Each stage takes what the one before proved, and raises with everything that it found; so a later stage never rests on
something that does not hold. Nothing here knows a clock or a store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.crypto import sealing, tree
from detente.crypto.hashing import equal, sha256
from detente.model import b64
from detente.model.canonical import canonical
from detente.model.party_id import PartyId
from detente.protocol import entry as entries
from detente.protocol import header as headers
from detente.protocol import party_document, schema, signed, statement_facts
from detente.protocol.doc_order import Place, misplaced
from detente.protocol.findings import Finding, record_findings, stop_at
from detente.protocol.header import Header
from detente.protocol.parcel import MAX_ENTRIES
from detente.protocol.party_document import Chain
from detente.protocol.refusal import EntryRefused, Refused
from detente.protocol.signed import Verified
from detente.protocol.statement import NO_RECEIPT, THREAD, Proved, Statement
from detente.protocol.statement_facts import EVIDENCE, ProvedEntry
from detente.protocol.thread import thread_members


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

    def refused(self, seq: int) -> str | None:
        """Give the code with which the receipt refused entry `seq`, None where it did not."""
        return next((item["code"] for item in self.receipt.payload["refused"] if item["seq"] == seq), None)


Batches = Mapping[tuple[int, int], SignedBatch]
"""By (dir, size)."""


def check(statement: Statement) -> None:
    """Return if everything in the statement holds, apart from whose it is: `verify` compares the ids.

    Raises:
        DoesNotHold: the findings of the first stage that fails.
    """
    chains = check_chains(statement.documents)
    stop_at(_foreign(statement.parties, chains))
    batches = _signed_batches(statement, chains)
    unproved = _unproved_checkpoints(statement, chains)
    stop_at(_batch_findings(statement, batches))
    stop_at(_doc_findings(statement, batches, unproved))
    proved = _headers(statement, [item.header for item in statement.proved], "proved")
    held = _headers(statement, [item.header for item in statement.unproved], "unproved")
    stop_at(_entry_findings(statement, batches, proved))
    stop_at(_unproved_findings(statement, unproved, batches))
    stop_at(_thread_findings(statement, proved, held))
    contents = _contents(statement, batches, proved)
    stop_at(_fact_findings(statement, _for_facts(statement, batches, proved, contents)))


def check_chains(documents: Mapping[PartyId, Sequence[bytes]]) -> Mapping[PartyId, Chain]:
    """Give the verified chains.

    Raises:
        DoesNotHold: a document does not verify or does not follow; the code is that of DXP 3 or 4.
    """
    chains: dict[PartyId, Chain] = {}
    found: list[Finding] = []
    for party, records in documents.items():
        number = 0
        try:
            chain = party_document.parse_chain(records[:1])
            for number in range(1, len(records)):
                chain = party_document.extend(chain, records[number])
            if len(chain.documents) != len(records):
                raise Refused("bad-party-doc", "a document stands twice")
            chains[party] = chain
        except Refused as refused:
            found.append(Finding(f"documents[{party}][{number}]", str(refused), refused.code))
        for index, record in enumerate(records):
            found += record_findings(record, f"documents[{party}][{index}]")
    stop_at(found)
    return chains


def unused_documents(chains: Mapping[PartyId, Chain], used: Collection[tuple[PartyId, int]]) -> Iterator[Finding]:
    """Give a finding for each chain that does not end with the highest `doc` used (DXP 10)."""
    for party, chain in chains.items():
        highest = max((number for signer, number in used if signer == party), default=0)
        if chain.last.seq != highest:
            yield Finding(
                f"documents[{party}]", f"the chain ends with document {highest}, the highest used", "bad-party-doc"
            )


def _foreign(parties: Sequence[PartyId], chains: Mapping[PartyId, Chain]) -> Iterator[Finding]:
    for party in parties:
        if chains[party].party != party:
            yield Finding(f"documents[{party}]", f"these are the documents of {chains[party].party}", "wrong-party")


def _signed_batches(statement: Statement, chains: Mapping[PartyId, Chain]) -> Batches:
    found: list[Finding] = []
    batches: dict[tuple[int, int], SignedBatch] = {}
    for index, item in enumerate(statement.batches):
        both = []
        for name, typ, record, signer in (
            ("checkpoint", "dxp.checkpoint", item.checkpoint, item.direction),
            ("receipt", "dxp.receipt", item.receipt, 1 - item.direction),
        ):
            both += _verified(statement, chains, record, f"batches[{index}].{name}", typ=typ, signer=signer, to=found)
        if len(both) == 2:
            batches[item.direction, item.size] = SignedBatch(*both)
    stop_at(found)
    return batches


def _unproved_checkpoints(statement: Statement, chains: Mapping[PartyId, Chain]) -> Mapping[int, Verified]:
    """Give the verified checkpoints of `unproved`, by index."""
    found: list[Finding] = []
    checkpoints = {}
    for index, item in enumerate(statement.unproved):
        if item.checkpoint is not None:
            path = f"unproved[{index}].checkpoint"
            for verified in _verified(
                statement, chains, item.checkpoint, path, typ="dxp.checkpoint", signer=item.direction, to=found
            ):
                checkpoints[index] = verified
    stop_at(found)
    return checkpoints


def _verified(
    statement: Statement,
    chains: Mapping[PartyId, Chain],
    record: bytes,
    path: str,
    *,
    typ: str,
    signer: int,
    to: list[Finding],
) -> list[Verified]:
    """Give the verified object in a list; an empty one, and a finding added `to`, where it does not hold."""
    sender, receiver = statement.parties[signer], statement.parties[1 - signer]
    to += record_findings(record, path)
    try:
        return [signed.verify(record, typ=typ, chain=chains[sender], sender=sender, receiver=receiver)]
    except Refused as refused:
        to.append(Finding(path, str(refused), refused.code))
        return []


def _batch_findings(statement: Statement, batches: Batches) -> Iterator[Finding]:
    places = [(item.direction, item.size) for item in statement.batches]
    if places != sorted(set(places)):
        yield Finding("batches", "batches stand once each, sorted by dir and size", "bad-order")
        return
    for index, place in enumerate(places):
        path = f"batches[{index}]"
        checkpoint, receipt = batches[place].checkpoint.payload, batches[place].receipt.payload
        for name in ("epoch", "size", "root"):
            if receipt[name] != checkpoint[name]:
                yield Finding(f"{path}.receipt", f"its {name} is not that of the checkpoint", "mismatch")
        if not equal(b64.decode(receipt["checkpoint"]), batches[place].checkpoint.hash):
            yield Finding(f"{path}.receipt", "it is the receipt for another checkpoint", "mismatch")
        if checkpoint["size"] != place[1]:
            yield Finding(f"{path}.size", "it is not the size of the checkpoint", "mismatch")
        if not 1 <= checkpoint["size"] - checkpoint["prev"]["size"] <= MAX_ENTRIES:
            yield Finding(f"{path}.checkpoint", f"a batch has 1 to {MAX_ENTRIES} entries", "bad-object")
        if index and places[index - 1][0] == place[0]:
            yield from _ledger_findings(batches[places[index - 1]].checkpoint.payload, checkpoint, path)


def _ledger_findings(before: Mapping[str, Any], after: Mapping[str, Any], path: str) -> Iterator[Finding]:
    """Two checkpoints of one ledger in this order must not overlap, and must agree where they touch."""
    gap = after["prev"]["size"] - before["size"]
    if gap < 0 or (gap == 0 and after["prev"]["root"] != before["root"]):
        yield Finding(f"{path}.checkpoint", "it contradicts the batch before it in this ledger", "fork")
    if after["epoch"] == before["epoch"] and after["base"] != before["base"]:
        yield Finding(f"{path}.checkpoint", "it names another base of the same epoch", "fork")


def _doc_findings(
    statement: Statement, batches: Batches, unproved: Mapping[int, Verified]
) -> Iterator[Finding]:
    """`doc` by place (DXP 4), as far as the statement shows it, and no document that nothing uses."""
    places = []
    for index, item in enumerate(statement.batches):
        batch = batches[item.direction, item.size]
        places.append(Place.of_checkpoint(batch.checkpoint.payload, f"batches[{index}].checkpoint"))
        places.append(Place.of_receipt(batch.receipt.payload, f"batches[{index}].receipt"))
    places += [
        Place.of_checkpoint(verified.payload, f"unproved[{index}].checkpoint") for index, verified in unproved.items()
    ]
    yield from misplaced(places)
    used = {(place.signer, place.doc) for place in places}
    for party in statement.parties:
        highest = max((doc for signer, doc in used if signer == party), default=0)
        if len(statement.documents[party]) != highest + 1:
            yield Finding(
                f"documents[{party}]", f"the chain must end with document {highest}, the highest used", "bad-party-doc"
            )
