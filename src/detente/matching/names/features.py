"""The evidence as numbers: what the model reads. Each describes names or dates; none knows a list or a source.

Symmetric: which record asked and which was found makes no difference. `FEATURES` is the order of the numbers, and
says for each whether more of it can only speak for the same person (+1), only against (-1), or either (0).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from rapidfuzz.distance import OSA, Indel

from detente.matching.names.alignment import Alignment
from detente.matching.names.dates import Agreement
from detente.matching.names.evidence import Evidence
from detente.matching.names.likeness import likeness
from detente.matching.names.prepared import Role, Word
from detente.matching.names.scripts import Script

FEATURES: Final = {
    "quality": 1,  # of the alignment, 0 to 1
    "agreed": 1,  # weight of the words that answer each other
    "contradicted": -1,
    "omitted": 0,
    "omitted_share": 0,  # of the shorter name's weight
    "least_alike": 1,  # of the words that answer each other
    "mean_alike": 1,
    "answered": 0,  # how many words answer each other
    "left_over": -1,  # words on both sides without an answer
    "nearest_left_over": 1,  # how alike those are at best
    "heaviest_left_over": -1,
    "whole": 1,  # likeness of the names as sorted text
    "run_together": 1,  # likeness of the names in their order without blanks
    "family": 1,  # likeness of the surname where it is marked; -0.2 where it is not
    "patronymic": 1,  # 1 the same, -1 another, 0 missing somewhere
    "initials": 0,
    "script": 0,  # what kind of scripts had to be bridged
    "in_order": 0,
    "words": 0,  # of the shorter name
    "rarest": 1,  # weight of the rarest word that is the same
    "date": 1,  # the grade of agreement; where unknown, between what speaks for and what speaks against
    "date_years": 0,  # years apart, at most 20; -1 where unknown
    "country": 1,
}
UNKNOWN_DATE: Final = 5.5
_OF_SCRIPT: Final = {
    Script.LATIN: 0,
    Script.CYRILLIC: 1,
    Script.GREEK: 1,
    Script.OTHER: 2,
    Script.HAN: 3,
    Script.HANGUL: 4,
    Script.HEBREW: 5,
    Script.ARABIC: 6,
}


def features_of(evidence: Evidence) -> tuple[float, ...] | None:
    """Give the numbers in the order of `FEATURES`, or None where one side has no name."""
    names = evidence.names
    if names is None:
        return None
    dates = evidence.dates
    known = dates.agreement is not Agreement.UNKNOWN
    return (
        *_of_names(names),
        float(dates.agreement) if known else UNKNOWN_DATE,
        float(min(20, abs(dates.years))) if known else -1.0,
        float(evidence.country),
    )


def _of_names(names: Alignment) -> tuple[float, ...]:
    query, candidate = names.query, names.candidate
    least, weight, total, count, rarest, initials = 1.0, 0.0, 0.0, 0, 0.0, 0
    places = []
    for match in names.matches:
        one, other = match.query[0], match.candidate[0]
        if one.role is Role.INITIAL or other.role is Role.INITIAL:
            initials += 1
            continue
        if not one.counts or not other.counts:
            continue
        count += 1
        alike = match.likeness
        if alike < least:
            least = alike
        weight += match.weight
        total += match.weight * alike
        if alike >= 0.9 and match.weight > rarest:
            rarest = match.weight
        places.append((query.words.index(one), candidate.words.index(other)))
    places.sort()
    in_order = all(before[1] <= after[1] for before, after in pairwise(places))
    left = [word for word in names.only_query if word.counts]
    right = [word for word in names.only_candidate if word.counts]
    nearest = heaviest = 0.0
    if left and right:
        nearest = max(likeness(one, other) for one in left for other in right)
        heaviest = min(max(word.weight for word in left), max(word.weight for word in right))
    shorter = min(query.weight, candidate.weight)
    return (
        names.quality,
        names.agreed,
        names.contradicted,
        names.omitted,
        names.omitted / (shorter + 0.1),
        least,
        total / weight if weight else 0.0,
        float(count),
        float(min(len(left), len(right))),
        nearest,
        heaviest,
        Indel.normalized_similarity(query.key, candidate.key),
        OSA.normalized_similarity(query.run, candidate.run),
        _family(names),
        _patronymic(names, left, right),
        float(initials),
        float(abs(_OF_SCRIPT[query.words[0].script] - _OF_SCRIPT[candidate.words[0].script])),
        float(in_order),
        float(min(query.counting, candidate.counting)),
        rarest,
    )


def _family(names: Alignment) -> float:
    """Give how alike the words are that answer the marked surname, 0 if none does; -0.2 if no surname is marked."""
    if not names.query.family and not names.candidate.family:
        return -0.2
    families = {*names.query.family, *names.candidate.family}
    found = [
        match.likeness
        for match in names.matches
        if not families.isdisjoint(match.query) or not families.isdisjoint(match.candidate)
    ]
    return max(found, default=0.0)


def _patronymic(names: Alignment, left: list[Word], right: list[Word]) -> float:
    for match in names.matches:
        if match.query[0].role is Role.PATRONYMIC and match.candidate[0].role is Role.PATRONYMIC:
            return 1.0 if match.likeness >= 0.75 else -1.0
    if not left or not right:
        return 0.0
    one = any(word.role is Role.PATRONYMIC for word in left)
    other = any(word.role is Role.PATRONYMIC for word in right)
    return -1.0 if one and other else 0.0
