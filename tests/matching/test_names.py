"""Two records of persons: what scores high, what low, and what bad input does."""

from __future__ import annotations

import gzip
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.matching.names import Band, compare, compare_in_list, prepare, score
from detente.matching.names.dates import Agreement, compared, dates_of

NOTICE = prepare({"names": ["Tsarnayev, Tamerlan"], "birthDate": ["1987-10-21", "1988-10-21"], "country": ["ru"]})


def person(*names: str, born: str | None = None, **more: Any) -> Any:
    return prepare({"names": list(names), "birthDate": [born] if born else [], **more})


@pytest.mark.parametrize(
    "spelling",
    [
        "Tamerlan Tsarnaev",
        "TSARNAEV Tamerlan Anzorovich",
        "Tamerlan Tsarnaïev",
        "Тамерлан Царнаев",
        "Царнаев Тамерлан Анзорович",
        "Tamerlan Carnaev",
        "Tаmerlаn Tsаrnаev",  # some letters are Cyrillic
        "Tamer\u200blan \u202eTsarnaev\u202c",
        "tamerlan tsarnaev \U0001f600",
    ],
)
def test_every_spelling_of_the_name_is_shown_in_spite_of_the_wrong_dates(spelling: str) -> None:
    assert compare(person(spelling, born="1986-10-21"), NOTICE).band is not Band.NONE


@pytest.mark.parametrize(
    ("name", "born"),
    [
        ("Dzhokhar Tsarnaev", "1993-07-22"),
        ("Dzhokhar Tsarnaev", None),
        ("Джохар Царнаев", "1993-07-22"),
        ("Anzor Tsarnaev", None),
        ("Tamerlan Musaev", None),
    ],
)
def test_a_brother_the_father_and_a_bearer_of_the_same_first_name_are_not_shown(name: str, born: str | None) -> None:
    assert compare(person(name, born=born), NOTICE).band is Band.NONE


PAIRS = [
    ("Muhammad al-Hammad", "محمد الحماد"),
    ("Abdulrahman Yasin", "عبد الرحمن ياسين"),
    ("Gholamreza Mahmoudi", "MAHMUDI, Gholam Reza"),
    ("Sophina Brown", "소피나 브라운"),
    ("Kim Jong Un", "김정은"),
    ("Xi Jinping", "习近平"),
    ("Hans Kohl", "הנס קוהל"),
    ("Ioannis Papadopoulos", "Ιωάννης Παπαδόπουλος"),
    ("Volodymyr Zelenskyy", "Володимир Зеленський"),
    ("Youssef Ben Ali", "Yusuf bin Ali"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_same_name_in_another_script_or_custom_is_shown(one: str, other: str) -> None:
    assert compare(person(one), person(other)).band is not Band.NONE


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_another_name_in_another_script_is_not_shown(one: str, other: str) -> None:
    others = {person(name) for pair in PAIRS for name in pair if pair != (one, other)}
    assert all(compare(person(one), each).band is Band.NONE for each in others)


def test_a_patronymic_that_differs_says_more_against_than_one_that_is_missing() -> None:
    full = person("Sergey Viktorovich Lavrov")
    assert score(person("Sergey Lavrov"), full) > score(person("Sergey Ivanovich Lavrov"), full)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            person("영진 송", born="1957-01-05"),
            person("Yong Son Jang", born="1957-02-20"),
        ),  # a family name parts the two
        (person("옥순 이", born="2003-01-12"), person("Li XINYANG")),  # an x at the beginning is an s
        (person("도윤 이", born="1964-10-02"), person("Adonia", "Lepic Amikwe", born="1964")),  # a year, and consonants
    ],
)
def test_a_korean_name_whose_consonants_a_stranger_has_is_no_match_in_a_list(one: Any, other: Any) -> None:
    assert compare_in_list(one, other).band is not Band.MATCH


def test_an_identifier_that_both_have_is_shown_whatever_the_names_say() -> None:
    one = person("Anna Boleyn", idNumber=["AB-123456"])
    assert compare(one, person("Maria Kovač", idNumber=["ab 123 456"])).band is not Band.NONE


