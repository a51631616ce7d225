"""Who may be meant by a person that was looked up, as lines: where each stands, how alike, and why in words."""

from __future__ import annotations

from dataclasses import dataclass

from detente.matching.names import explain
from detente.node.services.match_side import MESSAGE
from detente.node.services.person_look_up import Answer, Candidate


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One who may be meant. `kind`: message, record or listed; `id`: of that; `source`: who sent, made or published it.

    `why`: the reasons in words, what they are about and what they say.
    """

    kind: str
    id: str
    names: tuple[str, ...]
    born: tuple[str, ...]
    source: str
    score: float
    band: str
    why: tuple[tuple[str, str], ...]


def lines(answer: Answer, *, language: str) -> tuple[PersonLine, ...]:
    """Give the candidates in their order, the why in `language`."""
    return tuple(_line(each, language) for each in answer.candidates)


def _line(found: Candidate, language: str) -> PersonLine:
    seen = found.seen
    return PersonLine(
        kind=seen.side.kind,
        id=seen.entry_id if seen.side.kind == MESSAGE else seen.side.uid,
        names=tuple(seen.form["names"]),
        born=tuple(value for prop, value in seen.values if prop == "birthDate"),
        source=seen.source,
        score=round(found.comparison.score, 4),
        band=found.comparison.band.value,
        why=tuple((reason.what, reason.text) for reason in explain(found.comparison, language)),
    )
