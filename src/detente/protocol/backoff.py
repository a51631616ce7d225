"""When to try a partner again (DXP 11): random within a doubling bound, at most 15 minutes, for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

LONGEST: Final = 900.0


def delay(attempts: int, *, chance: float, retry_after: float | None = None) -> timedelta:
    """Give the wait after `attempts` failures; `chance` is uniform in [0, 1).

    `retry_after`: seconds that the partner asked for; honoured up to 900.

    >>> delay(3, chance=0.5)
    datetime.timedelta(seconds=4)
    """
    if retry_after is not None and retry_after >= 0:
        return timedelta(seconds=min(LONGEST, retry_after))
    return timedelta(seconds=chance * min(LONGEST, 2.0 ** min(attempts, 10)))
