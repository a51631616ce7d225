"""The keys under which a record is found: plain strings, the same for the embedded index and for a column of text[].

What stands before the colon says the kind, what stands behind it was kept of the name:

    t:tsarnaev      a word of the name in Latin letters
    d:tsarnae       the same with one letter left out: two spellings one slip apart share such a key
    f:carnaev       without the customs of transliteration (`folded`)
    s:cnrv          its consonants in the order of the alphabet: letters were swapped
    p:TSRNF         as it sounds in English
    ka:TSRNF        its consonants by class, as Arabic leaves them (kh: as Hebrew does, kk: as Hangul)
    y:TSRNF:1986    the consonants of a word beside the year of birth; never the full date, which may be wrong
    i:x4123         an identifier

Two records that share no key are never compared. All kinds but `y` and `i` come from one word alone, which lets an
index keep them once for each spelling (`word_keys`), however many records have it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from rigour.text import metaphone

from detente.matching.names.dates import dates_of
from detente.matching.names.folded import consonants_of, spellings
from detente.matching.names.korean import parted
from detente.matching.names.normalised import words_of
from detente.matching.names.particles import PARTICLES
from detente.matching.names.prepared import MOST_NAMES
from detente.matching.names.romanised import romanised
from detente.matching.names.scripts import Script, script_of
from detente.matching.names.skeleton import latin_skeleton, own_skeleton

SHORTEST: Final = 4
"""Letters of a word for which one may be left out, and of an identifier that tells anybody apart."""

_SPECIMENS: Final = (
    "Tchaïkovski-Müller, Wojciech Ødegård", "Jorge Xavier Quiñones Pacheco", "Yusuf Abdulrahman al-Dhahabi",
    "Щеголёв Юрий Хрисанфович", "Їжакевич Гнат", "Ξενοφών Μπουγάτσας", "عبدالرحمن يوسف الغزالي", "שמחה כץ-לוין",
    "김정은", "李小龙", "გიორგი", "स्मृति", "Zwetkow Grzegorz", "Pouchkine", "Chroesjtsjov",
    "Fathizadeh Matiullah", "شاهوارپور", "WANG, Guo Ying",
)  # fmt: skip
_KIND_OF_SCRIPT: Final = {Script.ARABIC: "ka", Script.HEBREW: "kh", Script.HANGUL: "kk"}
_SERVANT: Final = re.compile(r"abd[aeiou][lrsdtnz](\w{4,})")  # Abdulrahman, Abdennour: some write it in two words
_SERVANT_IN_ARABIC: Final = re.compile("عبدال(?!له$)(.{2,})")
_COMPOUND: Final = re.compile(r"(\w{3,})([uoae]llah|z[ae]d[ae]h?|vand|p(?:ou|u|oo)r)")  # Matiullah, Fathizadeh
_COMPOUND_IN_ARABIC: Final = re.compile("(.{2,})(الله|زاده|وند|پور)")
_ARTICLE_IN_ARABIC: Final = re.compile("ال(.{3,})")
_GIVEN_IN_TWO: Final = re.compile(
    r"(?P<first>\w{1,6}-\w{1,6} \w{1,7})|\w{1,7},? \w{1,6}-\w{1,6}|\w{1,7}, \w{1,6} \w{1,6}"
)
_NOT_IN_IDENTIFIER: Final = re.compile(r"[\W_]+")


def key_words(name: str) -> tuple[str, ...]:
    """Give the words under which a name is found: what some write in one word and others in two, in two.

    >>> key_words("TSARNAYEV, Tamerlan"), key_words("习近平"), key_words("Abdulrahman") == key_words("Abd Rahman")
    (('tsarnayev', 'tamerlan'), ('习', '近平'), True)
    """
    words = words_of(name)
    return tuple(part for word in words for part in _parted(word, alone=len(words) == 1))


def key_names(record: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Give the names of a record as the words under which each is found: as written, then as others write them.

    What is written together and apart stands under both: of *Hamidullah* and *Хамидулла* only the whole is alike.

    >>> key_names({"names": ["WANG, Guo Ying", "Lin Chun-yan", "Matiullah"]})[3:]
    [('wang', 'guoying'), ('lin', 'chunyan'), ('mati', 'ullah')]
    """
    texts = names_of(record)
    names = [words for text in texts if (words := key_words(text))]
    otherwise = [words for text in texts if (words := _together(text))]
    return list(dict.fromkeys([*names, *otherwise, *map(_apart, names)]))


