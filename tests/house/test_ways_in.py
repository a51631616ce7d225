"""Screens, command and machine interface do the same: each operation has its command, and each command its operation.

What stands on one side alone stands on the page of the interface with its reason.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator

import pytest

from detente.node.queries.whole_desk import WholeDesk
from detente.web.api.urls import api
from tests.house.test_docs import _commands
from tests.shared import PROJECT

PAGE = PROJECT / "docs" / "reference" / "http-interface.md"
OURS = re.compile(r"`(detente [^`]+)`")
ROW = re.compile(
    r"^\| `(?P<operation>\w+)` \| (?P<method>[A-Z]+) `(?P<path>/[^`]*)` \| (?P<command>.+) \|$", re.MULTILINE
)
ALONE = re.compile(r"^\| `(?P<name>[^`]+)` \| (?P<why>[^|]+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def described() -> dict[str, tuple[str, str]]:
    """Give every operation of the description with its method and path."""
    paths = json.loads(json.dumps(api.get_openapi_schema(path_prefix="")))["paths"]
    return {
        operation["operationId"]: (method.upper(), path)
        for path, methods in paths.items()
        for method, operation in methods.items()
    }


def asked() -> set[str]:
    """Give every function of the desk that an operation asks."""
    return {name for path in (PROJECT / "src/detente/web/api").glob("*.py") for name in _asked_in(path.read_text())}


def _asked_in(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Call(func=ast.Name(id="desk")), attr=name):
                yield name


def functions() -> set[str]:
    """Give every function that the pages of the desk may ask."""
    parts = [part for part in WholeDesk.__mro__ if part.__module__.startswith("detente.")]
    return {name for part in parts for name in vars(part) if not name.startswith("_")}


def test_the_page_names_each_operation_with_its_request(page: str) -> None:
    rows = {row["operation"]: (row["method"], row["path"]) for row in ROW.finditer(page)}
    assert rows == described()


def test_each_function_of_the_desk_has_an_operation_or_a_reason(page: str) -> None:
    reasons = {row["name"]: row["why"] for row in ALONE.finditer(page)}
    assert {name for name in functions() - asked() if name not in reasons} == set()
    stale = {name for name in reasons if not name.startswith("detente ")} - (functions() - asked())
    assert stale == set()
    assert all(len(why.split()) >= 3 for why in reasons.values())


def test_each_command_has_an_operation_or_a_reason(page: str) -> None:
    in_table = {name for row in ROW.finditer(page) for name in OURS.findall(row["command"])}
    reasons = {row["name"] for row in ALONE.finditer(page) if row["name"].startswith("detente ")}
    commands = set(_commands())
    assert in_table - commands == set(), "a command of the table does not exist"
    assert {each for each in commands - in_table if not _is_below(each, reasons)} == set(), "no operation, no reason"
    assert {each for each in reasons if not any(_is_below(command, {each}) for command in commands)} == set()
    assert in_table & reasons == set()


def test_each_operation_has_a_command_or_a_reason(page: str) -> None:
    for row in ROW.finditer(page):
        assert OURS.search(row["command"]) or row["command"].startswith("none: "), row["operation"]


def _is_below(command: str, named: set[str]) -> bool:
    return any(command == each or command.startswith(f"{each} ") for each in named)
