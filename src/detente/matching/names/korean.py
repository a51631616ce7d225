"""Hangul in Latin letters: each syllable is taken apart by arithmetic on its code point (Unicode, section 3.12).

Revised Romanization first; then the spellings that families chose for their surnames.
"""

from __future__ import annotations

import re
from typing import Final

_FIRST_LETTERS: Final = "g kk n d tt r m b pp s ss _ j jj ch k t p h"
_MIDDLE_LETTERS: Final = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
_LAST_LETTERS: Final = "_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t"
_FIRST: Final = _FIRST_LETTERS.split()
_MIDDLE: Final = _MIDDLE_LETTERS.split()
_LAST: Final = _LAST_LETTERS.split()
_SURNAMES: Final = {
    "김": ("kim",), "이": ("lee", "yi", "ri"), "리": ("ri", "lee"), "박": ("park", "pak"), "최": ("choi", "choe"),
    "정": ("jung", "chung", "jeong"), "조": ("cho", "jo"), "강": ("kang",), "윤": ("yoon", "yun"),
    "장": ("jang", "chang"), "임": ("lim", "im", "rim"), "림": ("rim", "lim"), "오": ("oh", "o"), "한": ("han",),
    "신": ("shin", "sin"), "서": ("seo", "suh"), "권": ("kwon",), "황": ("hwang",), "안": ("ahn", "an"),
    "송": ("song",), "류": ("ryu", "yoo"), "유": ("yoo", "yu"), "전": ("jeon", "chon", "jun"), "홍": ("hong",),
    "고": ("ko", "go"), "문": ("moon", "mun"), "손": ("son", "sohn"), "양": ("yang",), "배": ("bae",),
    "백": ("baek", "paek"), "허": ("heo", "hur", "ho"), "남": ("nam",), "심": ("shim", "sim"), "노": ("noh", "roh"),
    "로": ("ro", "roh"), "하": ("ha",), "곽": ("kwak",), "성": ("sung", "song"), "차": ("cha",),
    "주": ("joo", "ju", "chu"), "우": ("woo", "u"), "구": ("koo", "ku", "gu"), "민": ("min",), "나": ("na",),
    "진": ("jin", "chin"), "지": ("ji", "chi"), "엄": ("eom", "om"), "원": ("won",), "천": ("cheon", "chon"),
    "방": ("bang", "pang"), "공": ("gong", "kong"), "현": ("hyun", "hyon"), "변": ("byun", "pyon"),
    "염": ("yeom", "ryom"), "여": ("yeo",), "추": ("choo", "chu"), "도": ("do", "to"), "석": ("seok", "sok"),
    "선": ("sun", "son"), "설": ("seol", "sol"), "마": ("ma",), "길": ("gil", "kil"), "연": ("yeon", "yon"),
    "위": ("wi",), "표": ("pyo",), "명": ("myung", "myong"), "기": ("ki", "gi"), "반": ("ban", "pan"),
    "라": ("ra", "na"), "왕": ("wang",), "금": ("keum", "kum"), "옥": ("ok",), "육": ("yook", "yuk"), "인": ("in",),
    "맹": ("maeng",), "제": ("je",), "모": ("mo",), "탁": ("tak",), "국": ("kook", "kuk"), "어": ("eo",),
    "은": ("eun", "un"), "편": ("pyeon",), "용": ("yong", "ryong"), "예": ("ye",), "봉": ("bong",), "경": ("kyung",),
    "사": ("sa",), "부": ("boo",), "황보": ("hwangbo",), "남궁": ("namgung", "namkung"), "제갈": ("jegal",),
    "선우": ("sunwoo",), "독고": ("dokgo",),
}  # fmt: skip
_LENT_VOWEL: Final = re.compile(r"(?<![ey])eu(?![nm])")
_BASE: Final = 0xAC00
_COUNT: Final = 11172


def jamo_of(syllable: str) -> tuple[int, int, int] | None:
    """Give the indices of first, middle and last letter of one Hangul syllable, or None if it is none."""
    index = ord(syllable) - _BASE
    if not 0 <= index < _COUNT:
        return None
    return index // 588, index % 588 // 28, index % 28


def romanised_hangul(word: str) -> tuple[str, ...]:
    """Give Revised Romanization, and for a surname the customary spellings before it.

    Foreign names get an "eu" after each consonant that Korean cannot leave alone, and a p for their f: without.

    >>> romanised_hangul("김"), romanised_hangul("정은"), romanised_hangul("프랭크")
    (('kim', 'gim'), ('jeongeun',), ('peuraengkeu', 'praengk', 'fraengk'))
    """
    plain = "".join(_syllable(letter) for letter in word)
    bare = _LENT_VOWEL.sub("", plain) or plain
    return tuple(dict.fromkeys((*_SURNAMES.get(word, ()), plain, bare, bare.replace("p", "f"))))


def parted(word: str) -> tuple[str, ...]:
    """Give surname and given name of a Korean name written as one word of two to four syllables; else the word alone.

    >>> parted("김정은"), parted("소피나")
    (('김', '정은'), ('소피나',))
    """
    if 3 <= len(word) <= 4:
        for length in (2, 1):
            if word[:length] in _SURNAMES and 1 <= len(word) - length <= 2:
                return word[:length], word[length:]
    return (word,)


def _syllable(letter: str) -> str:
    parts = jamo_of(letter)
    if parts is None:
        return letter if letter.isascii() and letter.isalnum() else ""
    first, middle, last = parts
    return f"{_FIRST[first]}{_MIDDLE[middle]}{_LAST[last]}".replace("_", "")
