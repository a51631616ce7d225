"""The how-to of the machine interface holds: its lines are run as they stand, against a node."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from detente.web.desk import gateway
from tests.node.desk_builders import delivered, desk, give_accounts
from tests.node.test_machine_interface import token_of
from tests.node.world import World
from tests.shared import PROJECT

PAGE = PROJECT / "docs" / "how-to" / "use-the-http-interface.md"
BLOCK = re.compile(r"^ *```sh\n(.+?)^ *```$", re.MULTILINE | re.DOTALL)
KEPT = re.compile(r"(?P<name>[A-Z]+)=\$\((?P<line>curl .+) \| jq -r '(?P<path>[^']+)'\)")


@pytest.fixture
def beta(pair: World) -> Iterator[World]:
    """The interface of beta."""
    give_accounts(pair)
    with gateway.bound(desk(pair, "beta")):
        yield pair


def run(line: str, known: dict[str, str]) -> Any:
    """Give what a line of curl answers."""
    for name, value in known.items():
        line = line.replace(f"${name}", value)
    words = iter(shlex.split(line)[1:])
    method, data, headers, url = "GET", None, {}, ""
    for word in words:
        match word:
            case "-s":
                pass
            case "-X":
                method = next(words)
            case "-H":
                name, _, value = next(words).partition(": ")
                headers[name] = value
            case "--json":
                data = next(words)
            case _:
                url = word
    answer = Client(headers=headers).generic(method, url, data or "", "application/json")
    assert answer.status_code in (200, 201), (line, answer.content)
    return answer.json()


def at(found: Any, path: str) -> str:
    """Give what a path of jq names, of members and places alone."""
    for member, place in re.findall(r"\.(\w+)|\[(\d+)\]", path):
        found = found[member] if member else found[int(place)]
    return str(found)


def test_the_lines_of_the_how_to_answer_a_message(beta: World) -> None:
    uid = delivered(beta)
    known = {"AUTH": f"Authorization: Bearer {token_of(beta, 'beta')}", "DESK": "/api/1"}
    lines = [line.strip() for block in BLOCK.findall(PAGE.read_text(encoding="utf-8")) for line in block.splitlines()]
    answers = []
    for line in lines:
        kept = KEPT.fullmatch(line)
        if kept:
            known[kept["name"]] = at(run(kept["line"], known), kept["path"])
        else:
            answers.append(run(line, known))
    assert known["ID"] == uid
    assert {act["event"] for act in answers[3]} >= {"answer", "refuse"}
    assert answers[3][0]["asks"]["type"] == "object"
    beta.settle("alpha", "beta")
    assert [entry.kind for entry in beta.entries("alpha", ours=False)][-1] == "answer"
    assert json.dumps(answers[-1]["rows"]).count(uid) == 1
