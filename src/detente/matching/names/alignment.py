"""Which word of one name answers which word of the other, and what is left over on each side.

The surest pairs of words are taken first; then one word written apart is tried ("Gholam Reza", "Gholamreza"); then what
is less alike. A word left over on one side only was *omitted*; words left over on both sides *contradict* each other:
that is no omission.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from detente.matching.names.likeness import LEAST, SAME_FORM, SKELETON_SCRIPTS, likeness, likeness_of_sharing
from detente.matching.names.prepared import Name, Role, Word
from detente.matching.names.scripts import Script
from detente.matching.names.skeleton import latin_skeleton, own_skeleton

_SURE: Final = 0.8
"""Words so alike answer each other before words written together or apart are tried."""
_JOINED_FROM: Final = 0.8
"""So alike must several words, joined, be to one word of the other side."""
_EDITS: Final = 1 - _JOINED_FROM + 0.01
"""The share of letters that may differ for that, and a little more."""
_LETTERS: Final = 3
"""Words of one script that differ by more letters are not the same."""

_Pair = tuple[float, float, int, int, int]
"""Of two words: how alike (negative), their weight (negative), how far apart their places are, the places."""


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
    pairs = _pairs(query.words, candidate.words)
    places_left: list[Word | None] = [*query.words]
    places_right: list[Word | None] = [*candidate.words]
    matches = _single(pairs, places_left, places_right, _SURE)
    left, right = _left_over(places_left), _left_over(places_right)
    if left and right:
        if len(left) > 1 or len(right) > 1:
            matches += _joined(places_left, places_right)
        matches += _single(pairs, places_left, places_right, LEAST)
        left, right = _left_over(places_left), _left_over(places_right)
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


def _left_over(places: Sequence[Word | None]) -> list[Word]:
    return [word for word in places if word is not None]


def _vacate(places: list[Word | None], words: Sequence[Word]) -> None:
    for word in words:
        places[places.index(word)] = None


def _weight(words: Sequence[Word]) -> float:
    total = 0.0
    for word in words:
        if word.counts:
            total += word.weight
    return total


def _pairs(left: Sequence[Word], right: Sequence[Word]) -> list[_Pair]:
    """Give the pairs of words that are alike, the most alike first."""
    found: list[_Pair] = []
    for i, one in enumerate(left):
        consonants, classes, counts = one.consonants, one.classes, one.counts
        for j, other in enumerate(right):
            if one is other:
                found.append((-1.0, -2 * one.weight, abs(i - j), i, j))
                continue
            if counts and other.counts:
                # As `share_consonants`, written out: nine pairs of words in ten end here.
                shared = (consonants & other.consonants).bit_count() * 2
                if shared < classes or shared < other.classes:
                    continue
                alike = 1.0 if one.text == other.text else likeness_of_sharing(one, other)
            elif counts != other.counts and Role.INITIAL not in (one.role, other.role):
                continue
            else:
                alike = likeness(one, other)
            if alike >= LEAST:
                found.append((-alike, -one.weight - other.weight, abs(i - j), i, j))
    found.sort()
    return found


def _single(pairs: Sequence[_Pair], left: list[Word | None], right: list[Word | None], least: float) -> list[Match]:
    """Take words that answer each other, at least so alike, out of `left` and `right`; their places become None."""
    matches = []
    for alike, weight, _, i, j in pairs:
        if -alike < least:
            break
        one, other = left[i], right[j]
        if one is not None and other is not None:
            left[i] = right[j] = None
            matches.append(Match((one,), (other,), -alike, -weight / 2))
    return matches


class _Run(NamedTuple):
    """Two or three words side by side, and how many letters their first forms have together."""

    words: tuple[Word, ...]
    letters: int


def _joined(left: list[Word | None], right: list[Word | None]) -> list[Match]:
    """Take words out that answer two or three words side by side of the other side; their places become None."""
    matches = []
    for whole, parts, flipped in ((left, right, False), (right, left, True)):
        runs = _runs(parts)
        if not runs:
            continue
        for word in [word for word in whole if word is not None and word.role <= Role.PATRONYMIC]:
            best = _best_run(word, runs)
            if best is not None:
                alike, run = best
                _vacate(whole, (word,))
                _vacate(parts, run)
                runs = _runs(parts)
                pair = (run, (word,)) if flipped else ((word,), run)
                matches.append(Match(pair[0], pair[1], alike, word.weight))
    return matches


def _runs(parts: Sequence[Word | None]) -> list[_Run]:
    """Give what stands side by side; what was taken out between two words parts them: they are not written together."""
    runs = []
    before: _Run | None = None
    last: Word | None = None
    for part in parts:
        if part is None:
            before = last = None
            continue
        letters = len(part.forms[0])
        if last is not None:
            if before is not None:
                runs.append(_Run((*before.words, part), before.letters + letters))
            before = _Run((last, part), len(last.forms[0]) + letters)
            runs.append(before)
        last = part
    return runs


def _best_run(word: Word, runs: Sequence[_Run]) -> tuple[float, tuple[Word, ...]] | None:
    best: tuple[float, tuple[Word, ...]] | None = None
    letters = len(word.forms[0])
    by_letters = word.script not in SKELETON_SCRIPTS
    for run, together in runs:
        apart = abs(together - letters)
        if apart > _LETTERS and word.script is run[0].script:
            continue
        # Each letter more or less is an edit: so many are too many, whatever the letters are.
        if by_letters and apart > _EDITS * max(together, letters) and run[0].script not in SKELETON_SCRIPTS:
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
    # A little less than is asked for: rounded, what is exactly so alike would fall out.
    return min(SAME_FORM, OSA.normalized_similarity(one, other, score_cutoff=1 - _EDITS))


def _joined_skeleton(run: Sequence[Word], script: Script) -> str:
    if run[0].script is script:
        return own_skeleton("".join(part.text for part in run), script)
    return latin_skeleton("".join(part.latin[0] for part in run), script)
