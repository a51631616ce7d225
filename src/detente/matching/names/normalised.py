"""The words of a name as somebody typed it: cleaned of what nobody sees, split, in small letters.

`rigour` splits (hyphens and commas part words, apostrophes and format characters vanish). Before that, compatibility
forms become ordinary letters (Arabic presentation forms, full-width Latin); after it, a word that mixes alphabets gets
the letters that it shows: a Cyrillic "а" inside a Latin word was typed to deceive, or by an unlucky keyboard.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from rigour.names import tokenize_name

LONGEST_NAME: Final = 400
"""Characters of one name that are looked at. The longest name on the lists we know has 190."""
MOST_WORDS: Final = 24
"""Words of one name that are looked at; bounds the work of an alignment."""
LONGEST_WORD: Final = 48

# What looks alike, from Cyrillic and Greek to Latin; capitals apart, because "В" shows a B and "в" does not.
_SHOWN: Final = str.maketrans(
    "аеорсухіјѕһԁԛԝАВЕЅІЈКМНОРСТУХԌԚԜαοενρυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijshdqwABESIJKMHOPCTYXGQWaoevpuABEZHIKMNOPTYX",
)
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
_LIKE_LATIN: Final = re.compile("[\u0370-\u052f]")
_MEANT: Final = str.maketrans("aeopcyxiABEKMHOPCTYX", "аеорсухіАВЕКМНОРСТУХ")


def words_of(name: str) -> tuple[str, ...]:
    """Give the words of `name`, casefolded, in their order; nothing where it holds no letter and no digit.

    >>> words_of("Tsarnaïev, Tamerlan")
    ('tsarnaïev', 'tamerlan')
    >>> words_of("ABD‑AL‑LATIF\\u200b O'Neil \\U0001f600")
    ('abd', 'al', 'latif', 'oneil')
    >>> words_of("Еdgаrdо") == words_of("Edgardo")
    True
    """
    name = name[:LONGEST_NAME]
    if name.isascii():
        words = tokenize_name(name.lower())
    else:
        # Half a surrogate pair has no UTF-8, and rigour takes no other text.
        name = unicodedata.normalize("NFKC", name.encode("utf-8", "replace").decode())
        if _LATIN.search(name) and _LIKE_LATIN.search(name):
            words = [_one_alphabet(word).casefold() for word in tokenize_name(name)]
        else:
            words = tokenize_name(name.casefold())
    if len(name) > LONGEST_WORD:
        words = [word[:LONGEST_WORD] for word in words[:MOST_WORDS]]
    return tuple(words)


def _one_alphabet(word: str) -> str:
    """Give `word` in one alphabet where it mixes Latin with letters that look Latin."""
    if not _LATIN.search(word) or not _LIKE_LATIN.search(word):
        return word
    shown = word.translate(_SHOWN)
    if not _LIKE_LATIN.search(shown):
        return shown
    return word.translate(_MEANT)
