"""Control objects at work (DXP 7.2): hello, head, want, have, refusal. Each function gives what to send back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from detente.audit.acts import Act
from detente.crypto.hashing import equal, sha256
from detente.model import b64
from detente.node.context import Node
from detente.node.services import announcing, freezing, line_testing, officers, receiving, rejoining, runs, signing
from detente.node.stores import deliveries, ledger, partners
from detente.node.stores.models import AttachmentRow, BatchRow, Direction, Entry, HandledWant, Partner, UsedEpoch
from detente.node.stores.unit import Unit, unit
from detente.protocol import control, epoch_receiver, epoch_sender, receive, schema, signed
from detente.protocol.epoch_receiver import Feed
from detente.protocol.epoch_sender import Adopt, Adopted, HeadIgnored, Learned, Opened, PartnerBehind
from detente.protocol.pair import Pair
from detente.protocol.parcel import Batch, Control, Document, Item
from detente.protocol.receive import Incoming, ReceiverPhase
from detente.protocol.refusal import Refused
from detente.protocol.signed import Verified
from detente.protocol.stamp import Outgoing, SenderPhase

FEED_BATCHES: Final = 64
FEED_BYTES: Final = 4 << 20
ALARM_OPENINGS: Final = 10
FREEZE_OPENINGS: Final = 20


def hello(node: Node, partner: Partner) -> Item:
    """Give the hello to send: the stored one where one is out, else a fresh epoch and nonce."""
    row, out = ledger.outgoing(node.alias, partner)
    if out.hello is not None:
        return Control(out.hello)
    pair = partners.pair_of(node.alias, partner)
    epoch, nonce = node.entropy(16), node.entropy(32)
    record = control.hello(
        pair,
        epoch=epoch,
        nonce=nonce,
        challenge=out.challenge,
        receipted=out.receipted.head(),
        now=node.now(),
        by=signing.for_control(node, pair),
    )
    with unit(node, "hello") as work:
        ledger.save_outgoing(node.alias, row, epoch_sender.opening(out, epoch=epoch, nonce=nonce, hello=record))
        work.record(Act.EPOCH_OPENED, refs={"party": partner.party}, details={"step": "hello"})
    return Control(record.record)


def opens_first(pair: Pair, out: Outgoing) -> bool:
    """Whether our own direction should be open before we receipt what a feed brought.

    We hold a document that our ledger does not place. Either it waits in its lane, or we have lost its place; the
    partner shows which when it answers our hello.
    """
    return pair.ours.last.seq > pair.our_marks.highest() and out.phase is not SenderPhase.OPEN


def want_yours(node: Node, partner: Partner) -> Item | None:
    """Give the `want` of a direction in FEED; None where it is READY."""
    row, incoming = ledger.incoming(node.alias, partner)
    if incoming.phase is not ReceiverPhase.FEED:
        return None
    pair = partners.pair_of(node.alias, partner)
    nonce = incoming.want_nonce
    if nonce is None:
        nonce = node.entropy(32)
        with unit(node, "want") as work:
            ledger.save_incoming(node.alias, row, epoch_receiver.start(incoming, nonce=nonce))
            work.record(Act.EPOCH_CLOSED, refs={"party": partner.party}, details={"step": "want"})
    by = signing.for_control(node, pair)
    record = control.want(pair, direction=control.YOURS, after=incoming.held.head(), nonce=nonce, by=by)
    return Control(record.record)


def take_control(node: Node, partner: Partner, record: bytes, returned: Sequence[Batch]) -> list[Item]:
    """Give the items that answer a control object. `returned`: our own batches that came before it in the parcel.

    Raises:
        Refused: it does not verify, or its sender must act.
    """
    pair = partners.pair_of(node.alias, partner)
    verified = control.verify(record, pair)
    if not pair.confirmed:
        raise Refused("not-confirmed", "the contact is not confirmed here")
    if pair.frozen and verified.typ != "dxp.refusal":
        raise Refused("frozen", "the pair is frozen; an officer must act")
    match verified.typ:
        case "dxp.hello":
            return _on_hello(node, partner, pair, verified)
        case "dxp.head":
            return _on_head(node, partner, pair, verified)
        case "dxp.want":
            return _on_want(node, partner, pair, verified)
        case "dxp.have":
            return _on_have(node, partner, pair, verified, returned)
        case _:
            return _on_refusal(node, partner, pair, verified)


def _on_hello(node: Node, partner: Partner, pair: Pair, hello_in: Verified) -> list[Item]:
    row, incoming = ledger.incoming(node.alias, partner)
    again = epoch_receiver.repeated_head(incoming, hello_in)
    if again is not None:
        return [Control(_under_our_document(node, pair, row, incoming, again))]
    challenge = runs.challenge_of(node)
    epoch = b64.decode(hello_in.payload["epoch"])
    used = UsedEpoch.objects.using(node.alias).filter(partner=partner, run=node.run, epoch=epoch).exists()
    try:
        outcome = epoch_receiver.take_hello(
            incoming,
            hello_in,
            challenge=challenge,
            used_in_run=used,
            root_at=lambda size: ledger.root_at(node.alias, partner, size, ours=False),
        )
    except Refused as refused:
        if refused.code == "diverged":
            freezing.freeze(node, partner, refused.code, hello_in.record)
        raise
    head = control.head(
        pair,
        hello_in,
        opened=outcome.opened,
        challenge=challenge,
        held=incoming.held.head(),
        now=node.now(),
        by=signing.for_control(node, pair),
    )
    with unit(node, "head") as work:
        if outcome.opened:
            # A head that opens nothing is not kept: an old hello that comes again must not displace the one that holds.
            ledger.save_incoming(node.alias, row, epoch_receiver.with_head(outcome.incoming, head))
            _count_opening(node, partner, epoch, work)
        work.record(Act.EPOCH_OPENED, refs={"party": partner.party}, details={"opened": outcome.opened})
    return [Control(head.record)]


def _under_our_document(node: Node, pair: Pair, row: Direction, incoming: Incoming, stored: bytes) -> bytes:
    """Give the stored head; signed anew, saying the same, where a later document of ours holds by now (DXP 4)."""
    payload = signed.peek(stored)
    if payload["doc"] >= pair.our_control_doc:
        return stored
    head = control.head_again(pair, payload, now=node.now(), by=signing.for_control(node, pair))
    with unit(node, "head again") as work:
        ledger.save_incoming(node.alias, row, epoch_receiver.with_head(incoming, head))
        work.record(Act.EPOCH_OPENED, refs={"party": pair.them}, details={"step": "head under a later document"})
    return head.record


def _count_opening(node: Node, partner: Partner, epoch: bytes, work: Unit) -> None:
    """Two writers with one key open epochs in turn (case 15): alarm above ten an hour, freeze at twenty."""
    used = UsedEpoch.objects.using(node.alias)
    used.create(partner=partner, run=node.run, epoch=epoch, at=node.now())
    # The hour before now, and not after it: a clock that was put back makes old openings no younger (case 38).
    recent = used.filter(
        partner=partner, run=node.run, at__gt=node.now() - timedelta(hours=1), at__lte=node.now()
    ).count()
    if recent > ALARM_OPENINGS:
        work.record(
            Act.FORK_FOUND if recent >= FREEZE_OPENINGS else Act.ROLLBACK_FOUND,
            refs={"party": partner.party},
            details={"because": "two-writers", "openings": recent},
        )
    if recent >= FREEZE_OPENINGS:
        freezing.mark_frozen(node, partner, "two-writers")


def _on_head(node: Node, partner: Partner, pair: Pair, head: Verified) -> list[Item]:
    row, out = ledger.outgoing(node.alias, partner)
    try:
        outcome = epoch_sender.take_head(out, head)
    except HeadIgnored:
        return []
    except Refused as refused:
        freezing.freeze(node, partner, refused.code, head.record)
        raise
    answer: list[Item] = []
    with unit(node, "take head") as work:
        match outcome:
            case Opened():
                ledger.save_outgoing(node.alias, row, outcome.outgoing)
                back = ledger.unstamp(node.alias, partner, after=outcome.outgoing.stamped.size)
                work.record(Act.EPOCH_OPENED, refs={"party": partner.party}, details={"unstamped": back})
            case Learned():
                ledger.save_outgoing(node.alias, row, outcome.outgoing)
                work.record(Act.EPOCH_CLOSED, refs={"party": partner.party}, details={"step": "challenge learned"})
            case PartnerBehind():
                ledger.save_outgoing(node.alias, row, outcome.outgoing)
                answer.append(_behind(node, partner, pair, head, out.receipted.size))
                work.record(Act.ROLLBACK_FOUND, refs={"party": partner.party}, details={"because": "behind"})
            case Adopt():
                ledger.save_outgoing(node.alias, row, outcome.outgoing)
                answer.append(_want_mine(node, pair, outcome))
                work.record(Act.ADOPTION_DONE, refs={"party": partner.party}, details={"step": "asked"})
    return answer


def _behind(node: Node, partner: Partner, pair: Pair, head: Verified, receipted: int) -> Item:
    """Show the partner the receipt that it forgot."""
    batch = BatchRow.objects.using(node.alias).get(partner=partner, ours=True, size=receipted)
    receipt = bytes(batch.receipt or b"").decode("ascii")
    refused = Refused("behind", "you hold less than you receipted", {"receipt": receipt})
    by = signing.for_control(node, pair)
    return Control(control.refusal(pair, refused, about=head.hash, now=node.now(), by=by).record)


def _want_mine(node: Node, pair: Pair, outcome: Adopt) -> Item:
    # The nonce of this opening serves again: the reply must answer this very opening.
    nonce = outcome.outgoing.nonce or b""
    by = signing.for_control(node, pair)
    return Control(control.want(pair, direction=control.MINE, after=outcome.after, nonce=nonce, by=by).record)


def _on_want(node: Node, partner: Partner, pair: Pair, want: Verified) -> list[Item]:
    asked_ours = want.payload["dir"] == control.YOURS
    after = want.payload["after"]
    row, out = ledger.outgoing(node.alias, partner)
    if asked_ours and 0 < after <= out.receipted.size:
        ours = ledger.root_at(node.alias, partner, after, ours=True)
        if ours is None or not equal(ours, b64.decode(want.payload["root"])):
            freezing.freeze(node, partner, "diverged", want.record)
            raise Refused("diverged", "the two logs differ at one size")
    _, incoming = ledger.incoming(node.alias, partner)
    held = out.receipted.head() if asked_ours else incoming.held.head()
    # Whoever asks may have lost its own documents too, and cannot prove its own batches without them.
    items: list[Item] = [Document(document.record) for document in pair.theirs.documents[1:]]
    items += _batches(node, partner, after, ours=asked_ours)
    if not asked_ours:
        line_testing.heard(node, partner, want)
    by = signing.for_control(node, pair)
    items.append(Control(control.have(pair, want, receipted=held, now=node.now(), by=by).record))
    if asked_ours and _is_news(node, partner, want):
        with unit(node, "feed asked") as work:
            HandledWant.objects.using(node.alias).create(
                partner=partner, run=node.run, nonce=b64.decode(want.payload["nonce"])
            )
            ledger.save_outgoing(node.alias, row, epoch_sender.close(out))
            # It may have lost chunks too, and cannot say which: each bitmap is asked for again.
            AttachmentRow.objects.using(node.alias).filter(entry__partner=partner, entry__ours=True).update(
                complete=False
            )
            deliveries.wake(node, partner)
            work.record(Act.EPOCH_CLOSED, refs={"party": partner.party}, details={"step": "fed"})
    return items


def _is_news(node: Node, partner: Partner, want: Verified) -> bool:
    """Whether this run has not answered the `want` yet.

    One that comes again gets the feed again, and closes nothing: else whoever repeats an old one makes us look like
    two writers (case 15).
    """
    nonce = b64.decode(want.payload["nonce"])
    return not HandledWant.objects.using(node.alias).filter(partner=partner, run=node.run, nonce=nonce).exists()


def _batches(node: Node, partner: Partner, after: int, *, ours: bool) -> list[Batch]:
    batches: list[Batch] = []
    weight = 0
    for row in ledger.batches_after(node.alias, partner, after, ours=ours, limit=FEED_BATCHES):
        batch = ledger.to_wire(node.alias, row, with_receipt=True)
        weight += sum(len(item.body or b"") + len(item.header) + 2400 for item in batch.entries)
        if batches and weight > FEED_BYTES:
            break
        batches.append(batch)
    return batches


def _on_have(node: Node, partner: Partner, pair: Pair, have: Verified, returned: Sequence[Batch]) -> list[Item]:
    if have.payload["dir"] == control.MINE:
        if line_testing.take_answer(node, partner, have):
            return []
        return _adopt(node, partner, pair, have, returned)
    row, incoming = ledger.incoming(node.alias, partner)
    try:
        state, feed = epoch_receiver.take_have(
            incoming, have, root_at=lambda size: ledger.root_at(node.alias, partner, size, ours=False)
        )
    except Refused as refused:
        freezing.freeze(node, partner, refused.code, have.record)
        raise
    if feed is Feed.IGNORED:
        return []
    if feed is Feed.MORE:
        more = want_yours(node, partner)
        return [] if more is None else [more]
    if opens_first(pair, ledger.outgoing(node.alias, partner)[1]) and receiving.lacks_receipts(node, partner):
        # The place of a document of ours may be among what was lost: no receipt before we know under which to sign.
        return []
    # Before READY is committed: a node that dies in between stays in FEED and comes back to it. After it, what has no
    # receipt would never get one, and the partner could not prove to itself what we hold.
    receipts = receiving.sign_missing_receipts(node, partner)
    with unit(node, "feed done") as work:
        ledger.save_incoming(node.alias, row, state)
        work.record(Act.FEED_DONE, refs={"party": partner.party}, details={"size": state.held.size})
    return list(receipts)


def _adopt(node: Node, partner: Partner, pair: Pair, have: Verified, returned: Sequence[Batch]) -> list[Item]:
    row, out = ledger.outgoing(node.alias, partner)
    if out.sought is None or out.nonce is None or b64.decode(have.payload["nonce"]) != out.nonce:
        return []
    arrivals = [(receive.prepare(batch), batch.receipt) for batch in returned if batch.receipt is not None]
    try:
        adopted = epoch_sender.adopt(out, arrivals, pair)
    except HeadIgnored:
        return []
    except Refused as refused:
        if refused.code in ("doc-needed", "doc-stale", "unknown-key"):
            # Documents are what is missing, and those come; nothing here contradicts anything.
            raise
        freezing.freeze(node, partner, "diverged", have.record)
        raise Refused("diverged", str(refused)) from refused
    with unit(node, "adopt") as work:
        ledger.unstamp(node.alias, partner, after=out.receipted.size)
        ledger.save_outgoing(node.alias, row, adopted.outgoing)
        officers.skip(node, partner, rejoining.forgotten(node, partner, adopted.batches))
        for batch in adopted.batches:
            _store_adopted(node, partner, adopted, batch)
        rejoining.rejoin(node, partner, adopted.batches)
        work.record(Act.ADOPTION_DONE, refs={"party": partner.party}, details={"size": adopted.outgoing.receipted.size})
    if adopted.outgoing.sought is None:
        return []
    return [_want_mine(node, pair, Adopt(adopted.outgoing, adopted.outgoing.receipted.head()))]


def _store_adopted(node: Node, partner: Partner, adopted: Adopted, batch: epoch_sender.AdoptedBatch) -> None:
    """Give our own entries back the places that the partner proves; an entry that is here too keeps its row."""
    payload = batch.checkpoint.payload
    row = BatchRow.objects.using(node.alias).create(
        partner=partner,
        ours=True,
        epoch=b64.decode(payload["epoch"]),
        prev_size=payload["prev"]["size"],
        size=payload["size"],
        root=b64.decode(payload["root"]),
        seen=payload["seen"]["size"],
        at=schema.moment(payload["at"]),
        checkpoint=batch.checkpoint.record,
        checkpoint_hash=batch.checkpoint.hash,
        receipt=batch.receipt.record,
        held_at=schema.moment(batch.receipt.payload["held_at"]),
    )
    announcing.mark_adopted(node, partner, row, batch.arrival)
    for index, item in enumerate(batch.arrival.entries):
        header = item.header
        if header is None:
            raise Refused("diverged", "an entry of ours came back with a header that we cannot read")
        place = {"seq": batch.first_seq + index, "batch": row, "leaf": batch.leaves[index]}
        known = Entry.objects.using(node.alias).filter(partner=partner, ours=True, cid=header.cid)
        if known.update(**place):
            continue
        root = Entry.objects.using(node.alias).filter(partner=partner, cid=header.re).values_list("root", flat=True)
        Entry.objects.using(node.alias).create(
            partner=partner,
            ours=True,
            order=ledger.next_order(node.alias, partner),
            cid=header.cid,
            uid=header.id,
            kind=header.kind,
            agreement=header.agreement,
            topic=header.topic,
            re=header.re,
            root=next(iter(root), header.cid),
            created=header.created,
            answer_by=header.answer_by,
            header=item.wire.header,
            box=item.wire.box,
            box_hash=item.wire.box_hash,
            body=item.wire.body,
            judged=True,
            **place,
        )


def _on_refusal(node: Node, partner: Partner, pair: Pair, refusal: Verified) -> list[Item]:
    code = refusal.payload["code"]
    if code == "behind":
        row, incoming = ledger.incoming(node.alias, partner)
        state = epoch_receiver.take_behind(incoming, refusal, pair, nonce=node.entropy(32))
        if state is None:
            return []
        with unit(node, "behind") as work:
            ledger.save_incoming(node.alias, row, state)
            work.record(Act.ROLLBACK_FOUND, refs={"party": partner.party}, details={"because": "we were behind"})
        want = want_yours(node, partner)
        return [] if want is None else [want]
    if code in ("doc-needed", "doc-stale"):
        return _on_unknown_document(node, partner, pair, refusal)
    if code in ("epoch-closed", "gap", "root-mismatch") and _is_out(node, partner, refusal.payload["about"]):
        close_out(node, partner, code)
    return []


def _on_unknown_document(node: Node, partner: Partner, pair: Pair, refusal: Verified) -> list[Item]:
    """Send the documents that the partner lacks; or learn that it holds more of ours than our marks say.

    Raises:
        Refused: neither would change anything: what we have out cannot stand there.
    """
    have = refusal.payload["detail"].get("have")
    placed = pair.ours.number(have) if isinstance(have, int) else None
    if placed is not None and not node.can_sign_under(placed):
        # Says which key is missing, and what to do.
        node.signer_under(placed)
    last = signing.usable(node, pair.ours).last.seq
    if isinstance(have, int) and have < last:
        return [Document(document.record) for document in pair.ours.documents[have + 1 : last + 1]]
    if have == last and last > pair.our_control_doc:
        # After a restore: the ledger that placed the document is among what the partner gives back.
        with unit(node, "document shown") as work:
            Partner.objects.using(node.alias).filter(pk=partner.pk).update(our_shown_doc=last)
            work.record(
                Act.ROLLBACK_FOUND, refs={"party": partner.party}, details={"because": "document", "have": last}
            )
        if _is_out(node, partner, refusal.payload["about"]):
            close_out(node, partner, "doc-stale")
        return []
    raise Refused(refusal.payload["code"], "the partner holds another document of ours at this place")


def _is_out(node: Node, partner: Partner, about: str) -> bool:
    """Whether a refusal is about what we have out now; an old one that comes again closes nothing (case 16)."""
    _, out = ledger.outgoing(node.alias, partner)
    if out.phase is SenderPhase.OPENING:
        return out.hello is not None and about == b64.encode(sha256(out.hello))
    batch = ledger.in_flight(node.alias, partner)
    return batch is not None and about == b64.encode(bytes(batch.checkpoint_hash))


def close_out(node: Node, partner: Partner, because: str) -> None:
    """Close our open epoch, so that the next turn opens a fresh one."""
    row, out = ledger.outgoing(node.alias, partner)
    if out.phase is SenderPhase.CLOSED:
        return
    with unit(node, "close epoch") as work:
        ledger.save_outgoing(node.alias, row, epoch_sender.close(out))
        work.record(Act.EPOCH_CLOSED, refs={"party": partner.party}, details={"because": because})
