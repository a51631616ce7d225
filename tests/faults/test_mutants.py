"""Each of the 22 mutants of the specification (19): with its guard the story ends well, without it the story is caught.

The table at the end of the run says for each mutant where its guard stands and what caught it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from detente.audit import heads
from detente.crypto import hashing, jws, keys, sealing
from detente.crypto.hashing import sha256
from detente.crypto.tree import Frontier
from detente.model import b64
from detente.model.canonical import canonical
from detente.node.services import delivering, exchange, feeding, notifying, officers, receiving
from detente.node.services.notifying import Letter
from detente.node.stores import ledger, record
from detente.node.stores.models import AuditOpening, BatchRow, Direction, Entry
from detente.policy import admit as admission
from detente.policy import grounds
from detente.policy.standing import Standing
from detente.protocol import entry as entries
from detente.protocol import epoch_receiver, epoch_sender, parcel, receive, signed
from detente.protocol import header as headers
from detente.protocol import stamp as stamps
from detente.protocol.parcel import Batch, Receipt
from detente.protocol.receive import Known, ReceiverPhase
from detente.protocol.refusal import EntryRefused, Refused
from tests.faults import properties
from tests.faults.mutants import without
from tests.faults.two import Died, Fate, Two, lay_down
from tests.policy import builders
from tests.protocol import test_receive as receptions

Patch = pytest.MonkeyPatch


# --- stories: each ends in AssertionError (or an error of the node) where its property does not hold


def notify(two: Two) -> None:
    """Release a notification of Alpha."""
    letter = Letter(subject="Dossier", text="A text.", answer_by=two.world.clock() + timedelta(days=3))
    two.act("alpha", lambda node, partner: notifying.notify(node, officers.find(node, "lia"), partner, letter))


def settled(two: Two) -> None:
    """Let the network heal and check the whole. Each story here has ended long before: a mutant may never."""
    two.settle(rounds=24)
    properties.when_settled(two)


def receiver_dies_before_its_commit(two: Two) -> None:
    """Case 9: what leaves before the commit is lost with it, and the sender's copy is older."""
    copy = two.backup("alpha")
    notify(two)
    two.crash("beta", seam="before commit receive", new_run=True)
    two.turn("alpha", [Fate.ARRIVES, Fate.REQUEST_LOST])
    assert two.deaths
    two.restore("alpha", copy)
    settled(two)


def sender_dies_before_its_commit(two: Two) -> None:
    """Case 49: the batch was signed and never stored; another one takes its place."""
    notify(two)
    two.crash("alpha", seam="before commit stamp")
    two.turn("alpha")
    assert two.deaths
    notify(two)
    settled(two)


def sender_is_restored(two: Two) -> None:
    """Case 12."""
    copy = two.backup("alpha")
    notify(two)
    two.turn("alpha")
    two.restore("alpha", copy)
    notify(two)
    settled(two)


def old_hello_comes_again(two: Two) -> None:
    """Cases 14 and 16: an epoch of the sender's past, and a batch that was stamped again since."""
    two.restart("alpha", new_run=True)
    two.settle()
    notify(two)
    two.turn("alpha", [Fate.REQUEST_LOST])
    two.restart("alpha", new_run=True)
    two.settle()
    two.restart("beta", new_run=True)
    two.settle()
    for index in range(len(two.wire)):
        two.replay(index)
        properties.at_any_time(two)
    settled(two)


def receiver_is_restored(two: Two) -> None:
    """Case 13."""
    copy = two.backup("beta")
    notify(two)
    two.turn("alpha")
    two.restore("beta", copy)
    settled(two)


def batch_comes_again(two: Two) -> None:
    """Case 1."""
    notify(two)
    two.turn("alpha")
    two.replay(0)
    settled(two)


