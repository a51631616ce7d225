"""Which words of a list are near to a word that is asked for, and which records have them.

Words are found by the keys they share; how near they are is told by their folded spellings, in which consonants count
more than vowels, or where one of the two is written without vowels by the kind of key. What was looked up last is
remembered.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from itertools import compress
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from detente.matching.names.index import B1, F4, I8, U4, U8, NameIndex, hashes_of
from detente.matching.names.keys import folded_form, word_keys
from detente.matching.names.particles import TITLES
from detente.matching.names.scripts import script_of

Number = TypeVar("Number", np.uint8, np.uint32)
Whole = TypeVar("Whole", np.uint32, np.int64)

_SAME_FORM: Final = 0.97
_BY_FORM: Final = {"t": 1.0, "f": _SAME_FORM, "d": 0.0, "s": 0.0, "p": 0.0, "ka": -1.0, "kh": 0.0, "kk": 0.0}
"""By the kind of the key that a word shares, where its spelling tells how near it is; below 0: it is not compared.

Of Arabic keys no word is near that the others do not find: no query of the development corpus is lost without them.
"""
_BY_KEY: Final = {"t": 1.0, "f": 0.9, "d": 0.8, "s": 0.6, "p": 0.5, "ka": 0.88, "kh": 0.86, "kk": 0.0}
OF_TITLE: Final = np.float32(0.3)
"""Of its rarity, what a word weighs that may be a title: some are names too."""
_LEAST: Final = 0.55  # what is less near is another word
_SAME: Final = 0.8  # nearness from which a word counts as the same when it is asked how many have it
_MOST_ENTRIES: Final = 4_000  # records read for one word: the nearest words whole, the others while there is room
_REMEMBERED: Final = 8_000_000  # records read, over all words remembered
_VOWELS: Final = b"aeiou"


@dataclass(frozen=True, slots=True)
class Nearby:
    """What is near to one word. `rarity`: how much it tells that two records share it."""

    words: U4  # rising by nearness
    nearness: F4  # from 0.55 to 1
    records: U4  # that have one of them, rising by nearness; one that has several comes several times
    weights: F4  # nearness times rarity, for each of `records`
    rarity: np.float32


class Neighbourhood:
    """Looks up words in one index. Keeps a sheet of working memory: each thread needs one of its own."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self.records_of_word: I8 = np.diff(index.word_at.astype("<i8"))
        self._sheet: F4 = np.zeros(len(self.records_of_word), dtype="<f4")
        forms = index.form_text.tobytes()
        # A form in a row of its own: cutting it out of the text each time takes as long as comparing it.
        self._forms = np.array(forms.split(b"\n")[:-1], dtype=bytes)
        self._consonants = np.array(forms.translate(None, _VOWELS).split(b"\n")[:-1], dtype=bytes)
        self._remembered: OrderedDict[str, Nearby] = OrderedDict()
        self._held = 0

    def of(self, word: str) -> Nearby:
        """Give what is near to a word."""
        known = self._remembered.get(word)
        if known is None:
            known = self._remembered[word] = self._look_up(word)
            self._held += len(known.records) + 100
            while self._held > _REMEMBERED and len(self._remembered) > 1:
                self._held -= len(self._remembered.popitem(last=False)[1].records) + 100
        return known

    def _look_up(self, word: str) -> Nearby:
        words, nearness = self._near(word)
        same = int(self.records_of_word[words[np.searchsorted(nearness, _SAME) :]].sum())
        rarity = rarity_of(max(1, same), len(self.index)) * (OF_TITLE if word in TITLES else np.float32(1))
        lengths = self.records_of_word[words]
        upto = np.cumsum(lengths[::-1])
        nearest = int(np.searchsorted(-nearness[::-1], -_SAME_FORM, side="right"))
        kept = max(nearest, int(np.searchsorted(upto, _MOST_ENTRIES, side="right")))
        first = len(words) - kept
        records = gathered(self.index.word_records, self.index.word_at[words[first:]], lengths[first:])
        weights = np.repeat(nearness[first:] * rarity, lengths[first:])
        return Nearby(words, nearness, records, weights, rarity)

    def _near(self, word: str) -> tuple[U4, F4]:
        index, sheet = self.index, self._sheet
        found = found_keys(index.key, index.key_at, sorted(word_keys(word), key=_by_kind))
        if not found:
            return np.empty(0, dtype="<u4"), np.empty(0, dtype="<f4")
        words = np.concatenate([index.key_words[begin:end] for _, begin, end in found])
        kinds = [key.partition(":")[0] for key, _, _ in found]
        lengths = [end - begin for _, begin, end in found]
        vowelless = script_of(word).writes_no_vowels
        nearness = np.repeat(np.array([_BY_KEY[kind] for kind in kinds], dtype="<f4"), lengths)
        if not vowelless:
            by_form = np.repeat(np.array([_BY_FORM[kind] for kind in kinds], dtype="<f4"), lengths)
            nearness = np.where(index.word_vowelless[words], nearness, by_form)
            of_these = nearness >= 0
            words, nearness = words[of_these], nearness[of_these]
        # A word counts by the nearest of its keys: of several writings to one place the last stays.
        sheet[words] = nearness
        words = once(words)
        nearness = sheet[words]
        sheet[words] = 0
        if not vowelless:
            compared = np.flatnonzero((nearness < _SAME_FORM) & ~index.word_vowelless[words])
            nearness[compared] = self._by_form(folded_form(word), words[compared])
        near = np.flatnonzero(nearness >= np.float32(_LEAST))
        order = near[np.argsort(nearness[near], kind="stable")]
        return words[order], nearness[order]

    def _by_form(self, form: str, words: U4) -> F4:
        asked = form.encode()
        consonants = _similar(asked.translate(None, _VOWELS), self._consonants[words].tolist())
        # With other consonants than these hardly a word is near, and a third need not be compared whole.
        alike = np.flatnonzero(consonants >= np.float32(0.4))
        edits = _similar(asked, self._forms[words[alike]].tolist())
        near = np.zeros(len(words), dtype="<f4")
        near[alike] = np.float32(0.55) * edits + np.float32(0.45) * consonants[alike]
        return np.minimum(near, np.float32(_SAME_FORM - 0.01))


