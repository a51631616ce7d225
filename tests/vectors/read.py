"""Published vectors: our own small copies beside this file (ORIGIN.md), and the whole suites in the design's data.

Tests run on the copies everywhere; what is marked `shared` runs on the whole suites where these are present.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests import shared

OWN = Path(__file__).resolve().parent


def own(path: str) -> Any:
    """Give the value of a JSON file among our copies."""
    return json.loads((OWN / path).read_bytes())


def whole(path: str) -> Any:
    """Give the value of a JSON file of the whole suites; only for tests marked `shared`."""
    return json.loads((shared.LOCATION / "data/vectors" / path).read_bytes())


def spec() -> Any:
    """Give the vectors of the protocol itself; only for tests marked `shared`."""
    return json.loads((shared.LOCATION / "spec/vectors.json").read_bytes())


def wycheproof(suite: Any) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Give group and case of a Wycheproof file, in its order."""
    for group in suite["testGroups"]:
        for case in group["tests"]:
            yield group, case


def name_of(value: Any) -> str | None:
    """Give a short test id for a Wycheproof case; None leaves the choice to pytest."""
    if isinstance(value, dict) and "tcId" in value:
        return f"{value['tcId']}-{value['result']}"
    return "" if isinstance(value, dict) else None