def entry_comes_again(two: Two) -> None:
    """Case 36: a sender that stamps the same content twice."""
    notify(two)
    two.turn("alpha")
    row = Entry.objects.using(two.world.nodes["alpha"].alias).filter(ours=True, kind="notification").get()
    row.pk = row.seq = row.batch = row.leaf = None
    row.order += 1
    row.save(using=two.world.nodes["alpha"].alias, force_insert=True)
    two.turn("alpha")
    desk = Entry.objects.using(two.world.nodes["beta"].alias).filter(ours=False, kind="notification", code="")
    assert desk.count() == 1, "P2: the desk has one content twice"


def sender_gets_back_what_waits_in_its_lane(two: Two) -> None:
    """Case 12: the copy holds the entry unstamped, the partner holds it receipted."""
    notify(two)
    copy = two.backup("alpha")
    two.turn("alpha")
    two.restore("alpha", copy)
    settled(two)


def batch_goes_out_twice(two: Two) -> None:
    """Case 10: something new is released between two sendings of one batch."""
    notify(two)
    two.turn("alpha", [Fate.ANSWER_LOST])
    notify(two)
    two.turn("alpha")
    settled(two)


def batch_is_receipted_twice(two: Two) -> None:
    """Case 56: the receipt was lost, the batch comes again."""
    notify(two)
    two.turn("alpha", [Fate.ANSWER_LOST])
    two.turn("alpha")
    settled(two)


def batch_before_it_is_missing(two: Two) -> None:
    """Cases 3 and 5: the receiver's file was put back under a living node; the next batch leaves a gap."""
    copy = two.backup("beta")
    notify(two)
    two.turn("alpha")
    lay_down(two.world.nodes["beta"], copy)
    two.restart("beta", new_run=False)
    notify(two)
    out = delivering.next_items(two.world.nodes["alpha"], two.partner("alpha"))
    answer = exchange.answer(two.world.nodes["beta"], two.partner("beta"), parcel.build(out))
    assert answer.code == "gap", f"P3: a batch with a gap before it got {answer.code or 'a receipt'}"


def forged(two: Two, change: Callable[[bytes], bytes]) -> str:
    """Give the code that a batch gets whose checkpoint was changed on the way."""
    notify(two)
    (batch,) = delivering.next_items(two.world.nodes["alpha"], two.partner("alpha"))
    assert isinstance(batch, Batch)
    data = parcel.build([replace(batch, checkpoint=change(batch.checkpoint))])
    return exchange.answer(two.world.nodes["beta"], two.partner("beta"), data).code


def second_signature_is_noise(two: Two) -> None:
    """Case 19."""

    def change(data: bytes) -> bytes:
        parsed = jws.parse(data, cap=1 << 16)
        first, second = [(item.protected, item.value) for item in parsed.signatures]
        return jws._text(parsed.payload_text, [first, (second[0], bytes(len(second[1])))])

    assert forged(two, change) == "bad-signature", "P7: one signature was enough"


def algorithm_is_another(two: Two) -> None:
    """Case 18: the signer's own keys, under the name of another algorithm."""
    signer = two.world.nodes["alpha"].sign

    def change(data: bytes) -> bytes:
        parsed = jws.parse(data, cap=1 << 16)
        made = []
        for item, sign, alg in zip(parsed.signatures, (signer.sign_ed, signer.sign_ml), ("EdDSA", "none"), strict=True):
            protected = b64.encode(canonical({"alg": alg, "kid": item.kid, "typ": item.typ}))
            made.append((protected, sign(f"{protected}.{parsed.payload_text}".encode("ascii"))))
        return jws._text(parsed.payload_text, made)

    assert forged(two, change) == "bad-signature", "P7: the object chose its own algorithm"


def checkpoint_is_of_another_type(two: Two) -> None:
    """Case 21: the same members, signed as something else, offered as a checkpoint."""
    signer = two.world.nodes["alpha"].sign

    def change(data: bytes) -> bytes:
        body = canonical({**signed.peek(data), "typ": "dxp.audit-note"})
        return jws.sign(body, typ="dxp.audit-note", signers=[signer])

    assert forged(two, change) == "wrong-type", "P9: an object of another type passed as a checkpoint"


