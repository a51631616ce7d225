"""Where the design's data lie, for tests that read them while they are collected.

A test that needs a file only while it runs asks for the fixture `shared_dir` instead. For a table of cases:

    @pytest.mark.shared
    @pytest.mark.parametrize("path", shared.files("data/reports/*.txt"), ids=lambda p: p.name)
"""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
LOCATION = Path(os.environ.get("DETENTE_SHARED") or PROJECT.parent / "shared")


def present() -> bool:
    return LOCATION.is_dir()


def files(pattern: str) -> list[Path]:
    """Give the files that match `pattern`, sorted; none where the folder is absent."""
    return sorted(LOCATION.glob(pattern))
