"""Tell each partner a new party document of ours: one entry `party-doc` for each, one document after the other (DXP 4).

The entry waits in its lane like any other. It gets its place only from a process that holds the new keys, and from
there on the new document holds; until then the old one does, so nobody has to stop while keys are renewed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.audit.acts import Act
from detente.model import b64, strict_json
from detente.model.head import Head
from detente.node.context import Node
from detente.node.services import releasing
from detente.node.stores import ledger, partners
from detente.node.stores.models import BatchRow, DocMarkRow, Entry, Partner
from detente.node.stores.queue import Waiting
from detente.node.stores.unit import Unit, unit
from detente.protocol import party_document, signed
from detente.protocol.entry import SealedEntry
from detente.protocol.pair import Pair
from detente.protocol.party_document import Chain, PartyDocument
from detente.protocol.receipt import OwnHead
from detente.protocol.receive import Arrival, Incoming
from detente.protocol.stamp import Stamped

KIND = "party-doc"
_NO_FILE_NUMBERS = {"own": None, "yours": None}


def sealed_for(node: Node, partner: Partner, own: Chain | None = None) -> list[SealedEntry]:
    """Give sealed `party-doc` entries for the documents that this partner was not told yet, in order."""
    own = own or partners.own_chain(node.alias)
    waiting = (_number_in(row) for row in _announcements(node, partner))
    told = max((partners.marks(node.alias, partner, ours=True).highest(), *waiting))
    return [_seal(node, partner, document) for document in own.documents[told + 1 :]]


def speakable(node: Node, pair: Pair, ready: Sequence[Waiting]) -> list[Waiting]:
    """Give the ready entries without documents whose keys this process was not given yet."""
    return [row for row in ready if row.kind != KIND or node.can_sign_under(pair.ours.documents[_number_at(node, row)])]


def seen_for(node: Node, partner: Partner, incoming: Incoming, chosen: Sequence[Waiting]) -> OwnHead:
    """Give what the checkpoint over `chosen` says to have seen.

    A batch that brings a document fixes from which size on our receipts are under it. If it had a place before and
    lost it, receipts under the new document are out already; so it says to have seen no more than it said then.
    """
    head = ledger.seen_head(incoming)
    if chosen[-1].kind != KIND:
        return head
    number = _number_at(node, chosen[-1])
    rows = BatchRow.objects.using(node.alias).filter(partner=partner, ours=False, receipt__isnull=False)
    signed_early = False
    for row in rows.order_by("-size").only("epoch", "size", "root", "receipt").iterator(chunk_size=16):
        if signed.peek(bytes(row.receipt or b""))["doc"] < number:
            return OwnHead(bytes(row.epoch), Head(row.size, bytes(row.root))) if signed_early else head
        signed_early = True
    return OwnHead(None, Head()) if signed_early else head


def mark(node: Node, partner: Partner, stamped: Stamped, chosen: Sequence[Waiting], work: Unit) -> None:
    """Set down where a document of ours got its place, in the unit that stamps it."""
    if chosen[-1].kind != KIND:
        return
    number = _number_at(node, chosen[-1])
    DocMarkRow.objects.using(node.alias).create(
        partner=partner,
        ours=True,
        size=stamped.outgoing.stamped.size,
        seen=stamped.checkpoint.payload["seen"]["size"],
        number=number,
    )
    work.record(Act.KEY_ROTATED, refs={"party": partner.party}, details={"document": number})


def mark_adopted(node: Node, partner: Partner, batch: BatchRow, arrival: Arrival) -> None:
    """Set down where a document of ours stands in a batch that the partner gave back: they are told one by one."""
    header = arrival.entries[-1].header
    if header is None or header.kind != KIND:
        return
    number = partners.marks(node.alias, partner, ours=True).highest() + 1
    DocMarkRow.objects.using(node.alias).create(
        partner=partner, ours=True, size=batch.size, seen=batch.seen, number=number
    )


def catch_up(node: Node, partner: Partner, pair: Pair) -> None:
    """Put into the queue what this partner was not told of our keys, for whatever reason: a restore, a race.

    New documents first. Then, for each document that has its place, how far we stand by the keys that it revokes.
    """
    missing = sealed_for(node, partner)
    heads = _key_heads(node, partner, pair)
    if not missing and not heads:
        return
    with unit(node, "tell keys") as work:
        for sealed in missing:
            releasing.store(node, partner, sealed, message=KIND, root=None, work=work)
        for sealed in heads:
            releasing.store(node, partner, sealed, message="keys", root=None, work=work)


def _key_heads(node: Node, partner: Partner, pair: Pair) -> list[SealedEntry]:
    """Give sealed `control` entries `keys` for revoked keys of placed documents that have none yet."""
    placed = {mark.number: mark.size for mark in pair.our_marks.marks if mark.number is not None}
    if not any(pair.ours.documents[number].content["revoked"] for number in placed):
        return []
    told = _kids_told(node, partner)
    sealed = []
    for number, size in placed.items():
        before = {item["kid"] for item in pair.ours.documents[number - 1].content["revoked"]}
        kids = [item["kid"] for item in pair.ours.documents[number].content["revoked"] if item["kid"] not in before]
        batch = BatchRow.objects.using(node.alias).get(partner=partner, ours=True, size=size)
        head = Head(batch.size, bytes(batch.root))
        sealed += [_key_head(node, partner, kid, bytes(batch.epoch), head) for kid in kids if kid not in told]
    return sealed


def _key_head(node: Node, partner: Partner, kid: str, epoch: bytes, head: Head) -> SealedEntry:
    return releasing.seal(
        node,
        partner,
        kind="control",
        payload={
            "dialogue": None,
            "message": "keys",
            "ref": _NO_FILE_NUMBERS,
            "kid": kid,
            "epoch": b64.encode(epoch),
            **head.to_wire(),
        },
    )


def _kids_told(node: Node, partner: Partner) -> set[str]:
    rows = Entry.objects.using(node.alias).filter(partner=partner, ours=True, kind="control", message="keys")
    texts = rows.filter(plaintext__isnull=False).values_list("plaintext", flat=True)
    return {strict_json.parse(bytes(text or b""))["payload"]["kid"] for text in texts}


def _announcements(node: Node, partner: Partner) -> list[Entry]:
    """Give those that were written here; one that came back after a restore is sealed, and has its mark."""
    return list(Entry.objects.using(node.alias).filter(partner=partner, ours=True, kind=KIND, plaintext__isnull=False))


def _number_at(node: Node, row: Waiting) -> int:
    return _number_in(Entry.objects.using(node.alias).only("plaintext").get(pk=row.pk))


def _number_in(row: Entry) -> int:
    """Give the number of the document in an announcement of ours."""
    payload: dict[str, Any] = strict_json.parse(bytes(row.plaintext or b""))["payload"]
    return party_document.number_of(payload["document"].encode("utf-8"))


def _seal(node: Node, partner: Partner, document: PartyDocument) -> SealedEntry:
    return releasing.seal(
        node,
        partner,
        kind=KIND,
        payload={
            "dialogue": None,
            "message": KIND,
            "ref": _NO_FILE_NUMBERS,
            "document": document.record.decode("utf-8"),
        },
    )