def content_was_meant_for_another(two: Two) -> None:
    """Case 26: a content whose inside names another receiver, sealed to us."""
    patch = pytest.MonkeyPatch()
    real = entries.plaintext_of
    with patch.context() as inside:
        inside.setattr(
            entries,
            "plaintext_of",
            lambda draft, sender, receivers: real(draft, sender=sender, receivers=[builders.GAMMA]),
        )
        notify(two)
    two.turn("alpha")
    assert code_at_beta(two) == "inner-mismatch", "P9: a content for another party reached the desk"


def box_was_copied_under_another_header(two: Two) -> None:
    """Case 27."""
    notify(two)
    alias = two.world.nodes["alpha"].alias
    row = Entry.objects.using(alias).filter(ours=True, kind="notification").get()
    row.header = bytes(row.header).replace(b'"orcon":false', b'"orcon":true')
    row.save(using=alias)
    two.turn("alpha")
    assert code_at_beta(two) == "cannot-open", "P9: a box opened under a header that it was not made for"


def body_opens_under_two_keys(_: Two) -> None:
    """Case 28: a body that says it is committed to another key than the one that opens it."""
    cek, promised = bytes(32), sealing.commitment(bytes([1]) * 32)
    padded = (hashing.u32(2) + b"{}").ljust(256, b"\x00")
    body = AESGCM(sealing.derive(cek, "dxp/1 body")).encrypt(bytes(12), padded, sealing._body_aad(promised))
    with pytest.raises(sealing.CannotOpen):
        sealing.open_body(body, cek=cek, commit=promised, body_hash=sha256(body))


def failures_of_opening_look_alike(two: Two) -> None:
    """Cases 29 and 54: no key of that name, and a box that was tampered with."""
    notify(two)
    row = Entry.objects.using(two.world.nodes["alpha"].alias).filter(ours=True, kind="notification").get()
    header, keys_of_beta = headers.parse(bytes(row.header)), two.world.nodes["beta"].seal
    box, codes = bytearray(row.box or b""), set()
    box[7] ^= 1
    for bad_box, held in ((bytes(row.box or b""), {}), (bytes(box), keys_of_beta)):
        try:
            entries.open_parts(header, box=bad_box, body=bytes(row.body or b""), keys=held)
        except EntryRefused as refused:
            codes.add(refused.code)
    assert codes == {"cannot-open"}, f"P8: failures of opening can be told apart: {codes}"


def document_is_of_another_place(_: Two) -> None:
    """Case 22: after document 1 has its place, a checkpoint under document 0."""
    receptions.test_a_checkpoint_is_judged_by_the_document_of_its_place()


def entry_has_no_agreement(_: Two) -> None:
    """Vectors `agreement.none`."""
    decision = admission.admit(builders.entry(agreement=None), standings=builders.standings(), target=None)
    assert decision == admission.Refusal("agreement.none"), "P9: an entry without agreement was admitted"


def agreement_is_not_seen_yet(_: Two) -> None:
    """Vector `agreement.draft`: the batch's checkpoint does not cover the receiver's contact."""
    decision = admission.admit(builders.entry(seen=0), standings=builders.standings(), target=None)
    assert decision == admission.Refusal("agreement.draft"), "P9: admitted before both sides carry the agreement"


def audit_heads_open_over_the_log(two: Two) -> None:
    """P14: every commitment that left opens to a prefix of the log."""
    notify(two)
    two.settle()
    node = two.world.nodes["alpha"]
    leaves = record.leaves(node.alias)
    for batch in BatchRow.objects.using(node.alias).filter(ours=True):
        committed = b64.decode(signed.peek(bytes(batch.checkpoint))["audit"])
        heads.check_opening(committed, record.opening_of(node.alias, bytes(batch.checkpoint_hash)), leaves)
    assert AuditOpening.objects.using(node.alias).exists()


def ground_says_what_is_held(_: Two) -> None:
    """Case 54: a ground that only a holder can have never travels, and a nil is as large as a short answer."""
    for inner in ("eu977-a", "hr-person-declined", "fiu-impairs-investigation"):
        assert grounds.sent_ground(inner) == grounds.NIL, f"P8: the ground {inner} travels"
    small, larger = (sealing.padded_length(n, smallest=entries.smallest_of("answer")) for n in (120, 700))
    assert small == larger, "P8: the size of a nil tells that it is one"


