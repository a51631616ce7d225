"""A word in Latin letters, in as many ways as clerks write it.

Own tables for Cyrillic, Greek, Arabic, Hebrew and Hangul (`korean`); accents become plain letters and, where two
customs live side by side, digraphs too ("ö" is o and oe). Beside a word that looks Slavic stands how English would
write it (`customs`). Arabic and Hebrew give consonants and long vowels, no more: their words are compared by
`skeleton`. Every other script goes through ICU.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import icu

from detente.matching.names.customs import readings
from detente.matching.names.korean import romanised_hangul
from detente.matching.names.scripts import Script, script_of

_PLAIN: Final = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a",
    "ħ": "h", "ŋ": "ng", "ɛ": "e", "ɔ": "o", "ʿ": "", "ʾ": "", "ʹ": "", "ʺ": "", "ʻ": "", "ʼ": "", "ŧ": "t",
}  # fmt: skip
_DIGRAPH: Final = {
    "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "š": "sh", "ş": "sh", "ș": "sh", "č": "ch", "ç": "ch",
    "ć": "ch", "ž": "zh", "ñ": "ny", "ğ": "gh", "ź": "zh", "ż": "zh", "ś": "sh", "đ": "dj", "ə": "e", "ț": "ts",
    "ţ": "ts",
}  # fmt: skip
_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz",
    "ѓ": "g", "ќ": "k", "ѕ": "dz", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h",
    "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u", "ѐ": "e", "ѝ": "i", "ѣ": "e", "ҫ": "s", "ҡ": "k", "ҙ": "z", "ӑ": "a",
    "ӗ": "e", "ҽ": "ch", "ҹ": "j", "ҝ": "g",
}  # fmt: skip
_GREEK_PAIRS: Final = (
    ("ου", "ou"), ("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γγ", "ng"), ("τσ", "ts"), ("τζ", "tz"), ("αυ", "av"),
    ("ευ", "ev"), ("αι", "ai"), ("ει", "ei"), ("οι", "oi"),
)  # fmt: skip
_GREEK: Final = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_ARABIC: Final = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ء": "", "ؤ": "u", "ئ": "i", "ب": "b", "پ": "p", "ت": "t",
    "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ڤ": "v", "ق": "q", "ك": "k",
    "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ھ": "h", "ہ": "h", "ة": "a", "ۃ": "a", "و": "u",
    "ي": "i", "ی": "i", "ى": "a", "ې": "i", "ے": "e", "ں": "n", "ٹ": "t", "ڈ": "d", "ړ": "r", "ڑ": "r", "ښ": "sh",
    "ګ": "g", "ځ": "z", "څ": "ts", "ږ": "zh", "ټ": "t", "ډ": "d", "ڼ": "n", "ﻯ": "i", "ۆ": "o", "ێ": "e", "ڵ": "l",
    "ڕ": "r", "ە": "e", "ڭ": "ng", "ڨ": "g", "ڪ": "k",
}  # fmt: skip
_HEBREW: Final = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "v", "ז": "z", "ח": "ch", "ט": "t", "י": "i", "כ": "k",
    "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "", "פ": "p", "ף": "f", "צ": "ts",
    "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip
# How a syllable begins in Taiwan (after Wade and Giles, without apostrophes), by its beginning in Pinyin.
_OF_TAIWANESE: Final = {
    "zh": "ch", "j": "ch", "q": "ch", "x": "hs", "z": "ts", "c": "ts", "b": "p", "d": "t", "g": "k", "r": "j",
}  # fmt: skip
_TAIWANESE: Final = re.compile("^(?:zh|c(?!h)|[jqxzbdgr])")
_CYRILLIC_TABLE: Final = str.maketrans(_CYRILLIC)
_UKRAINIAN_TABLE: Final = str.maketrans(_CYRILLIC | {"г": "h", "и": "y"})
_GREEK_TABLE: Final = str.maketrans(_GREEK)
_ARABIC_TABLE: Final = str.maketrans(_ARABIC)
_HEBREW_TABLE: Final = str.maketrans(_HEBREW)
_PLAIN_TABLE: Final = str.maketrans(_PLAIN)
_DIGRAPH_TABLE: Final = str.maketrans(_DIGRAPH)
_NOT_LATIN: Final = re.compile(r"[^a-z0-9]+")
_HAN: Final = icu.Transliterator.createInstance("Han-Latin; Latin-ASCII; Lower")
_BY_ICU: Final = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")


def romanised(word: str) -> tuple[str, ...]:
    """Give the ways to write `word` (casefolded) in the letters a to z, the usual one first; at least one, maybe "".

    >>> romanised("царнаев"), romanised("müller"), romanised("محمد"), romanised("习"), romanised("zarnajew")
    (('tsarnaev',), ('muller', 'mueller'), ('mhmd',), ('xi', 'hsi'), ('zarnajew', 'tsarnayev'))
    """
    if word.isascii():
        return (word, *readings(word))
    script = script_of(word)
    if script is Script.LATIN:
        plain = _letters(word.translate(_PLAIN_TABLE))
        return _once(plain, _letters(word.translate(_DIGRAPH_TABLE)), *readings(plain))
    if script is Script.CYRILLIC:
        return _once(_letters(word.translate(_CYRILLIC_TABLE)), _letters(word.translate(_UKRAINIAN_TABLE)))
    if script is Script.GREEK:
        return (_letters(_greek(word).translate(_GREEK_TABLE)),)
    if script is Script.ARABIC:
        return (_letters(word.translate(_ARABIC_TABLE)),)
    if script is Script.HEBREW:
        return _hebrew(word)
    if script is Script.HANGUL:
        return romanised_hangul(word)
    spoken = syllables(word)
    if script is Script.HAN:
        return _once(spoken.replace(" ", ""), "".join(_TAIWANESE.sub(_as_taiwanese, each) for each in spoken.split()))
    return (spoken.replace(" ", ""),)


def syllables(word: str) -> str:
    """Give `word` in Latin letters by ICU, with a blank between the syllables of Chinese characters.

    >>> syllables("习近平")
    'xi jin ping'
    """
    by = _HAN if script_of(word) is Script.HAN else _BY_ICU
    return _NOT_LATIN.sub(" ", by.transliterate(word)).strip()


def _letters(text: str) -> str:
    """Give `text` without accents and without what is no letter a to z or digit."""
    if text.isascii():
        return _NOT_LATIN.sub("", text)
    bare = unicodedata.normalize("NFKD", text)
    return _NOT_LATIN.sub("", bare.translate(_PLAIN_TABLE))


def _hebrew(word: str) -> tuple[str, ...]:
    """Give the word with its vavs as vowels, and with its vavs as consonants; a he at the end is an a.

    >>> _hebrew("לוקו"), _hebrew("לורה")
    (('loko', 'lvkv'), ('lora', 'lvra'))
    """
    word = word.replace("וו", "װ").replace("יי", "י")
    if len(word) > 2 and word.endswith("ה"):
        word = word[:-1] + "a"
    vowels = word[:1] + word[1:].replace("ו", "o")
    return _once(*(_letters(form.replace("װ", "v").translate(_HEBREW_TABLE)) for form in (vowels, word)))


def _as_taiwanese(match: re.Match[str]) -> str:
    return _OF_TAIWANESE[match[0]]


def _greek(word: str) -> str:
    bare = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    for pair, latin in _GREEK_PAIRS:
        bare = bare.replace(pair, latin)
    return bare


def _once(*forms: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))
