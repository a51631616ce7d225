"""Which script a word is written in, as far as the comparison of names has to know."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache


class Script(IntEnum):
    """The scripts with rules of their own; all others are romanised by ICU's general table."""

    LATIN = 0
    CYRILLIC = 1
    GREEK = 2
    ARABIC = 3
    HEBREW = 4
    HANGUL = 5
    HAN = 6
    OTHER = 7

    @property
    def writes_no_vowels(self) -> bool:
        """Whether short vowels are left out, so that only the consonants can be compared."""
        return self in {Script.ARABIC, Script.HEBREW}


_RANGES = (
    (0x0000, 0x024F, Script.LATIN),
    (0x0370, 0x03FF, Script.GREEK),
    (0x0400, 0x052F, Script.CYRILLIC),
    (0x0590, 0x05FF, Script.HEBREW),
    (0x0600, 0x06FF, Script.ARABIC),
    (0x0750, 0x077F, Script.ARABIC),
    (0x1100, 0x11FF, Script.HANGUL),
    (0x1E00, 0x1EFF, Script.LATIN),
    (0x1F00, 0x1FFF, Script.GREEK),
    (0x3400, 0x4DBF, Script.HAN),
    (0x4E00, 0x9FFF, Script.HAN),
    (0xAC00, 0xD7A3, Script.HANGUL),
    (0xF900, 0xFAFF, Script.HAN),
    (0x20000, 0x3FFFF, Script.HAN),
)


@lru_cache(maxsize=65536)
def script_of_letters(word: str) -> Script:
    """As `script_of`, for a word that is not in plain Latin letters."""
    for letter in word:
        if letter.isalpha():
            code = ord(letter)
            for first, last, script in _RANGES:
                if first <= code <= last:
                    return script
            return Script.OTHER
    return Script.OTHER


def script_of(word: str) -> Script:
    """Give the script of the first letter of `word`; words of several scripts are rare once normalised.

    >>> script_of("царнаев"), script_of("محمد"), script_of("김"), script_of("2nd")
    (<Script.CYRILLIC: 1>, <Script.ARABIC: 3>, <Script.HANGUL: 5>, <Script.LATIN: 0>)
    """
    return Script.LATIN if word.isascii() else script_of_letters(word)
