"""Which suspensions let the clocks of a thread stand still, from acts that are proved and shown (DXP 10, 13).

One reading for who writes a statement and for who checks it. An act counts for a dialogue if it names its agreement,
and no topic or one that covers that of the dialogue; what the act or else the agreement exempts does not pause. That a
warning is of danger to life stands in its content: it passes where the statement shows it, else its clock pauses too,
for no more silence is claimed than is proved.

An *episode* is one flag from its first `suspend` to its `lift`. A statement shows an episode whole, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from detente.model import identifiers
from detente.model.reach import DEFAULT_EXEMPT, passes, within
from detente.protocol import agreement_payload, payload, statement_pauses
from detente.protocol.header import Header
from detente.protocol.refusal import EntryRefused
from detente.protocol.statement_pauses import Flagged, Span

ACT_KINDS: Final = frozenset({"agreement", "agreement-topic"})
REACHED_BY_NONE: Final = frozenset({"party-doc", "control", "evidence", *ACT_KINDS})
_SUSPENDS: Final = frozenset({"suspend", "suspend-topic"})
_LIFTS: Final = frozenset({"lift", "lift-topic"})


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What a suspension asks of a dialogue, by its opening entry. `life`: shown to be of danger to life or limb."""

    kind: str
    agreement: str | None
    topic: str | None
    life: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """For an answer that is not proved: since when, and until when it was asked for."""

    dialogue: Dialogue
    since: datetime
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class SuspensionAct:
    """One `suspend` or `lift` at its place. `exempt` None: what the agreement says. `at`: `held_at` of its receipt."""

    direction: int
    seq: int
    agreement: str
    topic: str | None
    lifts: bool
    exempt: frozenset[str] | None
    at: datetime

    @property
    def place(self) -> tuple[int, int]:
        """Its direction and seq."""
        return self.direction, self.seq

    @property
    def needs_text(self) -> bool:
        """Whether what it lets pass is said by the agreement alone."""
        return not self.lifts and self.exempt is None


def read(header: Header, content: Mapping[str, Any], *, direction: int, seq: int, at: datetime) -> SuspensionAct | None:
    """Give the act that an entry is, None where it is none, or not of the form that it must have (DXP 14)."""
    if header.kind not in ACT_KINDS or header.agreement is None or not _is_well_formed(header.kind, content):
        return None
    message, about_topic = content["message"], header.kind == "agreement-topic"
    if message not in _SUSPENDS | _LIFTS or (about_topic and header.topic is None):
        return None
    return SuspensionAct(
        direction=direction,
        seq=seq,
        agreement=header.agreement,
        topic=header.topic if about_topic else None,
        lifts=message in _LIFTS,
        exempt=agreement_payload.exempt_in(content) if message in _SUSPENDS else None,
        at=at,
    )


def exempt_in(text: Mapping[str, Any]) -> frozenset[str] | None:
    """Give what an agreement lets pass a suspension; None where the member is no list of kinds.

    A founding text, which has one `topic` and no `topics`, does not say it: then the usual passes.
    """
    said = text.get("exempt") if "topics" in text else None
    if said is None:
        return DEFAULT_EXEMPT
    return frozenset(said) if isinstance(said, list) and all(map(identifiers.is_kind, said)) else None


@dataclass(frozen=True, slots=True)
class Suspensions:
    """Acts, in any order, and what the agreements among them let pass, by id."""

    acts: Sequence[SuspensionAct] = ()
    exempt: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))

    def pauses(self, dialogue: Dialogue) -> tuple[Span, ...]:
        """Give when the clocks of a dialogue stood still."""
        if dialogue.kind in REACHED_BY_NONE:
            return ()
        return statement_pauses.spans(
            Flagged((act.direction, act.topic), act.seq, act.lifts or self._lets_pass(act, dialogue), act.at)
            for act in self.acts
            if _concerns(act, dialogue)
        )

    def that_move(self, waits: Iterable[Wait]) -> frozenset[tuple[int, int]]:
        """Give the places of the acts without which one of `waits` would end otherwise: whole episodes of them."""
        found: set[tuple[int, int]] = set()
        episodes = _episodes(self.acts)
        for wait in waits:
            pauses = self.pauses(wait.dialogue)
            used = statement_pauses.moving(wait.answer_by, since=wait.since, pauses=pauses)
            for episode in episodes:
                if _concerns(episode[0], wait.dialogue) and any(_span_of(episode).touches(span) for span in used):
                    found.update(act.place for act in episode)
        return frozenset(found)

    def only(self, places: frozenset[tuple[int, int]]) -> Suspensions:
        """Give those at `places`."""
        return Suspensions(tuple(act for act in self.acts if act.place in places), self.exempt)

    def _lets_pass(self, act: SuspensionAct, dialogue: Dialogue) -> bool:
        """Whether a `suspend` lets the dialogue through: then it ends what an earlier one of its flag began."""
        exempt = self.exempt.get(act.agreement, DEFAULT_EXEMPT) if act.exempt is None else act.exempt
        return passes(dialogue.kind, exempt, life=dialogue.life)


NONE: Final = Suspensions()


def _concerns(act: SuspensionAct, dialogue: Dialogue) -> bool:
    return act.agreement == dialogue.agreement and (act.topic is None or within(dialogue.topic, act.topic))


def _episodes(acts: Iterable[SuspensionAct]) -> list[list[SuspensionAct]]:
    """Give the acts of each flag from the first `suspend` to its `lift`; a `lift` without one is in none."""
    found: list[list[SuspensionAct]] = []
    standing: dict[tuple[int, str, str | None], list[SuspensionAct]] = {}
    for act in sorted(acts, key=lambda act: act.place):
        flag = act.direction, act.agreement, act.topic
        if flag not in standing and not act.lifts:
            standing[flag] = []
            found.append(standing[flag])
        if flag in standing:
            standing[flag].append(act)
            if act.lifts:
                del standing[flag]
    return found


def _span_of(episode: Sequence[SuspensionAct]) -> Span:
    # By all of its acts: the clock that stated their instants may have been set back between them.
    times = [act.at for act in episode]
    return Span(min(times), max(times) if episode[-1].lifts else None)


def _is_well_formed(kind: str, content: Mapping[str, Any]) -> bool:
    try:
        payload.check(kind, content)
    except EntryRefused:
        return False
    return True
