"""From numbers to log-odds: boosted symmetric trees, stored as plain numbers in `trained` and learnt by a script.

In a symmetric tree each depth asks one question ("is this feature at least so much?"), so that the answers are the
bits of the leaf's number. All answers of all trees are one long number: for each feature a search in its sorted
thresholds gives the bits that are set from there on; the features' bits together, cut into bytes, are looked up in
one table a byte. That takes some microseconds in plain Python. Trees that ask about the date come last, so that what
the others say is looked up once, with the date and without. Nothing is unpickled and nothing is read from disk.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from operator import getitem
from typing import Final

from detente.matching.names import trained
from detente.matching.names.features import FEATURES, UNKNOWN_DATE

_DEPTH: Final = len(trained.FEATURES[0])
_A_BYTE: Final = 8 // _DEPTH
"""Trees whose answers share a byte."""
_DATE: Final = list(FEATURES).index("date")
_YEARS: Final = list(FEATURES).index("date_years")
_ORDER: Final = sorted(
    range(len(trained.FEATURES)), key=lambda tree: not {_DATE, _YEARS}.isdisjoint(trained.FEATURES[tree])
)
_FEATURES: Final = [trained.FEATURES[tree] for tree in _ORDER]
_THRESHOLDS: Final = [trained.THRESHOLDS[tree] for tree in _ORDER]
_LEAVES: Final = [trained.LEAVES[tree] for tree in _ORDER]
_BYTES: Final = -(-len(_FEATURES) // _A_BYTE)
_BARE: Final = sum({_DATE, _YEARS}.isdisjoint(features) for features in _FEATURES) // _A_BYTE
"""Bytes in which no tree asks about the date: they come first."""


def _bits_by_feature() -> tuple[tuple[list[float], list[int]], ...]:
    """Give for each feature its thresholds, sorted, and the bits that are set when so many of them are reached."""
    asked: list[dict[float, int]] = [{} for _ in FEATURES]
    for tree, (features, thresholds) in enumerate(zip(_FEATURES, _THRESHOLDS, strict=True)):
        at = tree // _A_BYTE * 8 + tree % _A_BYTE * _DEPTH
        for depth, (feature, threshold) in enumerate(zip(features, thresholds, strict=True)):
            asked[feature][threshold] = asked[feature].get(threshold, 0) | 1 << (at + depth)
    tables = []
    for each in asked:
        cuts = sorted(each)
        bits = [0]
        for cut in cuts:
            bits.append(bits[-1] | each[cut])
        tables.append((cuts, bits))
    return tuple(tables)


def _odds_by_byte() -> tuple[tuple[float, ...], ...]:
    """Give for each byte of answers what its trees say to each of its 256 values."""
    leaf = (1 << _DEPTH) - 1
    return tuple(
        tuple(
            sum(leaves[byte >> place * _DEPTH & leaf] for place, leaves in enumerate(_LEAVES[at : at + _A_BYTE]))
            for byte in range(256)
        )
        for at in range(0, len(_LEAVES), _A_BYTE)
    )


_BITS: Final = _bits_by_feature()
_ODDS: Final = _odds_by_byte()
_ODDS_BARE, _ODDS_DATED = _ODDS[:_BARE], _ODDS[_BARE:]
_OTHERS: Final = tuple((place, *table) for place, table in enumerate(_BITS) if place not in {_DATE, _YEARS})


def _date_bits(date: float, years: float) -> int:
    """Give the bits that a date sets, counted from the first tree that may ask about it."""
    (date_cuts, date_bits), (years_cuts, years_bits) = _BITS[_DATE], _BITS[_YEARS]
    return (date_bits[bisect_right(date_cuts, date)] | years_bits[bisect_right(years_cuts, years)]) >> 8 * _BARE


_NO_DATE: Final = _date_bits(UNKNOWN_DATE, -1.0) << 8 * _BARE


def log_odds(features: Sequence[float]) -> tuple[float, float]:
    """Give the log-odds that two records are of one person, with their dates and as if no date were known.

    `features`: in the order of `features.FEATURES`.
    """
    bits = 0
    for place, cuts, masks in _OTHERS:
        bits |= masks[bisect_right(cuts, features[place])]
    told = (bits | _NO_DATE).to_bytes(_BYTES, "little")
    bare = trained.START + sum(map(getitem, _ODDS_BARE, told))
    undated = bare + sum(map(getitem, _ODDS_DATED, told[_BARE:]))
    if features[_DATE] == UNKNOWN_DATE:
        return undated, undated
    told = (bits >> 8 * _BARE | _date_bits(features[_DATE], features[_YEARS])).to_bytes(_BYTES - _BARE, "little")
    return bare + sum(map(getitem, _ODDS_DATED, told)), undated


def probability(odds: float) -> float:
    """Give the probability of log-odds.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
