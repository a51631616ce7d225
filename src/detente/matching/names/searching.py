"""Who in a list may be meant? Candidates by the keys they share, then by how much of the name agrees.

    words of the query -> spellings that share a key -> records that have them     weight: how rare the word is
    the best of these  -> name against name                                        share of the weight that agrees
    the best of these  -> the caller's own, dearer comparison

Nothing is drawn by lot: the same index gives the same answer. A `Searcher` keeps sheets of working memory, so each
thread needs one of its own.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from itertools import compress
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from detente.matching.names.index import B1, F4, U4, U8, NameIndex, hashes_of
from detente.matching.names.keys import folded_form, identifiers_of, key_words, names_of, own_keys, word_keys, years_of
from detente.matching.names.scripts import script_of

# How near two words are that share a key of this kind, where one is written without vowels; otherwise their forms tell.
_VOWELLESS: Final = {"p": 0.5, "ka": 0.88, "kh": 0.86, "kk": 0.0, "d": 0.8, "f": 0.9, "t": 1.0}
_BY_FORM: Final = {"p": 0.0, "ka": 0.0, "kh": 0.0, "kk": 0.0, "d": 0.0, "f": 0.97, "t": 1.0}
_VOWELS_GONE: Final = str.maketrans("", "", "aeiou")
_MOST_WORDS: Final = 24  # of a query: the rarest
_MOST_ENTRIES: Final = 20_000  # of postings read for one word
_SAME: Final = 0.8  # nearness from which a spelling counts as the word itself, when it is asked how many have it
_CHOSEN: Final = 256  # candidates that are compared name by name
_REMEMBERED: Final = 50_000  # words

Number = TypeVar("Number", np.uint8, np.uint32)
Spellings = tuple[U4, F4, float]  # those near to a word, rising by nearness; how rare the word is


class Searcher:
    """Searches one index."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self._records_of_word = np.diff(index.word_at.astype("<i8"))
        self._rarity = _rarity(self._records_of_word, len(index))
        self._by_record: F4 = np.zeros(len(index), dtype="<f4")
        self._by_word: F4 = np.zeros(len(self._rarity), dtype="<f4")
        self._remembered: OrderedDict[str, Spellings] = OrderedDict()

    def candidates(self, record: Mapping[str, Any], limit: int) -> tuple[U4, F4]:
        """Give the records most like `record`, best first, and how like: 0 to about 1, and 2 by an identifier."""
        names = [words for name in names_of(record) if (words := key_words(name))]
        near = {word: self._spellings(word) for words in names for word in words}
        chosen = self._chosen(near, record)
        if not len(chosen):
            return chosen, np.empty(0, dtype="<f4")
        likeness = np.zeros(len(chosen), dtype="<f4")
        named = self.index.record_names_at[chosen + 1] > self.index.record_names_at[chosen]
        if names and named.any():
            likeness[named] = self._likeness(chosen[named], names, near)
            likeness += self._by_year(chosen, years_of(record))
        likeness[np.isin(chosen, self._of_identifiers(record))] = 2.0
        order = np.lexsort((chosen, -likeness))[:limit]
        return chosen[order], likeness[order]

    def _spellings(self, word: str) -> Spellings:
        known = self._remembered.get(word)
        if known is None:
            known = self._remembered[word] = self._look_up(word)
            if len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
        return known

    def _look_up(self, word: str) -> Spellings:
        index, sheet = self.index, self._by_word
        found = [
            (key.partition(":")[0], index.key_words[begin:end])
            for key, begin, end in _found(index.key, index.key_at, sorted(word_keys(word)))
        ]
        if not found:
            return np.empty(0, dtype="<u4"), np.empty(0, dtype="<f4"), self._rarest
        words = np.concatenate([entries for _, entries in found])
        lengths = [len(entries) for _, entries in found]
        by_form = np.repeat(np.array([_BY_FORM[kind] for kind, _ in found], dtype="<f4"), lengths)
        bare = np.repeat(np.array([_VOWELLESS[kind] for kind, _ in found], dtype="<f4"), lengths)
        vowelless = script_of(word).writes_no_vowels
        nearness = np.where(vowelless or index.word_vowelless[words], bare, by_form)
        # A spelling counts by the nearest of its keys: of several writings to one place the last stays.
        order = np.argsort(nearness, kind="stable")
        sheet[words[order]] = nearness[order]
        words = _once(words)
        nearness = sheet[words]
        sheet[words] = 0
        if not vowelless:
            compared = np.flatnonzero((nearness < _BY_FORM["f"]) & ~index.word_vowelless[words])
            nearness[compared] = self._by_form(folded_form(word), words[compared])
        order = np.argsort(nearness, kind="stable")
        words, nearness = words[order], nearness[order]
        same = int(self._records_of_word[words[nearness >= _SAME]].sum())
        return words, nearness, float(_rarity(max(1, same), len(index)))

    def _by_form(self, form: str, words: U4) -> F4:
        """Give how near the folded spellings are, in which consonants count more."""
        at = self.index.form_at
        lines = _gather(self.index.form_text, at[words], (at[words + 1] - at[words]).astype("<i8")).tobytes().decode()
        edits = _similar(form, lines.split("\n")[:-1])
        bare = lines.translate(_VOWELS_GONE).split("\n")[:-1]
        consonants = _similar(form.translate(_VOWELS_GONE), bare)
        return np.minimum(np.float32(0.55) * edits + np.float32(0.45) * consonants, np.float32(0.96))

    @property
    def _rarest(self) -> float:
        return float(_rarity(1, len(self.index)))

    def _chosen(self, near: Mapping[str, Spellings], record: Mapping[str, Any]) -> U4:
        """Give the records that share most weight of keys with the query, rising."""
        index, sheet = self.index, self._by_record
        read: list[U4] = []
        rarest = sorted(near, key=lambda word: (-near[word][2], word))[:_MOST_WORDS]
        for word in rarest:
            words, nearness, rarity = near[word]
            lengths = self._records_of_word[words]
            # Nearest first, until enough is read; the nearest is read whatever its length.
            upto = np.cumsum(lengths[::-1])
            kept = max(1, int(np.searchsorted(upto, _MOST_ENTRIES, side="right")))
            words, nearness, lengths = words[-kept:], nearness[-kept:], lengths[-kept:]
            if not len(words):
                continue
            entries = _gather(index.word_records, index.word_at[words], lengths)
            # Rising by nearness: of several spellings in one record, the last and nearest stays.
            sheet[entries] = sheet[entries] + np.repeat(nearness * np.float32(rarity), lengths)
            read.append(entries)
        for _, begin, end in _found(index.own_key, index.own_key_at, sorted(own_keys(record, near))):
            if end - begin <= _MOST_ENTRIES:
                entries = index.own_key_records[begin:end]
                sheet[entries] += np.float32(0.3 * _rarity(end - begin, len(index)))
                read.append(entries)
        if not read:
            return np.empty(0, dtype="<u4")
        entries = np.concatenate(read)
        weights = sheet[entries]
        # An entry may stand there once for each word of the query and each spelling of it.
        most = len(read) * _CHOSEN
        crowded = len(entries) > 2 * most
        chosen = _once(entries[weights >= np.partition(weights, -most)[-most]] if crowded else entries)
        weights = sheet[chosen]
        sheet[entries] = 0
        order = np.lexsort((chosen, -weights))[:_CHOSEN]
        return np.sort(chosen[order])

    def _of_identifiers(self, record: Mapping[str, Any]) -> U4:
        """Give the records that have an identifier of `record`."""
        index = self.index
        keys = [f"i:{number}" for number in identifiers_of(record)]
        found = [index.own_key_records[begin:end] for _, begin, end in _found(index.own_key, index.own_key_at, keys)]
        return np.concatenate(found) if found else np.empty(0, dtype="<u4")

    def _likeness(self, chosen: U4, names: list[tuple[str, ...]], near: Mapping[str, Spellings]) -> F4:
        """Give for each record how much of the best pair of names agrees."""
        index, sheet = self.index, self._by_word
        names_in = (index.record_names_at[chosen + 1] - index.record_names_at[chosen]).astype("<i8")
        their_names = _places(index.record_names_at[chosen], names_in)
        words_in = (index.name_words_at[their_names + 1] - index.name_words_at[their_names]).astype("<i8")
        words = _gather(index.name_words, index.name_words_at[their_names], words_in)
        begins = np.concatenate(([0], np.cumsum(words_in)[:-1]))
        rarity = self._rarity[words]
        nearest: dict[str, F4] = {}
        for word, (spellings, nearness, _) in near.items():
            sheet[spellings] = nearness
            nearest[word] = sheet[words]
            sheet[spellings] = 0
        theirs = np.add.reduceat(rarity, begins)
        best = np.zeros(len(their_names), dtype="<f4")
        for name in names:
            ours = sum(near[word][2] for word in name)
            agreed = sum(np.maximum.reduceat(nearest[word], begins) * near[word][2] for word in name)
            covered = np.add.reduceat(np.maximum.reduce([nearest[word] for word in name]) * rarity, begins)
            both = (agreed + covered) / 2
            best = np.maximum(best, both / (both + 0.6 * (ours - agreed) + 0.35 * (theirs - covered)))
        return np.maximum.reduceat(best, np.concatenate(([0], np.cumsum(names_in)[:-1])))

    def _by_year(self, chosen: U4, years: list[int]) -> F4:
        """Give a little for a year of birth that agrees, and take a little for one that does not."""
        theirs = self.index.years[chosen].astype("<i8")
        known = theirs > 0
        if not years or not known.any():
            return np.zeros(len(chosen), dtype="<f4")
        apart = np.where(known, np.abs(theirs[:, :, None] - np.array(years)).min(axis=2), 99).min(axis=1)
        by_year = np.select([apart == 0, apart == 1, apart <= 3], [0.08, 0.03, 0.0], -0.06)
        return np.where(known.any(axis=1), by_year, 0.0).astype("<f4")


