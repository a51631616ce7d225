"""Who in a list may be meant? Candidates by the keys they share, then by how much of the name agrees.

    words of the query -> words near to them -> records that have them     weight: how near, and how rare
    the best of these  -> name against name                                share of the weight that agrees
    the best of these  -> the caller's own, dearer comparison

Nothing is drawn by lot: the same index gives the same answer. A `Searcher` keeps sheets of working memory, so each
thread needs one of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from detente.matching.names.index import F4, I8, U4, NameIndex
from detente.matching.names.keys import identifiers_of, key_names, own_keys, years_of
from detente.matching.names.nearby import OF_TITLE, Nearby, Neighbourhood, found_keys, once, places_of, rarity_of

_MOST_WORDS: Final = 24  # of a query: the rarest
_MOST_ENTRIES: Final = 20_000  # records read for one key of the kinds `y` and `i`
_IDENTIFIED: Final = np.float32(1000)  # what an identifier weighs
OWN: Final = np.float32(0.3)  # of its rarity, what a key `y` or `i` weighs beside the words
MISSED: Final = np.float32(0.6)  # of its weight, what a word of the query counts against that is not there
BY_YEARS_APART: Final = np.array([0.08, 0.03, 0.0, 0.0, *[-0.08] * 7, -0.15], dtype="<f4")  # the last: 11 and more
NOBODY: Final = (np.empty(0, dtype="<u4"), np.empty(0, dtype="<f4"))


class Searcher:
    """Searches one index."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self.near = Neighbourhood(index)
        titles = np.where(index.word_title, OF_TITLE, np.float32(1))
        self.rarity: F4 = rarity_of(self.near.records_of_word, len(index)) * titles
        self.of_name = _sums(self.rarity[index.name_words], index.name_words_at)
        # The words of one record stand together, name by name.
        self.words_at: I8 = index.name_words_at[index.record_names_at].astype("<i8")
        self.names_at: I8 = index.record_names_at.astype("<i8")
        self.years = index.years.astype("<i4")
        self._by_record: F4 = np.zeros(len(index), dtype="<f4")
        self._by_word: F4 = np.zeros(len(self.rarity), dtype="<f4")

    def candidates(
        self, record: Mapping[str, Any], limit: int, *, chosen: int = 256, least: float = 0
    ) -> tuple[U4, F4]:
        """Give the records most like `record`, best first, and how like: 0 to about 1, and 2 by an identifier.

        `chosen`: records that are compared name by name at most, unless `limit` is more. A record is among them if
        it shares a key of a word near enough (`nearby`) and not as many share more. `least`: below this likeness
        nobody is asked for, which spares the reading of common words: without the rare ones they do not reach it.
        """
        names = key_names(record)
        near = {word: self.near.of(word) for words in names for word in words}
        years = years_of(record)
        read, enough = needed(names, near, least)
        few = self._chosen(read, sorted(own_keys(record, near, years)), max(limit, chosen), enough)
        if not len(few):
            return NOBODY
        likeness = np.zeros(len(few), dtype="<f4")
        named = self.names_at[few + 1] > self.names_at[few]
        if near and named.any():
            likeness[named] = self._likeness(few[named], names, near)
        if years:
            likeness += self._by_year(few, years)
        if record.get("idNumber"):
            likeness[np.isin(few, self._of_identifiers(record))] = 2.0
        order = np.lexsort((few, -likeness))[:limit]
        order = order[likeness[order] >= least] if least else order
        return few[order], likeness[order]

    def _chosen(self, near: Mapping[str, Nearby], own: list[str], most: int, enough: float) -> U4:
        """Give the records that share most weight of keys with the query, none less than `enough`; rising."""
        sheet = self._by_record
        read: list[U4] = []
        for nearby in near.values():
            if len(nearby.records):
                # Rising by nearness: of several words of one record, the last and nearest stays.
                sheet[nearby.records] = sheet[nearby.records] + nearby.weights
                read.append(nearby.records)
        for key, entries in self.of_own(own):
            sheet[entries] += _IDENTIFIED if key[0] == "i" else OWN * rarity_of(len(entries), len(self.index))
            read.append(entries)
        if not read:
            return NOBODY[0]
        entries = np.concatenate(read)
        weights = sheet[entries]
        if enough > 0:
            weighty = np.flatnonzero(weights >= enough)
            few, weights = entries[weighty], weights[weighty]
        else:
            few = entries
        if len(few) > 4 * most:
            # An entry may stand there once for each word of the query, and for each word near to it.
            some = min(len(few), 2 * len(read) * most)
            # Sorting is several times quicker here than `numpy.partition`, which finds no more.
            few = few[weights >= np.sort(weights)[-some]]
        chosen = once(few)
        if len(chosen) > most:
            chosen = np.sort(chosen[np.lexsort((chosen, -sheet[chosen]))[:most]])
        sheet[entries] = 0
        return chosen

    def of_own(self, own: list[str]) -> list[tuple[str, U4]]:
        index = self.index
        found = found_keys(index.own_key, index.own_key_at, own)
        return [(key, index.own_key_records[begin:end]) for key, begin, end in found if end - begin <= _MOST_ENTRIES]

    def _of_identifiers(self, record: Mapping[str, Any]) -> U4:
        """Give the records that have an identifier of `record`."""
        found = [entries for _, entries in self.of_own([f"i:{number}" for number in identifiers_of(record)])]
        return np.concatenate(found) if found else NOBODY[0]

    def _likeness(self, chosen: U4, names: list[tuple[str, ...]], near: Mapping[str, Nearby]) -> F4:
        """Give for each record how much of the best pair of names agrees."""
        index, sheet = self.index, self._by_word
        begins = self.names_at[chosen]
        names_in = self.names_at[chosen + 1] - begins
        their_names = places_of(begins, names_in)
        lengths = (index.name_words_at[their_names + 1] - index.name_words_at[their_names]).astype("<i8")
        starts = lengths.cumsum() - lengths
        begins = self.words_at[chosen]
        words = index.name_words[places_of(begins, self.words_at[chosen + 1] - begins)]
        rarity = self.rarity[words]
        theirs = self.of_name[their_names]
        nearest: dict[str, F4] = {}
        for word, nearby in near.items():
            sheet[nearby.words] = nearby.nearness
            nearest[word] = sheet[words]
            sheet[nearby.words] = 0
        best = np.zeros(len(their_names), dtype="<f4")
        for name in names:
            rows = np.stack([nearest[word] for word in name])
            weights = np.array([near[word].rarity for word in name], dtype="<f4")
            agreed = weights @ np.maximum.reduceat(rows, starts, axis=1)
            covered = np.add.reduceat(rows.max(axis=0) * rarity, starts)
            best = np.maximum(best, share_agreed(agreed, weights.sum(), covered, theirs))
        likeness: F4 = np.maximum.reduceat(best, names_in.cumsum() - names_in)
        return likeness

    def _by_year(self, chosen: U4, years: list[int]) -> F4:
        """Give a little for a year of birth that agrees, and take a little for one that does not."""
        theirs = self.years[chosen]
        apart = np.abs(theirs[:, :, None] - np.array(years, dtype="<i4")).min(axis=(1, 2))
        return np.where(theirs[:, 0] > 0, BY_YEARS_APART[np.minimum(apart, len(BY_YEARS_APART) - 1)], np.float32(0))


