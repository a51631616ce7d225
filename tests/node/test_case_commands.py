"""`detente request` and `detente case …` on a node: what a script reads, what a person reads, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from detente.cli import dialogue, main, messages, request
from tests.node.asking import FORM, ask, at
from tests.node.world import World

ASK = (
    "request", "--to", "BET", "--subject", "Entries of a traveller", "--wanted", "All entries in March",
    "--necessary", "Your border police keeps them.", "--facts", "File 12/2026.", "--link", "He is the suspect.",
    "--use-limits", "Investigation only.", "--lang", "en", "--text", "Which entries?",
)  # fmt: skip


@pytest.fixture
def on(asking: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command on a node of the pair; give its exit code, JSON lines and complaint."""

    def run(here: str, *arguments: str, as_json: bool = True) -> tuple[int, Any, str]:
        for module in (dialogue, request, messages):
            monkeypatch.setattr(module, "open_node", lambda _: asking.nodes[here])
        capsys.readouterr()
        code = main.main([*arguments, *(["--json"] if as_json else [])])
        said = capsys.readouterr()
        lines = [json.loads(line) for line in said.out.splitlines()] if as_json else said.out
        asking.settle("alpha", "beta")
        return code, lines, said.err

    return run


def test_a_request_is_asked_and_answered_with_commands_alone(asking: World, on: Any) -> None:
    code, (made,), _ = on("alpha", *ASK)
    assert (code, made["kind"]) == (0, "request-information")
    ((arrived,),) = [on("beta", "inbox")[1]]
    uid = arrived["id"]
    assert (arrived["kind"], arrived["message"], arrived["state"]) == ("request-information", "request", "received")
    assert on("beta", "show", uid)[1][0]["asked"]["wanted"] == ["All entries in March"]
    for act, *options in (
        ("open",),
        ("cross-check", "--confirm", "--officer", "analyst"),
        ("accept", "--until", "+2d"),
        ("collect", "--officer", "analyst"),
        ("answer", "--text", "Two entries.", "--lang", "en"),
    ):
        assert on("beta", "case", "act", uid, act, *options)[0] == 0
    code, (found,), _ = on("alpha", "case", "show", made["id"])
    assert (code, found["state"], found["side"]) == (0, "answered", "asker")
    assert {clock["name"]: clock["state"] for clock in found["clocks"]}["answer"] == "done"
    assert [each["act"] for each in found["acts"]] == ["assess"]
    assert [step["act"] for step in on("beta", "case", "show", uid)[1][0]["steps"]] == [
        "open", "cross-check", "accept", "collect", "answer",
    ]  # fmt: skip


def test_an_act_says_what_it_needs_and_changes_nothing(asking: World, on: Any) -> None:
    uid = ask(asking).uid
    code, _, complaint = on("beta", "case", "act", uid, "cross-check")
    assert (code, complaint.strip()) == (
        1,
        "in a request-information that is received here (answerer), cross-check is not possible",
    )
    on("beta", "case", "act", uid, "open")
    code, _, complaint = on("beta", "case", "act", uid, "cross-check")
    assert (code, complaint.strip()) == (2, "Confirm this first: own holdings and other channels searched.")
    code, _, complaint = on("beta", "case", "act", uid, "cross-check", "--confirm", "--officer", "legal")
    assert (code, complaint.strip().endswith("cross-check is for A")) == (1, True)
    assert on("beta", "case", "show", uid)[1][0]["state"] == "opened"


def test_what_is_missing_in_a_request_is_said_one_sentence_a_thing(on: Any) -> None:
    code, lines, complaint = on("alpha", *ASK[:7])
    assert (code, lines) == (2, [])
    assert complaint.count(".") == 4
    assert "Say why the information is necessary and why it is expected there." in complaint


def test_two_cases_are_linked_and_a_closed_one_is_to_be_looked_at_again(asking: World, on: Any) -> None:
    first, second = ask(asking).uid, ask(asking).uid
    on("alpha", "case", "act", first, "withdraw", "--code", "mistake")
    code, (found,), _ = on("beta", "case", "link", second, first)
    assert (code, found) == (0, {"id": second, "other": first, "reopen": True})
    shown = on("beta", "case", "show", second)[1][0]
    assert (shown["linked"][0]["id"], shown["prompts"]) == (first, [{"prompt": "reopen", "id": first}])
    assert on("beta", "case", "link", second, first)[0] == 0
    told = on("beta", "case", "show", second, as_json=False)[1]
    assert f"{first[:8]} is closed: look whether it must be taken up again." in told


def test_a_person_reads_what_stands_open(asking: World, on: Any) -> None:
    uid = ask(asking, FORM).uid
    told = on("beta", "case", "acts", uid, as_json=False)[1]
    assert told.splitlines() == [
        "act\troles\tyours\tneeds",
        "open\tA L D H\tyes\tpolicy.open permits, `opened` is agreed",
    ]
    assert at(asking, "beta", ask(asking)).uid != uid