names = st.one_of(
    st.text(max_size=40),
    st.sampled_from([name for pair in PAIRS for name in pair]),
    st.lists(st.sampled_from(["al", "Abu", "Иван", "Ivanov", "محمد", "이", "X", "J.", "\u202e", "١٢"]), max_size=6).map(
        " ".join
    ),
)
dates = st.one_of(
    st.sampled_from(["1987-10-21", "1987", "1987-10", "0000", "1407-02-30", "1990-13-31"]), st.text(max_size=12)
)
records = st.fixed_dictionaries(
    {"names": st.lists(names, max_size=4), "birthDate": st.lists(dates, max_size=3)},
    optional={
        "gender": st.text(max_size=6),
        "country": st.lists(st.text(max_size=3), max_size=2),
        "idNumber": st.none(),
    },
)


@given(records, records)
@settings(max_examples=150, deadline=None)
@example({"names": []}, {"names": ["x"]})
def test_any_two_records_have_the_same_score_from_both_sides(one: dict[str, Any], other: dict[str, Any]) -> None:
    there, back = score(prepare(one), prepare(other)), score(prepare(other), prepare(one))
    assert 0 <= there <= 1
    assert there == pytest.approx(back, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x", 1),
        ("x" * 10_000, 1),
        ("иван " * 2_000, 24),
        ("\u202e\u200b\u2066", 0),
        ("\U0001f600 \U0001f4a3", 0),
        ("\u0301" * 10_000, 0),
        (unicodedata.lookup("ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM") * 500, 24),
        ("김" * 10_000, 1),
        ("習" * 10_000, 24),
        ("a-b'c.d,e/f\tg\nh", 6),
    ],
)
def test_a_strange_name_has_at_most_so_many_words(name: str, words: int) -> None:
    made = prepare({"names": [name]})
    assert sum(len(each.words) for each in made.names) == words
    assert score(made, made) <= 1


def test_what_is_left_aside_is_said_in_a_sentence() -> None:
    made = prepare({"names": ["x" * 10_000, "\u200b"], "birthDate": ["1407-02-18", "0000-00-00", "soon"]})
    assert len(made.asides) == 5
    assert all(aside.endswith(".") for aside in made.asides)


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("1986-10-21", "1986-10-21", Agreement.SAME),
        ("1986-10-21", "1987-10-21", Agreement.NEXT_YEAR_SAME_DAY),
        ("1986-10-21", "1988-10-21", Agreement.YEARS_SAME_DAY),
        ("1961-04-12", "1961-12-04", Agreement.SLIP),
        ("1973-02-19", "1979-02-19", Agreement.SLIP),
        ("1986-10-21", "1986", Agreement.YEAR_ONLY),
        ("1986-10-21", "1986-10", Agreement.MONTH_ONLY),
        ("1986-10-21", "1986-03-02", Agreement.SAME_YEAR),
        ("1986-10-21", "1987", Agreement.NEXT_YEAR),
        ("1986-10-21", "1993-07-22", Agreement.DECADE),
        ("1986-10-21", "1950", Agreement.FAR),
        ("1986-10-21", "1407-02-18", Agreement.UNKNOWN),
    ],
)
def test_dates_agree_in_grades(one: str, other: str, agreement: Agreement) -> None:
    assert compared(dates_of([one])[0], dates_of([other])[0]).agreement is agreement
    assert compared(dates_of([other])[0], dates_of([one])[0]).agreement is agreement


@pytest.mark.shared
def test_all_acceptance_pairs_lie_on_the_right_side(shared_dir: Path) -> None:
    with gzip.open(shared_dir / "data/names/pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        pairs = [pair for pair in map(json.loads, lines) if pair["category"].startswith("acc_")]
    assert len(pairs) >= 10
    for pair in pairs:
        band = compare(prepare(pair["query"]), prepare(pair["candidate"])).band
        assert (band is not Band.NONE) == pair["match"], pair
