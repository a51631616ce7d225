"""Whoever installs with uv and whoever installs with pip gets the same bytes, and both get what the project asks for.

After a change of dependencies: `make lock`.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from tests.shared import PROJECT

ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)", re.MULTILINE)
REQUIREMENT = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[(?P<extras>[^]]*)\])?\s*(?P<specifier>[^;]*)")


@pytest.fixture(scope="module")
def lock() -> list[dict[str, Any]]:
    packages: list[dict[str, Any]] = _toml("uv.lock")["package"]
    return packages


@pytest.fixture(scope="module")
def pip_lock() -> dict[tuple[str, str], set[str]]:
    """Give the hashes of the exported lock by name and version."""
    text = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    entries = list(ENTRY.finditer(text))
    ends = [entry.start() for entry in entries[1:]] + [len(text)]
    return {
        (entry["name"], entry["version"]): set(re.findall(r"sha256:[0-9a-f]{64}", text[entry.start() : end]))
        for entry, end in zip(entries, ends, strict=True)
    }


def test_both_locks_name_the_same_versions(
    lock: list[dict[str, Any]], pip_lock: dict[tuple[str, str], set[str]]
) -> None:
    assert set(pip_lock) == {(p["name"], p["version"]) for p in lock if "registry" in p["source"]}


def test_both_locks_name_the_same_bytes(lock: list[dict[str, Any]], pip_lock: dict[tuple[str, str], set[str]]) -> None:
    for package in lock:
        if "registry" in package["source"]:
            files = [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
            assert pip_lock[package["name"], package["version"]] == {file["hash"] for file in files}, package["name"]


def test_the_lock_answers_what_the_project_asks_for(lock: list[dict[str, Any]]) -> None:
    settings = _toml("pyproject.toml")
    project = next(p for p in lock if p["name"] == "detente")
    asked = list(settings["project"]["dependencies"])
    asked += [name for names in settings["project"].get("optional-dependencies", {}).values() for name in names]
    answered = project["metadata"]["requires-dist"]
    assert sorted(map(_normal, asked)) == sorted(map(_locked, answered))
    groups = {name: sorted(map(_normal, asked)) for name, asked in settings["dependency-groups"].items()}
    assert groups == {
        name: sorted(map(_locked, answered)) for name, answered in project["metadata"]["requires-dev"].items()
    }


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((PROJECT / name).read_text(encoding="utf-8"))


def _normal(requirement: str) -> tuple[str, str, str]:
    found = REQUIREMENT.match(requirement)
    assert found, requirement
    return (
        found["name"].lower(),
        found["extras"] or "",
        ",".join(sorted(found["specifier"].replace(" ", "").split(","))),
    )


def _locked(entry: dict[str, Any]) -> tuple[str, str, str]:
    specifier = ",".join(sorted(filter(None, entry.get("specifier", "").split(","))))
    return entry["name"], ",".join(entry.get("extras", [])), specifier
