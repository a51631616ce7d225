"""Is it the same person? A score from 0 to 1, a band, and what led to it. A machine confirms nobody: a person does."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from detente.matching.names.dates import Agreement
from detente.matching.names.evidence import Evidence, evidence_of
from detente.matching.names.prepared import Prepared

POSSIBLE: Final = 0.25
MATCH: Final = 0.9


class Band(StrEnum):
    """What to do with a pair: nothing, show it to a person, or show it first."""

    NONE = "none"
    POSSIBLE = "possible"
    MATCH = "match"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One reason. `what`: names, birthDate, country, gender or idNumber; `weight`: its part of the score's log-odds."""

    what: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome of comparing two records. `evidence` holds what the words of an explanation are made of."""

    score: float
    band: Band
    contributions: tuple[Contribution, ...]
    evidence: Evidence


def band_of(score: float) -> Band:
    """Give the band in which a score lies."""
    return Band.MATCH if score >= MATCH else Band.POSSIBLE if score >= POSSIBLE else Band.NONE


def score(query: Prepared, candidate: Prepared) -> float:
    """Give from 0 to 1 how likely both records are of the same person.

    >>> from detente.matching.names import prepare
    >>> notice = prepare({"names": ["Tsarnayev, Tamerlan"], "birthDate": ["1987-10-21", "1988-10-21"]})
    >>> score(prepare({"names": ["Тамерлан Царнаев"], "birthDate": ["1986-10-21"]}), notice) > 0.5
    True
    >>> score(prepare({"names": ["Dzhokhar Tsarnaev"], "birthDate": ["1993-07-22"]}), notice) < 0.5
    True
    """
    return _logistic(sum(weight for _, weight in _weighed(evidence_of(query, candidate))))


def compare(query: Prepared, candidate: Prepared) -> Comparison:
    """Give the score of two records with its band and what contributed to it."""
    evidence = evidence_of(query, candidate)
    weighed = _weighed(evidence)
    value = _logistic(sum(weight for _, weight in weighed))
    return Comparison(value, band_of(value), tuple(Contribution(*each) for each in weighed), evidence)


_OF_DATES: Final = {
    Agreement.UNKNOWN: 0.0,
    Agreement.FAR: -4.0,
    Agreement.DECADE: -3.0,
    Agreement.YEARS: -1.5,
    Agreement.NEXT_YEAR: -0.5,
    Agreement.SAME_YEAR: 0.5,
    Agreement.YEARS_SAME_DAY: 1.0,
    Agreement.SLIP: 1.5,
    Agreement.NEXT_YEAR_SAME_DAY: 1.5,
    Agreement.YEAR_ONLY: 1.5,
    Agreement.MONTH_ONLY: 2.0,
    Agreement.SAME: 3.5,
}


def _weighed(evidence: Evidence) -> list[tuple[str, float]]:
    names = evidence.names
    if names is None:
        return [("names", -9.0), *([("idNumber", 12.0)] if evidence.identifiers else [])]
    found = [("names", 12 * (names.quality - 0.78) + min(1.0, 0.5 * (names.agreed - 1.6)))]
    if evidence.dates.agreement:
        found.append(("birthDate", _OF_DATES[evidence.dates.agreement]))
    if evidence.country:
        found.append(("country", 0.3 if evidence.country > 0 else -0.7))
    if evidence.gender:
        found.append(("gender", 0.1 if evidence.gender > 0 else -1.5))
    if evidence.identifiers:
        found.append(("idNumber", 12.0))
    return found


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
