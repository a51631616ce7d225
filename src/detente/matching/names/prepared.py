"""A record made ready to be compared: its names as words, its dates, countries, gender, identifiers.

`prepare` costs some microseconds a name and is done once; a comparison of two prepared records reads no text any more.
Words are shared: the same word of two records is the same object.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import count
from typing import Any, Final, NamedTuple

from detente.matching.names.dates import PartialDate, dates_of
from detente.matching.names.folded import spellings
from detente.matching.names.known import spelled
from detente.matching.names.korean import parted
from detente.matching.names.normalised import LONGEST_NAME, MOST_WORDS, words_of
from detente.matching.names.particles import GENERATIONS, PARTICLES, PATRONYMIC_ENDINGS, TITLES
from detente.matching.names.rarity import OF_INITIAL, OF_PARTICLE, OF_TITLE, weight_of
from detente.matching.names.romanised import romanised, syllables
from detente.matching.names.scripts import Script, script_of, script_of_letters
from detente.matching.names.skeleton import latin_skeleton, own_skeleton

MOST_NAMES: Final = 64
"""Names of one record that are compared; the fullest record on the lists we know has 50."""
_NOT_ID: Final = re.compile(r"[\W_]+")
_NOTHING: Final[frozenset[str]] = frozenset()
_LONGEST_CODE: Final = 8
_MOST_CODES: Final = 50
"""So many countries of one record are compared, and kept for the next record with the same."""
_CAPITALS: Final = re.compile(r"[A-ZА-ЯΑ-Ω]{2}")
_ARTICLE: Final = "ال"


class Role(IntEnum):
    """What a word does in a name, as far as its form tells."""

    NAME = 0
    PATRONYMIC = 1
    INITIAL = 2
    PARTICLE = 3
    TITLE = 4
    GENERATION = 5


@dataclass(slots=True, eq=False)
class Word:
    """One word of a name. `latin`: its romanisations; `forms`: these folded; `weight`: how much it says (`rarity`).

    Nobody changes one: it is not frozen only because a frozen one takes thrice as long to make.
    """

    number: int  # no other word of this process has it
    text: str
    script: Script
    role: Role
    latin: tuple[str, ...]
    forms: tuple[str, ...]
    weight: float
    stems: tuple[str, ...]  # the forms of a patronymic without its ending, else the forms
    counts: bool  # whether another word in its place would contradict it
    classes: int  # how many classes of consonants it has
    consonants: int  # a bit for each class of consonants, the same for every script: what shares none is not alike

    def skeletons(self, script: Script) -> tuple[str, ...]:
        """Give the same for each of its romanisations; in its own script there is but one."""
        if self.script is script or len(self.latin) == 1:
            return (self.skeleton(script),)
        return tuple(latin_skeleton(latin, script) for latin in self.latin)

    def skeleton(self, script: Script) -> str:
        """Give the consonants as they compare with words of `script` (`skeleton`)."""
        if self.script is script:
            return own_skeleton(self.text, script)
        return latin_skeleton(self.latin[0], script)


class Name(NamedTuple):
    """One name: as it was written, and its words."""

    text: str
    words: tuple[Word, ...]
    weight: float
    written: str  # its words, as normalised
    key: str  # its folded words, sorted
    run: str  # the folded words in their order, without blanks
    counting: int  # words that count
    family: tuple[Word, ...]

    @property
    def writes_no_vowels(self) -> bool:
        return any(word.script.writes_no_vowels for word in self.words)


class Prepared(NamedTuple):
    """A record ready to be compared. `asides`: sentences about what was left aside and why."""

    id: str
    names: tuple[Name, ...]
    dates: tuple[PartialDate, ...]
    countries: frozenset[str]
    gender: str
    identifiers: frozenset[str]
    asides: tuple[str, ...] = ()


def prepare(record: Mapping[str, Any]) -> Prepared:
    """Give `record` ready to be compared: `names`, and if known `birthDate`, `country`, `gender`, `idNumber`.

    A member may be one text or a list of them; what is neither is left aside. Never raises for what a record says.

    >>> one = prepare({"id": "a", "names": ["Tsarnayev, Tamerlan"], "birthDate": ["1987-10-21"]})
    >>> [word.forms[0] for word in one.names[0].words], one.names[0].family[0].text
    (['carnaev', 'tamerlan'], 'tsarnayev')
    """
    names, asides = _names(_texts(record.get("names")))
    said = record.get("birthDate")
    dates, of_dates = dates_of(_texts(said)) if said else ((), ())
    countries = record.get("country")
    gender = record.get("gender")
    identifiers = record.get("idNumber")
    codes = tuple(text for text in _texts(countries) if len(text) <= _LONGEST_CODE) if countries else ()
    # In their order, here and below: to name the members takes as long again as to make the record.
    return Prepared(
        str(record.get("id") or ""),
        names,
        dates,
        _countries(codes[:_MOST_CODES]) if codes else _NOTHING,
        _gender(_texts(gender)) if gender else "",
        frozenset(_identifiers(_texts(identifiers))) if identifiers else _NOTHING,
        (*asides, *of_dates),
    )


@lru_cache(maxsize=4096)
def _countries(texts: tuple[str, ...]) -> frozenset[str]:
    """Give codes of countries; records of one country share them."""
    return frozenset(map(str.casefold, texts))


def _names(texts: Sequence[str]) -> tuple[tuple[Name, ...], list[str]]:
    """Give the names that `texts` hold, each once, and sentences about what is left aside."""
    asides = []
    names: dict[str, Name] = {}
    for text in texts:
        if len(names) == MOST_NAMES:
            asides.append(f"Only the first {MOST_NAMES} names are compared.")
            break
        # What is kept for the next record with this name is no longer than what is read of it.
        name = name_of(text[:LONGEST_NAME])
        if len(text) > LONGEST_NAME:
            asides.append(f"Only the first {LONGEST_NAME} characters of a name are compared.")
        if name is None:
            asides.append("A name without letters is not compared.")
        else:
            names.setdefault(name.written, name)
    return tuple(names.values()), asides


@lru_cache(maxsize=65536)
def name_of(text: str) -> Name | None:
    """Give the name written in `text`, or None where it holds no letter and no digit."""
    parts = words_of(text)
    alone = len(parts) == 1
    words: list[Word] = []
    forms: list[str] = []
    weight = 0.0
    counting = 0
    for part in parts:
        for piece in (part,) if part.isascii() else _parts(part, alone=alone):
            word = word_of(piece)
            if word.latin[0] and len(words) < MOST_WORDS:
                words.append(word)
                weight += word.weight
                if word.counts:
                    counting += 1
                if word.role <= Role.INITIAL:
                    forms.append(word.forms[0])
    if not words:
        return None
    run = "".join(forms)
    forms.sort()
    return Name(
        text[:LONGEST_NAME],
        tuple(words),
        weight,
        " ".join(parts),
        " ".join(forms),
        run,
        counting,
        _family(text, words),
    )


_NUMBERS: Final = count()
_WEIGHTS: Final = {
    Role.PARTICLE: OF_PARTICLE,
    Role.TITLE: OF_TITLE,
    Role.GENERATION: OF_TITLE,
    Role.INITIAL: OF_INITIAL,
}


@lru_cache(maxsize=131072)
def word_of(text: str) -> Word:
    """Give the word written in `text` (casefolded). The same text gives the same object while it is remembered."""
    latin = romanised(text)
    forms = spellings(latin) or ("",)
    if known := spelled(text):
        forms = tuple(dict.fromkeys((*known, *forms)))
    role = _role(text, latin[0])
    bits = _bits(latin[0])
    return Word(
        next(_NUMBERS),
        text,
        script_of(text),
        role,
        latin,
        forms,
        _WEIGHTS.get(role) or weight_of(forms[0]),
        spellings(tuple(_stem(form) for form in latin)) if role is Role.PATRONYMIC else forms,
        role <= Role.PATRONYMIC,
        bits.bit_count(),
        bits,
    )


def forget() -> None:
    """Drop what is remembered of words and names; for measurements that start cold."""
    for remembered in (name_of, word_of, latin_skeleton, own_skeleton, script_of_letters):
        remembered.cache_clear()


def _parts(word: str, *, alone: bool) -> tuple[str, ...]:
    """Give a word in the parts that other scripts would write apart; `alone`: it is the whole name."""
    script = script_of(word)
    if script is Script.ARABIC:
        return _arabic_parts(word)
    if script is Script.HAN:
        return tuple(syllables(word).split()) or (word,)
    if script is Script.HANGUL and alone:
        return parted(word)
    return (word,)


def _arabic_parts(word: str) -> tuple[str, ...]:
    """Part the article from its word, and عبد from what follows it; الله stays whole.

    >>> _arabic_parts("الحماد"), _arabic_parts("عبدالرحمن")
    (('ال', 'حماد'), ('عبد', 'ال', 'رحمن'))
    """
    if word.startswith("عبدال") and len(word) > 6:
        return ("عبد", *_arabic_parts(word[3:]))
    if word.startswith(_ARTICLE) and len(word) > 4 and word != "الله":
        return (_ARTICLE, word[2:])
    return (word,)


def _role(text: str, latin: str) -> Role:
    if text in PARTICLES or latin in PARTICLES:
        return Role.PARTICLE
    if text in TITLES or latin in TITLES:
        return Role.TITLE
    if latin in GENERATIONS:
        return Role.GENERATION
    if len(text) == 1 and len(latin) <= 1:
        return Role.INITIAL
    if len(latin) > 6 and latin.endswith(PATRONYMIC_ENDINGS):
        return Role.PATRONYMIC
    return Role.NAME


def _stem(latin: str) -> str:
    """Give the father's name in a patronymic; the ending is the same for all and says nothing.

    >>> _stem("viktorovich"), _stem("sergeevna")
    ('viktor', 'serge')
    """
    ending = max((ending for ending in PATRONYMIC_ENDINGS if latin.endswith(ending)), key=len, default="")
    return latin.removesuffix(ending) or latin


def _family(text: str, words: Sequence[Word]) -> tuple[Word, ...]:
    """Give the words of the surname where the way of writing tells: before a comma, or alone in capitals."""
    head, comma, _ = text[:LONGEST_NAME].partition(",")
    if comma:
        marked = set(words_of(head))
    elif text.isupper() or not _CAPITALS.search(text):
        return ()
    else:
        capitals = [part for part in text[:LONGEST_NAME].split() if len(part) > 2 and part.isupper()]
        marked = set(words_of(" ".join(capitals)))
    found = tuple(word for word in words if word.text in marked and word.counts)
    return found if len(found) < sum(word.counts for word in words) else ()


_CLASSES: Final = {
    letter: 1 << number
    for number, letters in enumerate(("bpfvw", "td", "szcjx", "kgqh", "lr", "m", "n"))
    for letter in letters
}


def _bits(latin: str) -> int:
    bits = 0
    for letter in latin:
        bits |= _CLASSES.get(letter, 0)
    return bits


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        return [value] if value.strip() else []
    if not isinstance(value, (list, tuple)):
        return []
    return [text for text in value if isinstance(text, str) and text.strip()]


def _gender(texts: Sequence[str]) -> str:
    """Give male or female, or nothing where several or others are said."""
    said = {text.casefold()[:1] for text in texts if text.casefold() in {"m", "f", "male", "female"}}
    return {"m": "male", "f": "female"}[said.pop()] if len(said) == 1 else ""


def _identifiers(texts: Sequence[str]) -> list[str]:
    """Give identifiers as letters and digits only; what is shorter than five says nothing."""
    bare = (_NOT_ID.sub("", text).upper()[:64] for text in texts)
    return [text for text in bare if len(text) >= 5 and any(letter.isdigit() for letter in text)]
