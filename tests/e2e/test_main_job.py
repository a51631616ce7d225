"""The main job, by commands, between two nodes in their own processes: delivered and answered, or met with silence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import shared
from tests.e2e import nodes
from tests.e2e.conftest import Pair
from tests.e2e.nodes import RealNode

REPORT = shared.LOCATION / "data" / "reports" / "seed-000.txt"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real report where it is here; else one of two chunks and a byte."""
    if REPORT.is_file():
        return REPORT
    made = tmp_path_factory.mktemp("report") / "report.txt"
    made.write_bytes(b"Rapport\n" * (2 << 17) + b"!")
    return made


@pytest.fixture(scope="module")
def answered(pair: Pair, report: Path) -> dict[str, Any]:
    """A notification that waited for a stopped partner, and was delivered, opened, accepted and answered."""
    val, zor = pair
    assert zor.stop() == 0
    sent = val.ask(
        "send", "--to", "ZOR", "--subject", "Dossier 47", "--text", "Please tell us what you know.",
        "--attach", report, "--answer-by", "+3s", "--asks", "What do you know?",
    )  # fmt: skip
    waiting = nodes.wait_for(lambda: _in_trouble(val), "the back-off to show")
    nodes.start(zor)
    nodes.wait_for(lambda: _arrived(zor, sent["id"]), "the notification with its attachment")
    for words in (("open",), ("accept", "--until", "+2h"), ("answer", "--text", "He left in June.")):
        zor.ask(words[0], sent["id"], *words[1:])
    nodes.wait_for(lambda: _receipted(pair, sent["id"]), "the answer, and its receipt on the other side")
    return {"id": sent["id"], "waiting": waiting}


@pytest.fixture(scope="module")
def silent(pair: Pair, answered: dict[str, Any]) -> str:
    """A notification that was delivered and never answered, its date past."""
    del answered
    val, zor = pair
    sent = val.ask("send", "--to", "ZOR", "--subject", "Dossier 48", "--answer-by", "+1s", "--asks", "Any news?")
    for node in (zor, val):
        nodes.wait_for(lambda n=node: _silence(n, sent["id"]), "the silence to show")
    return str(sent["id"])


def test_a_message_to_a_stopped_partner_waits_and_says_so(answered: dict[str, Any]) -> None:
    facts = answered["waiting"]
    assert facts["waiting"] == 1
    assert facts["trouble"].startswith("no connection")


def test_four_receipts_come_back_and_both_sides_show_the_same(pair: Pair, answered: dict[str, Any]) -> None:
    shown = [node.ask("show", answered["id"]) for node in pair]
    for thread in shown:
        assert thread["state"] == "answered"
        assert None not in thread["receipts"].values()
    assert [event["text"] for event in shown[0]["thread"] if event["kind"] == "answer"] == ["He left in June."]
    assert _without_sides(shown[0]["receipts"]) == _without_sides(shown[1]["receipts"])


def test_a_silence_has_the_same_name_and_beginning_on_both_sides(pair: Pair, silent: str) -> None:
    val, zor = (node.ask("show", silent)["silences"] for node in pair)
    assert val
    assert val == zor


@pytest.mark.parametrize("which", ["answered", "silent"])
def test_both_sides_export_the_same_bytes_and_anybody_verifies_them(
    pair: Pair, tmp_path: Path, which: str, request: pytest.FixtureRequest
) -> None:
    value = request.getfixturevalue(which)
    thread = value if isinstance(value, str) else value["id"]
    files = [tmp_path / node.code for node in pair]
    nodes.export_alike(pair, thread, files)
    assert pair[0].run("thread", "compare", thread, files[1]).code == 0

    report = _verify(pair, files[0])
    assert report["ok"], report
    (fact,) = [fact for fact in report["facts"] if fact["kind"] == "notification"]
    assert (fact["silent_since"] is None) == (which == "answered")
    assert fact["delivered"]

    words = [node.run("thread", "print", thread) for node in pair]
    for said in words:
        assert said.code == 0
        assert ("silence" in said.out) == (which == "silent")


def test_a_flipped_byte_anywhere_fails_with_a_reason(pair: Pair, silent: str, tmp_path: Path) -> None:
    said = pair[0].run("thread", "export", silent)
    data = said.out.encode("utf-8")
    ends = []
    for position in range(0, len(data), max(1, len(data) // 6)):
        changed = tmp_path / str(position)
        changed.write_bytes(data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :])
        ends.append(pair[0].commands.start("verify", changed, *_trust(pair)))
    for end in ends:
        said = end()
        assert said.code == 1, said
        assert "Traceback" not in said.err
        assert json.loads(said.out)["findings"] if said.out else said.err


def test_the_record_of_each_node_holds_against_what_its_partner_has(pair: Pair, silent: str, tmp_path: Path) -> None:
    for node, other in (pair, pair[::-1]):
        file = tmp_path / other.code
        assert other.run("thread", "export", silent, "--out", file).code == 0
        found = node.ask("audit", "verify", "--against", file)
        assert found["ok"], found
        assert found["commitments"] >= 1


def _arrived(node: RealNode, message: str) -> bool:
    rows = [row for row in node.run("inbox", "--json").lines if row["id"] == message]
    return bool(rows) and all(file["complete"] for file in node.ask("show", message)["files"])


def _silence(node: RealNode, message: str) -> list[Any]:
    said = node.run("show", message, "--json")
    return list(said.lines[0]["silences"]) if said.code == 0 else []


def _in_trouble(node: RealNode) -> dict[str, Any] | None:
    facts = node.partner("ZOR")
    return facts if facts["trouble"] else None


def _receipted(pair: Pair, message: str) -> bool:
    """Whether both show all four receipts by now, and the same: what the receiver answers with may be on its way."""
    shown = [node.ask("show", message)["receipts"] for node in pair]
    complete = all(None not in given.values() for given in shown)
    return complete and _without_sides(shown[0]) == _without_sides(shown[1])


def _without_sides(receipts: dict[str, Any]) -> dict[str, Any]:
    """What both must say alike: each side calls itself "us" and the other by a code of its own."""
    sides = {"party", "by"}
    return {name: {key: value for key, value in given.items() if key not in sides} for name, given in receipts.items()}


def _verify(pair: Pair, file: Path) -> dict[str, Any]:
    said = pair[0].commands.start("verify", file, *_trust(pair))()
    assert said.code == 0, said
    return said.lines[0]


def _trust(pair: Pair) -> list[str]:
    return [text for node in pair for text in ("--trust", node.fingerprint)]
