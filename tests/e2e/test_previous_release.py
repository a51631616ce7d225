"""A node of the previous release and one of this talk to each other: what one sends, the other holds and answers.

What this release says beside that is kept there as unknown, is refused at most one by one, and stops nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import nodes, previous
from tests.e2e.conftest import Pair
from tests.e2e.nodes import Commands, RealNode


@pytest.fixture(scope="module")
def releases(commands: Commands, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """This release and the previous one, in contact; a test that asks for them is collected where both are there."""
    folder = tmp_path_factory.mktemp("mixed")
    old = Commands(folder, source=previous.source(folder))
    new = RealNode(folder / "new", "NEW", commands)
    prior = RealNode(folder / "old", "OLD", old, house_rules=())
    nodes.make(new, prior)
    try:
        nodes.start(new, prior)
        nodes.meet(new, prior)
        yield new, prior
    finally:
        new.stop()
        prior.stop()
        old.close()


def _exchanged(sender: RealNode, receiver: RealNode) -> str:
    """Send a notification, accept and answer it; give its id once the answer is back."""
    sent = sender.ask(
        "send", "--to", receiver.code, "--subject", f"From {sender.code}", "--text", "Please tell us.",
        "--answer-by", "+2h", "--asks", "What do you know?",
    )  # fmt: skip
    uid = str(sent["id"])
    nodes.wait_for(lambda: uid in [row["id"] for row in receiver.run("inbox", "--json").lines], "the notification")
    for words in (("open",), ("accept", "--until", "+2h"), ("answer", "--text", "He left in June.")):
        receiver.ask(words[0], uid, *words[1:])
    nodes.wait_for(lambda: sender.ask("show", uid)["receipts"]["answered"], "the answer")
    return uid


@pytest.mark.parametrize("way", [0, 1], ids=["to the previous release", "from the previous release"])
def test_a_notification_is_delivered_accepted_and_answered(releases: Pair, way: int, tmp_path: Path) -> None:
    sender, receiver = releases[::-1] if way else releases
    uid = _exchanged(sender, receiver)
    shown = [node.ask("show", uid) for node in releases]
    for thread in shown:
        assert thread["state"] == "answered"
        assert None not in thread["receipts"].values()
        assert [event["text"] for event in thread["thread"] if event["kind"] == "answer"] == ["He left in June."]

    files = [tmp_path / node.code for node in releases]
    nodes.export_alike(releases, uid, files)
    trust = [text for node in releases for text in ("--trust", node.fingerprint)]
    for node in releases:
        for file in files:
            said = node.commands.start("verify", file, *trust)()
            assert said.code == 0, said
            (report,) = said.lines
            assert report["ok"], report
            assert {fact["kind"] for fact in report["facts"]} == {"notification", "answer"}
    for node, other in zip(releases, files[::-1], strict=True):
        assert node.ask("audit", "verify", "--against", other)["ok"]


def test_what_only_this_release_knows_is_kept_there_and_stops_nothing(releases: Pair, tmp_path: Path) -> None:
    """A draft of a full agreement is a kind that the previous release does not know: shown as unknown, and no more."""
    new, old = releases
    for name, role in (("chloe", "head"), ("hana", "legal")):
        new.ask("user", "add", name, "--role", role)
    written = new.run(
        "agreement", "draft", "OLD", "--topic", "ct", "--topic", "missing", "--law", "Agreement of 22 November 2026",
        "--purpose", "prevent-terrorism", "--ours", "notification", "--theirs", "notification",
    )  # fmt: skip
    assert written.code == 0, written
    text = tmp_path / "agreement.json"
    text.write_text(written.out, encoding="utf-8")
    signed = new.run("agreement", "sign", "OLD", "--text", text, "--heard", "hana", "--officer", "chloe", "--json")
    assert signed.code == 0, signed
    nodes.wait_for(lambda: not new.partner("OLD")["waiting"], "the draft to leave")
    uid = signed.lines[0]["id"]
    _exchanged(new, old)
    (kept,) = [row for row in old.run("inbox", "--json").lines if row["id"] == uid]
    assert (kept["kind"], kept["state"]) == ("agreement", "unknown")
    assert [each["stage"] for each in new.ask("agreement", "list", "OLD")["agreements"]] == ["in-force", "proposed"]
    for node, other in (releases, releases[::-1]):
        assert node.partner(other.code)["state"] == "confirmed"
        assert node.ask("audit", "verify")["ok"]
