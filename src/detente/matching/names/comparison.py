"""Is it the same person? A score from 0 to 1, a band, and what led to it. A machine confirms nobody: a person does.

    evidence (words, dates, the rest) -> features -> model -> probability -> rules -> score -> band

A list holds more strangers than a pair: there a match takes names that say enough themselves (`chance`).

The rules only raise a score, and hold whatever the model says. A shared identifier is always shown. The same rare
name is always shown, and a wrong birth date does not clear it: the model takes it down, the rule stops it at
*possible*.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from detente.matching.names import trained
from detente.matching.names.alignment import Alignment
from detente.matching.names.chance import OTHER_GENDER, held, held_in_list
from detente.matching.names.dates import Agreement
from detente.matching.names.evidence import Evidence, evidence_of
from detente.matching.names.features import FEATURES, features_of
from detente.matching.names.model import log_odds, probability
from detente.matching.names.prepared import Prepared

POSSIBLE: Final = trained.POSSIBLE
MATCH: Final = trained.MATCH
RARE: Final = 1.7
"""A name whose words weigh so much together is rare (`rarity`): two rare words, or three of middling rarity."""
_HOPELESS: Final = 0.15
"""Names that agree no better are not weighed: nothing but their date could speak for them, and strangers share
dates."""
_SAME: Final = 0.9
"""Words so alike are one word, but for a custom of writing or a letter."""
_ALIKE_ENOUGH: Final = 0.5
"""Names that agree so well do not contradict a shared identifier."""


class Band(StrEnum):
    """What to do with a pair: nothing, show it to a person, or show it first."""

    NONE = "none"
    POSSIBLE = "possible"
    MATCH = "match"


class Rule(StrEnum):
    """What raised a score above what the model gave, or in a list held it below a match."""

    NONE = ""
    IDENTIFIER = "identifier"
    RARE_NAME = "rare-name"
    WEAK_NAMES = "weak-names"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One reason. `what`: names, birthDate, country, gender or rule; `weight`: its part of the score's log-odds."""

    what: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome of comparing two records; `rule`: what raised or held the score; `evidence`: for an explanation."""

    score: float
    band: Band
    rule: Rule
    contributions: tuple[Contribution, ...]
    evidence: Evidence


def band_of(score: float) -> Band:
    """Give the band in which a score lies.

    >>> band_of(0.01), band_of(1.0)
    (<Band.NONE: 'none'>, <Band.MATCH: 'match'>)
    """
    return Band.MATCH if score >= MATCH else Band.POSSIBLE if score >= POSSIBLE else Band.NONE


def score(query: Prepared, candidate: Prepared) -> float:
    """Give from 0 to 1 how likely both records are of the same person. The same from both sides.

    >>> from detente.matching.names import prepare
    >>> notice = prepare({"names": ["Tsarnayev, Tamerlan"], "birthDate": ["1987-10-21", "1988-10-21"]})
    >>> score(prepare({"names": ["Тамерлан Царнаев"], "birthDate": ["1986-10-21"]}), notice) > POSSIBLE
    True
    >>> score(prepare({"names": ["Dzhokhar Tsarnaev"], "birthDate": ["1993-07-22"]}), notice) < POSSIBLE
    True
    """
    evidence = evidence_of(query, candidate)
    features = _weighable(evidence)
    value = probability(_odds(features, evidence)[0]) if features else _unweighed(evidence)
    return _ruled(evidence, value)[0]


def compare(query: Prepared, candidate: Prepared) -> Comparison:
    """Give the score of two records with its band and what contributed to it; the score is that of `score`."""
    return _compared(evidence_of(query, candidate), _odds)


def score_in_list(query: Prepared, candidate: Prepared) -> float:
    """Give the score of `query` and a `candidate` that was found in a list, among many: never above that of `score`."""
    evidence = evidence_of(query, candidate)
    features = _weighable(evidence)
    value = probability(_odds_in_list(features, evidence)[0]) if features else _unweighed(evidence)
    return _ruled(evidence, value)[0]


def compare_in_list(query: Prepared, candidate: Prepared) -> Comparison:
    """Give the score of `score_in_list` with its band and what contributed to it."""
    return _compared(evidence_of(query, candidate), _odds_in_list)


def _compared(evidence: Evidence, odds_of: Callable[[tuple[float, ...], Evidence], tuple[float, float]]) -> Comparison:
    features = _weighable(evidence)
    contributions: tuple[Contribution, ...] = ()
    value, lowered = _unweighed(evidence), 0.0
    if features:
        odds, lowered = odds_of(features, evidence)
        value = probability(odds)
        contributions = _contributions(features, evidence)
    raised, rule = _ruled(evidence, value)
    if lowered and rule is Rule.NONE:
        rule = Rule.WEAK_NAMES
        contributions = (*contributions, Contribution("rule", lowered))
    return Comparison(raised, band_of(raised), rule, contributions, evidence)


def _weighable(evidence: Evidence) -> tuple[float, ...] | None:
    if evidence.names is None or evidence.names.quality < _HOPELESS:
        return None
    return features_of(evidence)


def _odds(features: tuple[float, ...], evidence: Evidence) -> tuple[float, float]:
    """Give the log-odds of a pair, and by how much they were lowered: by nothing."""
    odds = held(*log_odds(features), evidence.dates.agreement)
    return odds + OTHER_GENDER if evidence.gender < 0 else odds, 0.0


def _odds_in_list(features: tuple[float, ...], evidence: Evidence) -> tuple[float, float]:
    """Give the log-odds of one found in a list, and by how much names that say too little lowered them."""
    agreement = evidence.dates.agreement
    dated, undated = log_odds(features)
    odds = held(dated, undated, agreement)
    if evidence.gender < 0:
        odds += OTHER_GENDER
    lowered = held_in_list(odds, features, undated, agreement)
    return lowered, lowered - odds


def _unweighed(evidence: Evidence) -> float:
    """Give a score to names that have next to nothing in common: below what the model gives, in their own order."""
    return 0.001 * evidence.names.quality if evidence.names else 0.0


def _ruled(evidence: Evidence, value: float) -> tuple[float, Rule]:
    """Give `value`, or what a rule raises it to, and that rule."""
    names = evidence.names
    if evidence.identifiers:
        floor = MATCH if names is not None and names.quality >= _ALIKE_ENOUGH else POSSIBLE
        if value < floor:
            return floor, Rule.IDENTIFIER
    if value < POSSIBLE and names is not None and _same_rare_name(names):
        return POSSIBLE, Rule.RARE_NAME
    return value, Rule.NONE


def _same_rare_name(names: Alignment) -> bool:
    """Whether both names are the same but for order and custom of transliteration or a letter, and rare."""
    if names.only_query or names.only_candidate or names.agreed < RARE:
        return False
    return all(match.likeness >= _SAME for match in names.matches)


_COUNTRY: Final = list(FEATURES).index("country")


def _contributions(features: tuple[float, ...], evidence: Evidence) -> tuple[Contribution, ...]:
    """Part the log-odds: what the names alone give, and what date, country and gender add once they are known."""
    known = list(features)
    known[_COUNTRY] = 0.0
    agreement = evidence.dates.agreement
    dated, undated = log_odds(known)
    before = held(dated, undated, agreement)
    found = [Contribution("names", undated)]
    if agreement is not Agreement.UNKNOWN:
        found.append(Contribution("birthDate", before - undated))
    if evidence.country:
        found.append(Contribution("country", held(*log_odds(features), agreement) - before))
    if evidence.gender:
        found.append(Contribution("gender", OTHER_GENDER if evidence.gender < 0 else 0.0))
    return tuple(found)
