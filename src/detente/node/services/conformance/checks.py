"""One derived case of a section: what this release computes beside what the file says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

HOLDS: Final = "holds"
"""What a check of a signature or a proof gives where the file's own value is the object itself."""


@dataclass(frozen=True)
class Check:
    """`compute` gives what this release makes of it; the case is as expected if that equals `expected`."""

    id: str
    expected: Any
    compute: Callable[[], Any]
