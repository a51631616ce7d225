"""The statement as both sides build it: the same bytes from the same proofs, and what each part of it says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from detente.crypto.hashing import sha256
from detente.model import b64, strict_json
from detente.model.errors import BadInput, NotFound
from detente.model.identifiers import Cid
from detente.model.instant import format_instant
from detente.protocol import header as headers
from detente.protocol import party_document
from detente.protocol.holdings import HeldBatch, HeldEntry, Holdings, MissingHolding
from detente.protocol.thread import export_bundle, export_statement, thread_members
from detente.protocol.verify import verify
from tests.protocol.exchange_builder import AFTER, ANSWER_BY, BEFORE, Dossier, dossier


def _statement(case: Dossier, **options: Any) -> dict[str, Any]:
    held = case.exchange.held_by(case.exchange.b)
    return strict_json.parse(export_statement(case.root, held, now=options.pop("now", AFTER), **options))


def _fact(statement: dict[str, Any], cid: Cid) -> dict[str, Any]:
    found: dict[str, Any] = next(fact for fact in statement["facts"] if fact["cid"] == cid)
    return found


@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize("now", [BEFORE, AFTER])
def test_both_sides_export_the_same_bytes_and_they_hold(answered: bool, now: Any) -> None:
    case = dossier(answered=answered)
    ours, theirs = (
        export_statement(case.root, case.exchange.held_by(side), now=now) for side in (case.exchange.a, case.exchange.b)
    )
    assert ours == theirs
    report = verify(ours, trust=case.trust)
    assert (report.ok, report.findings) == (True, ())


def test_later_traffic_and_other_threads_change_nothing() -> None:
    case = dossier()
    before = export_statement(case.root, case.exchange.held_by(case.exchange.a), now=AFTER)
    case.exchange.write(case.exchange.a, "notification")
    case.exchange.send(case.exchange.a)
    assert export_statement(case.root, case.exchange.held_by(case.exchange.a), now=AFTER) == before


def test_the_facts_name_delivery_acceptance_and_answer() -> None:
    case = dossier()
    statement = _statement(case)
    fact = _fact(statement, case.root)
    assert fact["delivered"]["code"] is None
    assert fact["accepted"]["by"] == "officer-7"
    assert fact["accepted"]["until"] == format_instant(ANSWER_BY)
    assert fact["answered"] == {"kind": "answer", "seq": 3}
    assert fact["silent_since"] is None
    assert statement["unproved"] == []


def test_evidence_has_no_fact_of_its_own_and_is_disclosed() -> None:
    statement = _statement(dossier())
    by_kind = {json.loads(b64.decode(item["header"]))["kind"]: item["disclosed"] for item in statement["proved"]}
    assert set(by_kind) == {"notification", "evidence", "answer"}
    assert by_kind["evidence"] is not None
    assert by_kind["notification"] is None
    assert by_kind["answer"] is None
    assert {fact["kind"] for fact in statement["facts"]} == {"notification", "answer"}


@pytest.mark.parametrize(
    ("now", "silent"),
    [(BEFORE, None), (ANSWER_BY - timedelta(milliseconds=1), None), (ANSWER_BY, ANSWER_BY), (AFTER, ANSWER_BY)],
)
def test_silence_begins_when_the_clock_has_run_out(now: Any, silent: Any) -> None:
    case = dossier(answered=False)
    expected = None if silent is None else format_instant(silent)
    assert _fact(_statement(case, now=now), case.root)["silent_since"] == expected


def test_a_lost_receipt_is_named_by_the_side_that_lacks_it() -> None:
    case = dossier(answered=False)
    root_batch = case.exchange.ledgers[case.exchange.b.id].batches[1]
    held = case.exchange.held_by(case.exchange.b, lost=[(root_batch.writer, root_batch.size)])
    data = export_statement(case.root, held, now=AFTER)
    statement = strict_json.parse(data)
    [item] = statement["unproved"]
    assert (item["missing"], item["seq"], item["checkpoint"]) == ("receipt", 3, root_batch.checkpoint.decode())
    assert statement["facts"] == []
    assert verify(data, trust=case.trust).ok
    other = export_statement(case.root, case.exchange.held_by(case.exchange.a), now=AFTER)
    assert _fact(strict_json.parse(other), case.root)["silent_since"] == format_instant(ANSWER_BY)


def test_what_has_no_place_yet_is_unproved_without_one() -> None:
    case = dossier(answered=False)
    case.exchange.write(case.exchange.a, "answer", re=case.root)
    data = export_statement(case.root, case.exchange.held_by(case.exchange.a), now=AFTER)
    [item] = strict_json.parse(data)["unproved"]
    assert (item["seq"], item["epoch"], item["checkpoint"], item["missing"]) == (None, None, None, "receipt")
    assert verify(data, trust=case.trust).ok


def test_evidence_that_does_not_open_is_named_and_spoils_nothing() -> None:
    case = dossier(answered=False)
    held = case.exchange.held_by(case.exchange.b)
    shut = [replace(each, cek=bytes(32)) if each.header.cid == case.accepted else each for each in held.entries]
    data = export_statement(case.root, replace(held, entries=shut), now=AFTER)
    statement = strict_json.parse(data)
    assert [item["missing"] for item in statement["unproved"]] == ["content"]
    assert _fact(statement, case.root)["accepted"] is None
    assert verify(data, trust=case.trust).ok


def test_refused_evidence_is_proved_without_content_and_is_no_fact() -> None:
    case = dossier(answered=False)
    case.exchange.evidence(case.exchange.a, "opened", re=case.root)
    case.exchange.send(case.exchange.a, refused=[(3, "not-agreed")])
    ours, theirs = (
        export_statement(case.root, case.exchange.held_by(side), now=AFTER)
        for side in (case.exchange.a, case.exchange.b)
    )
    assert ours == theirs
    statement = strict_json.parse(ours)
    assert _fact(statement, case.root)["opened"] is None
    assert next(item for item in statement["proved"] if item["seq"] == 3 and item["dir"] == 0)["disclosed"] is None
    assert verify(ours, trust=case.trust).ok


@pytest.mark.parametrize("by_evidence", [True, False])
def test_a_refused_entry_carries_the_code(by_evidence: bool) -> None:
    case = dossier(answered=False)
    late = case.exchange.write(case.exchange.b, "notification", re=case.root)
    if by_evidence:
        case.exchange.send(case.exchange.b)
        case.exchange.evidence(case.exchange.a, "rejected", re=late, by=None, outcome="failed", code="cannot-open")
        case.exchange.send(case.exchange.a)
    else:
        case.exchange.send(case.exchange.b, refused=[(4, "cannot-open")])
    assert _fact(_statement(case), late)["delivered"]["code"] == "cannot-open"


def test_the_first_outcome_stands() -> None:
    case = dossier(answered=False)
    case.exchange.evidence(case.exchange.a, "accepted", re=case.root, by="officer-9")
    case.exchange.send(case.exchange.a)
    assert _fact(_statement(case), case.root)["accepted"]["by"] == "officer-7"


def test_evidence_about_an_own_entry_is_no_outcome() -> None:
    case = dossier(answered=False)
    case.exchange.evidence(case.exchange.b, "opened", re=case.root)
    case.exchange.send(case.exchange.b)
    assert _fact(_statement(case), case.root)["opened"] is None


def test_evidence_of_another_form_is_no_outcome() -> None:
    case = dossier(answered=False)
    case.exchange.evidence(case.exchange.a, "opened", re=case.root, by="Ada Byron")
    case.exchange.send(case.exchange.a)
    assert _fact(_statement(case), case.root)["opened"] is None


def test_an_own_answer_does_not_end_the_silence() -> None:
    case = dossier(answered=False)
    case.exchange.write(case.exchange.b, "answer", re=case.root)
    case.exchange.send(case.exchange.b)
    fact = _fact(_statement(case), case.root)
    assert fact["answered"] is None
    assert fact["silent_since"] == format_instant(ANSWER_BY)


def test_a_circle_of_entries_ends() -> None:
    links = [(Cid("a"), Cid("b")), (Cid("b"), Cid("a")), (Cid("c"), None)]
    assert thread_members(Cid("a"), links) == {"a", "b"}


def test_documents_go_up_to_the_highest_used() -> None:
    case = dossier(answered=False)
    assert [len(chain) for chain in _statement(case)["documents"].values()] == [1, 1]
    case.exchange.write(case.exchange.a, "answer", re=case.root)
    case.exchange.stamp(case.exchange.a, doc=1)
    case.exchange.receipt(case.exchange.a)
    statement = _statement(case)
    assert [len(statement["documents"][each.id]) for each in (case.exchange.a, case.exchange.b)] == [2, 1]


def test_a_content_is_disclosed_on_demand_and_verified() -> None:
    case = dossier()
    plain, opened = (
        export_statement(case.root, case.exchange.held_by(case.exchange.b), now=AFTER, disclose=disclose)
        for disclose in (frozenset[Cid](), frozenset({case.root}))
    )
    assert plain != opened
    assert verify(opened, trust=case.trust).ok


def test_an_entry_that_names_another_pair_is_in_no_thread() -> None:
    case = dossier(answered=False)
    held = case.exchange.held_by(case.exchange.b)
    before = export_statement(case.root, held, now=AFTER)
    other = replace(held.entries[0], writer=case.exchange.a.id, seq=9)
    assert other.header.sender != other.writer
    assert export_statement(case.root, replace(held, entries=[*held.entries, other]), now=AFTER) == before


def test_what_cannot_be_exported_is_said_with_its_cause() -> None:
    case = dossier()
    held = case.exchange.held_by(case.exchange.a)
    unknown = Cid(b64.encode(bytes(32)))
    with pytest.raises(NotFound):
        export_statement(unknown, held, now=AFTER)
    with pytest.raises(BadInput):
        export_statement(case.root, held, now=AFTER, disclose={unknown})
    with pytest.raises(MissingHolding):
        export_statement(case.root, replace(held, leaves=dict.fromkeys(held.parties, ())), now=AFTER)
    with pytest.raises(MissingHolding):
        export_statement(case.root, replace(held, batches=[]), now=AFTER)
    keyless = replace(held, entries=[replace(each, cek=None) for each in held.entries])
    with pytest.raises(BadInput):
        export_statement(case.root, keyless, now=AFTER, disclose={case.root})
    with pytest.raises(NotFound):
        export_bundle({unknown}, held)
    with pytest.raises(NotFound):
        export_bundle(set(), held)
    with pytest.raises(BadInput):
        export_bundle({case.accepted}, keyless)


@pytest.mark.shared
def test_the_statement_of_the_vectors_is_built_byte_for_byte(shared_dir: Path) -> None:
    vectors = json.loads((shared_dir / "spec" / "vectors.json").read_text("utf-8"))
    expected = vectors["thread"]["statement"].encode()
    chains = {
        vectors["parties"][name]["party"]: party_document.parse_chain([vectors["parties"][name]["document"].encode()])
        for name in "AB"
    }
    held = Holdings(
        entries=[entry for name in ("AB", "BA") for entry in _entries(vectors, name)],
        batches=[batch for name in ("AB", "BA") for batch in _batches(vectors, name)],
        leaves={
            vectors["parties"][name[0]]["party"]: [b64.decode(e["leaf"]) for e in vectors[f"ledger_{name}"]["entries"]]
            for name in ("AB", "BA")
        },
        chains=chains,
    )
    root = Cid(json.loads(expected)["root"])
    assert export_statement(root, held, now=BEFORE) == expected
    assert export_statement(root, held, now=AFTER) == expected


def _batches(vectors: dict[str, Any], name: str) -> list[HeldBatch]:
    ledger = vectors[f"ledger_{name}"]
    writer = vectors["parties"][name[0]]["party"]
    found = []
    for checkpoint, receipt in zip(ledger["checkpoints"], ledger["receipts"], strict=True):
        payload = json.loads(b64.decode(json.loads(checkpoint)["payload"]))
        found.append(HeldBatch(writer, payload["size"], checkpoint.encode(), receipt.encode()))
    return found


def _entries(vectors: dict[str, Any], name: str) -> list[HeldEntry]:
    ledger = vectors[f"ledger_{name}"]
    sizes = [batch.size for batch in _batches(vectors, name)]
    return [
        HeldEntry(
            writer=vectors["parties"][name[0]]["party"],
            header=headers.parse(b64.decode(entry["header"])),
            box_hash=sha256(b64.decode(entry["box"])),
            seq=entry["seq"],
            epoch=b64.decode(ledger["epoch"]),
            batch_size=next(size for size in sizes if size >= entry["seq"]),
            cek=b64.decode(entry["cek"]),
            body=b64.decode(entry["body"]),
        )
        for entry in ledger["entries"]
        if entry["seq"] <= sizes[-1]
    ]
