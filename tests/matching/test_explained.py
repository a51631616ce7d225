"""The why of a comparison: whole in every language, and right from both sides."""

from __future__ import annotations

import string
from typing import Any

import pytest

from detente.matching.names import Band, compare, compare_in_list, explain, prepare
from detente.matching.names.explained import UnknownLanguage
from detente.matching.names.phrases import LANGUAGES, PHRASES


def values_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence_with_the_same_values(language: str) -> None:
    assert PHRASES[language].keys() == PHRASES["en"].keys()
    for key, text in PHRASES["en"].items():
        assert values_of(PHRASES[language][key]) == values_of(text), key


def said(one: dict[str, Any], other: dict[str, Any], language: str = "en") -> dict[str, str]:
    return {reason.what: reason.text for reason in explain(compare(prepare(one), prepare(other)), language)}


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ("Tamerlan Tsarnaev", "Тамерлан Царнаев", "Tsarnaev ~ Царнаев: the same in another script"),
        ("Tamerlan Zarnajew", "Tsarnaev", "Zarnajew ~ Tsarnaev: z/ts, j/–, w/v"),
        ("Tamerlan Zarnajew", "Царнаев", "Zarnajew ~ Царнаев: the same in another script (z/ts, j/–, w/v)"),
        ("J. Smith", "John Smith", "J ~ John: an initial"),
        ("Gholamreza Mahmudi", "Gholam Reza Mahmudi", "Gholamreza ~ Gholam Reza: written together and apart"),
        ("Sergey Lavrov", "Sergey Viktorovich Lavrov", "on one side only: Viktorovich"),
        ("Sergey Lavrov", "Sergey Ivanov", "Lavrov / Ivanov: differ"),
        ("محمد تميم", "Mohammed Tamim", "\u2068محمد\u2069 ~ Mohammed: the same in another script"),
        ("", "Sergey Ivanov", "no name to compare"),
    ],
)
def test_names_say_what_answers_what(one: str, other: str, sentence: str) -> None:
    assert sentence in said({"names": [one]}, {"names": [other]})["names"]


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ("1986-10-21", "1986-10-21", "same birth date: 1986-10-21"),
        ("1986-10-21", "1986", "same year of birth: 1986-10-21 ~ 1986"),
        ("1988-10-21", "1986-10-21", "same day and month, year \u22122"),
        ("1961-04-12", "1961-12-04", "day and month swapped: 1961-04-12 ~ 1961-12-04"),
        ("1973-02-19", "1979-02-19", "one digit of the birth date differs: 1973-02-19 ~ 1979-02-19"),
        ("1986-10-21", "1950", "years between the birth dates: 36 (1986-10-21 / 1950)"),
    ],
)
def test_dates_say_how_they_differ(one: str, other: str, sentence: str) -> None:
    person = {"names": ["Tamerlan Tsarnaev"]}
    assert said(person | {"birthDate": [one]}, person | {"birthDate": [other]})["birthDate"] == sentence


def test_a_rare_name_with_everything_else_wrong_says_that_it_is_shown_in_spite_of_it() -> None:
    one = {"names": ["Tamerlan Tsarnaev"], "birthDate": ["1950-01-02"], "country": ["us"], "gender": "female"}
    other = {"names": ["ЦАРНАЕВ Тамерлан"], "birthDate": ["1986-10-21"], "country": ["ru"], "gender": "male"}
    assert compare(prepare(one), prepare(other)).band is Band.POSSIBLE
    assert said(one, other)["rule"] == "the same rare name: shown in spite of what speaks against it"


@pytest.mark.parametrize("language", LANGUAGES)
def test_contributions_add_up_to_the_score(language: str) -> None:
    one = prepare({"names": ["Tamerlan Tsarnaev"], "birthDate": ["1986-10-21"], "country": ["ru"], "gender": "male"})
    other = prepare({"names": ["Tamerlan Tsarnayev"], "birthDate": ["1987"], "country": ["us"], "gender": "male"})
    comparison = compare(one, other)
    odds = sum(reason.weight for reason in explain(comparison, language))
    assert 1 / (1 + 2.718281828459045**-odds) == pytest.approx(comparison.score)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"names": ["Karja Natsir"], "birthDate": ["1968-01-19"]}, {"names": ["Mullah Nasir"], "birthDate": ["1968"]}),
        ({"names": ["سلمان رفيع"]}, {"names": ["Salmin Arfa"]}),
    ],
)
def test_in_a_list_names_that_say_too_little_are_no_match_and_the_reasons_say_so(
    one: dict[str, Any], other: dict[str, Any], language: str
) -> None:
    pair, listed = (each(prepare(one), prepare(other)) for each in (compare, compare_in_list))
    assert (pair.band, listed.band) == (Band.MATCH, Band.POSSIBLE)
    reasons = explain(listed, language)
    assert reasons[-1].what == "rule"
    odds = sum(reason.weight for reason in reasons)
    assert 1 / (1 + 2.718281828459045**-odds) == pytest.approx(listed.score)


def test_a_language_without_sentences_is_refused() -> None:
    with pytest.raises(UnknownLanguage, match="no sentences in de"):
        explain(compare(prepare({"names": ["a"]}), prepare({"names": ["b"]})), "de")
