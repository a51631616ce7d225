"""Why two records got their score, in words of the reader's language: which words answer which, what the dates say.

Tsarnaïev ~ Tsarnayev: ï/y; Tamerlan: the same        names      +4.1
same day and month, year +1                            birthDate  +0.9
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Levenshtein

from detente.matching.names.alignment import Alignment, Match
from detente.matching.names.comparison import Comparison, Rule
from detente.matching.names.dates import Agreement, DateEvidence, PartialDate
from detente.matching.names.likeness import SAME_FORM
from detente.matching.names.phrases import LANGUAGES, PHRASES, RIGHT_TO_LEFT
from detente.matching.names.prepared import Role, Word

_ISOLATE, _END = "\u2068", "\u2069"
_NOTHING: Final = "–"
_NOT_WRITTEN: Final = re.compile("[aeiouy]")
_DOUBLED: Final = re.compile(r"(.)\1+")
_MOST_LETTERS: Final = 3
_ALIKE: Final = 0.72
"""Words less alike are said to differ, though the one answers the other."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: `what` it is about (names, birthDate, country, gender, idNumber, rule), a sentence, its log-odds."""

    what: str
    text: str
    weight: float


class UnknownLanguage(ValueError):
    """There are no sentences in this language."""


def explain(comparison: Comparison, language: str = "en") -> tuple[Reason, ...]:
    """Give the reasons of a comparison in `language` (fr, en, ru, ar), names first.

    >>> from detente.matching.names import compare, prepare
    >>> notice = prepare({"names": ["Tsarnayev, Tamerlan"], "birthDate": ["1987-10-21", "1988-10-21"]})
    >>> seed = prepare({"names": ["Tamerlan Tsarnaïev"], "birthDate": ["1986-10-21"]})
    >>> [reason.text for reason in explain(compare(seed, notice))]
    ['Tamerlan: the same; Tsarnaïev ~ Tsarnayev: ï/y', 'same day and month, year +1']

    Raises:
        UnknownLanguage: it is none of the four.
    """
    if language not in PHRASES:
        raise UnknownLanguage(f"there are no sentences in {language}; there are in {', '.join(LANGUAGES)}")
    say = _Sayer(language)
    weights = {each.what: each.weight for each in comparison.contributions}
    evidence = comparison.evidence
    found = [Reason("names", say.names(evidence.names), weights.get("names", 0.0))]
    if evidence.dates.agreement is not Agreement.UNKNOWN:
        found.append(Reason("birthDate", say.dates(evidence.dates), weights.get("birthDate", 0.0)))
    for what, value in (("country", evidence.country), ("gender", evidence.gender)):
        if value:
            found.append(Reason(what, say.phrase(f"{what}_{'same' if value > 0 else 'other'}"), weights.get(what, 0.0)))
    found += [Reason("idNumber", say.phrase("identifier", a=number), 0.0) for number in sorted(evidence.identifiers)]
    if comparison.rule is not Rule.NONE:
        found.append(Reason("rule", say.phrase(_OF_RULE[comparison.rule]), weights.get("rule", 0.0)))
    return tuple(found)


_OF_RULE: Final = {Rule.IDENTIFIER: "rule_identifier", Rule.RARE_NAME: "rule_rare", Rule.WEAK_NAMES: "rule_weak"}


