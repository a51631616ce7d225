"""How much a birth date may say at most, for the same person and against.

Where names have little in common, labelled pairs with the same date are nearly all true, because few of those who
made the pairs looked for strangers born on one day. A list of a hundred thousand has such strangers. So whatever a
model learnt, an agreement of grade g adds at most log(1 / P(g between strangers)), with birth dates spread over some
forty years.
"""

from __future__ import annotations

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


_ANY: Final = 100.0
