"""How much a word of a name says: common names say little, rare ones much.

In units of a word of middling rarity. `COUNTS` gives how many of 36,000 names in Latin letters of Wikidata (CC0) hold
the word; a word that none of them holds is rare, and the rarer the longer it is.
"""

from __future__ import annotations

from typing import Final

from detente.matching.names.particles import GENERATIONS, PARTICLES, TITLES

OF_PARTICLE: Final = 0.15
OF_TITLE: Final = 0.12
OF_INITIAL: Final = 0.3


def weight_of(word: str, latin: str) -> float:
    """Give the weight of `word` (casefolded), romanised as `latin`: from 0.1 for a title to 1.4 for a long, rare word.

    >>> weight_of("al", "al") < weight_of("li", "li") < weight_of("tsarnaev", "tsarnaev")
    True
    """
    if word in PARTICLES or latin in PARTICLES:
        return OF_PARTICLE
    if word in TITLES or latin in TITLES or latin in GENERATIONS:
        return OF_TITLE
    if len(word) == 1 and len(latin) <= 1:
        return OF_INITIAL
    return min(1.4, 0.5 + 0.1 * len(latin))