def rarity_of(records: Any, of: int) -> Any:
    """Give how much the agreement in something tells that so many of the records have."""
    return np.maximum(np.log((of + 10.0) / (records + 2.0)), 0.2).astype("<f4")


def found_keys(held: U8, at: U4, keys: list[str]) -> list[tuple[str, int, int]]:
    """Give each of the keys that is held, and where its numbers begin and end."""
    if not len(held) or not keys:
        return []
    hashes = hashes_of(keys)
    places = np.minimum(held.searchsorted(hashes), len(held) - 1)
    there = held[places] == hashes
    places = places[there]
    return list(zip(compress(keys, there.tolist()), at[places].tolist(), at[places + 1].tolist(), strict=True))


def once(numbers: NDArray[Whole]) -> NDArray[Whole]:
    """Give the numbers rising, each once. (For these sizes many times quicker than `numpy.unique`.)"""
    ordered = np.sort(numbers)
    first: B1 = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    once: NDArray[Whole] = ordered[first]
    return once


def places_of(begins: NDArray[Any], lengths: I8) -> I8:
    """Give the places of parts of these lengths that begin there, one after the other."""
    ends = lengths.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    places: I8 = np.arange(total) + (begins - (ends - lengths)).repeat(lengths)
    return places


def gathered(values: NDArray[Number], begins: NDArray[Any], lengths: I8) -> NDArray[Number]:
    """Give the parts of `values` of these lengths that begin there, joined."""
    joined: NDArray[Number] = values[places_of(begins, lengths)]
    return joined


def _by_kind(key: str) -> tuple[float, str]:
    """Order keys by how near the words are that share them; by form the order is the same."""
    return _BY_KEY[key.partition(":")[0]], key


def _similar(text: bytes, others: list[bytes]) -> F4:
    found: F4 = cdist([text], others, scorer=OSA.normalized_similarity, dtype=np.float32)[0]
    return found
