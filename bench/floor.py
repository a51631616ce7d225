"""Where the bound comes from: the shared script as it stands, or our own one where that is absent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench import own_floor, sides
from bench.sides import Cost

PROJECT: Final = Path(__file__).resolve().parents[1]
SCRIPT: Final = Path("bench/protocol/e2e_bound.py")
_ROWS: Final = {1: "2KiB batch1 window1 hybrid durable", 64: "2KiB batch64 window4 hybrid durable"}


def shared_script() -> Path | None:
    """Give the shared script; None where the shared folder has none."""
    folder = Path(os.environ.get("DETENTE_SHARED") or PROJECT.parent / "shared")
    script = (folder / SCRIPT).resolve()
    return script if script.is_file() else None


def measure(folder: Path, batches: Sequence[int], *, seconds: float) -> dict[int, Cost]:
    """Give the cost of the bound for each number of entries a checkpoint."""
    script = shared_script()
    if script is None or not set(batches) <= set(_ROWS):
        return {batch: _own(folder / f"floor-{batch}", batch, seconds) for batch in batches}
    found = folder / "floor.json"
    # The script has one switch for all its rows: it also measures some that are not asked for here.
    options = ["--secs", str(seconds), "--runs", "1", "--dir", str(folder / "floor"), "--json", str(found)]
    subprocess.run([sys.executable, str(script), *options], check=True, stdout=subprocess.DEVNULL)
    rows = json.loads(found.read_text())
    return {
        batch: Cost(sender=rows[_ROWS[batch]][1], receiver=rows[_ROWS[batch]][2], rate=rows[_ROWS[batch]][0])
        for batch in batches
    }


def _own(folder: Path, batch: int, seconds: float) -> Cost:
    folder.mkdir()
    keys = own_floor.Keys()
    return sides.run(
        lambda: own_floor.Sender(folder, keys, batch), lambda: own_floor.Receiver(folder, keys), seconds=seconds
    )
