"""What offline verification lets pass, and what it finds: a table of deviations, and bytes turned one at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import b64, party_id
from detente.model.head import EMPTY_ROOT
from detente.model.instant import format_instant
from detente.protocol.findings import MAX_FINDINGS
from detente.protocol.refusal import Refused
from detente.protocol.thread import export_statement
from detente.protocol.verify import LIMIT, WORD_ONLY, verify
from tests.protocol.exchange_builder import AFTER, ANSWER_BY, Dossier, changed, dossier, party

Value = dict[str, Any]

# In the answered dossier: proved 0 evidence of acceptance, 1 answer (both dir 0), 2 the root, 3 evidence (both dir 1);
# each in the batch of its index; fact 0 is about the answer, fact 1 about the root.
CASE = dossier()
STATEMENT = export_statement(CASE.root, CASE.exchange.held_by(CASE.exchange.a), now=AFTER)
LOWER, HIGHER = CASE.trust


@dataclass(frozen=True)
class Deviation:
    """A change to the statement, and the path and code of the first finding that it must bring."""

    name: str
    change: Callable[[Value], Any]
    path: str
    code: str


def _set(*where: str | int, to: Any) -> Callable[[Value], None]:
    def change(value: Value) -> None:
        target: Any = value
        for step in where[:-1]:
            target = target[step]
        target[where[-1]] = to

    return change


def _copy(source: tuple[str | int, ...], target: tuple[str | int, ...]) -> Callable[[Value], None]:
    def change(value: Value) -> None:
        found: Any = value
        for step in source:
            found = found[step]
        _set(*target, to=found)(value)

    return change


def _drop(*where: str | int) -> Callable[[Value], None]:
    def change(value: Value) -> None:
        target: Any = value
        for step in where[:-1]:
            target = target[step]
        del target[where[-1]]

    return change


def _all(*changes: Callable[[Value], Any]) -> Callable[[Value], None]:
    def change(value: Value) -> None:
        for each in changes:
            each(value)

    return change


def _unproved(value: Value, **members: Any) -> None:
    proved = value["proved"][2]
    value["unproved"].append(
        {
            "dir": 1,
            "seq": 3,
            "epoch": b64.encode(CASE.exchange.ledgers[HIGHER].epoch),
            "header": proved["header"],
            "checkpoint": value["batches"][2]["checkpoint"],
            "missing": "receipt",
            **members,
        }
    )


def _tail(**members: Any) -> Callable[[Value], None]:
    """Take the root out of `proved`, and put it under `unproved` with some members changed."""

    def change(value: Value) -> None:
        _unproved(value, **members)
        del value["proved"][2], value["batches"][2], value["facts"][1]

    return change


STRANGER = [each.record.decode() for each in party("gamma").chain.documents[:1]]
ROTATED = [each.record.decode() for each in CASE.exchange.a.chain.documents]
ZERO = b64.encode(bytes(32))

DEVIATIONS = [
    Deviation("another version", _set("v", to="dxp/2"), "v", "bad-member"),
    Deviation("another type", _set("typ", to="dxp.note"), "typ", "wrong-type"),
    Deviation("called a bundle", _set("typ", to="dxp.bundle"), "root", "bad-member"),
    Deviation("a member missing", _drop("unproved"), "unproved", "bad-member"),
    Deviation("a member that nothing proves", _set("note", to="they confessed"), "note", "unknown-member"),
    Deviation("such a member of an entry", _set("proved", 0, "by", to="x"), "proved[0].by", "unknown-member"),
    Deviation("such a member of a fact", _set("facts", 0, "by", to="x"), "facts[0].by", "wrong-fact"),
    Deviation("true for 1", _set("proved", 2, "dir", to=True), "proved[2].dir", "bad-member"),
    Deviation("parties in the other order", _set("parties", to=[HIGHER, LOWER]), "parties", "bad-member"),
    Deviation("one party twice", _set("parties", to=[LOWER, LOWER]), "parties", "bad-member"),
    Deviation(
        "a document of a stranger", _set("documents", LOWER, to=STRANGER), f"documents[{LOWER}][0]", "wrong-party"
    ),
    Deviation(
        "documents exchanged",
        _all(_set("documents", LOWER, to=[party("alpha").chain.documents[0].record.decode()]),
             _set("documents", HIGHER, to=[party("alpha").chain.documents[0].record.decode()])),
        f"documents[{HIGHER if party('alpha').id == LOWER else LOWER}][0]",
        "wrong-party",
    ),
    Deviation("no document", _set("documents", LOWER, to=[]), f"documents.{LOWER}", "bad-member"),
    Deviation(
        "a document that nothing used", _set("documents", LOWER, to=ROTATED), f"documents[{LOWER}]", "bad-party-doc"
    ),
    Deviation(
        "a document twice",
        _set("documents", LOWER, to=[ROTATED[0], ROTATED[0]]),
        f"documents[{LOWER}][1]",
        "bad-party-doc",
    ),
    Deviation(
        "a chain that begins late", _set("documents", LOWER, to=ROTATED[1:]), f"documents[{LOWER}][0]", "bad-party-doc"
    ),
    Deviation("a record with a space", lambda v: v["batches"][0].update(receipt=" " + v["batches"][0]["receipt"]),
              "batches[0].receipt", "not-canonical"),
    Deviation(
        "the receipt of another batch",
        _copy(("batches", 1, "receipt"), ("batches", 0, "receipt")),
        "batches[0].receipt",
        "mismatch",
    ),
    Deviation(
        "the receipt of the other side",
        _copy(("batches", 2, "receipt"), ("batches", 0, "receipt")),
        "batches[0].receipt",
        "unknown-key",
    ),
    Deviation(
        "a checkpoint as receipt",
        _copy(("batches", 0, "checkpoint"), ("batches", 0, "receipt")),
        "batches[0].receipt",
        "wrong-type",
    ),
    Deviation("another size of a batch", _set("batches", 1, "size", to=9), "batches[1].size", "mismatch"),
    Deviation("a batch twice", lambda v: v["batches"].append(v["batches"][3]), "batches", "bad-order"),
    Deviation("batches in another order", lambda v: v["batches"].reverse(), "batches", "bad-order"),
    Deviation("a batch removed", _drop("batches", 3), "proved[3].size", "mismatch"),
    Deviation("an entry removed", _drop("proved", 1), "batches[1]", "unused"),
    Deviation(
        "an entry removed with its batch",
        _all(_drop("proved", 1), _drop("batches", 1), _drop("facts", 0)),
        "proved[2].header",
        "not-in-thread",
    ),
    Deviation("evidence removed", _drop("proved", 0), "batches[0]", "unused"),
    Deviation("an entry twice", lambda v: v["proved"].append(v["proved"][3]), "proved", "bad-order"),
    Deviation("entries in another order", lambda v: v["proved"].reverse(), "proved", "bad-order"),
    Deviation("written by the other side", _set("proved", 3, "dir", to=0), "proved[3].dir", "wrong-party"),
    Deviation("in another batch", _set("proved", 0, "size", to=3), "proved[0].seq", "mismatch"),
    Deviation("at another place", _set("proved", 2, "seq", to=2), "proved[2].path", "bad-path"),
    Deviation("another box", _set("proved", 2, "box", to=ZERO), "proved[2].path", "bad-path"),
    Deviation(
        "another header", _copy(("proved", 0, "header"), ("proved", 1, "header")), "proved[1].path", "bad-path"
    ),
    Deviation("no header", _set("proved", 0, "header", to=b64.encode(b"{}")), "proved[0].header", "bad-header"),
    Deviation("a path cut short", lambda v: v["proved"][2]["path"].pop(), "proved[2].path", "bad-path"),
    Deviation("a path too long", lambda v: v["proved"][2]["path"].append(ZERO), "proved[2].path", "bad-path"),
    Deviation("another node in a path", _set("proved", 2, "path", 0, to=ZERO), "proved[2].path", "bad-path"),
    Deviation("the root of nothing here", _set("root", to=ZERO), "root", "not-in-thread"),
    Deviation("the root of a part", _set("root", to=CASE.answer), "proved[0].header", "not-in-thread"),
    Deviation("evidence undisclosed", _set("proved", 0, "disclosed", to=None), "proved[0].disclosed", "not-disclosed"),
    Deviation(
        "the key of other evidence",
        _copy(("proved", 3, "disclosed", "cek"), ("proved", 0, "disclosed", "cek")),
        "proved[0].disclosed.cek",
        "cannot-open",
    ),
    Deviation(
        "the body of other evidence",
        _copy(("proved", 3, "disclosed", "body"), ("proved", 0, "disclosed", "body")),
        "proved[0].disclosed.body",
        "cannot-open",
    ),
    Deviation("a fact missing", _drop("facts", 0), "facts", "wrong-fact"),
    Deviation("facts in another order", lambda v: v["facts"].reverse(), "facts[0].accepted", "wrong-fact"),
    Deviation("another officer", _set("facts", 1, "accepted", "by", to="officer-1"), "facts[1].accepted", "wrong-fact"),
    Deviation("no acceptance", _set("facts", 1, "accepted", to=None), "facts[1].accepted", "wrong-fact"),
    Deviation("no answer", _set("facts", 1, "answered", to=None), "facts[1].answered", "wrong-fact"),
    Deviation("true for 1 in a fact", _set("facts", 1, "dir", to=True), "facts[1].dir", "wrong-fact"),
    Deviation(
        "silence although answered",
        _set("facts", 1, "silent_since", to=format_instant(ANSWER_BY)),
        "facts[1].silent_since",
        "wrong-fact",
    ),
    Deviation("a member of a fact missing", _drop("facts", 1, "opened"), "facts[1].opened", "wrong-fact"),
    Deviation("proved and unproved", _unproved, "unproved[0]", "contradiction"),
    Deviation(
        "unproved although its batch is receipted",
        _all(_unproved, _drop("proved", 2), _drop("facts", 1)),
        "batches[2]",
        "unused",
    ),
    Deviation("unproved at another place", _tail(seq=1), "unproved[0].seq", "mismatch"),
    Deviation("unproved in another epoch", _tail(epoch=b64.encode(bytes(16))), "unproved[0].epoch", "mismatch"),
    Deviation("unproved with a place and no checkpoint", _tail(checkpoint=None), "unproved[0]", "bad-member"),
    Deviation("unproved for another cause", _tail(missing="time"), "unproved[0].missing", "bad-member"),
    Deviation("unproved with a receipt", _tail(receipt="x"), "unproved[0].receipt", "unknown-member"),
]  # fmt: skip


@pytest.mark.parametrize("deviation", DEVIATIONS, ids=lambda each: each.name)
def test_a_deviation_is_found_at_its_place(deviation: Deviation) -> None:
    report = verify(changed(STATEMENT, deviation.change), trust=CASE.trust)
    assert not report.ok
    assert [(report.findings[0].path, report.findings[0].code)] == [(deviation.path, deviation.code)]
    assert all(finding.reason for finding in report.findings)


def test_the_statement_without_deviation_holds_and_gives_its_facts() -> None:
    report = verify(STATEMENT, trust=CASE.trust)
    assert (report.ok, report.what, report.parties) == (True, "dxp.thread", CASE.trust)
    assert [fact["kind"] for fact in report.facts] == ["answer", "notification"]
    assert report.limits == LIMIT


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "bad-json"),
        (b"[]", "bad-json"),
        (b"{}", "wrong-type"),
        (b"\xff", "bad-json"),
        (STATEMENT + b"\n", "not-canonical"),
        (STATEMENT.replace(b'"proved"', b'"pr\\u006fved"'), "not-canonical"),
        (STATEMENT[:-1], "bad-json"),
        (json.dumps(json.loads(STATEMENT), indent=1).encode(), "not-canonical"),
        (b'{"typ":"dxp.thread"}', "bad-member"),
        (b'{"typ":["dxp.thread"]}', "wrong-type"),
        (b'{"documents":[],"typ":"dxp.fork"}', "bad-member"),
        (b"PK\x03\x04", "bad-zip"),
    ],
)
def test_what_is_no_proof_is_reported_and_never_raised(data: bytes, code: str) -> None:
    report = verify(data, trust=CASE.trust)
    assert (report.ok, report.findings[0].code) == (False, code)


def test_a_report_does_not_grow_with_what_a_stranger_sent() -> None:
    data = changed(STATEMENT, lambda value: value.update({f"x{number}": 1 for number in range(1000)}))
    assert len(verify(data, trust=CASE.trust).findings) == MAX_FINDINGS
    strangers = changed(STATEMENT, lambda value: value["documents"].update({f"x{number}": 1 for number in range(9)}))
    assert verify(strangers, trust=CASE.trust).parties == CASE.trust


def test_parties_that_nobody_expected_are_not_ok() -> None:
    assert [finding.code for finding in verify(STATEMENT, trust=()).findings] == ["untrusted"]
    assert [finding.path for finding in verify(STATEMENT, trust=[LOWER]).findings] == ["parties[1]"]
    others = verify(STATEMENT, trust=[party("gamma").id])
    assert [finding.path for finding in others.findings] == ["parties[0]", "parties[1]"]
    assert (others.ok, others.facts) == (False, ())
    assert verify(STATEMENT, trust=[party("gamma").id, HIGHER, LOWER]).ok


def test_a_party_is_expected_by_its_fingerprint() -> None:
    assert verify(STATEMENT, trust=[party_id.from_fingerprint(party_id.fingerprint(each)) for each in CASE.trust]).ok


@pytest.mark.parametrize("claim", [None, format_instant(ANSWER_BY)])
def test_silence_or_none_both_hold_where_no_answer_is_proved(claim: str | None) -> None:
    case = dossier(answered=False)
    data = export_statement(case.root, case.exchange.held_by(case.exchange.a), now=AFTER)
    report = verify(changed(data, _set("facts", 0, "silent_since", to=claim)), trust=case.trust)
    assert report.ok


def test_silence_since_another_time_does_not_hold() -> None:
    case = dossier(answered=False)
    data = export_statement(case.root, case.exchange.held_by(case.exchange.a), now=AFTER)
    wrong = changed(data, _set("facts", 0, "silent_since", to=format_instant(ANSWER_BY - timedelta(days=1))))
    assert [finding.path for finding in verify(wrong, trust=case.trust).findings] == ["facts[0].silent_since"]


@pytest.mark.parametrize(
    ("early", "late", "ok"), [(True, True, True), (True, False, True), (False, False, True), (False, True, False)]
)
def test_all_silences_hold_at_one_moment(early: bool, late: bool, ok: bool) -> None:
    case = dossier(answered=False)
    second = ANSWER_BY + timedelta(days=1)
    case.exchange.write(case.exchange.b, "notification", re=case.root, answer_by=second)
    case.exchange.send(case.exchange.b)
    data = export_statement(case.root, case.exchange.held_by(case.exchange.a), now=AFTER)
    claims = _all(
        _set("facts", 0, "silent_since", to=format_instant(ANSWER_BY) if early else None),
        _set("facts", 1, "silent_since", to=format_instant(second) if late else None),
    )
    assert verify(changed(data, claims), trust=case.trust).ok is ok


def _with_receipt(**members: Any) -> tuple[Dossier, bytes]:
    """Give a silent dossier with one entry more, whose receipt is signed with other members than it should have."""
    case = dossier(answered=False)
    case.exchange.write(case.exchange.b, "notification", re=case.root)
    case.exchange.stamp(case.exchange.b)
    case.exchange.receipt(case.exchange.b, **members)
    return case, export_statement(case.root, case.exchange.held_by(case.exchange.b), now=AFTER)


@pytest.mark.parametrize("name", ["epoch", "root", "checkpoint", "size"])
def test_a_signed_receipt_for_something_else_is_found(name: str) -> None:
    other = {"epoch": b64.encode(bytes(16)), "root": ZERO, "checkpoint": ZERO, "size": 1}[name]
    case, data = _with_receipt(**{name: other})
    report = verify(data, trust=case.trust)
    assert [(finding.path, finding.code) for finding in report.findings] == [("batches[2].receipt", "mismatch")]


ANY_ROOT = b64.encode(b"\x01" * 32)
CHECKPOINTS_OF_NO_LEDGER: dict[str, dict[str, Any]] = {
    "an epoch that began after the batch": {"base": {"size": 4, "root": ANY_ROOT}},
    "an epoch that began at the batch, with another root": {"base": {"size": 3, "root": ANY_ROOT}},
    "an epoch that began with an empty ledger of another root": {"base": {"size": 0, "root": ANY_ROOT}},
    "a batch after an empty ledger of another root": {"prev": {"size": 0, "root": ANY_ROOT}},
}


def _stamped_as(case: Dossier, **members: Any) -> None:
    case.exchange.write(case.exchange.b, "notification", re=case.root)
    case.exchange.stamp(case.exchange.b, **members)


@pytest.mark.parametrize("members", CHECKPOINTS_OF_NO_LEDGER.values(), ids=CHECKPOINTS_OF_NO_LEDGER)
def test_a_signed_checkpoint_that_no_ledger_can_have_is_found(members: dict[str, Any]) -> None:
    case = dossier(answered=False)
    _stamped_as(case, **members)
    case.exchange.receipt(case.exchange.b)
    report = verify(export_statement(case.root, case.exchange.held_by(case.exchange.b), now=AFTER), trust=case.trust)
    assert ("batches[2].checkpoint", "root-mismatch") in [(each.path, each.code) for each in report.findings]


@pytest.mark.parametrize("members", CHECKPOINTS_OF_NO_LEDGER.values(), ids=CHECKPOINTS_OF_NO_LEDGER)
def test_such_a_checkpoint_is_found_without_its_receipt_too(members: dict[str, Any]) -> None:
    case = dossier(answered=False)
    _stamped_as(case, **members)
    report = verify(export_statement(case.root, case.exchange.held_by(case.exchange.b), now=AFTER), trust=case.trust)
    assert [(each.path, each.code) for each in report.findings] == [("unproved[0].checkpoint", "root-mismatch")]


@pytest.mark.parametrize("size", [3, 260])
def test_a_batch_has_1_to_256_entries_without_its_receipt_too(size: int) -> None:
    case = dossier(answered=False)
    _stamped_as(case, size=size)
    data = export_statement(case.root, case.exchange.held_by(case.exchange.b), now=AFTER)
    findings = verify(data, trust=case.trust).findings
    assert ("unproved[0].checkpoint", "root-mismatch") in [(each.path, each.code) for each in findings]


@pytest.mark.parametrize("seq", [3, 5])
def test_a_receipt_that_refuses_an_entry_of_another_batch_is_found(seq: int) -> None:
    case, data = _with_receipt(refused=[(seq, "expired")])
    report = verify(data, trust=case.trust)
    assert [(finding.path, finding.code) for finding in report.findings] == [("batches[2].receipt", "bad-object")]


def test_a_new_epoch_begins_where_the_ledger_stands() -> None:
    case = dossier(answered=False)
    case.exchange.ledgers[HIGHER].open_epoch()
    _stamped_as(case)
    case.exchange.receipt(case.exchange.b)
    assert verify(export_statement(case.root, case.exchange.held_by(case.exchange.b), now=AFTER), trust=case.trust).ok


@pytest.mark.parametrize("base", [{"size": 2, "root": ANY_ROOT}, {"size": 0, "root": b64.encode(EMPTY_ROOT)}])
def test_an_epoch_that_began_within_an_earlier_one_is_found(base: dict[str, Any]) -> None:
    case = dossier(answered=False)
    case.exchange.ledgers[HIGHER].open_epoch()
    _stamped_as(case, base=base)
    case.exchange.receipt(case.exchange.b)
    data = export_statement(case.root, case.exchange.held_by(case.exchange.b), now=AFTER)
    findings = verify(data, trust=case.trust).findings
    assert [(each.path, each.code) for each in findings] == [("batches[2].checkpoint", "root-mismatch")]


def test_an_unproved_entry_at_a_place_that_is_proved_is_found() -> None:
    case = dossier(answered=False)
    case.exchange.write(case.exchange.b, "notification", re=case.root)
    data = export_statement(case.root, case.exchange.held_by(case.exchange.b), now=AFTER)

    def claim(value: Value) -> None:
        batch, root = value["batches"][-1], value["proved"][-1]
        epoch = b64.encode(case.exchange.ledgers[HIGHER].epoch)
        place = {"dir": 1, "seq": root["seq"], "epoch": epoch, "checkpoint": batch["checkpoint"]}
        value["unproved"][0].update(place, missing="content")

    findings = verify(changed(data, claim), trust=case.trust).findings
    assert [(each.path, each.code) for each in findings] == [("unproved[0].seq", "contradiction")]


def test_a_document_that_was_already_replaced_is_found() -> None:
    case = dossier(answered=False)
    exchange = case.exchange
    for doc in (1, 0):
        exchange.write(exchange.a, "answer", re=case.root)
        exchange.stamp(exchange.a, doc=doc)
        exchange.receipt(exchange.a)
    data = export_statement(case.root, exchange.held_by(exchange.b), now=AFTER)
    findings = verify(data, trust=case.trust).findings
    assert [(finding.path, finding.code) for finding in findings] == [("batches[2].checkpoint", "doc-stale")]


def test_a_receipt_under_a_document_that_did_not_hold_yet_is_found() -> None:
    case = dossier(answered=False)
    exchange = case.exchange
    # Under document 0 the lower party had seen all of the other ledger; a receipt for less of it cannot be under 1.
    late = exchange.write(exchange.b, "notification", re=case.root)
    exchange.stamp(exchange.b)
    exchange.receipt(exchange.b, doc=1)
    exchange.evidence(exchange.a, "accepted", re=late)
    exchange.send(exchange.a)
    data = export_statement(case.root, exchange.held_by(exchange.b), now=AFTER)
    findings = verify(data, trust=case.trust).findings
    assert [(finding.path, finding.code) for finding in findings] == [("batches[3].receipt", "doc-stale")]


def test_two_batches_that_contradict_each_other_are_found() -> None:
    case = dossier(answered=False)
    exchange = case.exchange
    forked = dossier(answered=False).exchange
    for each in (exchange, forked):
        each.write(each.a, "notification" if each is forked else "answer", re=case.root)
    forked.write(forked.a, "answer", re=case.root)
    for each in (exchange, forked):
        each.send(each.a)
    ours, theirs = (export_statement(case.root, each.held_by(each.a), now=AFTER) for each in (exchange, forked))

    def add(value: Value) -> None:
        value["batches"].insert(2, json.loads(theirs)["batches"][1])

    findings = verify(changed(ours, add), trust=case.trust).findings
    assert [(finding.path, finding.code) for finding in findings] == [("batches[2].checkpoint", "fork")]


def test_a_sound_tail_is_said_to_be_the_exporters_word() -> None:
    case = dossier(answered=False)
    case.exchange.write(case.exchange.a, "answer", re=case.root)
    data = export_statement(case.root, case.exchange.held_by(case.exchange.a), now=AFTER)
    assert WORD_ONLY in verify(data, trust=case.trust).limits


def test_unknown_members_inside_signed_records_pass() -> None:
    case, data = _with_receipt(later="a member of a newer release")
    assert verify(data, trust=case.trust).ok


def test_critical_members_that_are_not_known_do_not_pass() -> None:
    case = dossier(answered=False)
    with pytest.raises(Refused, match="understood"):
        case.exchange.receipt(case.exchange.b, crit=["later"], later=1)


def test_refused_evidence_may_be_left_shut_and_must_open_where_it_is_disclosed() -> None:
    case = dossier(answered=False)
    case.exchange.evidence(case.exchange.a, "opened", re=case.root)
    case.exchange.send(case.exchange.a, refused=[(3, "not-agreed")])
    held = case.exchange.held_by(case.exchange.a)
    shut = export_statement(case.root, held, now=AFTER)
    cid = next(entry.header.cid for entry in held.entries if entry.seq == 3 and entry.writer == case.exchange.a.id)
    opened = export_statement(case.root, held, now=AFTER, disclose={cid})
    assert verify(shut, trust=case.trust).ok
    assert verify(opened, trust=case.trust).ok
    assert shut != opened


def test_evidence_of_another_form_does_not_break_the_statement() -> None:
    case = dossier(answered=False)
    case.exchange.evidence(case.exchange.a, "opened", re=case.root, by="Ada Byron")
    case.exchange.send(case.exchange.a)
    assert verify(export_statement(case.root, case.exchange.held_by(case.exchange.b), now=AFTER), trust=case.trust).ok


def test_nothing_is_decided_by_the_order_of_rows() -> None:
    held = CASE.exchange.held_by(CASE.exchange.a)
    turned = replace(held, entries=held.entries[::-1], batches=held.batches[::-1])
    assert export_statement(CASE.root, turned, now=AFTER) == STATEMENT


@given(st.integers(0, len(STATEMENT) - 1), st.integers(0, 7))
def test_one_turned_bit_anywhere_is_found_with_a_reason(position: int, bit: int) -> None:
    _expect_found(STATEMENT, position, bit, CASE.trust)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_report(data: bytes) -> None:
    assert not verify(data, trust=CASE.trust).ok


@pytest.mark.shared
def test_the_statement_of_the_vectors_holds(shared_dir: Path) -> None:
    statement, trust = _of_the_vectors(shared_dir)
    report = verify(statement, trust=trust)
    assert (report.ok, report.findings) == (True, ())


@pytest.mark.shared
def test_no_turned_byte_of_the_vectors_passes(shared_dir: Path) -> None:
    """Every 13th byte outside the signed records, every 331st in them; `verify` covers no byte less than another."""
    statement, trust = _of_the_vectors(shared_dir)
    for position in _sampled(statement):
        _expect_found(statement, position, position * 5 % 7, trust)


def _expect_found(statement: bytes, position: int, bit: int, trust: Any) -> None:
    turned = bytearray(statement)
    turned[position] ^= 1 << bit
    report = verify(bytes(turned), trust=trust)
    assert not report.ok, f"bit {bit} of byte {position} was not found"
    assert all(finding.path and finding.reason for finding in report.findings)


def _sampled(statement: bytes) -> Iterator[int]:
    value = json.loads(statement)
    records = [record for chain in value["documents"].values() for record in chain]
    records += [batch[name] for batch in value["batches"] for name in ("checkpoint", "receipt")]
    inside: set[int] = set()
    for record in records:
        start = statement.index(json.dumps(record).encode()) + 1
        inside.update(range(start, start + len(json.dumps(record)) - 2))
    outside = [position for position in range(len(statement)) if position not in inside]
    yield from outside[::13]
    yield from sorted(inside)[::331]


def _of_the_vectors(shared_dir: Path) -> tuple[bytes, list[party_id.PartyId]]:
    vectors = json.loads((shared_dir / "spec" / "vectors.json").read_text("utf-8"))
    trust = [party_id.from_fingerprint(vectors["parties"][name]["fingerprint"]) for name in "AB"]
    return vectors["thread"]["statement"].encode(), trust
