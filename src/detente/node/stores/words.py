"""The words of a text as the search index keeps them: folded alike when a message is kept and when somebody asks.

Folding is for reading over differences of spelling within one script: letter case, accents (Tsarnaëv, tsarnaev), Arabic
vowel signs and the forms of alef, full-width letters, digits of any script. It never goes from one script to another:
a name in Cyrillic is found by its Cyrillic letters alone. Both databases keep the same words, made here, so that they
find the same; none of their own dictionaries is used.

A word begins with a mark that says where it stands, a code point of private use that no text of a person keeps:

    dossier          in the subject, a file number, a name or the text; found by its beginning
    INNER ossier     an ending of such a word, of subject, file numbers and names alone: found from its middle
    NUMBER alp20267  in a file number: found without giving a reason
    LABEL p12        a fact of the entry: its partner, kind, side, month
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

INNER: Final = "\ue000"
NUMBER: Final = "\ue001"
LABEL: Final = "\ue002"
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")

LONGEST: Final = 48
"""Letters of a word that count; the rest of a longer one is not looked at."""
MOST: Final = 50_000
"""Different words of one message that are kept: a text of 500 pages has fewer."""
SHORTEST_INNER: Final = 3
_WORD: Final = re.compile(r"[^\W_]+")
_APART: Final = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
_TATWEEL: Final = "\u0640"
_ARABIC: Final = re.compile(r"^[\u0620-\u064a]")
_ARTICLES: Final = ("وال", "بال", "كال", "فال", "ولل", "ال", "لل")
"""Beginnings that Arabic writes together with a noun: the article, alone and after and, with, like, so, for."""


def fold(text: str) -> str:
    """Give a text without what searching reads over.

    >>> fold("Tsarnaëv"), fold("ДОСЬЕ"), fold("Straße"), fold("٢٠٢٦")
    ('tsarnaev', 'досье', 'strasse', '2026')
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", _PRIVATE.sub(" ", text).casefold())
    return "".join(map(_folded, filter(_is_kept, apart)))


def words_of(text: str) -> list[str]:
    """Give the folded words of a text in their order, each as often as it stands there.

    >>> words_of("Dossier n° 12, l'ÉTÉ")
    ['dossier', 'no', '12', 'l', 'ete']
    """
    return [word[:LONGEST] for word in _pieces(text)]


def compact(text: str) -> str:
    """Give a file number as one word: `ALP-2026/7` and `alp 2026 7` are the same."""
    return "".join(_pieces(text))[:LONGEST]


def inner(word: str) -> list[str]:
    """Give the endings of a word by which its middle is found, marked."""
    return [INNER + word[start:] for start in range(1, len(word) - SHORTEST_INNER + 1)]


def bare(word: str) -> tuple[str, ...]:
    """Give an Arabic noun without the article and the particles that are written together with it; else nothing."""
    if not word.isascii() and _ARABIC.match(word):
        for article in _ARTICLES:
            if word.startswith(article) and len(word) - len(article) >= SHORTEST_INNER:
                return (word[len(article) :],)
    return ()


def kept(
    uid: str, *, names: Iterable[str], numbers: Iterable[str], texts: Iterable[str], labels: Iterable[str]
) -> list[str]:
    """Give the words that the index keeps of one entry, each once.

    `names`: its subject and the persons in it, found from their middle too; `numbers`: its file numbers.
    """
    found: dict[str, None] = {LABEL + label: None for label in labels}
    own = compact(uid)
    found.update(dict.fromkeys((own, NUMBER + own)))
    for number in numbers:
        pieces = words_of(number)
        whole = compact(number)
        for word in dict.fromkeys((*pieces, whole)):
            found.update(dict.fromkeys((word, NUMBER + word, *inner(word))))
    for name in names:
        for word in words_of(name):
            found.update(dict.fromkeys((word, *inner(word), *bare(word))))
    for text in texts:
        for word in words_of(text):
            if len(found) >= MOST:
                return list(found)
            found[word] = None
            found.update(dict.fromkeys(bare(word)))
    return list(found)


def _pieces(text: str) -> list[str]:
    # Of ASCII, letters and digits are what a word has: to put them apart in one pass costs a tenth of searching.
    return text.translate(_APART).split() if text.isascii() else _WORD.findall(fold(text))


def _is_kept(letter: str) -> bool:
    return letter != _TATWEEL and not unicodedata.combining(letter)


def _folded(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    return letter if digit is None else str(digit)
