"""`spec check`: a file of others is run case by case, and whatever stands in it, every case gets an outcome."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import b64
from detente.model.errors import BadInput
from detente.node.services.conformance import objects, run
from detente.node.services.conformance.vectors import VectorFile
from detente.protocol import parcel
from tests import shared

JSON_CASE = {"name": "top level is a list", "op": "json", "bytes": "W10", "expect": {"refusal": "bad-json"}}
FOUND = shared.files("spec/vectors.json")
SHARED: dict[str, Any] = json.loads(FOUND[0].read_bytes()) if FOUND else {}


def _outcomes(file: dict[str, Any]) -> dict[str, run.CaseOutcome]:
    return {outcome.id: outcome for outcome in run.check(run.read(json.dumps(file).encode()))}


def test_a_file_with_one_case_gives_one_outcome_under_its_name() -> None:
    outcomes = _outcomes({"negative": [JSON_CASE]})

    assert outcomes["top level is a list"].to_json() == {
        "id": "top level is a list",
        "ok": True,
        "got": {"refusal": "bad-json"},
    }
    assert len(outcomes) == 1


def test_another_outcome_than_expected_is_not_ok_and_says_what_was_expected() -> None:
    (outcome,) = _outcomes({"negative": [{**JSON_CASE, "bytes": "e30"}]}).values()

    assert not outcome.ok
    assert outcome.to_json()["got"] == {"parsed": True}
    assert outcome.to_json()["expected"] == {"refusal": "bad-json"}


def test_sections_get_names_of_their_own() -> None:
    outcomes = _outcomes({"padding": [[0, 256], [253, 272]], "padding_answer": [[0, 1024]]})

    assert {name: outcome.ok for name, outcome in outcomes.items()} == {
        "padding/0": True,
        "padding/253": True,
        "padding_answer/0": True,
    }


@pytest.mark.parametrize(
    "case",
    [
        {"name": "no op", "expect": {"refusal": "bad-json"}},
        {"name": "an op of a newer release", "op": "teleport", "expect": {"refusal": "bad-json"}},
        {"name": "no record", "op": "verify", "signer": "A", "expect": {"refusal": "bad-signature"}},
        {"name": "nothing expected", "op": "json", "bytes": "e30"},
        "no case at all",
    ],
)
def test_a_case_that_cannot_be_read_is_not_ok_and_the_others_go_on(case: Any) -> None:
    outcomes = list(run.check(VectorFile({"negative": [case, JSON_CASE]})))

    assert [outcome.ok for outcome in outcomes] == [False, True]


def test_a_section_that_breaks_costs_only_itself() -> None:
    outcomes = _outcomes({"agreement": 7, "thread": {}, "ledger_AB": {"entries": 3}, "negative": [JSON_CASE]})

    assert {name: outcome.ok for name, outcome in outcomes.items()} == {
        "agreement": False,
        "thread": False,
        "AB": False,
        "top level is a list": True,
    }


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"about": "nothing"}'])
def test_what_is_no_vector_file_is_bad_use_with_a_sentence(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"Give a file like spec/vectors\.json"):
        run.read(data)


@pytest.mark.shared
def test_every_flipped_expectation_of_the_shared_vectors_is_noticed() -> None:
    file = {**SHARED, "negative": [{**case, "expect": {"refusal": "no-such-code"}} for case in SHARED["negative"]]}

    outcomes = [outcome for outcome in run.check(VectorFile(file)) if outcome.expected == {"refusal": "no-such-code"}]

    assert len(outcomes) == len(SHARED["negative"])
    assert not any(outcome.ok for outcome in outcomes)


@pytest.mark.shared
@settings(max_examples=12)
@given(st.data())
def test_no_junk_in_a_vector_file_stops_the_run(data: st.DataObject) -> None:
    file = copy.deepcopy({**SHARED, "negative": SHARED["negative"][::20]})
    place: Any = file
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else list(range(len(place)))))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(st.sampled_from([None, 0, -1, "", "x", [], {}, [None], {"a": 1}, "\ud800", 2**60, True]))

    for outcome in run.check(VectorFile(file)):
        assert isinstance(outcome.ok, bool)
        json.dumps(outcome.to_json())


@pytest.mark.shared
def test_a_receipt_that_stands_alone_is_verified_and_one_for_another_log_is_a_fork() -> None:
    """Among the shared cases none brings a receipt; another file of the format may."""
    record = SHARED["ledger_BA"]["receipts"][-1].encode()
    shorter = {**SHARED, "ledger_BA": {**SHARED["ledger_BA"], "entries": SHARED["ledger_BA"]["entries"][:4]}}
    case = {"op": "receive", "state": {"held": 6}, "parcel": b64.encode(parcel.build([parcel.Receipt(record)]))}

    assert objects.outcome_of(VectorFile(SHARED), case) == {"refused": [], "size": 6}
    assert objects.outcome_of(VectorFile(shorter), case) == {"refusal": "fork"}


@pytest.mark.shared
def test_the_shared_file_itself_is_read(shared_dir: Path) -> None:
    assert set(run.read((shared_dir / "spec/vectors.json").read_bytes()).ledgers) == {"AB", "BA"}


@pytest.mark.shared
def test_a_receipt_under_a_document_whose_place_is_still_on_its_way_is_let_through_as_by_the_node() -> None:
    newer = next(case for case in SHARED["negative"] if case["name"].startswith("receipt by the new document"))
    vectors = VectorFile(SHARED)

    assert objects.outcome_of(vectors, newer) == {"refusal": "doc-stale"}
    assert objects.outcome_of(vectors, {**newer, "marks": newer["marks"][:1]}) == {"verified": "dxp.receipt"}
