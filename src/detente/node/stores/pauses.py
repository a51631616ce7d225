"""When the clocks of a dialogue stood still: between the receipts of `suspend` and `lift` (DXP 13), seen alike by both.

One read gives the suspensions of all partners; where there never was one, it finds nothing at once. A suspension that
has no receipt does not pause yet, and a lift without one ends no pause: each is stated by who received it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from detente.cases.counting import Span
from detente.model import reach
from detente.model.reach import DEFAULT_EXEMPT, within
from detente.node.stores.agreement_entries import payload_in
from detente.node.stores.statements import fetch, moment_of
from detente.policy.founding import agreement_id
from detente.protocol import agreement_payload, statement_suspensions

# The plus keeps SQLite from reading every entry in that order instead of the few of these kinds.
_ACTS: Final = (
    "SELECT entry.partner_id, entry.ours, entry.root, entry.agreement, entry.topic, entry.kind, entry.plaintext, "
    "batch.held_at FROM entry JOIN batch ON batch.id = entry.batch_id "
    "WHERE entry.kind IN ('agreement', 'agreement-topic') AND entry.code = '' AND entry.judged = %s "
    "AND entry.plaintext IS NOT NULL AND batch.held_at IS NOT NULL ORDER BY +entry.partner_id, entry.ours, entry.seq"
)
_LIFE_MARK: Final = "!"


@dataclass(frozen=True, slots=True)
class Pause:
    """One suspension. `topic` None: of the whole agreement. `exempt`: kinds whose clocks run on, and `life`."""

    agreement: str
    topic: str | None
    exempt: frozenset[str]
    span: Span

    def stops(self, kind: str, agreement: str | None, topic: str | None, *, life: bool) -> bool:
        """Whether it reaches a dialogue."""
        if agreement != self.agreement or (self.topic is not None and not within(topic, self.topic)):
            return False
        return not reach.passes(kind, self.exempt, life=life)


@dataclass(frozen=True, slots=True)
class Pauses:
    """The suspensions of all partners, by their rows, those that were lifted among them."""

    by_partner: Mapping[int, tuple[Pause, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, partner: int, kind: str, *, agreement: str | None, topic: str | None, scope: str) -> tuple[Span, ...]:
        """Give when a dialogue stood still, by its opening entry."""
        life = scope.partition(" ")[0].endswith(_LIFE_MARK)
        known = self.by_partner.get(partner, ())
        return tuple(pause.span for pause in known if pause.stops(kind, agreement, topic, life=life))


NONE: Final = Pauses()


def load(alias: str) -> Pauses:
    """Give the suspensions of all partners."""
    rows = fetch(alias, _ACTS, True)
    if not rows:
        return NONE
    found: dict[int, list[Pause]] = {}
    reading = _Reading()
    for partner, ours, root, agreement, topic, kind, plaintext, held_at in rows:
        about = topic if kind == "agreement-topic" else None
        for pause in reading.take(partner, bool(ours), root, agreement, about, bytes(plaintext), moment_of(held_at)):
            found.setdefault(partner, []).append(pause)
    for partner, pause in reading.standing():
        found.setdefault(partner, []).append(pause)
    return Pauses({partner: tuple(pauses) for partner, pauses in found.items()})


class _Reading:
    """Acts of one side after the other, in the order of its ledger."""

    def __init__(self) -> None:
        self._exempt: dict[str, frozenset[str]] = {}
        self._signed: dict[tuple[int, str], str] = {}
        self._open: dict[tuple[int, bool, str, str | None], tuple[datetime, frozenset[str] | None]] = {}

    def take(
        self, partner: int, ours: bool, root: str, named: str | None, topic: str | None, plaintext: bytes, at: datetime
    ) -> Iterable[Pause]:
        """Read one act; give the pause that it ends, if it ends one."""
        payload = payload_in(plaintext)
        message = payload.get("message")
        if message in ("draft", "counter-draft"):
            text_id, exempt = _exempt_in(plaintext)
            self._exempt[text_id] = exempt
            self._signed.setdefault((partner, root), text_id)
        elif message == "countersigned":
            self._signed[partner, root] = str(payload.get("id"))
        agreement = named or self._signed.get((partner, root), "")
        key = (partner, ours, agreement, topic)
        if message in ("lift", "lift-topic"):
            return self._ended(key, at)
        if message in ("suspend", "suspend-topic"):
            before = list(self._ended(key, at))
            self._open[key] = (at, agreement_payload.exempt_in(payload))
            return before
        return ()

    def standing(self) -> Iterable[tuple[int, Pause]]:
        """Give the pauses that last."""
        for key, (begin, exempt) in self._open.items():
            yield key[0], self._pause(key, exempt, Span(begin))

    def _ended(self, key: tuple[int, bool, str, str | None], at: datetime) -> Iterable[Pause]:
        standing = self._open.pop(key, None)
        return () if standing is None else (self._pause(key, standing[1], Span(standing[0], at)),)

    def _pause(self, key: tuple[int, bool, str, str | None], exempt: frozenset[str] | None, span: Span) -> Pause:
        agreed = self._exempt.get(key[2], DEFAULT_EXEMPT)
        return Pause(key[2], key[3], agreed if exempt is None else exempt, span)


@lru_cache(maxsize=256)
def _exempt_in(plaintext: bytes) -> tuple[str, frozenset[str]]:
    text = payload_in(plaintext)["agreement"]
    said = statement_suspensions.exempt_in(text)
    return agreement_id(text), DEFAULT_EXEMPT if said is None else said