def _found(held: U8, at: U4, keys: list[str]) -> list[tuple[str, int, int]]:
    """Give each key that the index holds, and where its numbers begin and end."""
    if not len(held) or not keys:
        return []
    hashes = hashes_of(keys)
    places = np.minimum(np.searchsorted(held, hashes), len(held) - 1)
    there = held[places] == hashes
    return list(zip(compress(keys, there), at[places[there]].tolist(), at[places[there] + 1].tolist(), strict=True))


def _similar(text: str, others: list[str]) -> F4:
    found: F4 = cdist([text], others, scorer=OSA.normalized_similarity, dtype=np.float32)[0]
    return found


def _once(numbers: U4) -> U4:
    """Give the numbers rising, each once. (For these sizes quicker than `numpy.unique`.)"""
    ordered: U4 = np.sort(numbers)
    first: B1 = np.concatenate((np.ones(min(1, len(ordered)), dtype=bool), ordered[1:] != ordered[:-1]))
    once: U4 = ordered[first]
    return once


def _rarity(records: Any, of: int) -> Any:
    """Give how much the agreement in something tells that so many of the records have."""
    return np.maximum(np.log((of + 10.0) / (records + 2.0)), 0.2).astype("<f4")


def _places(begins: U4, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the places of parts of these lengths that begin there, one after the other."""
    ends = np.cumsum(lengths)
    places: NDArray[np.int64] = np.arange(lengths.sum()) + np.repeat(begins.astype("<i8") - (ends - lengths), lengths)
    return places


def _gather(values: NDArray[Number], begins: U4, lengths: NDArray[np.int64]) -> NDArray[Number]:
    """Give the parts of `values` of these lengths that begin there, joined."""
    joined: NDArray[Number] = values[_places(begins, lengths)]
    return joined
