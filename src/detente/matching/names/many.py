"""Candidates for many queries at once: what `searching` does for one, in one pass over the arrays for a hundred or two.

For one query of a long list there is little to compute, and most of the time would go into calls. The rows of the
sheets are queries, their columns the records or the words of the list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from detente.matching.names.index import F4, I8, U4
from detente.matching.names.keys import key_names, own_keys, years_of
from detente.matching.names.nearby import Nearby, once, places_of, rarity_of
from detente.matching.names.searching import BY_YEARS_APART, NOBODY, OWN, Searcher, needed, share_agreed

_CELLS: Final = 3_000_000
"""Of a sheet: 12 MB. A wider one does not fit the caches, and what it saves in calls it loses in waiting."""
_MOST_AT_ONCE: Final = 256
_MOST_WORDS: Final = 6  # of a query: those with more are few, and each word more is a pass over all of them
_NO_YEAR: Final = -30_000

Found = tuple[U4, F4]
"""Records, best first, and how like each is."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query with one name and no identifier: its words, those whose records are read, records by keys of its own."""

    place: int
    words: tuple[Nearby, ...]
    read: tuple[Nearby, ...]
    own: tuple[tuple[U4, F4], ...]
    enough: float
    years: tuple[int, ...]


class ManySearcher:
    """Searches as a `Searcher` does. Its sheets make it dear: one for each index and thread."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._words = len(searcher.rarity)
        self._records = len(searcher.index)
        self.at_once = max(1, min(_MOST_AT_ONCE, _CELLS // max(1, self._words, self._records)))
        self._by_record: F4 = np.zeros(self.at_once * self._records, dtype="<f4")
        self._by_word: F4 = np.zeros(self.at_once * self._words, dtype="<f4")

    def candidates(self, records: Sequence[Mapping[str, Any]], limit: int, *, chosen: int, least: float) -> list[Found]:
        """Give for each of at most `at_once` records what `Searcher.candidates` gives, but for rounding."""
        asked = []
        found: list[Found] = [NOBODY] * len(records)
        for place, record in enumerate(records):
            names = key_names(record)
            if len(names) == 1 and len(names[0]) <= _MOST_WORDS and not record.get("idNumber"):
                asked.append(self._asked(place, record, names[0], least))
            else:
                found[place] = self._searcher.candidates(record, limit, chosen=chosen, least=least)
        if not asked:
            return found
        rows, few = self._chosen(asked, max(limit, chosen))
        likeness = self._likeness(asked, rows, few) + self._by_year(asked, rows, few)
        order = np.lexsort((few, -likeness, rows))
        order = order[likeness[order] >= least] if least else order
        rows = rows[order]
        begins = np.searchsorted(rows, np.arange(len(asked) + 1))
        for each, begin, end in zip(asked, begins[:-1].tolist(), begins[1:].tolist(), strict=True):
            some = order[begin : min(end, begin + limit)]
            found[each.place] = few[some], likeness[some]
        return found

    def _asked(self, place: int, record: Mapping[str, Any], words: tuple[str, ...], least: float) -> _Asked:
        searcher = self._searcher
        near = {word: searcher.near.of(word) for word in words}
        years = years_of(record)
        read, enough = needed([words], near, least)
        own = searcher.of_own(sorted(own_keys(record, near, years)))
        return _Asked(
            place,
            tuple(near[word] for word in words),
            tuple(nearby for nearby in read.values() if len(nearby.records)),
            tuple((entries, OWN * rarity_of(len(entries), self._records)) for _, entries in own),
            enough,
            tuple(years),
        )

    def _chosen(self, asked: Sequence[_Asked], most: int) -> tuple[I8, U4]:
        """Give rows and records: for each query those that share most weight of keys with it, none less than enough."""
        sheet = self._by_record
        read: list[I8] = []
        for number in range(max(len(each.read) for each in asked)):
            with_it = [(row, each.read[number]) for row, each in enumerate(asked) if len(each.read) > number]
            places = _places([(row, nearby.records) for row, nearby in with_it], self._records)
            # Rising by nearness: of several words of one record, the last and nearest stays.
            sheet[places] = sheet[places] + np.concatenate([nearby.weights for _, nearby in with_it])
            read.append(places)
        for number in range(max(len(each.own) for each in asked)):
            own = [(row, *each.own[number]) for row, each in enumerate(asked) if len(each.own) > number]
            places = _places([(row, entries) for row, entries, _ in own], self._records)
            weights = np.array([weight for *_, weight in own], dtype="<f4")
            sheet[places] += weights.repeat([len(entries) for _, entries, _ in own])
            read.append(places)
        if not read:
            return np.empty(0, dtype="<i8"), NOBODY[0]
        places = np.concatenate(read)
        enough = np.array([each.enough for each in asked], dtype="<f4")
        places = once(places[sheet[places] >= enough[places // self._records]])
        weights = sheet[places]
        for each in read:
            sheet[each] = 0
        rows = places // self._records
        order = np.lexsort((places, -weights, rows))
        rank = np.arange(len(order)) - np.searchsorted(rows, np.arange(len(asked)))[rows]
        places = np.sort(places[order[rank < most]])
        rows = places // self._records
        return rows, (places - rows * self._records).astype("<u4")

    def _likeness(self, asked: Sequence[_Asked], rows: I8, chosen: U4) -> F4:
        """Give for each row and record how much of the best pair of names agrees."""
        searcher, index, sheet = self._searcher, self._searcher.index, self._by_word
        likeness: F4 = np.zeros(len(chosen), dtype="<f4")
        named = np.flatnonzero(searcher.names_at[chosen + 1] > searcher.names_at[chosen])
        if not len(named):
            return likeness
        rows, chosen = rows[named], chosen[named]
        begins = searcher.names_at[chosen]
        names_in = searcher.names_at[chosen + 1] - begins
        their_names = places_of(begins, names_in)
        lengths = (index.name_words_at[their_names + 1] - index.name_words_at[their_names]).astype("<i8")
        starts = lengths.cumsum() - lengths
        begins = searcher.words_at[chosen]
        words = index.name_words[places_of(begins, searcher.words_at[chosen + 1] - begins)]
        row_of_name = rows.repeat(names_in)
        cells = row_of_name.repeat(lengths) * self._words + words
        agreed: F4 = np.zeros(len(their_names), dtype="<f4")
        nearest: F4 = np.zeros(len(words), dtype="<f4")
        of_query: F4 = np.zeros(len(asked), dtype="<f4")
        for number in range(max(len(each.words) for each in asked)):
            with_it = [(row, each.words[number]) for row, each in enumerate(asked) if len(each.words) > number]
            places = _places([(row, nearby.words) for row, nearby in with_it], self._words)
            sheet[places] = np.concatenate([nearby.nearness for _, nearby in with_it])
            near = sheet[cells]
            sheet[places] = 0
            weights: F4 = np.zeros(len(asked), dtype="<f4")
            weights[[row for row, _ in with_it]] = [nearby.rarity for _, nearby in with_it]
            of_query += weights
            agreed += weights[row_of_name] * np.maximum.reduceat(near, starts)
            nearest = np.maximum(nearest, near)
        covered = np.add.reduceat(nearest * searcher.rarity[words], starts)
        best = share_agreed(agreed, of_query[row_of_name], covered, searcher.of_name[their_names])
        likeness[named] = np.maximum.reduceat(best, names_in.cumsum() - names_in)
        return likeness

    def _by_year(self, asked: Sequence[_Asked], rows: I8, chosen: U4) -> F4:
        """Give a little for a year of birth that agrees, and take a little for one that does not."""
        most = max(1, *(len(each.years) for each in asked))
        years = np.full((len(asked), most), _NO_YEAR, dtype="<i4")
        for row, each in enumerate(asked):
            years[row, : len(each.years)] = each.years
        theirs, ours = self._searcher.years[chosen], years[rows]
        apart = np.abs(theirs[:, :, None] - ours[:, None, :]).min(axis=(1, 2))
        known = (theirs[:, 0] > 0) & (ours[:, 0] > 0)
        return np.where(known, BY_YEARS_APART[np.minimum(apart, len(BY_YEARS_APART) - 1)], np.float32(0))


def _places(parts: Sequence[tuple[int, U4]], width: int) -> I8:
    """Give the cells of columns in rows of a sheet of this width, one part after the other."""
    rows = np.array([row for row, _ in parts], dtype="<i8").repeat([len(columns) for _, columns in parts])
    places: I8 = rows * width + np.concatenate([columns for _, columns in parts])
    return places
