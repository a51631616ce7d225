"""How much a word of a name says: common names say little, rare ones much.

In units of a rare word of middling length. A word that many names hold (`known`) says less; one that none holds is
rare, and the rarer the longer it is, because short words are often the same by chance.
"""

from __future__ import annotations

import math
from typing import Final

from detente.matching.names.known import share_of

OF_PARTICLE: Final = 0.15
OF_TITLE: Final = 0.12
OF_INITIAL: Final = 0.3
_OF_LENGTH: Final = (0.3, 0.4, 0.6, 0.8, 0.9, 1.0, 1.05, 1.1, 1.15, 1.2)
_RAREST: Final = math.log(share_of("?"))


def weight_of(form: str) -> float:
    """Give the weight of a word that is no particle, title or initial, by its folded `form`: to 1.3 for a rare one.

    >>> weight_of("ali") < weight_of("mohamed") < weight_of("carnaev")
    True
    """
    return math.log(share_of(form)) / _RAREST * _OF_LENGTH[min(len(form), 9)]
