"""`detente verify`: one object, and 1 for whatever does not hold; it needs nothing but fingerprints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from detente.cli.main import main
from tests import shared

FOUND = shared.files("spec/vectors.json")
VECTORS: dict[str, Any] = json.loads(FOUND[0].read_bytes()) if FOUND else {}
pytestmark = pytest.mark.shared


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    path = tmp_path / "statement.json"
    path.write_text(VECTORS["thread"]["statement"], encoding="utf-8")
    return path


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["verify", *arguments])
    return code, json.loads(capsys.readouterr().out)


def _trust(*names: str) -> list[str]:
    return [part for name in names for part in ("--trust", VECTORS["parties"][name]["fingerprint"])]


def test_a_statement_holds_with_both_fingerprints(statement: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, report = _run(capsys, str(statement), *_trust("A", "B"))

    assert (code, report["ok"], report["what"], report["findings"]) == (0, True, "dxp.thread", [])
    assert "did not answer" in report["limits"]


def test_a_party_id_is_as_good_as_its_fingerprint(statement: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids = [part for name in "AB" for part in ("--trust", VECTORS["parties"][name]["party"])]

    assert _run(capsys, str(statement), *ids)[0] == 0


@pytest.mark.parametrize("names", [(), ("A",), ("A", "C")])
def test_a_party_that_nobody_expects_is_a_finding(
    statement: Path, capsys: pytest.CaptureFixture[str], names: tuple[str, ...]
) -> None:
    code, report = _run(capsys, str(statement), *_trust(*names))

    assert (code, report["ok"]) == (1, False)
    assert {finding["code"] for finding in report["findings"]} == {"untrusted"}


@pytest.mark.parametrize("place", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
def test_one_changed_byte_is_a_finding_with_its_reason(
    statement: Path, capsys: pytest.CaptureFixture[str], place: float
) -> None:
    data = bytearray(statement.read_bytes())
    data[int(place * (len(data) - 1))] ^= 1
    statement.write_bytes(bytes(data))

    code, report = _run(capsys, str(statement), *_trust("A", "B"))
    assert (code, report["ok"]) == (1, False)
    assert report["findings"][0]["reason"]
