"""What is known of single words: how many names hold them, and how Arabic, Hebrew and Korean ones are written in Latin.

Read once from `words_known`, which a script counts from open data.
"""

from __future__ import annotations

from typing import Final

from detente.matching.names import words_known


def _counts() -> dict[str, int]:
    counts = {}
    count = 0
    for part in words_known.COMMON.split():
        if part.isdigit():
            count = int(part)
        else:
            counts[part] = count
    return counts


COUNTS: Final = _counts()
SPELLED: Final = {
    word: tuple(forms.split(",")) for word, _, forms in (part.partition("=") for part in words_known.SPELLED.split())
}


def share_of(form: str) -> float:
    """Give the share of names that hold the folded word `form`; for one that none holds, half of one name.

    >>> share_of("mohamed") > 100 * share_of("carnaev") > 0
    True
    """
    return COUNTS.get(form, 0.5) / words_known.NAMES


def spelled(word: str) -> tuple[str, ...]:
    """Give the folded Latin spellings of an Arabic, Hebrew or Korean word, the most frequent first; often none.

    >>> "mohamed" in spelled("محمد")
    True
    """
    return SPELLED.get(word, ())