class _Sayer:
    """Sentences of one language; a word that runs the other way is isolated, and does not turn its neighbours."""

    def __init__(self, language: str) -> None:
        self._phrases = PHRASES[language]
        self._right_to_left = language in RIGHT_TO_LEFT

    def phrase(self, key: str, **values: str) -> str:
        return self._phrases[key].format(**{name: self._isolated(text) for name, text in values.items()})

    def _isolated(self, text: str) -> str:
        turned = any("\u0590" <= letter <= "\u08ff" for letter in text)
        return f"{_ISOLATE}{text}{_END}" if turned != self._right_to_left else text

    def names(self, names: Alignment | None) -> str:
        if names is None:
            return self.phrase("no_names")
        if not names.matches:
            return self.phrase("nothing", a=names.query.text, b=names.candidate.text)
        said = [self._match(match) for match in sorted(names.matches, key=_by_weight)]
        left, right = list(names.only_query), list(names.only_candidate)
        counted = [word for word in left if word.counts], [word for word in right if word.counts]
        if all(counted):
            said.append(self.phrase("differ", a=_shown(tuple(counted[0])), b=_shown(tuple(counted[1]))))
            left = [word for word in left if not word.counts]
            right = [word for word in right if not word.counts]
        if left or right:
            said.append(self.phrase("only", a=_shown((*left, *right))))
        return "; ".join(said)

    def _match(self, match: Match) -> str:
        one, other = match.query[0], match.candidate[0]
        a, b = _shown(match.query), _shown(match.candidate)
        if len(match.query) > 1 or len(match.candidate) > 1:
            return self.phrase("apart", a=a, b=b)
        if one.text == other.text:
            return self.phrase("same", a=a)
        if match.likeness < _ALIKE and Role.INITIAL not in {one.role, other.role}:
            return self.phrase("differ", a=a, b=b)
        if Role.INITIAL in {one.role, other.role}:
            return self.phrase("initial", a=a, b=b)
        if one.script is not other.script:
            same = self.phrase("script" if match.likeness >= SAME_FORM else "script_alike", a=a, b=b)
            letters = _letters_across(one, other)
            return f"{same} ({self._isolated(letters)})" if letters else same
        letters = _letters(one.text, other.text)
        if letters:
            return self.phrase("letters", a=a, b=b, letters=letters)
        return self.phrase("custom" if match.likeness >= SAME_FORM else "alike", a=a, b=b)

    def dates(self, dates: DateEvidence) -> str:
        if dates.query is None or dates.candidate is None:
            return ""
        one, other = dates.query, dates.candidate
        a, b = _written(one), _written(other)
        if dates.agreement in {Agreement.NEXT_YEAR_SAME_DAY, Agreement.YEARS_SAME_DAY}:
            return self.phrase("date_years_same_day", years=f"{dates.years:+d}".replace("-", "\u2212"))
        if dates.agreement is Agreement.SLIP:
            return self.phrase(_slip(one, other), a=a, b=b)
        if dates.agreement in _OF_DATES:
            return self.phrase(_OF_DATES[dates.agreement], a=a, b=b)
        return self.phrase("date_apart", count=str(abs(dates.years)), a=a, b=b)


_OF_DATES: Final = {
    Agreement.SAME: "date_same",
    Agreement.MONTH_ONLY: "date_month",
    Agreement.YEAR_ONLY: "date_year",
    Agreement.SAME_YEAR: "date_same_year",
}


def _slip(one: PartialDate, other: PartialDate) -> str:
    if one.year == other.year and one.day == other.month and one.month == other.day:
        return "date_swapped"
    if one.year == other.year and one.month == other.month and abs(one.day - other.day) == 1:
        return "date_next_day"
    return "date_digit"


def _by_weight(match: Match) -> float:
    return -match.weight


def _written(date: PartialDate) -> str:
    return "-".join([f"{date.year:04}", *(f"{part:02}" for part in (date.month, date.day) if part)])


def _shown(words: tuple[Word, ...]) -> str:
    return " ".join(word.text.capitalize() for word in words)


def _letters(one: str, other: str, *, most: float = 0.5) -> str:
    """Give the letters in which two spellings differ, such as "ï/y"; nothing where more than `most` of them do.

    >>> _letters("tsarnaïev", "tsarnayev"), _letters("zarnajew", "tsarnaev"), _letters("popov", "smith")
    ('ï/y', 'z/ts, j/–, w/v', '')
    """
    places = [
        f"{one[start:end] or _NOTHING}/{other[other_start:other_end] or _NOTHING}"
        for start, end, other_start, other_end in _places_that_differ(one, other)
    ]
    few = len(places) <= _MOST_LETTERS and Levenshtein.distance(one, other) <= most * max(len(one), len(other))
    return ", ".join(places) if few else ""


def _places_that_differ(one: str, other: str) -> list[tuple[int, int, int, int]]:
    """Give where two spellings differ, from and to in either; what stands side by side is one place."""
    places: list[tuple[int, int, int, int]] = []
    for step in Levenshtein.opcodes(one, other):
        if step.tag == "equal":
            continue
        if places and (places[-1][1], places[-1][3]) == (step.src_start, step.dest_start):
            places[-1] = (places[-1][0], step.src_end, places[-1][2], step.dest_end)
        else:
            places.append((step.src_start, step.src_end, step.dest_start, step.dest_end))
    return places


def _letters_across(one: Word, other: Word) -> str:
    """Give the letters in which two words of two scripts differ, both in Latin; vowels only where both write them.

    >>> from detente.matching.names.prepared import word_of
    >>> _letters_across(word_of("zarnajew"), word_of("царнаев")), _letters_across(word_of("mohammed"), word_of("محمد"))
    ('z/ts, j/–, w/v', '')
    """
    left, right = one.latin[0], other.latin[0]
    if one.script.writes_no_vowels or other.script.writes_no_vowels:
        left, right = (_DOUBLED.sub(r"\1", _NOT_WRITTEN.sub("", latin)) for latin in (left, right))
    # Of the consonants alone a larger share differs; that the words are alike is known.
    return _letters(left, right, most=0.8)
