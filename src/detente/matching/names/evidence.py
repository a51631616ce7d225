"""What two prepared records have in common and where they differ, before anybody judges: names, dates, and the rest."""

from __future__ import annotations

from typing import Final, NamedTuple

from rapidfuzz.distance import Indel

from detente.matching.names.alignment import Alignment, aligned
from detente.matching.names.dates import DateEvidence, compared
from detente.matching.names.prepared import Name, Prepared

ALIGNED: Final = 3
"""So many pairs of names are aligned word by word; which ones, a quick look at all of them says."""
GAP: Final = 0.25
"""Names that look so much worse than the best pair are not aligned."""
LOOKED_AT: Final = 1024
"""Pairs of names that get the quick look."""


class Evidence(NamedTuple):
    """What speaks for and against.

    `names`: the alignment of the two names that agree best, or None where one side has none. `country` and `gender`:
    1 they agree, -1 they differ, 0 one side does not say. `identifiers`: those that both records have.
    """

    names: Alignment | None
    dates: DateEvidence
    country: int
    gender: int
    identifiers: frozenset[str]


def evidence_of(query: Prepared, candidate: Prepared) -> Evidence:
    """Give what speaks for and against `query` and `candidate` being the same person."""
    return Evidence(
        names=_best(query.names, candidate.names),
        dates=compared(query.dates, candidate.dates),
        country=_country(query.countries, candidate.countries),
        gender=_gender(query.gender, candidate.gender),
        identifiers=query.identifiers & candidate.identifiers,
    )


def _best(query: tuple[Name, ...], candidate: tuple[Name, ...]) -> Alignment | None:
    if len(query) == 1 == len(candidate):
        return aligned(query[0], candidate[0])
    looked = [(_quick_look(one, other), one, other) for one in query for other in candidate][:LOOKED_AT]
    if not looked:
        return None
    looked.sort(key=_by_look, reverse=True)
    promising = looked[0][0] - GAP
    best = aligned(looked[0][1], looked[0][2])
    for look, one, other in looked[1:ALIGNED]:
        if look < promising:
            break
        alignment = aligned(one, other)
        if _rank(alignment) > _rank(best):
            best = alignment
    return best


def _rank(alignment: Alignment) -> tuple[float, float]:
    return alignment.quality, alignment.agreed


def _quick_look(one: Name, other: Name) -> float:
    return Indel.normalized_similarity(one.key, other.key)


def _by_look(each: tuple[float, Name, Name]) -> tuple[float, str, str]:
    """Order by the look; among equals the texts decide, so that both sides choose the same."""
    look, one, other = each
    return (look, one.text, other.text) if one.text < other.text else (look, other.text, one.text)


def _country(one: frozenset[str], other: frozenset[str]) -> int:
    if not one or not other:
        return 0
    return 1 if one & other else -1


def _gender(one: str, other: str) -> int:
    if not one or not other:
        return 0
    return 1 if one == other else -1
