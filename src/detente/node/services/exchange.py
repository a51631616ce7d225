"""One parcel in, one parcel out: what the partners' endpoint answers, and what the worker does with an answer.

Every carrier comes through here. What a peer gets to see of a failure is decided in `protocol.refusal`; nothing of it
carries content, and a stranger gets no signature and learns of no other party.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.crypto.hashing import sha256
from detente.model import party_id
from detente.model.errors import PeerError
from detente.node.context import Node
from detente.node.services import (
    contact_documents,
    failures,
    feeding,
    freezing,
    receipting,
    receiving,
    refusing,
    signing,
)
from detente.node.stores import ledger, partners
from detente.node.stores.models import Partner
from detente.node.stores.unit import SwapLost
from detente.protocol import control, epoch_receiver, parcel, party_document, refusal, signed
from detente.protocol.parcel import Batch, Control, Document, Item, Receipt
from detente.protocol.party_document import ForkedDocument
from detente.protocol.refusal import Refused


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a status, a parcel (empty for strangers), the plain code, and when to come again."""

    status: int
    body: bytes = b""
    code: str = ""
    retry_after: int | None = None


@dataclass
class _Round:
    """One parcel being worked through."""

    node: Node
    partner: Partner
    items: tuple[Item, ...]
    feeding: bool | None = None
    """Whether the parcel is a feed; asked for at its first batch, when its documents are known."""
    returned: list[Batch] = field(default_factory=list)
    out: list[Item] = field(default_factory=list)


def partner_for(node: Node, to_part: str, from_part: str) -> Partner | None:
    """Give the partner of a path; None for a wrong `to` or an unknown `from`: both look alike from outside."""
    try:
        to, sender = party_id.from_part(to_part), party_id.from_part(from_part)
    except party_id.BadPartyId:
        return None
    # Both are always asked for: a wrong receiver must cost the same work as an unknown writer (DXP 11).
    ours, partner = partners.own_chain(node.alias).party, partners.by_party(node.alias, sender)
    return partner if ours == to else None


def answer(node: Node, partner: Partner, data: bytes) -> Answer:
    """Give the answer to a parcel that a partner posted."""
    try:
        items = parcel.parse(data, body_limit=partners.own_chain(node.alias).last.body_limit)
    except Refused as refused:
        failures.count(node, refused.code)
        return Answer(refusal.status_of(refused.code), code=refused.code)
    work = _Round(node, partner, items)
    for item in items:
        try:
            work.out += _take(work, item)
        except Refused as refused:
            return _refused(work, item, refused)
        except SwapLost:
            return Answer(503, parcel.build(work.out), "unavailable", retry_after=1)
    return Answer(200, parcel.build(introduced(node, partner, work.out)))


def introduced(node: Node, partner: Partner, items: Sequence[Item]) -> list[Item]:
    """Give the items, with our documents in front where the partner may not know the one that signed (DXP 4).

    Before control objects always: these open the way for a partner that has lost its memory. Before others as long as
    the entry that brings our newest document is not receipted.
    """
    own = signing.usable(node, partners.own_chain(node.alias))
    if not items or own.last.seq == 0:
        return list(items)
    if not any(isinstance(item, Control) for item in items):
        _, out = ledger.outgoing(node.alias, partner)
        marks = partners.marks(node.alias, partner, ours=True).marks
        if not marks or marks[-1].size <= out.receipted.size:
            return list(items)
    return [*(Document(document.record) for document in own.documents[1:]), *items]


def take_answer(node: Node, partner: Partner, data: bytes) -> list[Item]:
    """Work through the parcel that came back; give what to send next.

    Raises:
        Refused: something in it does not hold. What came before it has taken effect.
    """
    items = parcel.parse(data, body_limit=partners.own_chain(node.alias).last.body_limit)
    work = _Round(node, partner, items)
    for item in items:
        work.out += _take(work, item)
    return work.out


def _take(work: _Round, item: Item) -> list[Item]:
    node, partner = work.node, work.partner
    match item:
        case Document(record):
            _take_document(node, partner, record)
            return []
        case Receipt(record):
            receipting.take_receipt(node, partner, record)
            return []
        case Control(record):
            return feeding.take_control(node, partner, record, work.returned)
        case Batch(checkpoint):
            if _claims_to_be_ours(node, checkpoint):
                work.returned.append(item)
                return []
            if work.feeding is None:
                work.feeding = _is_feed(node, partner, work.items)
            return list(receiving.take_batch(node, partner, item, feeding=work.feeding))


def _refused(work: _Round, item: Item, refused: Refused) -> Answer:
    """Give the answer whose last record is the refusal: signed where the refused object's signatures held."""
    status = refusal.status_of(refused.code)
    if not refused.is_signed:
        failures.count(work.node, refused.code)
        return Answer(status, parcel.build(work.out) if work.out else b"", refused.code)
    pair = partners.pair_of(work.node.alias, work.partner)
    about = sha256(item.checkpoint if isinstance(item, Batch) else item.record)
    refusing.record(work.node, work.partner, refused, about=about)
    by = signing.for_control(work.node, pair)
    record = control.refusal(pair, refused, about=about, now=work.node.now(), by=by)
    if refused.code in ("doc-needed", "doc-stale"):
        # A node that was restored may have lost its own documents: they prove themselves to it too.
        work.out += [Document(document.record) for document in pair.theirs.documents[1:]]
    work.out.append(Control(record.record))
    if refused.code == "not-synced":
        want = feeding.want_yours(work.node, work.partner)
        work.out += [] if want is None else [want]
    return Answer(status, parcel.build(introduced(work.node, work.partner, work.out)), refused.code)


def _take_document(node: Node, partner: Partner, record: bytes) -> None:
    """A document proves itself; it counts for signatures at the place where the ledger has it."""
    if _take_own_document(node, partner, record):
        return
    chain = partners.partner_chain(node.alias, partner)
    try:
        grown = party_document.extend(chain, record)
    except ForkedDocument:
        freezing.freeze(node, partner, "fork", record)
        raise
    if len(grown.documents) > len(chain.documents):
        contact_documents.keep(node, partner, grown)


def _take_own_document(node: Node, partner: Partner, record: bytes) -> bool:
    """Whether a document is ours; one that we have lost is kept. What our chain does not prove is not ours."""
    chain = partners.own_chain(node.alias)
    if not party_document.claims(record, chain.party):
        return False
    try:
        grown = party_document.extend(chain, record)
    except ForkedDocument:
        # Our roots signed two documents with one number: after a restore, or by somebody else's hand.
        freezing.freeze(node, partner, "fork", record)
        raise
    if len(grown.documents) > len(chain.documents):
        contact_documents.keep_own(node, grown)
    return True


def _is_feed(node: Node, partner: Partner, items: tuple[Item, ...]) -> bool:
    """Whether the parcel closes with the `have` for our open `want`, proved: only then its batches are a feed."""
    _, incoming = ledger.incoming(node.alias, partner)
    if incoming.want_nonce is None:
        return False
    pair = partners.pair_of(node.alias, partner)
    return any(isinstance(item, Control) and epoch_receiver.closes_feed(item.record, incoming, pair) for item in items)


def _claims_to_be_ours(node: Node, checkpoint: bytes) -> bool:
    """Whether a batch says that we wrote it (a reply to `want` mine); proved when it is adopted."""
    try:
        return bool(signed.peek(checkpoint).get("from") == partners.own_chain(node.alias).party)
    except (PeerError, ValueError):
        return False
