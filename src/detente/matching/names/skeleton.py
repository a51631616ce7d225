"""The consonants of a word in classes that survive a script without short vowels.

Both sides are reduced in the same way: vowels and glides fall away (they are written, or not, by custom), what one
letter of the other script stands for becomes one class. The classes differ by script: Arabic writes p as b and v as f;
Hebrew writes b and v, p and f alike; Hangul has one letter for r and l, none for f, v, z, and drops an r before
a consonant.
So a Latin word has a skeleton for each of them, and it is compared with the one that the other side calls for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from detente.matching.names.korean import jamo_of
from detente.matching.names.scripts import Script

_ARABIC: Final = str.maketrans({
    "ب": "B", "پ": "B", "ت": "T", "ث": "T", "ج": "J", "چ": "C", "ح": "H", "خ": "H", "د": "D", "ذ": "D", "ر": "R",
    "ز": "S", "ژ": "S", "س": "S", "ش": "C", "ص": "S", "ض": "D", "ط": "T", "ظ": "S", "غ": "G", "ف": "F", "ڤ": "F",
    "ق": "K", "ك": "K", "ک": "K", "گ": "G", "ل": "L", "م": "M", "ن": "N", "ه": "H", "ھ": "H", "ہ": "H", "ٹ": "T",
    "ڈ": "D", "ړ": "R", "ڑ": "R", "ښ": "C", "ګ": "G", "ځ": "S", "څ": "S", "ږ": "S", "ټ": "T", "ډ": "D", "ڼ": "N",
    "ں": "N", "ڨ": "G", "ڪ": "K", "ڵ": "L", "ڕ": "R", "ڭ": "N",
})  # fmt: skip
_HEBREW: Final = str.maketrans({
    "ב": "B", "פ": "B", "ף": "B", "ג": "G", "ד": "D", "ה": "H", "ז": "S", "ח": "H", "ט": "T", "ת": "T", "כ": "K",
    "ך": "K", "ק": "K", "ל": "L", "מ": "M", "ם": "M", "נ": "N", "ן": "N", "ס": "S", "ש": "S", "צ": "S", "ץ": "S",
    "ר": "R",
})  # fmt: skip
_NOT_CLASS: Final = re.compile(r"[^A-Z]+")

# Latin spellings, longest first; the class letter, or nothing for what falls away.
_LATIN_ARABIC: Final = {
    "tsch": "C", "tch": "C", "sch": "C", "sh": "C", "ch": "C", "kh": "H", "gh": "G", "th": "T", "dh": "D", "ph": "F",
    "dj": "J", "zh": "S", "ck": "K", "ts": "TS", "x": "KS", "ce": "S", "ci": "S", "b": "B", "p": "B", "t": "T",
    "j": "J", "h": "H", "d": "D", "r": "R", "z": "S", "s": "S", "f": "F", "v": "F", "q": "K", "k": "K", "c": "K",
    "g": "G", "l": "L", "m": "M", "n": "N",
}  # fmt: skip
_LATIN_HEBREW: Final = {
    "tsch": "SS", "tch": "S", "sch": "S", "sh": "S", "ch": "H", "kh": "H", "gh": "G", "th": "T", "dh": "D", "ph": "B",
    "dj": "G", "zh": "S", "ck": "K", "tz": "S", "ts": "S", "x": "KS", "ce": "S", "ci": "S", "b": "B", "p": "B",
    "t": "T", "j": "G", "h": "H", "d": "D", "r": "R", "z": "S", "s": "S", "f": "B", "v": "B", "q": "K", "k": "K", "c":
    "K",
    "g": "G", "l": "L", "m": "M", "n": "N",
}  # fmt: skip
_LATIN_HANGUL: Final = {
    "tsch": "C", "tch": "C", "sch": "S", "sh": "S", "ch": "C", "kh": "H", "gh": "K", "th": "S", "dh": "T", "ph": "P",
    "ng": "N", "ck": "K", "ts": "C", "tz": "C", "x": "KS", "ce": "S", "ci": "S", "b": "P", "p": "P", "f": "P", "v": "P",
    "t": "T", "d": "T", "j": "C", "z": "C", "h": "H", "r": "L", "l": "L", "s": "S", "q": "K", "k": "K", "c": "K",
    "g": "K", "m": "M", "n": "N",
}  # fmt: skip


def _by_letter(rules: dict[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    return {
        first: tuple(
            sorted(((old, new) for old, new in rules.items() if old[0] == first), key=lambda rule: -len(rule[0]))
        )
        for first in {old[0] for old in rules}
    }


_OF_LATIN: Final = {
    Script.ARABIC: _by_letter(_LATIN_ARABIC),
    Script.HEBREW: _by_letter(_LATIN_HEBREW),
    Script.HANGUL: _by_letter(_LATIN_HANGUL),
}
_HANGUL_FIRST: Final = "KKNTTLMPPSS-CCCKTPH"
_HANGUL_LAST: Final = "-KKKNNNTLKMLLLPLMPPTTNTTKTPT"
_SILENT_R: Final = re.compile(r"r(?=[^aeiouyr]|$)")


@lru_cache(maxsize=131072)
def latin_skeleton(latin: str, script: Script) -> str:
    """Give the skeleton of a romanised word for comparison with words of `script` (Arabic, Hebrew or Hangul).

    >>> latin_skeleton("mohammed", Script.ARABIC) == own_skeleton("محمد", Script.ARABIC)
    True
    >>> latin_skeleton("brown", Script.HANGUL) == own_skeleton("브라운", Script.HANGUL)
    True
    """
    rules = _OF_LATIN[script]
    text = latin
    if script is Script.HANGUL:
        # At the beginning an x is an s, as in Chinese; elsewhere two sounds.
        text = _SILENT_R.sub("", f"s{latin[1:]}" if latin[:1] == "x" else latin)
    classes = []
    at, end = 0, len(text)
    while at < end:
        for old, new in rules.get(text[at], ()):
            if text.startswith(old, at):
                classes.append(new)
                at += len(old)
                break
        else:
            at += 1
    return _finished("".join(classes), script)


@lru_cache(maxsize=131072)
def own_skeleton(word: str, script: Script) -> str:
    """Give the skeleton of a word (casefolded) that is written in `script` itself.

    >>> own_skeleton("محمد", Script.ARABIC), own_skeleton("כהן", Script.HEBREW)
    ('MHMD', 'KHN')
    """
    if script is Script.ARABIC:
        return _finished(_NOT_CLASS.sub("", word.translate(_ARABIC)), script)
    if script is Script.HEBREW:
        return _finished(_NOT_CLASS.sub("", word.translate(_HEBREW)), script)
    found = []
    for letter in word:
        parts = jamo_of(letter)
        if parts is not None:
            found += [_HANGUL_FIRST[parts[0]], _HANGUL_LAST[parts[2]]]
    return _finished("".join(found).replace("-", ""), script)


def _finished(classes: str, script: Script) -> str:
    """Drop doubles, and the h at the end, which is written or not by custom."""
    out = ""
    for letter in classes:
        if letter != out[-1:]:
            out += letter
    return out[:-1] if len(out) > 1 and out[-1] == "H" and script is not Script.HANGUL else out
