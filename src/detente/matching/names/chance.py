"""How much a birth date may say at most, for the same person and against.

Where names have little in common, labelled pairs with the same date are nearly all true, because few of those who
made the pairs looked for strangers born on one day. A list of a hundred thousand has such strangers. So whatever a
model learnt, an agreement of grade g adds at most log(1 / P(g between strangers)), with birth dates spread over some
forty years.

And in a list a *match* takes names that say so themselves. Who is looked for there is compared with the nearest of a
hundred thousand strangers, and some of them share a year of birth or, where vowels are not written, the consonants.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from detente.matching.names.dates import Agreement
from detente.matching.names.features import FEATURES, UNKNOWN_DATE

MOST: Final = {
    Agreement.SAME: 9.0,  # 1 in 40 x 365, and a bit less for the first of January
    Agreement.MONTH_ONLY: 5.7,
    Agreement.YEAR_ONLY: 3.2,
    Agreement.NEXT_YEAR_SAME_DAY: 5.0,
    Agreement.SLIP: 5.0,
    Agreement.YEARS_SAME_DAY: 4.5,
    Agreement.SAME_YEAR: 1.5,
}
LEAST: Final = {
    Agreement.SAME_YEAR: -1.5,
    Agreement.NEXT_YEAR: -2.0,
    Agreement.YEARS: -3.0,
    Agreement.DECADE: -5.0,
    Agreement.FAR: -6.0,
}
OTHER_GENDER: Final = -1.5
"""What another gender adds: the labelled pairs know too few to learn it from; clerks err, and so do names."""
NAMES_ALONE: Final = 0.0
"""Log-odds that names must give without a date for a match in a list: whatever the date, they do not speak against."""
NAMES_BRIDGED: Final = 4.0
"""The same where only consonants could be compared, and no date speaks for the match."""
NAMES_BRIDGED_NEAR_DATE: Final = 2.0
"""The same where a date speaks for it that is not the same to the month: a year of birth many strangers share."""
AT_MOST: Final = math.log(0.65 / 0.35)
"""Log-odds to which others are held: a person should look, and nobody is alarmed."""
_BRIDGED: Final = 3.0  # scripts so far apart (`features`) are compared by their consonants
_SCRIPT: Final = list(FEATURES).index("script")
_DATE: Final = list(FEATURES).index("date")
_YEARS: Final = list(FEATURES).index("date_years")


def without_date(features: Sequence[float]) -> tuple[float, ...]:
    """Give the features of the same two records with no date known."""
    row = list(features)
    row[_DATE], row[_YEARS] = UNKNOWN_DATE, -1.0
    return tuple(row)


def held(odds: float, undated: float, agreement: Agreement) -> float:
    """Give log-odds held to what the date may add or take away: `odds` with it, `undated` without.

    >>> held(4.0, -3.0, Agreement.YEAR_ONLY), held(4.0, 3.0, Agreement.YEAR_ONLY), held(-4.0, 3.0, Agreement.NEXT_YEAR)
    (0.20000000000000018, 4.0, 1.0)
    """
    return max(min(odds, undated + MOST.get(agreement, _ANY)), undated + LEAST.get(agreement, -_ANY))


def held_in_list(odds: float, features: Sequence[float], undated: float, agreement: Agreement) -> float:
    """Give log-odds held for a list: to `AT_MOST`, in their order, where the names say too little for a match.

    `undated`: the log-odds that the names give without a date.
    """
    least = NAMES_ALONE
    if features[_SCRIPT] >= _BRIDGED and agreement < Agreement.MONTH_ONLY:
        least = NAMES_BRIDGED_NEAR_DATE if agreement.speaks_for else NAMES_BRIDGED
    if odds <= AT_MOST or undated >= least:
        return odds
    return AT_MOST + 0.05 * (1 - 1 / (1 + odds - AT_MOST))


_ANY: Final = 100.0
