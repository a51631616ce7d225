"""The walls between the rooms stand: the contracts hold, and each of them catches the fault that it is there for."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.shared import PROJECT

SOURCE = PROJECT / "src" / "detente"
PURE_ROOMS = ("model", "crypto", "protocol", "policy", "matching", "tracing", "cases", "audit", "intake")

LAYERS = "Rooms depend downwards; rooms on one floor do not know each other"
PURE = "The pure rooms touch no network, disk, database, framework or process"
CRYPTO = "Only the crypto room knows the cryptographic libraries"
STORES = "Stores are reached through the node's services"
CYCLES = "No cycles inside a room"
SCREENS = "Screens and commands ask the node, not the rooms behind it"

# (contract, file that gets the fault, what it says, words of the complaint)
FAULTS = [
    (LAYERS, "model/planted_up.py", "import detente.crypto", "detente.model.planted_up -> detente.crypto"),
    (LAYERS, "policy/planted_aside.py", "import detente.audit", "detente.policy.planted_aside -> detente.audit"),
    (LAYERS, "node/planted_screen.py", "import detente.web", "detente.node.planted_screen -> detente.web"),
    (LAYERS, "thirteenth/__init__.py", "", "not listed as layers:\n\n- detente.thirteenth"),
    (PURE, "model/planted_disk.py", "import os", "detente.model.planted_disk -> os"),
    (PURE, "cases/planted_clock.py", "from time import time", "detente.cases.planted_clock -> time"),
    (PURE, "protocol/planted_orm.py", "from django.db import models", "detente.protocol.planted_orm -> django"),
    (CRYPTO, "node/planted_keys.py", "import cryptography", "detente.node.planted_keys -> cryptography"),
    (CRYPTO, "matching/planted_curve.py", "import rbcl", "detente.matching.planted_curve -> rbcl"),
    (STORES, "web/planted_query.py", "import detente.node.stores", "detente.web.planted_query -> detente.node.stores"),
    (CYCLES, "model/planted_first.py", "import detente.model.planted_second", ".planted_"),
    (CYCLES, "model/planted_second.py", "import detente.model.planted_first", ".planted_"),
    (SCREENS, "cli/planted_short_cut.py", "import detente.policy", "detente.cli.planted_short_cut -> detente.policy"),
    (
        SCREENS,
        "web/planted_short_cut.py",
        "import detente.protocol",
        "detente.web.planted_short_cut -> detente.protocol",
    ),
]


def test_the_contracts_hold(tmp_path: Path) -> None:
    result = _lint(_copy_of_the_house(tmp_path))
    assert result.returncode == 0, result.stdout


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give what import-linter says of a house with all faults planted, by the name of the contract."""
    house = _copy_of_the_house(tmp_path_factory.mktemp("faulty"))
    for _, place, text, _ in FAULTS:
        file = house / "src" / "detente" / place
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{text}\n")
    result = _lint(house)
    assert result.returncode == 1, result.stdout
    _, _, broken = result.stdout.partition("Broken contracts\n")
    parts = re.split(r"^(.+)\n-{10,}\n", broken, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize(("contract", "place", "text", "words"), FAULTS, ids=[fault[1] for fault in FAULTS])
def test_a_planted_fault_is_caught(
    complaints: dict[str, str], contract: str, place: str, text: str, words: str
) -> None:
    assert words in complaints[contract]


def test_each_contract_has_a_planted_fault() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    named = {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert named == {contract for contract, *_ in FAULTS}


def test_the_clock_and_entropy_are_banned_outside_the_node(tmp_path: Path) -> None:
    house = _copy_of_the_house(tmp_path)
    banned = [
        "from datetime import UTC, datetime",
        "print(datetime.now(UTC))",
        "import secrets",
        "from os import urandom",
    ]
    for room in ("cases", "web", "node"):
        (house / "src" / "detente" / room / "planted_now.py").write_text("\n".join(banned) + "\n")
    ruff = [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "TID251", "--output-format", "concise"]
    found = subprocess.run([*ruff, "src"], cwd=house, capture_output=True, text=True, check=False).stdout
    for room in ("cases", "web"):
        assert found.count(f"{room}/planted_now.py") == 3, found
    assert "node/planted_now.py" not in found


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_a_pure_room_opens_no_file_and_imports_nothing_by_name(room: str) -> None:
    """These need no import, so that the contracts cannot see them."""
    effects = {"open", "input", "print", "exec", "eval", "__import__"}
    for file in sorted((SOURCE / room).rglob("*.py")):
        calls = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        found = [f"line {call.lineno}" for call in calls if isinstance(call.func, ast.Name) and call.func.id in effects]
        assert not found, file


@pytest.mark.parametrize("module", ["detente.node.queries.desk", "detente.node.demo.folder"])
def test_values_of_the_desk_and_the_demo_begin_without_a_database(module: str) -> None:
    """The demo writes its homes before there is one; an import of the stores would end it at once."""
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    ended = subprocess.run(
        [sys.executable, "-c", f"import {module}"], env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr[-500:]


def _copy_of_the_house(to: Path) -> Path:
    shutil.copytree(PROJECT / "src", to / "src", ignore=shutil.ignore_patterns("__pycache__", "planted_*"))
    shutil.copy(PROJECT / "pyproject.toml", to)
    return to


def _lint(house: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(house / "src"), "COLUMNS": "200"}
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)