def share_agreed(agreed: F4, of_query: Any, covered: F4, of_theirs: F4) -> F4:
    """Give the share of two names that agrees, from what agrees of either and what either weighs."""
    both = (agreed + covered) / 2
    apart = MISSED * (of_query - agreed) + np.float32(0.35) * (of_theirs - covered)
    share: F4 = both / (both + apart + np.float32(1e-6))
    return share


def _sums(values: F4, at: U4) -> F4:
    """Give the sum of each part of `values`; none is empty."""
    return np.add.reduceat(values, at[:-1].astype("<i8")) if len(at) > 1 else np.empty(0, dtype="<f4")


def needed(names: list[tuple[str, ...]], near: Mapping[str, Nearby], least: float) -> tuple[dict[str, Nearby], float]:
    """Give the words whose records are read, rarest first, and the weight that a record needs of them.

    A likeness t needs the share .6 t / (1 - .4 t) of a name's weight to agree (`_likeness`). The commonest words whose
    weights together stay below that share need no reading: a record that has them alone is not like enough. A fifth
    less than that is asked, because words of the list may weigh more than those of the query.
    """
    read: dict[str, Nearby] = {}
    enough = float("inf")
    reached = max(0.0, least - float(BY_YEARS_APART[0]))
    share = 0.8 * 0.6 * reached / (1 - 0.4 * reached)
    for name in names:
        words = sorted(set(name), key=lambda word: (float(near[word].rarity), word))
        weight = share * sum(float(near[word].rarity) for word in words)
        spared = 0.0
        while words and spared + float(near[words[0]].rarity) < weight:
            spared += float(near[words.pop(0)].rarity)
        enough = min(enough, weight - spared)
        read |= {word: near[word] for word in reversed(words)}
    rarest = sorted(read, key=lambda word: (-float(read[word].rarity), word))[:_MOST_WORDS]
    return {word: read[word] for word in rarest}, enough if read else 0.0