def tail_loses_its_place(two: Two) -> None:
    """lanes_model.py `to_back`: what was stamped and not receipted goes before what was released after it."""
    notify(two)
    two.turn("alpha", [Fate.REQUEST_LOST])
    notify(two)
    two.restart("alpha", new_run=True)
    settled(two)


def code_at_beta(two: Two) -> str:
    """Give the code of the one notification at Beta."""
    row = Entry.objects.using(two.world.nodes["beta"].alias).filter(ours=False, kind="notification").get()
    assert row.judged
    return str(row.code)


# --- mutants: each takes one guard out


def receipt_leaves_early(patch: Patch, two: Two) -> None:
    real = receiving._commit

    def early(node, partner, row_in, taken, receipt, fresh):  # type: ignore[no-untyped-def]  # as the real one
        try:
            return real(node, partner, row_in, taken, receipt, fresh)
        except Died:
            two.left("beta", "alpha", parcel.build([Receipt(receipt.record)]))
            raise

    patch.setattr(receiving, "_commit", early)


def checkpoint_leaves_early(patch: Patch, two: Two) -> None:
    real = stamps.stamp

    def early(*arguments, **named):  # type: ignore[no-untyped-def]  # as the real one
        stamped = real(*arguments, **named)
        two.observer.batch(Batch(stamped.checkpoint.record, ()))
        return stamped

    patch.setattr(stamps, "stamp", early)


def lane_keeps_what_came_back(patch: Patch, _: Two) -> None:
    real = feeding._store_adopted

    def keeps(node, partner, adopted, batch):  # type: ignore[no-untyped-def]  # as the real one
        cids = [item.header.cid for item in batch.arrival.entries]
        waiting = list(Entry.objects.using(node.alias).filter(ours=True, seq__isnull=True, cid__in=cids))
        real(node, partner, adopted, batch)
        for row in waiting:
            row.pk = None
            row.save(using=node.alias, force_insert=True)

    patch.setattr(feeding, "_store_adopted", keeps)


def batch_is_grouped_anew(patch: Patch, _: Two) -> None:
    real = ledger.in_flight

    def regrouped(alias, partner):  # type: ignore[no-untyped-def]  # as the real one
        batch = real(alias, partner)
        if batch is not None:
            ledger.unstamp(alias, partner, after=batch.prev_size)
            row = Direction.objects.using(alias).get(partner=partner, ours=True)
            row.size, row.peaks = row.receipted_size, row.receipted_peaks
            row.save(using=alias)
        return None

    patch.setattr(ledger, "in_flight", regrouped)


def receipt_is_signed_anew(patch: Patch, _: Two) -> None:
    def anew(node, partner, known):  # type: ignore[no-untyped-def]  # as the real one
        row = BatchRow.objects.using(node.alias).get(partner=partner, ours=False, epoch=known.epoch, size=known.size)
        BatchRow.objects.using(node.alias).filter(pk=row.pk).update(receipt=None)
        return [receiving._sign_missing(node, partner, row)]

    patch.setattr(ledger, "receipt_by_checkpoint", lambda *_: None)
    patch.setattr(receiving, "_stored", anew)


def no_challenge(patch: Patch, _: Two) -> None:
    without(
        patch,
        epoch_receiver.take_hello,
        {"if claimed is None or not equal(b64.decode(claimed), challenge):": "if False:"},
    )


def tail_goes_to_the_back(patch: Patch, _: Two) -> None:
    def to_the_back(alias, partner, *, after):  # type: ignore[no-untyped-def]  # as the real one
        rows = list(Entry.objects.using(alias).filter(partner=partner, ours=True, seq__gt=after).order_by("seq"))
        for row in rows:
            row.seq = row.batch = row.leaf = None
            row.order = ledger.next_order(alias, partner)
            row.save(using=alias)
        BatchRow.objects.using(alias).filter(partner=partner, ours=True, size__gt=after).delete()
        return len(rows)

    patch.setattr(ledger, "unstamp", to_the_back)


