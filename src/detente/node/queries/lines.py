"""The line tests with a partner, as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LineTests:
    """When our test was last answered and theirs last reached us; `agrees`: whether both ledgers had one root."""

    answered: datetime | None = None
    theirs: datetime | None = None
    agrees: bool | None = None
    missed: bool = False
