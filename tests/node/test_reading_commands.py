"""The commands for what only screens did: what waits, attachments, limits, drafts, risks, digits, oversight."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from detente.cli import drafts, main, oversight, party, reading, safeguards
from detente.node.services import drafting, officers, overseeing, threads
from detente.node.stores.models import AuditRow, DraftRow, Officer
from tests.node.desk_builders import LIA, delivered, desk, draft_to_beta, give_accounts
from tests.node.furnishing import furnished
from tests.node.test_rights import hidden
from tests.node.world import World


@pytest.fixture
def on(pair: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command at beta; give its exit code, what it wrote, and its complaint."""
    give_accounts(pair)
    for module in (drafts, oversight, party, reading, safeguards):
        monkeypatch.setattr(module, "open_node", lambda _: pair.nodes["beta"])

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main.main([*arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_what_waits_is_listed_by_queue(pair: World, on: Any) -> None:
    uid = delivered(pair)
    row = json.loads(on("work", "--officer", "lia", "--json")[1])
    assert (row["queue"], row["id"], row["partner"], row["subject"]) == ("accept", uid, "ALP", "Dossier 1")
    assert "Dossier 1" in on("work", "--officer", "lia")[1]


def test_an_attachment_is_listed_and_taken_along_and_the_record_says_so(pair: World, on: Any, tmp_path: Path) -> None:
    alpha = pair.nodes["alpha"]
    key = desk(pair, "alpha").draft_save(LIA, "", draft_to_beta())
    row = drafting.find(alpha, officers.find(alpha, "lia"), key)
    drafting.attach(
        alpha, officers.find(alpha, "lia"), row, name="plan.txt", media_type="text/plain", content=io.BytesIO(b"x" * 9)
    )
    preview = desk(pair, "alpha").preview(LIA, key)
    uid = desk(pair, "alpha").release(LIA, key, challenge=preview.signing.challenge, assertion=None)
    pair.settle("alpha", "beta")
    desk(pair, "beta").open(LIA, uid)
    listed = json.loads(on("attachment", uid, "--officer", "lia", "--json")[1])
    assert (listed["name"], listed["size"]) == ("plan.txt", 9)
    target = tmp_path / "taken"
    assert on("attachment", uid, "plan.txt", "--officer", "lia", "--out", str(target))[0] == 0
    assert target.read_bytes() == b"x" * 9
    assert on("attachment", uid, "plan.txt", "--officer", "lia")[0] == 2
    Officer.objects.using("world-beta").filter(name="omar").update(role="operator")
    code, _, complaint = on("attachment", uid, "plan.txt", "--officer", "omar", "--out", str(tmp_path / "other"))
    assert (code, bool(complaint), (tmp_path / "other").exists()) == (1, True, False)


def test_limits_of_a_hidden_message_cannot_be_confirmed(pair: World, on: Any) -> None:
    uid = hidden(pair)
    code, _, complaint = on("limits", uid, "--officer", "omar")
    assert (code, complaint.strip()) == (1, str(threads.unknown(uid)))


def test_a_draft_is_shown_as_it_would_leave_and_thrown_away(pair: World, on: Any) -> None:
    key = desk(pair, "beta").draft_save(LIA, "", draft_to_beta(to="ALP"))
    shown = json.loads(on("draft", "show", key, "--officer", "lia", "--json")[1])
    assert (shown["partner"], shown["letter"], shown["refused"]) == ("ALP", ["Il part demain."], "")
    assert "Il part demain." in on("draft", "show", key, "--officer", "lia")[1]
    assert on("draft", "discard", key, "--officer", "omar")[0] == 1
    assert on("draft", "discard", key, "--officer", "lia")[0] == 0
    assert not DraftRow.objects.using("world-beta").filter(pk=key).exists()


def test_risk_forms_are_listed(pair: World, on: Any) -> None:
    furnished(pair)
    line = json.loads(on("risk", "list", "--json")[1])
    assert (line["form"], line["matter"], line["baseline"], line["residual"]) == ("1", "ALP-1", "low", "")


def test_a_confirmed_contact_is_given_up_by_no_word_about_digits(pair: World, on: Any) -> None:
    code, _, complaint = on("party", "mismatch", "ALP", "--officer", "lia")
    assert (code, bool(complaint)) == (2, True)


def test_oversight_reads_and_samples_by_its_own_passphrase_and_puts_it_down(
    pair: World, on: Any, tmp_path: Path
) -> None:
    node = pair.nodes["beta"]
    delivered(pair)
    officers.add(node, name="ines", shown="Inès", role="oversight")
    overseeing.make_key(node, officers.find(node, "ines"), passphrase="orge sept quai brume")
    file = tmp_path / "pass"
    file.write_text("orge sept quai brume\n")
    asked = ("--officer", "ines", "--reason", "Revue annuelle", "--passphrase-file", str(file))
    rows = [json.loads(line) for line in on("oversight", "read", *asked, "--verify", "--json")[1].splitlines()]
    assert {row["what"] for row in rows} >= {"contact", "record"}
    assert (rows[-1]["what"], rows[-1]["findings"]) == ("record", [])
    drawn = json.loads(on("oversight", "sample", *asked, "--count", "1")[1].splitlines()[0])
    assert drawn["partner"] == "ALP"
    read = AuditRow.objects.using(node.alias).filter(act__startswith="oversight").count()
    file.write_text("wrong\n")
    assert on("oversight", "read", *asked)[0] != 0
    file.write_text("orge sept quai brume\n")
    assert on("oversight", "read", "--officer", "lia", *asked[2:])[0] == 1
    assert AuditRow.objects.using(node.alias).filter(act__startswith="oversight").count() == read
