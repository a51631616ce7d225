"""Evaluation grids: how far a source and its information are trusted, by a named scheme (evaluation.json).

Sender's and receiver's evaluations stand side by side. Nothing is converted silently: `approximately` gives a neighbour
in another scheme for display, and it is shown as approximate. An unknown code is kept and shown as it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

DEFAULT: Final = ("europol-4x4", "X4")
"""Cannot be judged: the scheme, and the code in it, where nobody evaluated."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme: grades of the source and of the information; the 3x5x2 has grades of handling beside them."""

    name: str
    source: Mapping[str, str]
    information: Mapping[str, str]
    handling: Mapping[str, str] = field(default_factory=dict)

    def knows(self, code: str) -> bool:
        """Whether `code` is a grade of the source followed by one of the information (and one of handling, if any)."""
        grades = [self.source, self.information, *([self.handling] if self.handling else [])]
        return len(code) == len(grades) and all(grade in known for grade, known in zip(code, grades, strict=True))


_ALL: Final = (
    Scheme(
        "europol-4x4",
        source=MappingProxyType(
            {
                "A": "No doubt about source: always reliable so far",
                "B": "Mostly reliable",
                "C": "Mostly not reliable",
                "X": "Cannot be judged",
            }
        ),
        information=MappingProxyType(
            {
                "1": "Accuracy not in doubt",
                "2": "Known to the source itself, not to the officer",
                "3": "Not known to the source itself, but borne out by other information",
                "4": "Not known to the source itself and nothing bears it out",
            }
        ),
    ),
    Scheme(
        "admiralty-6x6",
        source=MappingProxyType(
            {
                "A": "Fully reliable",
                "B": "Usually reliable",
                "C": "Fairly reliable",
                "D": "Not usually reliable",
                "E": "Unreliable",
                "F": "Cannot be judged",
            }
        ),
        information=MappingProxyType(
            {
                "1": "Confirmed by others",
                "2": "Probably true",
                "3": "Possibly true",
                "4": "Doubtful",
                "5": "Improbable",
                "6": "Cannot be judged",
            }
        ),
    ),
    Scheme(
        "3x5x2",
        source=MappingProxyType({"1": "Reliable", "2": "Untested", "3": "Not reliable"}),
        information=MappingProxyType(
            {
                "A": "Known directly",
                "B": "Known indirectly, borne out",
                "C": "Known indirectly",
                "D": "Not known",
                "E": "Suspected to be false",
            }
        ),
        handling=MappingProxyType({"P": "Lawful sharing permitted", "C": "Lawful sharing permitted with conditions"}),
    ),
)

SCHEMES: Final[Mapping[str, Scheme]] = MappingProxyType({scheme.name: scheme for scheme in _ALL})

_NEIGHBOURS: Final = (
    ("A", "A"),
    ("B", "B"),
    ("C", "D"),
    ("X", "F"),
    ("1", "1"),
    ("2", "2"),
    ("3", "3"),
    ("4", "6"),
)

APPROXIMATE: Final = tuple((f"europol-4x4:{ours}", f"admiralty-6x6:{theirs}") for ours, theirs in _NEIGHBOURS)
"""Grades that stand near each other; in no case the same."""


def approximately(grade: str) -> str | None:
    """Give the grade of the other scheme that stands nearest, None where none is listed.

    >>> approximately("europol-4x4:C"), approximately("admiralty-6x6:F"), approximately("admiralty-6x6:C")
    ('admiralty-6x6:D', 'europol-4x4:X', None)
    """
    both = dict(APPROXIMATE) | {theirs: ours for ours, theirs in APPROXIMATE}
    return both.get(grade)
