"""The previous release, out of the history of this repository: its source as it was, run by the interpreter of today.

A shallow copy has no history, and an export none at all; then its tests are not collected, and the end of the run says
so.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path
from typing import Final

from tests.shared import PROJECT

COMMIT: Final = "83ca78622e860973dd8be577b3833de7f671c403"
"""The last one whose tables end with 0005 (`tests/node/test_releases.py`): what the first release was."""


def is_there() -> bool:
    """Give whether its commit is in the history of this copy."""
    asked = ["git", "cat-file", "-e", f"{COMMIT}^{{commit}}"]
    return subprocess.run(asked, cwd=PROJECT, capture_output=True, check=False).returncode == 0


def source(folder: Path) -> Path:
    """Give the `src` of the previous release, laid down in `folder`."""
    packed = subprocess.run(["git", "archive", COMMIT, "src"], cwd=PROJECT, capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder / "src"
