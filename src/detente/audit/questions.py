"""What an oversight reader asks of the log: how often what was done, by whom, when, and whether anything is missing.

Pure readings of entries that `audit.log.verify_log` has proved; keys are sequences, counted from 0 without a gap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from detente.audit.acts import Act
from detente.audit.log import AuditEntry


@dataclass(frozen=True, slots=True)
class Gap:
    """Sequences `first` to `last`, both included, that should be there and are not."""

    first: int
    last: int


def gaps(present: Iterable[int], *, size: int) -> tuple[Gap, ...]:
    """Give what is missing of a log of `size` acts: rows that vanished, or details that retention erased.

    >>> gaps([0, 1, 4], size=7)
    (Gap(first=2, last=3), Gap(first=5, last=6))
    """
    found = []
    expected = 0
    for sequence in (*sorted({s for s in present if 0 <= s < size}), size):
        if sequence > expected:
            found.append(Gap(expected, sequence - 1))
        expected = sequence + 1
    return tuple(found)


def count_by_act(entries: Iterable[AuditEntry]) -> dict[Act, int]:
    """Give how often each act was done; acts that never were are left out. Most frequent first."""
    return dict(Counter(entry.act for entry in entries).most_common())


def count_by_actor(entries: Iterable[AuditEntry], *, act: Act) -> dict[str, int]:
    """Give who did `act` how often. Most frequent first."""
    return dict(Counter(entry.actor for entry in entries if entry.act is act).most_common())


def about(entries: Mapping[int, AuditEntry], *, ref: str) -> dict[int, AuditEntry]:
    """Give, in order, the acts that name `ref` among their objects, whatever its role there."""
    return {s: entry for s, entry in sorted(entries.items()) if ref in entry.refs.values()}


def between(entries: Mapping[int, AuditEntry], *, start: datetime, end: datetime) -> dict[int, AuditEntry]:
    """Give, in order, the acts with `start` ≤ at < `end`."""
    return {s: entry for s, entry in sorted(entries.items()) if start <= entry.at < end}


def turned_back(entries: Mapping[int, AuditEntry]) -> tuple[int, ...]:
    """Give the sequences whose time lies before that of an earlier act: a clock was set back, or an act back-dated.

    The order of the log is that of its sequences, never of its times (DXP 2: no clock orders).
    """
    latest: datetime | None = None
    found = []
    for sequence, entry in sorted(entries.items()):
        if latest is not None and entry.at < latest:
            found.append(sequence)
        else:
            latest = entry.at
    return tuple(found)


def without_reason(entries: Mapping[int, AuditEntry], *, acts: Collection[Act] = (Act.LOOKED_UP,)) -> tuple[int, ...]:
    """Give the sequences of acts that need a reason (rule `reason.missing`) and carry none."""
    return tuple(
        s for s, e in sorted(entries.items()) if e.act in acts and not str(e.details.get("reason") or "").strip()
    )
