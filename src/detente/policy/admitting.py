"""The entries of one batch, judged by `admit`: each is asked about, and what is alike to policy is decided once.

Of what decides, entries that open dialogues under one agreement differ in their place alone; and a place matters by
what stands below it about the agreement (`Standing.view`), so that view is what is compared, never the place.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Final

from detente.policy.admit import Decision, Standing, Subject, Target, admit

_ALL_BUT_THE_PLACE: Final = attrgetter(*(each.name for each in fields(Subject) if each.name != "seq"))


class Admitting:
    """Decides many entries against the agreements of one pair as they were read. It lives as long as one batch."""

    def __init__(self, standings: Mapping[str, Standing]) -> None:
        self.standings = standings
        self._decided: dict[Hashable, Decision] = {}

    def decide(self, subject: Subject, target: Target | None) -> Decision:
        """Give the decision on one entry, as `admit`; what replies is asked about each time."""
        if subject.re is not None or target is not None:
            return admit(subject, standings=self.standings, target=target)
        standing = None if subject.agreement is None else self.standings.get(subject.agreement)
        view = None if standing is None else standing.view(seq=subject.seq, seen=subject.seen, at=subject.at)
        alike = (_ALL_BUT_THE_PLACE(subject), view)
        if alike not in self._decided:
            self._decided[alike] = admit(subject, standings=self.standings, target=None)
        return self._decided[alike]
