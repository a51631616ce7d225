"""Which letters of a value are otherwise on the other side: what an eye looks for where two spellings are nearly one.

Words are set beside those most like them in the same script; a word that is like none is left as it is, for what one
side alone says contradicts nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

Piece = tuple[str, bool]
"""Some letters, and whether they are otherwise on the other side."""
_WORDS: Final = re.compile(r"[^\s,;/()«»\"·]+")
_LIKE: Final = 0.5  # the share of letters from which one word may be a spelling of another
_LONGEST: Final = 400  # what is longer than any name is shown as it is


def in_words(value: str, others: Iterable[str]) -> list[Piece]:
    """Give a name in pieces, compared word by word with the most like of `others`.

    >>> in_words("Astarguïev, Timour", ["ASTARGUIEV Timur"])
    [('Astargu', False), ('ï', True), ('ev, Tim', False), ('o', True), ('ur', False)]
    """
    other = _most_like(value, others)
    left = _WORDS.findall(other)
    marked: list[Piece] = []
    end = 0
    for found in _WORDS.finditer(value) if left else ():
        word = found.group()
        marked.append((value[end : found.start()], False))
        end = found.end()
        near = max(left, key=lambda each: _alike(word, each), default="")
        if near and _alike(word, near) >= _LIKE:
            left.remove(near)
            marked += _pieces(word, near)
        else:
            marked.append((word, False))
    return _joined([*marked, (value[end:], False)])


def whole(value: str, others: Iterable[str]) -> list[Piece]:
    """Give a date or a number in pieces, compared as a whole with the most like of `others`.

    >>> whole("1987-03-14", ["1986-03-14"])
    [('198', False), ('7', True), ('-03-14', False)]
    """
    other = _most_like(value, others)
    return _joined(_pieces(value, other) if other and _alike(value, other) >= _LIKE else [(value, False)])


def _most_like(value: str, others: Iterable[str]) -> str:
    short = [each for each in others if len(each) <= _LONGEST] if len(value) <= _LONGEST else []
    return max(short, key=lambda each: fuzz.token_sort_ratio(value.casefold(), each.casefold()), default="")


def _alike(one: str, other: str) -> float:
    return float(Levenshtein.normalized_similarity(one.casefold(), other.casefold()))


def _pieces(value: str, other: str) -> list[Piece]:
    letters, theirs = _letters(value), _letters(other)
    steps = Levenshtein.opcodes(_folded(letters), _folded(theirs))
    return [("".join(letters[step.src_start : step.src_end]), step.tag != "equal") for step in steps]


def _letters(text: str) -> list[str]:
    """Give letters, each with the marks that stand on it."""
    letters: list[str] = []
    for char in text:
        if letters and unicodedata.category(char) in {"Mn", "Me", "Cf"}:
            letters[-1] += char
        else:
            letters.append(char)
    return letters


def _folded(letters: Sequence[str]) -> list[str]:
    return [unicodedata.normalize("NFC", each).casefold() for each in letters]


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Join neighbours that are marked alike."""
    found = [(text, marked) for text, marked in pieces if text]
    return [("".join(text for text, _ in of), marked) for marked, of in groupby(found, key=lambda piece: piece[1])]
