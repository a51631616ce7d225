"""Which encoding a text is in: by its mark, as UTF-8, or by which of the old ones makes words of it.

Only encodings that the users' systems write are tried. What is guessed is said, so that a person looks at it; where
two fit nearly as well, or none makes words, nothing is read.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from detente.intake.lists.said import refuse

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OLD: Final = ("cp1252", "cp1251", "cp1256", "koi8-r", "iso8859-5", "iso8859-6", "cp866", "cp1250", "cp1254", "cp1255")
"""In the order in which they win where they fit alike."""
ALL: Final = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "ascii", "latin-1", *OLD)
_OVERLONG: Final = re.compile(
    rb"[\xc0\xc1][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]|\xf0[\x80-\x8f][\x80-\xbf]{2}|[\xf8-\xfd][\x80-\xbf]{4}"
)
_SAMPLE: Final = 200_000
_LATIN: Final = frozenset("éèêëàâäáãåæçìíîïñòóôöõøùúûüßœÉÈÊËÀÂÄÁÃÅÆÇÌÍÎÏÑÒÓÔÖÕØÙÚÛÜŒ")
_LATIN_EAST: Final = frozenset("ąćčďđęěğıłńňőřśšťůűźżžĄĆČĎĐĘĚĞİŁŃŇŐŘŚŠŤŮŰŹŻŽşŞţŢăĂ")
_SIGNS: Final = frozenset("°ºª№’‘“”«»–—…€£§\xa0ªŸÿ·")
_RUSSIAN: Final = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё")
_BASIC_ARABIC: Final = frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئةىًٌٍَُِّْـگپچژکی")
_LEAST: Final = 0.55
_WIDE: Final = 0.7
_ACCENTS: Final = re.compile(r"[^\W\d_a-zA-Z]{3,}")
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and its encoding; `guessed`: nothing but its words says that it is this one."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes, *, encoding: str = "") -> Decoded:
    """Give the text of a file. `encoding`: the one that a person chose.

    Raises:
        FileRefused: it fits none that is read here, or two equally well.
    """
    if encoding:
        return Decoded(_strict(data, encoding), encoding, guessed=False)
    for mark, name in MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, name), name, guessed=False)
    if wide := _wide(data):
        return Decoded(_strict(data, wide), wide, guessed=True)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", guessed=False)
    except UnicodeDecodeError as error:
        if _OVERLONG.search(data) and not _makes_words(data):
            raise refuse("text.overlong") from error
    return _guess(data)


def declared(data: bytes, encoding: str) -> str:
    """Give a text in the encoding that it names itself.

    Raises:
        ValueError: it is not of that encoding, or holds halves of characters, which nothing can keep.
        LookupError: there is no such encoding.
    """
    text = data.decode(encoding)
    text.encode("utf-8")
    return text


def _strict(data: bytes, encoding: str) -> str:
    if encoding not in ALL:
        raise refuse("text.encoding")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refuse("text.not-in-encoding", encoding=encoding) from error


def _wide(data: bytes) -> str:
    """Tell UTF-16 without a mark: its zeros stand in every other place only, and it makes words."""
    head = data[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(data) % 2 or bool(even) == bool(odd):
        return ""
    name = "utf-16-le" if odd else "utf-16-be"
    return name if score(head.decode(name, "ignore")) >= _WIDE else ""


def _makes_words(data: bytes) -> bool:
    return any(score >= 0.9 for score, _ in _scores(data))


def _guess(data: bytes) -> Decoded:
    ranked = sorted(_scores(data), key=lambda each: -each[0])
    if not ranked or ranked[0][0] < _LEAST:
        raise refuse("text.encoding")
    name = ranked[0][1]
    return Decoded(_strict(data, name), name, guessed=True)


def _scores(data: bytes) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    for name in OLD:
        try:
            text = data[:_SAMPLE].decode(name)
        except UnicodeDecodeError:
            continue
        # Of what scores alike the first wins, by a hair.
        found.append((score(text) - len(found) / 10_000, name))
    return found


def score(text: str) -> float:
    """Give how much the letters beyond ASCII look like those of words: 1 all of them, 0 or less none.

    >>> score("accréditation"), score("accrťditation") < 0.8, score("accrйditation") < 0
    (1.0, True, True)
    """
    total, points = 0, 0.0
    for letter in text:
        if not letter.isascii():
            total += 1
            points += _worth(letter)
    if not total:
        return 1.0
    for found in _WORD.finditer(text):
        points -= _oddities(found.group())
    return points / total


def _worth(letter: str) -> float:
    low = letter.lower()
    if letter in _LATIN or letter in _BASIC_ARABIC or low in _RUSSIAN:
        # The commonest letters of Russian tell its encodings apart in words of capitals, too.
        return 1.0 if low not in _RUSSIAN or low in "оеаинтсрвл" else 0.9
    if letter in _SIGNS:
        return 0.9
    if letter in _LATIN_EAST or "\u05d0" <= letter <= "\u05ea":
        return 0.75
    if "\u0400" <= letter <= "\u04ff":
        return 0.6
    if letter in "،؛؟":
        return 0.5
    return 0.4 if unicodedata.category(letter)[0] == "L" else -0.5


def _oddities(word: str) -> float:
    """Give how many letters of a word stand where none would: two scripts in it, a capital after a small one."""
    if word.isascii():
        return 0.0
    scripts = {unicodedata.name(each, "?").split()[0] for each in word if each not in _SIGNS}
    mixed = 2.0 * len(word) if len(scripts) > 1 else 0.0
    inner = sum(a.islower() and b.isupper() for a, b in pairwise(word))
    # No Latin script writes three accents in a row; Cyrillic and Arabic read as one do.
    accents = sum(len(each) for each in _ACCENTS.findall(word)) if scripts == {"LATIN"} else 0
    return mixed + inner + accents
