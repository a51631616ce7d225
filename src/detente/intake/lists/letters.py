"""What in a text misleads whoever reads it: hidden controls, foreign look-alikes, piled marks, markup, formulas.

A text is kept as it was received; here it is only judged. Matching works on a cleaned form of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from detente.intake.lists.said import Said, leave_out, say

MOST_LETTERS: Final = 65_000
MOST_MARKS: Final = 16
"""More combining marks on one letter than this are no name in any script; more than `MANY_MARKS` are worth a look."""
MANY_MARKS: Final = 4
_BIDI: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
)
_JOINER: Final = re.compile("(?<=[\u0600-\u08ff\u0900-\u0dff])[\u200c\u200d](?=[\u0600-\u08ff\u0900-\u0dff])")
_WIDE_DIGITS: Final = re.compile("[\uff10-\uff19]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_MARKUP: Final = re.compile(
    r"<\s*(?:/?[a-z][a-z0-9:-]{0,40}(?=[\s/>]|\Z)|!|\?)|\{\{|\{%|\$\{|javascript:|vbscript:|data:text/html",
    re.IGNORECASE,
)
_FORMULA: Final = re.compile(r"[=@\t\r\uff1d\uff20]|[+\uff0b\-\uff0d](?!\s*[\d(][\d\s().,/\-]*\Z)(?!\s*\Z)")
_LOOKALIKES: Final = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
_ASCII: Final = re.compile(r"[\x20-\x7e\t\n\r]*\Z")


def judge(text: str, *, field: str) -> Iterator[Said]:
    """Give what a person must see of a text; its letters themselves are kept.

    Raises:
        EntryRefused: it is too long, or its letters carry more marks than any script has.
    """
    if len(text) > MOST_LETTERS:
        raise leave_out("text.long", name=field, most=MOST_LETTERS)
    if _ASCII.match(text):
        return
    if _CONTROLS.search(text):
        yield say("text.controls", name=field)
    if _BIDI.search(text):
        yield say("text.bidi", name=field, value=text)
    plain = _JOINER.sub("", text)
    if _UNSEEN.search(plain):
        yield say("text.unseen", name=field, value=text)
    if _WIDE_DIGITS.search(text):
        yield say("text.wide", name=field, value=text)
    marks = most_marks(text)
    if marks > MOST_MARKS:
        raise leave_out("text.marks", name=field, number=marks)
    if marks > MANY_MARKS:
        yield say("text.many-marks", name=field, value=text)
    word = mixed_word(_UNSEEN.sub("", text))
    if word:
        yield say("text.mixed", name=field, value=word)


def inert(text: str) -> bool:
    """Whether a text holds what a browser or a template would run: it stays text."""
    return _MARKUP.search(text) is not None


def formula(text: str) -> bool:
    """Whether a spreadsheet would compute with a cell: `=1+1` and `-2+3`, not `-5` nor `+33 6 39 98 01 42`.

    >>> [formula(each) for each in ("=1+1", "@SUM(1)", "-2+3", "-5", "+33 6 39 98 01 42", "-", "\\t=1")]
    [True, True, True, False, False, False, True]
    """
    return _FORMULA.match(text) is not None


def most_marks(text: str) -> int:
    """Give how many combining marks the letter with the most of them carries."""
    most = run = 0
    for letter in text:
        run = run + 1 if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me") else 0
        most = max(most, run)
    return most


def mixed_word(text: str) -> str:
    """Give the first word whose letters are of two scripts that look alike, "" where there is none.

    >>> mixed_word("Vl\u0430dimir"), mixed_word("Владимир Putin")
    ('Vl\u0430dimir', '')
    """
    for found in _WORD.finditer(text):
        word = found.group()
        if not word.isascii() and len({each for letter in word if (each := _script(letter))}) > 1:
            return word
    return ""


def _script(letter: str) -> str:
    if letter.isascii():
        return "LATIN"
    name = unicodedata.name(letter, "")
    return next((each for each in _LOOKALIKES if name.startswith(each)), "")
