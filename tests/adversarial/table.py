"""The table of adversarial cases: number, attack, required outcome, the test that shows it, the guard that sees to it.

The numbers are those of the research report that the protocol was drawn from; a number has as many rows as it has
guards that stand apart. Cases of later issues (11, 42–48, 50–52, 55) come with what they attack.
"""

from __future__ import annotations

from typing import Final

from detente.crypto import attachment, jws, sealing
from detente.model import label, strict_json
from detente.node.services import (
    acting,
    attaching,
    exchange,
    feeding,
    freezing,
    judging,
    peering,
    receipting,
)
from detente.node.stores import queue
from detente.policy import grounds
from detente.protocol import (
    bundle,
    entry,
    epoch_receiver,
    epoch_sender,
    fork,
    parcel,
    party_document,
    receive,
    signed,
)
from detente.protocol import receipt as receipts
from detente.web.desk.templatetags import desk as shown
from detente.web.peer import views
from tests.adversarial import attacks_on_batches as of_batches
from tests.adversarial import attacks_on_bytes as of_bytes
from tests.adversarial import attacks_on_contents as of_contents
from tests.adversarial import attacks_on_documents as of_documents
from tests.adversarial import attacks_on_objects as of_objects
from tests.adversarial import attacks_on_proofs as of_proofs
from tests.adversarial import attacks_on_receipts as of_receipts
from tests.adversarial import attacks_on_stores as of_stores
from tests.adversarial import attacks_on_the_endpoint as of_endpoint
from tests.adversarial import without_guards as bare
from tests.adversarial.cases import Guard, case, cut, cuts, of_story, put
from tests.faults import test_mutants as stories
from tests.faults import test_two_parties as parties
from tests.protocol import test_epochs as epochs

REQUIRED: Final = frozenset({*range(1, 11), *range(12, 42), 49, 53, 54, 56, 57})

_NO_PLACE: Final = cuts(
    (receive.take, {"if prev.size < held.size:": "if False:", "if prev.size > held.size:": "if False:"}),
    (receive._check_known, {'raise Refused("fork", "two roots are signed for one epoch and size")': "return"}),
)
_NO_ROOTS: Final = cuts(
    (receive.take, {'grown.size != size or not equal(grown.root(), b64.decode(checkpoint.payload["root"]))': "False"}),
    (receive._check_place, {' or payload["size"] - prev.size != len(arrival.entries)': ""}),
)

_ANY_EPOCH: Final = cuts(
    (
        receipting.take_receipt,
        {
            'ledger.batch_at(node.alias, partner, epoch, payload["size"], ours=True)': (
                'BatchRow.objects.using(node.alias).filter(partner=partner, ours=True, size=payload["size"]).first()'
            )
        },
    ),
    (receipts.matches, {"return (": "return True or ("}),
)
_NOT_THIS_PAIR: Final = cut(signed.verify, 'if (payload["from"], payload["to"]) != (sender, receiver):', "if False:")

