"""How alike two words of names are, from 0 to 1.

The same word: 1. The same but for the custom of transliteration: nearly. An initial: half. Otherwise by edits: of the
folded spellings, in which consonants weigh more than vowels; where one side writes no short vowels, of the skeletons.
"""

from __future__ import annotations

from typing import Final

from rapidfuzz.distance.OSA import normalized_similarity as similarity

from detente.matching.names.folded import consonants_of
from detente.matching.names.prepared import Role, Word
from detente.matching.names.scripts import Script

SAME_FORM: Final = 0.98
OF_INITIAL: Final = 0.55
LEAST: Final = 0.5
"""What is less alike is taken as another word."""
_SAME_SKELETON: Final = (0.0, 0.72, 0.86, 0.93, 0.95)
_LEAST_EDITS: Final = 0.4
_OTHER_SKELETON: Final = 0.9
SKELETON_SCRIPTS: Final = frozenset({Script.ARABIC, Script.HEBREW, Script.HANGUL})


_MOST_REMEMBERED: Final = 262_144
_remembered: Final[dict[int, float]] = {}
"""Of two words that took some work, by their numbers: plain numbers are nothing that the collector has to visit."""


def likeness(one: Word, other: Word) -> float:
    """Give how alike two words are; symmetric, 0 where they share too little to be looked at.

    >>> from detente.matching.names.prepared import word_of
    >>> likeness(word_of("tsarnaïev"), word_of("царнаев"))
    0.98
    >>> likeness(word_of("mohamed"), word_of("محمد")) > 0.9 > likeness(word_of("hamid"), word_of("محمد"))
    True
    """
    if one.text == other.text:
        return 1.0
    if one.role is Role.INITIAL or other.role is Role.INITIAL:
        return _of_initial(one, other)
    return likeness_of_sharing(one, other) if share_consonants(one, other) else 0.0


def likeness_of_sharing(one: Word, other: Word) -> float:
    """As `likeness`, for two words of which is known that they share consonants, are not the same and no initials."""
    pair = one.number << 64 | other.number
    known = _remembered.get(pair)
    if known is None:
        if len(_remembered) >= _MOST_REMEMBERED:
            _remembered.clear()
        known = _remembered[pair] = _worked_out(one, other)
    return known


def _worked_out(one: Word, other: Word) -> float:
    if one.script is not other.script:
        for script in (one.script, other.script):
            if script in SKELETON_SCRIPTS:
                skeletons = [(left, right) for left in one.skeletons(script) for right in other.skeletons(script)]
                return max(_of_forms(one, other), *(_of_skeletons(left, right) for left, right in skeletons))
    return _of_forms(one, other)


def share_consonants(one: Word, other: Word) -> bool:
    """Whether two words share half the classes of consonants of the one with more; others are not alike."""
    shared = (one.consonants & other.consonants).bit_count() * 2
    return shared >= one.classes and shared >= other.classes


def _of_initial(one: Word, other: Word) -> float:
    if one.latin[0][:1] == other.latin[0][:1] or one.forms[0][:1] == other.forms[0][:1]:
        return OF_INITIAL
    return 0.0


def _of_forms(one: Word, other: Word) -> float:
    if one.role is Role.PATRONYMIC and other.role is Role.PATRONYMIC:
        left, right = one.stems, other.stems
    else:
        left, right = one.forms, other.forms
    best = 0.0
    for form in left:
        for against in right:
            if form == against:
                return SAME_FORM
            edits = similarity(form, against, score_cutoff=_LEAST_EDITS)
            if edits:
                consonants = similarity(consonants_of(form), consonants_of(against))
                best = max(best, edits, 0.55 * edits + 0.45 * consonants)
    return min(best, 0.97)


def _of_skeletons(one: str, other: str) -> float:
    if one == other:
        return _SAME_SKELETON[min(len(one), 4)]
    return _OTHER_SKELETON * similarity(one, other)