def _apart(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words of a name with its compounds in two; the same where it has none."""
    return tuple(part for word in words for part in _compound(word))


def _compound(word: str) -> tuple[str, ...]:
    found = (_COMPOUND if word.isascii() else _COMPOUND_IN_ARABIC).fullmatch(word)
    return (found[1], found[2]) if found else (word,)


def _together(name: str) -> tuple[str, ...]:
    """Give a name of three short words, the last two as one, where a comma or a hyphen says that these are given."""
    found = _GIVEN_IN_TWO.fullmatch(name)
    if not found or not name.isascii():
        return ()
    words = words_of(name)
    if len(words) != 3 or not PARTICLES.isdisjoint(words):
        return ()
    family, given = (words[2], words[:2]) if found["first"] else (words[0], words[1:])
    return family, "".join(given)


def word_keys(word: str) -> frozenset[str]:
    """Give the keys of one word of a name."""
    return frozenset(_keys_of(word))


def folded_form(word: str) -> str:
    """Give the folded spelling of a word; of several the usual one."""
    return spellings(tuple(form for form in romanised(word) if form) or (word,))[0]


def record_keys(record: Mapping[str, Any]) -> frozenset[str]:
    """Give every key of a plain record, for a column of text[]: two records are compared where they share one.

    >>> one = record_keys({"names": ["Tamerlan Tsarnaev"], "birthDate": ["1986-10-21"]})
    >>> one >= {"t:tsarnaev", "f:carnaev", "ka:TSRNF", "y:TSRNF:1986"}
    True
    >>> one & record_keys({"names": ["تامرلان تسارنايف"], "birthDate": ["1986"]}) >= {"ka:TSRNF", "y:TSRNF:1986"}
    True
    """
    words = {word for words in key_names(record) for word in words}
    return frozenset(key for word in words for key in word_keys(word)) | own_keys(record, words, years_of(record))


def keys_version() -> str:
    """Give what changes when a release gives other keys: an index built before finds too little and is built anew."""
    keys = sorted(key for name in _SPECIMENS for key in record_keys({"names": [name], "birthDate": ["1990-05-17"]}))
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]


def own_keys(record: Mapping[str, Any], words: Iterable[str], years: Iterable[int]) -> frozenset[str]:
    """Give the keys that come from more than one word: each word beside the year of birth, and the identifiers."""
    consonants = {consonants for word in words if (consonants := _consonants(word))}
    beside = {f"y:{consonant}:{year}" for year in years for consonant in consonants}
    return frozenset(beside | {f"i:{number}" for number in identifiers_of(record)})


def names_of(record: Mapping[str, Any]) -> list[str]:
    """Give the names of a record, each once, as many as are compared."""
    return list(dict.fromkeys(_texts(record.get("names"))))[:MOST_NAMES]


def years_of(record: Mapping[str, Any]) -> list[int]:
    """Give the years of birth that a record names, each once; what is no date is passed over."""
    dates, _ = dates_of(_texts(record.get("birthDate")))
    return list(dict.fromkeys(date.year for date in dates))


def identifiers_of(record: Mapping[str, Any]) -> list[str]:
    """Give the identifiers in letters and digits only, each once; shorter ones than four signs tell nobody apart."""
    numbers = (_NOT_IN_IDENTIFIER.sub("", number[:64]).casefold() for number in _texts(record.get("idNumber")))
    return list(dict.fromkeys(number for number in numbers if len(number) >= SHORTEST))


def _keys_of(word: str) -> Iterator[str]:
    script = script_of(word)
    forms = [form for form in romanised(word) if form] or [word]
    for form in forms:
        yield f"t:{form}"
        if len(form) >= SHORTEST:
            yield f"d:{form}"
            yield from (f"d:{form[:at]}{form[at + 1 :]}" for at in range(len(form)))
        sound = metaphone(form) if len(form) > 2 else ""
        if len(sound) > 2:
            yield f"p:{sound}"
    folded = [form for form in spellings(tuple(forms)) if len(form) > 1]
    yield from (f"f:{form}" for form in folded)
    yield from (f"s:{''.join(sorted(consonants))}" for form in folded if len(consonants := consonants_of(form)) > 2)
    for other, kind in _KIND_OF_SCRIPT.items():
        skeletons = [own_skeleton(word, script)] if other is script else [latin_skeleton(form, other) for form in forms]
        yield from (f"{kind}:{skeleton}" for skeleton in skeletons if len(skeleton) > 1)


@lru_cache(maxsize=65_536)
def _consonants(word: str) -> str:
    """Give the consonants of a word as Arabic would leave them; nothing where they are less than two."""
    arabic = script_of(word) is Script.ARABIC
    skeleton = own_skeleton(word, Script.ARABIC) if arabic else latin_skeleton(romanised(word)[0], Script.ARABIC)
    return skeleton if len(skeleton) > 1 else ""


def _parted(word: str, *, alone: bool) -> tuple[str, ...]:
    if word.isascii():
        found = _SERVANT.fullmatch(word) if word.startswith("abd") else None
        return ("abd", found[1]) if found else (word,)
    script = script_of(word)
    if script is Script.HAN and alone and 2 <= len(word) <= 4:
        return word[:1], word[1:]
    if script is Script.HANGUL and alone:
        return parted(word)
    if script is Script.ARABIC and (found := _SERVANT_IN_ARABIC.fullmatch(word)):
        return "عبد", found[1]
    if script is Script.ARABIC and (found := _ARTICLE_IN_ARABIC.fullmatch(word)):
        return (found[1],)
    return (word,)


def _texts(value: Any) -> list[str]:
    """Give one text or a list of them as a list; what is no text says nothing."""
    values = [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else []
    return [text for text in values if isinstance(text, str) and text.strip()]
