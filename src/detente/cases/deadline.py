"""What a preset of deadlines is: for each step its limit, with the law behind it and the ladder of reminders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, Literal

from detente.cases.counting import Limit


@dataclass(frozen=True, slots=True)
class Deadline:
    """One step of a preset. `limit` None: as the obliged party tells. `done`: the messages and acts that meet it.

    `other_topics`: the limit outside counter-terrorism, where it is another one. `at` and `tells`: when, seen from the
    start, and whom a warning before an expiry reaches.
    """

    step: str
    starts: str
    limit: Limit | None
    done: tuple[str, ...]
    only_if: str | None = None
    best_effort: bool = False
    other_topics: Limit | None = None
    at: tuple[timedelta, ...] = ()
    tells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of escalation: at how many hundredths of the time, what is done, toward whom, and whether on record."""

    percent: int
    do: str
    whom: str
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Extension:
    """Who may extend, how often (None: as often as needed), and what has to be said with it."""

    by: str
    times: int | None
    needs: tuple[str, ...]
    most: timedelta | None = None
    then_by: str = ""
    then_needs: tuple[str, ...] = ()
    when: str = ""
    counts_as: str = ""


LADDER: Final = (
    Rung(75, "remind", "officer"),
    Rung(100, "remind", "desk"),
    Rung(125, "escalate", "head of desk"),
    Rung(150, "tell-partner-silence", "both desks"),
    Rung(200, "other-channel", "L", recorded=True),
)
URGENT_LADDER: Final = (
    Rung(50, "remind", "desk"),
    Rung(100, "escalate", "D"),
    Rung(100, "other-channel", "D", recorded=True),
    Rung(150, "escalate", "C"),
)


@dataclass(frozen=True, slots=True)
class Preset:
    """One set of deadlines. `read` and `evidence` say what was seen of the source: a screen shows it beside the basis.

    `falls_back_to`: the preset that counts once its urgency was rejected with reasons. `derogation`: the one that
    counts where a judicial authorisation is needed. `unlimited`: clocks that it leaves without an end, whatever the
    default says. `silence_is_lawful`: no answer is an answer, so nobody is called silent.
    """

    id: str
    title: Mapping[str, str]
    legal_basis: str
    sources: tuple[str, ...]
    status: Literal["confirmed", "practice"]
    checked: date
    binds: str
    applies_to: tuple[str, ...]
    urgency: Literal["urgent", "normal", "any"]
    deadlines: tuple[Deadline, ...] = ()
    ladder: tuple[Rung, ...] = ()
    read: str = ""
    evidence: str = ""
    availability: str = ""
    derogation: str = ""
    falls_back_to: str = ""
    unlimited: frozenset[str] = frozenset()
    silence_is_lawful: bool = False
    extension: Extension | None = None
    remarks: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
