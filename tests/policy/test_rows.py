"""The rows of policy_cases.json come out as written, ground, sent ground and obligations."""

from __future__ import annotations

import json
from typing import Any

import pytest

from detente.node.services.decisions import run
from tests import shared

pytestmark = pytest.mark.shared


def _rows() -> dict[str, Any]:
    found = shared.files("data/cases/policy_cases.json")
    return dict(json.loads(found[0].read_bytes())) if found else {"base": {}, "rows": []}


CASES = _rows()


@pytest.mark.parametrize("row", CASES["rows"], ids=lambda row: row["id"])
def test_the_row_is_decided_as_written(row: dict[str, Any]) -> None:
    asked = {"base": CASES["base"], "rows": [{name: row[name] for name in ("id", "set")}]}
    (decided,) = run.decide_all(run.read(json.dumps(asked).encode()))
    assert decided.to_json() == {"id": row["id"], "result": row["expect"]}


def test_enough_rows_were_found() -> None:
    assert len(CASES["rows"]) >= 241
