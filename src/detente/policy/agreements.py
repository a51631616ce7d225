"""An agreement as rules see it: what it covers, in which stage it is, what a suspension holds (DXP 12, 13).

    drafted -> proposed -> in force -> (notice) -> run-off -> ended        suspended: a flag of its own, one a side

Where texts come from, and how they are countersigned, is not decided here. `founding` reads the first of a pair.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from detente.model.reach import DEFAULT_EXEMPT
from detente.policy.handling import Ceiling
from detente.policy.topics import within_any


class Stage(StrEnum):
    """Where an agreement stands. What no text names is `DRAFTED`: not countersigned."""

    NONE = "none"
    DRAFTED = "drafted"
    PROPOSED = "proposed"
    IN_FORCE = "in-force"
    NOTICE = "notice"
    RUN_OFF = "run-off"
    ENDED = "ended"


class Mode(StrEnum):
    """What a suspension does with what would be sent. `HOLD`: kept in order; `REFUSE`: not taken for sending."""

    HOLD = "hold"
    REFUSE = "refuse"


_SIGNED: Final = frozenset({Stage.IN_FORCE, Stage.NOTICE, Stage.RUN_OFF})


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement. `kinds_us`, `kinds_them`: what we, and the partner, may open. No text, no cover: all empty.

    `valid_to` None: no end; the run-off lasts until `run_off_to`. Both count to their last instant.
    """

    id: str
    parties: frozenset[str] = frozenset()
    stage: Stage = Stage.NONE
    suspended: bool = False
    topics_suspended: frozenset[str] = frozenset()
    mode: Mode = Mode.HOLD
    exempt: frozenset[str] = DEFAULT_EXEMPT
    topics: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    kinds_us: frozenset[str] = frozenset()
    kinds_them: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    ceiling: Ceiling = Ceiling()
    valid_to: datetime | None = None
    run_off_to: datetime | None = None
    list_classes: frozenset[str] = frozenset()
    budget_left: int = 0
    rounds_left: int = 0
    founding: bool = False
    opened: bool = False

    @property
    def is_absent(self) -> bool:
        """Whether there is none."""
        return self.stage is Stage.NONE

    @property
    def is_unsigned(self) -> bool:
        """Whether there is a text that is not in force, and has not been."""
        return self.stage in {Stage.DRAFTED, Stage.PROPOSED}

    def is_over(self, now: datetime) -> bool:
        """Whether validity and run-off have passed."""
        return self.stage in _SIGNED and self.valid_to is not None and now > max(self.valid_to, self._run_off_end)

    def runs_off(self, now: datetime) -> bool:
        """Whether only what is open may still be finished."""
        by_date = self.valid_to is not None and now > self.valid_to
        return self.stage in _SIGNED and not self.is_over(now) and (by_date or self.stage is Stage.RUN_OFF)

    def covers(self, topic: str | None) -> bool:
        """Whether `topic` is one of the agreement's, or below one."""
        return within_any(topic, self.topics)

    def excludes(self, topic: str | None) -> bool:
        """Whether `topic` is left out expressly, itself or with a topic above it."""
        return within_any(topic, self.excluded)

    def suspends(self, topic: str | None) -> bool:
        """Whether `topic`, or one above it, is suspended by itself."""
        return within_any(topic, self.topics_suspended)

    @property
    def _run_off_end(self) -> datetime:
        end = self.run_off_to or self.valid_to
        if end is None:
            raise ValueError("an agreement without an end has no run-off by date")
        return end


NO_AGREEMENT: Final = Agreement(id="")
"""What stands where there is none. Default is no."""
