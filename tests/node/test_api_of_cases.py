"""Dialogues over the machine interface: what stands open, with what it asks for, and doing it, by a token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from detente.node.queries.case_page import Deed
from detente.web.desk import gateway
from tests.node.asking import accepted, case
from tests.node.desk_builders import LIA, desk, give_accounts
from tests.node.test_machine_interface import ask, kept, token_of
from tests.node.world import World


@pytest.fixture
def beta(asking: World) -> Iterator[World]:
    """The interface of beta, whose agreement covers requests."""
    give_accounts(asking)
    with gateway.bound(desk(asking, "beta")):
        yield asking


def read(token: str, path: str) -> Any:
    """Give what an operation answers, which must be as described: the framework refuses to write anything else."""
    answer = ask(token, "get", path)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_draft_of_an_act_is_read_and_changed_and_stays_one(beta: World) -> None:
    opener, token = accepted(beta), token_of(beta, "beta")
    uid = opener.uid
    deed = Deed(text="Which year?", lang="en", missing=("period",), note="Vague")
    key = desk(beta, "beta").case_draft(LIA, uid, "ask-clarification", deed)
    assert read(token, f"/drafts/{key}")["draft"]["act"] == "ask-clarification"
    before = kept(beta, key)
    given = {"kind": "answer", "message": "answer", "text": "Which year, please?", "lang": "en"}
    assert ask(token, "put", f"/drafts/{key}", given).status_code == 200
    assert kept(beta, key) == {**kept(beta, key), **before, "text": "Which year, please?"}
    shown = read(token, f"/drafts/{key}/preview")
    assert (shown["message"], shown["letter"][0]["text"]) == ("clarification-asked", "Which year, please?")
    challenge = {"challenge": shown["signing"]["challenge"]}
    assert ask(token, "post", f"/drafts/{key}/release", challenge).status_code == 200
    beta.settle("alpha", "beta")
    for path in ("/work", "/messages", "/messages?box=sent", f"/messages/{uid}"):
        read(token, path)
    assert case(beta, "beta", opener).state == "clarifying"