def ready_at_once(patch: Patch, _: Two) -> None:
    patch.setattr(
        epoch_receiver,
        "start",
        lambda incoming, *, nonce: replace(
            incoming, phase=ReceiverPhase.READY, epoch=incoming.epoch, want_nonce=None, last_head=None
        ),
    )


def place_unknown(patch: Patch, _: Two) -> None:
    patch.setattr(ledger, "receipt_by_checkpoint", lambda *_: None)
    patch.setattr(ledger, "known_for", lambda *_, **__: Known())


def head_of_nothing(patch: Patch, _: Two) -> None:
    def blind(node):  # type: ignore[no-untyped-def]  # as the real one
        opening = heads.Opening(node.entropy(16), 1, Frontier().extend([bytes(32)]).root())
        return heads.commitment(opening.salt, opening.head), opening

    patch.setattr(record, "blind_head", blind)


@dataclass(frozen=True)
class Mutant:
    """A guard of the specification: its number, what it is, where it stands, what catches its absence."""

    number: int
    what: str
    where: str
    prop: str
    story: Callable[[Two], None]
    remove: Callable[[Patch, Two], None]


def cut(function: Callable[..., object], guard: str, instead: str = "") -> Callable[[Patch, Two], None]:
    """Give a mutant that takes a text out of a function."""
    return lambda patch, _: without(patch, function, {guard: instead})


def second_not_verified(patch: Patch, _: Two) -> None:
    patch.setattr(keys.VerifyPair, "verify_ml", lambda *_: None)


def no_types(patch: Patch, _: Two) -> None:
    header = "any(signature.typ != typ for signature in parsed.signatures)"
    without(patch, signed.verify, {header: "False", 'payload.get("typ") != typ': "False"})


