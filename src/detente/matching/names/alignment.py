"""Which word of one name answers which word of the other, and what is left over on each side.

The surest pairs of words are taken first; then one word written apart is tried ("Gholam Reza", "Gholamreza"); then what
is less alike. A word left over on one side only was *omitted*; words left over on both sides *contradict* each other:
that is no omission.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from detente.matching.names.likeness import LEAST, SAME_FORM, likeness, share_consonants
from detente.matching.names.prepared import Name, Role, Word
from detente.matching.names.scripts import Script
from detente.matching.names.skeleton import latin_skeleton, own_skeleton

_SURE: Final = 0.8
"""Words so alike answer each other before words written together or apart are tried."""
_JOINED_FROM: Final = 0.8
"""So alike must several words, joined, be to one word of the other side."""


class Match(NamedTuple):
    """Words of both names that answer each other, how alike they are, and how much they say together."""

    query: tuple[Word, ...]
    candidate: tuple[Word, ...]
    likeness: float
    weight: float


class Alignment(NamedTuple):
    """Two names side by side. Weights are sums over words (`rarity`)."""

    query: Name
    candidate: Name
    matches: tuple[Match, ...]
    only_query: tuple[Word, ...]
    only_candidate: tuple[Word, ...]
    agreed: float  # weight of what matches, times how alike it is
    contradicted: float  # weight of what is there on both sides, and differs
    omitted: float  # weight of what only one side says
    quality: float  # 0 to 1, how well the names agree: omissions cost little, contradictions much


def aligned(query: Name, candidate: Name) -> Alignment:
    """Give the alignment of two names; greedy, which for names of a few words is the best one nearly always.

    Ties fall the same way from both sides: the names are taken in the order of their texts.
    """
    if candidate.text < query.text:
        return _turned(aligned(candidate, query))
    left, right = list(query.words), list(candidate.words)
    matches = _single(left, right, _SURE)
    if left and right:
        if len(left) > 1 or len(right) > 1:
            matches += _joined(left, right)
        matches += _single(left, right, LEAST)
    agreed = doubted = 0.0
    for match in matches:
        agreed += match.weight * match.likeness
        if match.likeness < SAME_FORM:
            doubted += match.weight * (1 - match.likeness)
    on_left, on_right = _weight(left), _weight(right)
    contradicted = min(on_left, on_right) + doubted * 0.5
    omitted = abs(on_left - on_right)
    return Alignment(
        query,
        candidate,
        tuple(matches),
        tuple(left),
        tuple(right),
        agreed,
        contradicted,
        omitted,
        agreed / (agreed + 1.6 * contradicted + 0.35 * omitted + 0.05),
    )


def _turned(alignment: Alignment) -> Alignment:
    return Alignment(
        alignment.candidate,
        alignment.query,
        tuple(Match(match.candidate, match.query, match.likeness, match.weight) for match in alignment.matches),
        alignment.only_candidate,
        alignment.only_query,
        alignment.agreed,
        alignment.contradicted,
        alignment.omitted,
        alignment.quality,
    )


def _weight(words: Sequence[Word]) -> float:
    total = 0.0
    for word in words:
        if word.counts:
            total += word.weight
    return total


def _single(left: list[Word], right: list[Word], least: float) -> list[Match]:
    """Take words that answer each other, at least so alike, out of `left` and `right`, the most alike first."""
    found = []
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            if one is other:
                found.append((-1.0, -2 * one.weight, abs(i - j), i, j))
            elif one.counts and other.counts:
                if share_consonants(one, other):
                    alike = likeness(one, other)
                    if alike >= least:
                        found.append((-alike, -one.weight - other.weight, abs(i - j), i, j))
            elif one.counts == other.counts or Role.INITIAL in (one.role, other.role):
                alike = likeness(one, other)
                if alike >= least:
                    found.append((-alike, -one.weight - other.weight, abs(i - j), i, j))
    found.sort()
    gone_left = gone_right = 0
    matches = []
    for alike, weight, _, i, j in found:
        if not (gone_left >> i & 1 or gone_right >> j & 1):
            gone_left |= 1 << i
            gone_right |= 1 << j
            matches.append(Match((left[i],), (right[j],), -alike, -weight / 2))
    if matches:
        left[:] = [word for i, word in enumerate(left) if not gone_left >> i & 1]
        right[:] = [word for j, word in enumerate(right) if not gone_right >> j & 1]
    return matches


def _joined(left: list[Word], right: list[Word]) -> list[Match]:
    """Take words out that answer two or three words of the other side written as one."""
    matches = []
    for whole, parts, flipped in ((left, right, False), (right, left, True)):
        if len(parts) < 2:
            continue
        for word in [word for word in whole if word.role <= Role.PATRONYMIC]:
            best = _best_run(word, parts)
            if best is not None:
                alike, run = best
                whole.remove(word)
                for part in run:
                    parts.remove(part)
                pair = (run, (word,)) if flipped else ((word,), run)
                matches.append(Match(pair[0], pair[1], alike, word.weight))
    return matches


def _best_run(word: Word, parts: Sequence[Word]) -> tuple[float, tuple[Word, ...]] | None:
    best: tuple[float, tuple[Word, ...]] | None = None
    for first in range(len(parts) - 1):
        for length in (2, 3):
            run = tuple(parts[first : first + length])
            if len(run) < length:
                break
            together = sum(len(part.forms[0]) for part in run)
            if word.script is run[0].script and abs(together - len(word.forms[0])) > 3:
                continue
            alike = _joined_likeness(word, run)
            if alike >= _JOINED_FROM and (best is None or alike > best[0]):
                best = alike, run
    return best


def _joined_likeness(word: Word, run: Sequence[Word]) -> float:
    for script in (Script.ARABIC, Script.HEBREW, Script.HANGUL):
        if word.script is script or run[0].script is script:
            one = word.skeleton(script)
            other = _joined_skeleton(run, script)
            break
    else:
        one, other = word.forms[0], "".join(part.forms[0] for part in run)
    longer = max(len(one), len(other))
    if longer < 3:
        return 0.0
    return min(SAME_FORM, OSA.normalized_similarity(one, other))


def _joined_skeleton(run: Sequence[Word], script: Script) -> str:
    if run[0].script is script:
        return own_skeleton("".join(part.text for part in run), script)
    return latin_skeleton("".join(part.latin[0] for part in run), script)