CASES: Final = (
    case(
        1, "a batch is replayed", "the same receipt, no second delivery",
        of_batches.a_batch_is_replayed,
        Guard("ledger.known_for and ledger.receipt_by_checkpoint", of_story(stories.place_unknown)),
        Guard("receiving._stored: the stored receipt", of_story(stories.receipt_is_signed_anew)),
    ),
    case(
        2, "a batch is replayed to another party", "403 wrong-party, nothing kept",
        of_batches.a_batch_is_replayed_to_another_party,
        Guard("signed.verify: from and to", _NOT_THIS_PAIR),
    ),
    case(
        3, "a batch overtakes the one before", "409 gap with the size held, nothing kept, healed later",
        of_batches.a_batch_overtakes_the_one_before,
        Guard("receive.take: prev above held", cut(receive.take, "if prev.size > held.size:", "if False:")),
    ),
    case(
        4, "a parcel is cut, or its tail", "400 bad-frame, 409 root-mismatch; nothing kept",
        of_batches.a_batch_is_cut,
        Guard(
            "parcel._records: the end record",
            cut(parcel._records, 'raise Refused("bad-frame", "the parcel is cut short")', "return"),
        ),
        Guard("receive.take: count and root", _NO_ROOTS),
    ),
    case(
        5, "a message is dropped", "the sender sees it wait; the next checkpoint shows the gap on both records",
        of_batches.a_message_is_dropped,
        Guard("receive.take: prev above held", cut(receive.take, "if prev.size > held.size:", "if False:")),
        Guard("exchange._refused: the refusal on record", put(exchange.refusing, "record", bare.nothing)),
    ),
    case(
        6, "a receipt is forged", "unknown-key or bad-signature; shown; the batch stays unreceipted",
        of_receipts.a_receipt_is_forged,
        Guard("keys.VerifyPair: both signatures", bare.no_signature_is_checked),
    ),
    case(
        7, "a receipt is of another pair", "403 wrong-party",
        of_receipts.a_receipt_is_of_another_pair,
        Guard("signed.verify: from and to", _NOT_THIS_PAIR),
    ),
    case(
        7, "a receipt is of another epoch or batch", "kept as evidence, or bad-object; it counts for nothing",
        of_receipts.a_receipt_is_of_another_epoch_or_batch,
        Guard("receipting.take_receipt: epoch and record", _ANY_EPOCH),
    ),
    case(
        8, "a receipt claims more than was sent", "fork: frozen, the receipt kept, on record",
        of_receipts.a_receipt_claims_more_than_was_sent,
        Guard(
            "receipting._judge_stranger",
            cut(
                receipting._judge_stranger,
                'if epoch is not None and equal(b64.decode(receipt.payload["epoch"]), epoch):',
                "if False:",
            ),
        ),
    ),
    case(
        9, "a receipt left before its commit", "the receipt proves it, the feed brings it back, nothing is lost",
        of_receipts.a_receipt_left_before_its_commit,
        Guard(
            "epoch_sender.take_head: partner behind",
            cut(epoch_sender.take_head, "if theirs.size < receipted.size:", "if False:"),
        ),
    ),
    case(
        10, "one partner signs two roots at one place", "frozen with both objects; a fork proof that anyone verifies",
        parties.test_a_partner_that_signs_two_steps_from_one_place_is_frozen_with_both_objects_kept,
        Guard("receive.take: place and known root", _NO_PLACE),
    ),
    case(
        10, "a fork proof is shown to a stranger", "it holds with public keys alone; forged or empty ones do not",
        of_documents.two_contradicting_objects_prove_it,
        Guard("fork.check: the contradiction", cut(fork.check, "if not is_fork(*objects):", "if False:")),
        Guard("keys.VerifyPair: both signatures", bare.no_signature_is_checked),
    ),
    case(
        12, "the sender is restored from a backup", "new epoch, what was lost comes back, nothing signed twice",
        stories.sender_is_restored,
        Guard("epoch_sender.start", put(epoch_sender, "start", bare.the_same)),
    ),
    case(
        12, "the sender is restored from a backup", "new epoch, what was lost comes back, nothing signed twice",
        stories.sender_gets_back_what_waits_in_its_lane,
        Guard("feeding._store_adopted: drop by cid", of_story(stories.lane_keeps_what_came_back)),
    ),
    case(
        13, "the receiver is restored from a backup", "fed first, no receipt before",
        stories.receiver_is_restored,
        Guard("epoch_receiver.start", of_story(stories.ready_at_once)),
    ),
    case(
        14, "both are restored", "the longer cosigned log wins, the rest is shown as lost",
        of_stores.both_are_restored,
        Guard(
            "epoch_sender.take_head: adoption",
            cut(
                epoch_sender.take_head,
                "return Adopt(replace(outgoing, sought=theirs), receipted)",
                "return Opened(open_at(outgoing, outgoing.receipted))",
            ),
        ),
        Guard("freezing.keep_rollback", put(freezing, "keep_rollback", bare.nothing)),
    ),
    case(
        15, "a node is cloned", "each hello closes the other's epoch; alarm, then frozen",
        of_stores.a_node_is_cloned,
        Guard("feeding._count_opening: alarm", cut(feeding._count_opening, "if recent > ALARM_OPENINGS:", "if False:")),
        Guard(
            "feeding._count_opening: freeze",
            cut(feeding._count_opening, "if recent >= FREEZE_OPENINGS:", "if False:"),
        ),
    ),
    case(
        16, "an old hello comes again", "it opens nothing",
        stories.old_hello_comes_again,
        Guard("epoch_receiver.take_hello: challenge", of_story(stories.no_challenge)),
    ),
    case(
        16, "an old hello comes again in its run", "410 epoch-closed",
        epochs.test_an_epoch_is_never_opened_twice_in_a_run,
        Guard("epoch_receiver.take_hello: used epochs", cut(epoch_receiver.take_hello, "if used_in_run:", "if False:")),
    ),
    case(
        17, "a key signs that is for another use", "unknown-key, bad-party-doc",
        of_objects.a_key_signs_that_is_for_another_use,
        Guard("Chain.find_pair: sign keys only", put(party_document.Chain, "find_pair", of_objects.any_key_signs)),
    ),
    case(
        18, "the header chooses its algorithm", "bad-signature: the algorithm is the key's",
        of_objects.the_header_chooses_its_algorithm,
        Guard(
            "jws.verify_pair: alg",
            cut(jws.verify_pair, '(first.alg, second.alg) != ("Ed25519", pair.ml_alg)', "False"),
        ),
    ),
    case(
        19, "one of two signatures is stripped or noise", "bad-signature",
        of_objects.a_signature_is_stripped,
        Guard("jws.verify_pair: the second signature", of_story(stories.second_not_verified)),
    ),
    case(
        19, "a stranger's signatures stand beside", "unknown-key",
        of_objects.a_signature_is_stripped,
        Guard("signed.verify: exactly one pair", cut(signed.verify, " or len(parsed.signatures) != 2")),
    ),
    case(
        20, "the suite or the version is lowered", "suite-too-low, bad-header, bad-party-doc, bad-object",
        of_objects.a_suite_or_version_is_lowered,
        Guard("header.parse: suite", bare.any_suite),
    ),
    case(
        20, "a head answers another offer", "ignored: the head binds the hello",
        epochs.test_a_head_for_another_hello_is_ignored,
        Guard(
            "epoch_sender.take_head: hello hash",
            cut(epoch_sender.take_head, '        or not equal(b64.decode(payload["hello"]), sha256(outgoing.hello))\n'),
        ),
    ),
    case(
        21, "an object is offered as another", "wrong-type",
        of_objects.an_object_is_offered_as_another,
        Guard("signed.verify: typ in headers and payload", of_story(stories.no_types)),
    ),
    case(
        21, "an audit note is offered as a checkpoint", "wrong-type",
        stories.checkpoint_is_of_another_type,
        Guard("signed.verify: typ in headers and payload", of_story(stories.no_types)),
    ),
    case(
        22, "a replaced key signs after its place", "doc-stale; what it signed before stands",
        of_documents.an_old_key_signs_after_its_place,
        Guard(
            "signed._check_doc: document of the place",
            cut(signed._check_doc, ' or not doc_rule(payload)'),
        ),
    ),
    case(
        23, "a stolen key dates back", "no cosignature: shown as the exporter's word, no fact",
        of_documents.a_stolen_key_dates_back,
        Guard("verify._check_thread: the word is named", bare.no_word_is_named),
    ),
    case(
        24, "a document does not follow", "bad-party-doc, unknown-key",
        of_documents.a_document_does_not_follow,
        Guard("party_document._check_follows", put(party_document, "_check_follows", bare.nothing)),
    ),
    case(
        24, "a document is forked", "403 bad-party-doc, frozen, both on record",
        of_documents.a_document_is_forked,
        Guard(
            "party_document.extend: two with one number",
            cut(party_document.extend, "raise ForkedDocument", "return chain"),
        ),
    ),
    case(
        25, "a stranger knocks", "one empty 404; body unread, nothing written",
        of_endpoint.a_stranger_knocks,
        Guard(
            "exchange.partner_for",
            cut(exchange.partner_for, "return partner if ours == to else None", "return partner"),
        ),
    ),
    case(
        25, "a stranger measures", "the same work for each unknown",
        of_endpoint.a_stranger_measures,
        Guard("exchange.partner_for: one look-up always", bare.early_no),
    ),
    case(
        26, "a content was meant for another", "inner-mismatch",
        stories.content_was_meant_for_another,
        Guard(
            "entry.read_plaintext: inner from and to",
            cut(entry.read_plaintext, 'value.get("from") != header.sender or header.receiver not in receivers or '),
        ),
    ),
    case(
        27, "a box is copied under another header", "cannot-open",
        stories.box_was_copied_under_another_header,
        Guard("sealing.box_info: header hash", cut(sealing.box_info, " + header_hash")),
    ),
    case(
        28, "a body opens under two keys", "cannot-open",
        stories.body_opens_under_two_keys,
        Guard(
            "sealing.open_body: commitment",
            cut(sealing.open_body, "holds &= equal(commitment(cek), commit)", "pass"),
        ),
    ),
    case(
        29, "the encapsulation is tampered with", "cannot-open: one code for every failure",
        of_bytes.a_sealed_content_is_tampered_with,
        Guard(
            "entry.open_box: one code",
            cut(entry.open_box, "raise sealing.CannotOpen\n", 'raise EntryRefused("no-key", "no such key")\n'),
        ),
        Guard("sealing.open_box: one error", cut(sealing.open_box, "raise CannotOpen from error", "raise")),
    ),
    case(
        30, "everything is too large", "413 before the body is read",
        of_endpoint.everything_is_too_large,
        Guard("views._read: length", cut(views._read, " or int(length) > most")),
        Guard(
            "parcel._records: caps",
            cut(parcel._records, "if tag is not None and length > _cap(tag, body_limit):", "if False:"),
        ),
    ),
    case(
        31, "a bundle is a bomb", "refused in 64 MiB of memory",
        of_bytes.a_bundle_is_a_bomb,
        Guard("bundle._check_names and _refusal: sizes and packing", bare.a_zip_is_believed),
    ),
    case(
        32, "JSON is deeply nested", "refused before the decoder",
        of_bytes.json_is_deeply_nested,
        Guard("strict_json._check_depth", put(strict_json, "_check_depth", bare.nothing)),
    ),
    case(
        32, "JSON is malformed", "refused",
        of_bytes.json_is_malformed,
        Guard("strict_json: numbers", bare.lenient_numbers),
    ),
    case(
        32, "junk in every record", "400, nothing signed, nothing logged, the node stays up",
        of_endpoint.junk_in_every_record,
        Guard("strict_json._check_depth", put(strict_json, "_check_depth", bare.nothing)),
    ),
    case(
        33, "a member stands twice", "refused",
        of_bytes.a_member_stands_twice,
        Guard("strict_json._object", bare.last_member_wins),
    ),
    case(
        34, "identifiers look alike", "bad-header",
        of_bytes.identifiers_look_alike,
        Guard("identifiers: ASCII patterns", bare.any_letters),
    ),
    case(
        34, "strings are no text", "refused",
        of_bytes.strings_are_no_text,
        Guard("strict_json._check_strings", put(strict_json, "_check_strings", bare.nothing)),
    ),
    case(
        34, "names deceive", "bad-party-doc, bad-payload",
        of_bytes.names_and_numbers_deceive,
        Guard("label.is_label", cut(label.is_label, "\n        and _BIDI_CONTROLS.isdisjoint(value)")),
    ),
    case(
        34, "a text reorders itself", "each control is shown by its name",
        of_bytes.texts_reorder_themselves,
        Guard("desk._shown", cut(shown._shown, "BIDI_CONTROLS.sub(visible, escape(text))", "escape(text)")),
    ),
    case(
        35, "a record is encoded anew", "bad-object; a header in other bytes has another leaf",
        of_objects.a_record_is_encoded_anew,
        Guard(
            "jws.parse: JCS form",
            cut(
                jws.parse,
                'if data != _text(value["payload"], [(item.protected, item.value) for item in signatures]):',
                "if False:",
            ),
        ),
    ),
    case(
        36, "a content is not the one of its cid", "duplicate, inner-mismatch; its place stays",
        of_contents.a_content_is_not_the_one_of_its_cid,
        Guard("receive._code: cid", cut(receive._code, "if header.cid in cids:", "if False:")),
        Guard(
            "entry.read_plaintext: cid",
            cut(entry.read_plaintext, "if sealing.cid_of(plaintext) != header.cid:", "if False:"),
        ),
    ),
    case(
        37, "an id comes again with another body", "id-reused, told to the sender",
        of_contents.an_id_comes_again_with_another_body,
        Guard("receive._code: id", cut(receive._code, "if ids.get(header.id, header.cid) != header.cid:", "if False:")),
    ),
    case(
        38, "clocks jump ten years", "order and receipts unchanged, all delivered",
        of_stores.clocks_jump,
        Guard(
            "queue._next: order of release",
            cut(queue._next, 'ORDER BY "order"', "ORDER BY created, id"),
        ),
    ),
    case(
        39, "an expired entry arrives", "receipted, at no desk, `expired` told",
        of_contents.an_expired_entry_arrives,
        Guard(
            "judging.judge: expired",
            cut(judging.judge, "if header.expires is not None and header.expires <= held_at:", "if False:"),
        ),
    ),
    case(
        40, "chunks are exchanged on the way", "422, none kept, the whole arrives later",
        of_endpoint.chunks_are_exchanged_on_the_way,
        Guard(
            "attaching.take_chunk: leaf",
            cut(attaching.take_chunk, "if not equal(sealing.chunk_leaf(sealed), leaf):", "if False:"),
        ),
        Guard(
            "attaching.take_leaves: root",
            cut(attaching.take_leaves, "if not equal(tree.root_of(split), bytes(row.root)):", "if False:"),
        ),
    ),
    case(
        40, "chunks are moved or cut at rest", "none opens",
        of_bytes.chunks_are_moved_or_cut,
        Guard("attachment._aad: last", cut(attachment._aad, " + bytes([last])")),
        Guard(
            "attachment: number in nonce and AAD",
            cuts((attachment._aad, {" + u64(index)": ""}), (attachment._nonce, {"u64(index)": "u64(0)"})),
        ),
    ),
    case(
        41, "an attachment never completes", "the entry stands, no `opened`, the deadline shows",
        of_endpoint.an_attachment_never_completes,
        Guard(
            "acting.open_entry: all chunks",
            cut(
                acting.open_entry,
                "if AttachmentRow.objects.using(node.alias).filter(entry=entry, complete=False).exists():",
                "if False:",
            ),
        ),
    ),
    case(
        49, "the disk is full or broken", "503, no receipt, health red, nothing lost",
        of_stores.the_disk_is_full,
        Guard("peering._or_busy", put(peering, "_or_busy", bare.unguarded)),
        Guard("receiving._commit: receipt after commit", of_stores.receipt_without_commit),
    ),
    case(
        53, "a flood of bad signatures", "Ed25519 first: no ML-DSA, nothing signed, nothing logged",
        of_objects.a_flood_of_bad_signatures,
        Guard("jws.verify_pair: order", put(jws, "verify_pair", of_objects.the_dear_one_first)),
    ),
    case(
        54, "lengths talk", "size classes; a nil like any short answer",
        of_bytes.lengths_talk,
        Guard("sealing.padded_length", cut(sealing.padded_length, "return -(-total // step) * step", "return total")),
        Guard(
            "entry.smallest_of",
            cut(
                entry.smallest_of,
                "sealing.SMALLEST_REPLY if kind in REPLIES else sealing.SMALLEST",
                "sealing.SMALLEST",
            ),
        ),
    ),
    case(
        54, "a ground says what is held", "it is sent as nil",
        stories.ground_says_what_is_held,
        Guard(
            "grounds.sent_ground",
            cut(grounds.sent_ground, "return ground(inner).sent", "return ground(inner).code"),
        ),
    ),
    case(
        54, "failures of opening look different", "one code",
        stories.failures_of_opening_look_alike,
        Guard(
            "entry.open_box: one code",
            cut(entry.open_box, "raise sealing.CannotOpen\n", 'raise EntryRefused("no-key", "no such key")\n'),
        ),
    ),
    case(
        56, "a party denies that it sent or got", "either export proves it to an auditor; forged ones do not",
        of_proofs.a_party_denies,
        Guard("keys.VerifyPair: both signatures", bare.no_signature_is_checked),
    ),
    case(
        56, "a receipt was lost and comes again", "the same bytes: one receipt for one batch",
        stories.batch_is_receipted_twice,
        Guard("receiving._stored: the stored receipt", of_story(stories.receipt_is_signed_anew)),
    ),
    case(
        57, "paths, lengths and headers are odd", "400 or 404, never 5xx, no traceback",
        of_endpoint.paths_and_lengths_are_odd,
        Guard("views._read: length is a number", cut(views._read, "length.isascii() and ")),
    ),
    case(
        57, "names carry line ends and escapes", "bad-party-doc, bad-payload",
        of_bytes.names_and_numbers_deceive,
        Guard(
            "label.is_label: categories",
            cut(
                label.is_label,
                "\n        and not any(unicodedata.category(character) in _REFUSED for character in value)",
            ),
        ),
    ),
    case(
        57, "names in a bundle lead elsewhere", "bad-zip",
        of_bytes.names_in_a_bundle_lead_elsewhere,
        Guard(
            "bundle._refusal: names",
            cut(bundle._refusal, "info.orig_filename != info.filename or not _is_name(info.filename)", "False"),
        ),
    ),
)  # fmt: skip