MUTANTS = (
    Mutant(
        1,
        "commit before a receipt leaves",
        "receiving._commit",
        "P1",
        receiver_dies_before_its_commit,
        receipt_leaves_early,
    ),
    Mutant(
        1,
        "commit before a checkpoint leaves",
        "stamping.stamp_ready",
        "P5",
        sender_dies_before_its_commit,
        checkpoint_leaves_early,
    ),
    Mutant(
        2,
        "new epoch after a start",
        "epoch_sender.start",
        "P5",
        sender_is_restored,
        lambda patch, _: patch.setattr(epoch_sender, "start", lambda out: out),
    ),
    Mutant(3, "challenge in hello", "epoch_receiver.take_hello", "P6", old_hello_comes_again, no_challenge),
    Mutant(4, "feed after a restore", "epoch_receiver.start", "P1", receiver_is_restored, ready_at_once),
    Mutant(5, "duplicate check by (epoch, size)", "ledger.known_for", "P2", batch_comes_again, place_unknown),
    Mutant(
        5,
        "duplicate check by cid",
        "receive._code",
        "P2",
        entry_comes_again,
        cut(receive._code, "if header.cid in cids:", "if False:"),
    ),
    Mutant(
        6,
        "drop by cid on adoption",
        "feeding._store_adopted",
        "P2",
        sender_gets_back_what_waits_in_its_lane,
        lane_keeps_what_came_back,
    ),
    Mutant(
        7, "stored batch, regrouped on repeat", "ledger.in_flight", "P5", batch_goes_out_twice, batch_is_grouped_anew
    ),
    Mutant(
        8,
        "stored receipt, signed anew on repeat",
        "ledger.receipt_by_checkpoint",
        "P7",
        batch_is_receipted_twice,
        receipt_is_signed_anew,
    ),
    Mutant(
        9,
        "gap check",
        "receive.take",
        "P3",
        batch_before_it_is_missing,
        cut(receive.take, "if prev.size > held.size:", "if False:"),
    ),
    Mutant(10, "second signature", "jws.verify_pair", "P7", second_signature_is_noise, second_not_verified),
    Mutant(
        11,
        "alg of the pinned key",
        "jws.verify_pair",
        "P7",
        algorithm_is_another,
        cut(jws.verify_pair, '(first.alg, second.alg) != ("Ed25519", pair.ml_alg)', "False"),
    ),
    Mutant(12, "typ comparison (header, payload)", "signed.verify", "P9", checkpoint_is_of_another_type, no_types),
    Mutant(
        13,
        "inner from, to",
        "entry.read_plaintext",
        "P9",
        content_was_meant_for_another,
        cut(entries.read_plaintext, 'value.get("from") != header.sender or header.receiver not in receivers or '),
    ),
    Mutant(
        14,
        "header hash in the HPKE info",
        "sealing.box_info",
        "P9",
        box_was_copied_under_another_header,
        cut(sealing.box_info, " + header_hash"),
    ),
    Mutant(
        15,
        "key commitment",
        "sealing.open_body",
        "P8",
        body_opens_under_two_keys,
        cut(sealing.open_body, "holds &= equal(commitment(cek), commit)", "pass"),
    ),
    Mutant(
        16,
        "one code for all failures of opening",
        "entry.open_box",
        "P8",
        failures_of_opening_look_alike,
        cut(entries.open_box, "raise sealing.CannotOpen\n", 'raise EntryRefused("no-key", "no such key")\n'),
    ),
    Mutant(
        17,
        "doc by position",
        "signed._check_doc",
        "P10",
        document_is_of_another_place,
        cut(signed._check_doc, " or not doc_rule(payload)"),
    ),
    Mutant(
        18,
        "refusal of a null agreement",
        "admit._ground",
        "P9",
        entry_has_no_agreement,
        cut(
            admission._ground,
            "ground = _first(CODES, question)",
            "ground = None if subject.agreement is None else _first(CODES, question)",
        ),
    ),
    Mutant(
        19,
        "seen check of the founding agreement",
        "standing.Standing._is_in_force",
        "P9",
        agreement_is_not_seen_yet,
        cut(Standing._is_in_force, " and self.receiver_seq <= seen"),
    ),
    Mutant(
        20, "audit head over the real log", "record.blind_head", "P14", audit_heads_open_over_the_log, head_of_nothing
    ),
    Mutant(
        21,
        "mapping of inner grounds",
        "grounds.sent_ground",
        "P8",
        ground_says_what_is_held,
        cut(grounds.sent_ground, "return ground(inner).sent", "return ground(inner).code"),
    ),
    Mutant(
        21,
        "size class of nil",
        "entry.smallest_of",
        "P8",
        ground_says_what_is_held,
        cut(entries.smallest_of, "sealing.SMALLEST_REPLY if kind in REPLIES else sealing.SMALLEST", "sealing.SMALLEST"),
    ),
    Mutant(
        22,
        "front of the lane for un-stamped entries",
        "ledger.unstamp",
        "P3",
        tail_loses_its_place,
        tail_goes_to_the_back,
    ),
)


NAMES = [f"{mutant.number}-{mutant.what}" for mutant in MUTANTS]


@pytest.mark.parametrize("mutant", MUTANTS, ids=NAMES)
def test_the_story_of_a_mutant_ends_well_with_the_guard(mutant: Mutant, two: Two) -> None:
    mutant.story(two)


@pytest.mark.parametrize("mutant", MUTANTS, ids=NAMES)
def test_a_mutant_is_caught(mutant: Mutant, two: Two, monkeypatch: Patch, say_at_the_end: Callable[..., None]) -> None:
    with monkeypatch.context() as patch:
        mutant.remove(patch, two)
        try:
            mutant.story(two)
        except (AssertionError, Refused, heads.AuditFinding, pytest.fail.Exception) as caught:
            sentence = str(caught).split("\n")[0][:90] or type(caught).__name__
            line = f"{mutant.number} {mutant.what} | {mutant.where} | {mutant.prop}: {sentence}"
            say_at_the_end(line, under="mutants caught (mutant | guard | caught by)")
            return
    pytest.fail(f"mutant {mutant.number} ({mutant.what}) was not caught")
