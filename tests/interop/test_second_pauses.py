"""Two readers that share no code judge alike what a statement shows of suspensions, and since when one is silent."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from detente.node.services.verification import verify_file
from tests.interop import second_verifier as second
from tests.interop.second_verifier import b64, sha
from tests.interop.statement_writer import ANSWER_BY, HELD_AT, Batch, Exchange, Signer, Written, entry, fact

pytestmark = pytest.mark.shared

JSON = dict[str, Any]
TEXT = {"v": "dxp/1", "topics": ["ct"], "exempt": ["life", "correction"]}
AGREEMENT = b64(sha(rfc8785.dumps(TEXT)))
BEGIN, END = "2026-11-25T09:00:00.000Z", "2026-12-05T09:00:00.250Z"
MOVED = "2027-01-01T09:00:00.250Z"
ASKS: JSON = {"agreement": AGREEMENT, "answer_by": ANSWER_BY}


@pytest.fixture
def parties(shared_dir: Path) -> tuple[Signer, Signer]:
    said = json.loads((shared_dir / "spec" / "vectors.json").read_bytes())
    lower, higher = sorted((Signer(said["parties"][name]) for name in "AB"), key=lambda each: each.party)
    return lower, higher


def act(sides: tuple[Signer, Signer], name: str, message: str, **said: Any) -> Written:
    """An act about the whole agreement, or about a topic."""
    kind, topic = ("agreement-topic", said.pop("topic")) if "topic" in said else ("agreement", None)
    payload = {"dialogue": kind, "message": message}
    if message.startswith("suspend"):
        payload |= {"mode": "hold", "reason": "the talks are interrupted", "exempt": None, **said}
    return entry(*sides, name, kind, None, payload, header={"agreement": AGREEMENT, "topic": topic})


def statement(
    parties: tuple[Signer, Signer], root: Written, deeds: list[tuple[Written, str]], silent: str | None, **shown: Any
) -> JSON:
    """The higher party asked; the lower one suspended and lifted, and never answered."""
    exchange = Exchange(*parties)
    exchange.batches[1].append(Batch([root]))
    for written, held_at in deeds:
        exchange.batches[0].append(Batch([written], receipt={"held_at": held_at}))
    said = exchange.statement(root, [fact(root, 1, 1, silent_since=silent)])
    by_header = {b64(written.header): written for written, _ in deeds}
    acts = [row for row in said["proved"] if row["header"] in by_header]
    said["proved"] = [row for row in said["proved"] if row["header"] not in by_header]
    for row in acts:
        row["disclosed"] = by_header[row["header"]].disclosed()
    said["pauses"] = {"acts": acts, "texts": [TEXT]} | shown
    return said


def both(said: JSON, parties: tuple[Signer, Signer]) -> tuple[bool, bool]:
    data, trust = rfc8785.dumps(said), [each.party for each in parties]
    return verify_file(data, trust=trust)["ok"], not second.verify(data, trust)


CASES: dict[str, tuple[JSON, list[tuple[str, JSON, str]], str | None, JSON, bool]] = {
    "a pause moves the silence": ({}, [("suspend", {}, BEGIN), ("lift", {}, END)], MOVED, {}, True),
    "the exporter was early": ({}, [("suspend", {}, BEGIN), ("lift", {}, END)], None, {}, True),
    "silence since the old day": ({}, [("suspend", {}, BEGIN), ("lift", {}, END)], ANSWER_BY, {}, False),
    "it still stands": ({}, [("suspend", {}, BEGIN)], None, {}, True),
    "silence although it stands": ({}, [("suspend", {}, BEGIN)], MOVED, {}, False),
    "of a topic above": (
        {},
        [("suspend-topic", {"topic": "ct"}, BEGIN), ("lift-topic", {"topic": "ct"}, END)],
        MOVED,
        {},
        True,
    ),
    "of a topic beside": ({}, [("suspend-topic", {"topic": "c"}, BEGIN)], None, {}, False),
    "lifted for another topic": (
        {},
        [("suspend-topic", {"topic": "ct"}, BEGIN), ("lift-topic", {"topic": "ct.persons"}, END)],
        None,
        {},
        False,
    ),
    "its own list": ({}, [("suspend", {"exempt": ["recall"]}, BEGIN)], None, {"texts": []}, True),
    "its own list with a text beside": ({}, [("suspend", {"exempt": ["recall"]}, BEGIN)], None, {}, False),
    "exempt by its own list": ({}, [("suspend", {"exempt": ["notification"]}, BEGIN)], None, {"texts": []}, False),
    "without the text": ({}, [("suspend", {}, BEGIN)], None, {"texts": []}, False),
    "with another text": ({}, [("suspend", {}, BEGIN)], None, {"texts": [TEXT | {"exempt": []}]}, False),
    "two texts": ({}, [("suspend", {}, BEGIN)], None, {"texts": [TEXT, TEXT]}, False),
    "a member beside": ({}, [("suspend", {}, BEGIN)], None, {"note": 1}, False),
    "of another agreement": ({"agreement": b64(bytes(32))}, [("suspend", {}, BEGIN)], None, {}, False),
    "nothing was asked": ({"answer_by": None}, [("suspend", {}, BEGIN)], None, {}, False),
    "after the end": ({}, [("suspend", {}, "2026-12-22T09:00:00.000Z")], ANSWER_BY, {}, False),
    "just before the end": ({}, [("suspend", {}, "2026-12-22T08:59:59.999Z")], None, {}, True),
    "over before it was held": (
        {},
        [("suspend", {}, "2026-11-20T09:00:00.000Z"), ("lift", {}, HELD_AT)],
        ANSWER_BY,
        {},
        False,
    ),
    "a clock that was set back": (
        {},
        [("suspend", {}, BEGIN), ("lift", {}, "2026-11-24T09:00:00.000Z")],
        None,
        {},
        True,
    ),
    "a lift of nothing": ({}, [("lift", {}, END)], ANSWER_BY, {"texts": []}, False),
    "a second suspension within": (
        {},
        [("suspend", {}, BEGIN), ("suspend", {}, "2026-11-26T09:00:00.000Z"), ("lift", {}, END)],
        MOVED,
        {},
        True,
    ),
    "a second one that exempts ends it": (
        {},
        [("suspend", {}, BEGIN), ("suspend", {"exempt": ["notification"]}, END)],
        MOVED,
        {},
        True,
    ),
    "no reason": ({}, [("suspend", {"reason": " "}, BEGIN)], None, {}, False),
    "an unknown mode": ({}, [("suspend", {"mode": "wait"}, BEGIN)], None, {}, False),
    "another message": ({}, [("run-off", {}, BEGIN)], None, {"texts": []}, False),
}


@pytest.mark.parametrize("name", CASES)
def test_both_readers_judge_the_pauses_of_a_statement_alike(name: str, parties: tuple[Signer, Signer]) -> None:
    header, deeds, silent, shown, ok = CASES[name]
    lower, higher = parties
    root = entry(higher, lower, "root", header=ASKS | header)
    written = [
        (act(parties, f"{name} {number}", message, **copy.deepcopy(said)), held_at)
        for number, (message, said, held_at) in enumerate(deeds)
    ]
    assert both(statement(parties, root, written, silent, **shown), parties) == (ok, ok)


def _turned(said: JSON) -> None:
    said["pauses"]["acts"].reverse()


SPOILED: dict[str, Callable[[JSON], Any]] = {
    "turned round": _turned,
    "shut": lambda said: said["pauses"]["acts"][0].update(disclosed=None),
    "no acts": lambda said: said["pauses"]["acts"].clear(),
    "left out": lambda said: said.pop("pauses"),
    "one act less": lambda said: said["pauses"]["acts"].pop(),
    "another place": lambda said: said["pauses"]["acts"][0].update(seq=2),
    "in the thread": lambda said: said["proved"].insert(0, said["pauses"]["acts"][0]),
    "refused": lambda said: said["batches"][0].update(receipt=said["batches"][1]["receipt"]),
    "as a bundle": lambda said: said.update(typ="dxp.bundle", root=None, facts=[]),
}


@pytest.mark.parametrize("name", SPOILED)
def test_both_readers_refuse_pauses_that_are_spoiled(name: str, parties: tuple[Signer, Signer]) -> None:
    lower, higher = parties
    root = entry(higher, lower, "root", header=ASKS)
    deeds = [(act(parties, "one", "suspend"), BEGIN), (act(parties, "two", "lift"), END)]
    said = statement(parties, root, deeds, MOVED)
    assert both(said, parties) == (True, True)
    SPOILED[name](said)
    assert both(said, parties) == (False, False)


def test_both_readers_find_an_act_that_its_receipt_refused(parties: tuple[Signer, Signer]) -> None:
    lower, higher = parties
    root = entry(higher, lower, "root", header=ASKS)
    exchange = Exchange(*parties)
    exchange.batches[1].append(Batch([root]))
    deed = act(parties, "one", "suspend")
    exchange.batches[0].append(Batch([deed], refused=[{"seq": 1, "code": "not-admitted"}], receipt={"held_at": BEGIN}))
    said = exchange.statement(root, [fact(root, 1, 1)])
    (row,) = [row for row in said["proved"] if row["dir"] == 0]
    said["proved"] = [row for row in said["proved"] if row["dir"] == 1]
    said["pauses"] = {"acts": [{**row, "disclosed": deed.disclosed()}], "texts": [TEXT]}
    assert both(said, parties) == (False, False)
