"""Cases that came to be together are alike: what is computed of one holds for all that differ in nothing but a name.

Pure, and no cache of the process: whoever handles a batch makes an `Alike` for it and drops it with the batch. What of
a case decides its steps and its clocks is all of it but `dialogue`, which is a name.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields, replace
from datetime import datetime
from operator import attrgetter
from typing import Final

from detente.cases import case as cases
from detente.cases import clocks as timing
from detente.cases import escalation
from detente.cases.case import Case

Times = tuple[datetime | None, datetime | None]
"""When the desk has it due, and when it is looked at again."""

# The calendars come apart: a mapping has no hash.
_ALL_BUT_ITS_NAME: Final = attrgetter(
    *(field.name for field in fields(Case) if field.name not in ("dialogue", "calendars"))
)


class Alike:
    """The cases of one batch, at one moment."""

    def __init__(self, *, now: datetime) -> None:
        self.now = now
        self._times: dict[Hashable, Times] = {}
        self._steps: dict[Hashable, Case] = {}

    def times(self, case: Case) -> Times:
        """Give when a case is due, as the desk sorts by it, and when its next reminder is reached."""
        key = _what_decides(case)
        found = self._times.get(key)
        if found is None:
            found = self._times[key] = times_of(case, now=self.now)
        return found

    def step(self, case: Case, event: str, *, at: datetime, held_back: bool = False) -> Case:
        """Give the case after an event that is proved by a receipt or a reception, as `cases.step`.

        Raises:
            NoSuchStep: as in `cases.step`.
        """
        key = (_what_decides(case), event, at, held_back)
        found = self._steps.get(key)
        if found is None:
            found = self._steps[key] = cases.step(case, event, now=at, held_back=held_back)
        return found if found.dialogue == case.dialogue else replace(found, dialogue=case.dialogue)


def times_of(case: Case, *, now: datetime) -> Times:
    """Give when one case is due and when it is looked at again; its clocks are computed once for both."""
    found = case.clocks
    return None if case.ended else timing.due_in(found, now=now), escalation.look_again(case, now=now, clocks=found)


def _what_decides(case: Case) -> Hashable:
    """Give all of a case but its name."""
    return (*_ALL_BUT_ITS_NAME(case), tuple(case.calendars.items()))
