"""The words of a name as somebody typed it: cleaned of what nobody sees, split, in small letters.

`rigour` splits (hyphens and commas part words, apostrophes and format characters vanish). Before that, compatibility
forms become ordinary letters (Arabic presentation forms, full-width Latin); after it, a word that mixes alphabets gets
the letters that it shows: a Cyrillic "а" inside a Latin word was typed to deceive, or by an unlucky keyboard.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
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
_MEANT: Final = str.maketrans("aeopcyxiABEKMHOPCTYX", "аеорсухіАВЕКМНОРСТУХ")


@lru_cache(maxsize=65536)
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
        return tuple([word.lower()[:LONGEST_WORD] for word in tokenize_name(name)][:MOST_WORDS])
    # Half a surrogate pair has no UTF-8, and rigour takes no other text.
    name = unicodedata.normalize("NFKC", name.encode("utf-8", "replace").decode())
    return tuple([_one_alphabet(word).casefold()[:LONGEST_WORD] for word in tokenize_name(name)][:MOST_WORDS])


def _one_alphabet(word: str) -> str:
    """Give `word` in one alphabet where it mixes Latin with letters that look Latin."""
    if word.isascii():
        return word
    latin = sum(1 for letter in word if letter < "\u0250" and letter.isalpha())
    others = sum(1 for letter in word if "\u0370" <= letter <= "\u052f")
    if not latin or not others:
        return word
    shown = word.translate(_SHOWN)
    if not any("\u0370" <= letter <= "\u052f" for letter in shown):
        return shown
    return word.translate(_MEANT)
