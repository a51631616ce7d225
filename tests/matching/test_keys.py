"""Keys of names: what two spellings of one person share, and what a record never gives away whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.matching.names.keys import key_names, key_words, own_keys, record_keys, word_keys, years_of


def _kinds(one: str, other: str) -> set[str]:
    return {key.partition(":")[0] for key in word_keys(one) & word_keys(other)}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("tsarnaev", "царнаев", "t"),
        ("tsarnaev", "tsarnaevs", "d"),
        ("tsarnaev", "tsarnev", "d"),
        ("tsarnaev", "tzarnayev", "f"),
        ("smith", "smyth", "p"),
        ("barakat", "bakarat", "s"),
        ("tsarnaev", "تسارنايف", "ka"),
        ("netanyahu", "נתניהו", "kh"),
        ("brown", "브라운", "kk"),
        ("kim", "김", "t"),
        ("zarnajew", "تسارنايف", "ka"),
        ("zarnajew", "царнаев", "f"),
        ("suworow", "суворов", "f"),
        ("schukow", "жуков", "f"),
        ("solschenizyn", "солженицын", "f"),
        ("kusnezow", "кузнецов", "f"),
        ("kuzniecow", "кузнецов", "f"),
        ("chodorkowski", "ходорковский", "f"),
        ("saakaschwili", "саакашвили", "f"),
        ("schewardnadse", "шеварднадзе", "f"),
        ("zereteli", "церетели", "f"),
        ("joukov", "жуков", "f"),
        ("chevtchenko", "шевченко", "f"),
        ("pouchkine", "пушкин", "f"),
        ("serguei", "сергей", "f"),
        ("gorbaciov", "горбачёв", "f"),
        ("poetin", "путин", "f"),
        ("dzjochar", "джохар", "f"),
        ("grzegorz", "гжегож", "f"),
        ("krzysztof", "кшиштоф", "f"),
    ],
)
def test_spellings_of_one_word_share_a_key(one: str, other: str, kind: str) -> None:
    assert kind in _kinds(one, other)


@pytest.mark.parametrize(
    "word",
    [
        "garcia",
        "zhang",
        "zen",
        "joseph",
        "schmidt",
        "michael",
        "chen",
        "winter",
        "hassan",
        "christine",
        "josephine",
        "jocelyn",
        "benjamin",
        "edwin",
        "joaquin",
        "jasmina",
        "weinstein",
    ],
)
def test_a_word_of_no_slavic_look_is_read_in_no_other_way(word: str) -> None:
    assert {key for key in word_keys(word) if key.startswith("t:")} == {f"t:{word}"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdulrahman Hassan", "Abd Rahman Hassan"),
        ("عبدالرحمن", "عبد رحمن"),
        ("القذافي", "قذافي"),
        ("김정은", "김 정은"),
        ("习近平", "习 近平"),
    ],
)
def test_what_some_write_in_one_word_is_found_under_two(one: str, other: str) -> None:
    assert key_words(one) == key_words(other)


def test_a_full_birth_date_is_in_no_key_and_its_year_only_beside_consonants() -> None:
    record = {"names": ["Amine Karam"], "birthDate": ["1987-10-21"], "idNumber": ["X-4123 9", "12"]}

    keys = record_keys(record)

    assert not [key for key in keys if "1987-10" in key or "10-21" in key or "19871021" in key]
    assert {key for key in keys if key.startswith("y:")} == {"y:KRM:1987", "y:MN:1987"}
    assert {key for key in keys if key.startswith("i:")} == {"i:x41239"}


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"names": []},
        {"names": None, "birthDate": 1987, "idNumber": {"a": 1}},
        {"names": [None, 7, "", " \u200b\u202e "], "birthDate": ["0000", "yesterday", "1987-99-99"]},
        {"names": "A"},
        {"names": ["x" * 10_000, "\U0001f600", "a\u0301" * 500, "\ud800"]},
    ],
)
def test_nothing_that_a_record_says_makes_it_fail(record: dict[str, Any]) -> None:
    assert all(isinstance(key, str) for key in record_keys(record))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("WANG, Guo Ying", "WANG, Guoying"),
        ("Lin Chun-yan", "Lin Chunyan"),
        ("Chun-yan Lin", "LIN, Chun Yan"),
        ("Lin Po-yuan", "林柏源"),
        ("FATHIZADEH", "Fathi-Zadeh"),
        ("Matiullah", "Mati Ullah"),
        ("حسن شاهوارپور", "حسن شاهوار پور"),
        ("عبدالله", "عبد الله"),
    ],
)
def test_a_name_in_two_is_found_by_the_same_in_one(one: str, other: str) -> None:
    def keys(name: str) -> list[set[str]]:
        return [{key for word in words for key in word_keys(word)} for words in key_names({"names": [name]})]

    kinds = ("t:", "f:", "ka:")
    assert any(
        len({key for key in left & right if key.startswith(kinds)}) > 1 for left in keys(one) for right in keys(other)
    )


@pytest.mark.parametrize("name", ["Ali Al-Rashid", "Anna Maria Lopez", "SMITH, John", "Jean-Claude Van Damme"])
def test_other_names_are_not_written_together(name: str) -> None:
    assert key_names({"names": [name]}) == [key_words(name)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdullah", "Абдулла"),
        ("Abdullah", "Abdulla"),
        ("Abdullah", "עבדאללה"),
        ("Abdallah", "Abdalla"),
        ("Hamidullah", "Хамидулла"),
        ("Nasrullah", "Насрулла"),
        ("Nasralla", "نصرالله"),
        ("Ubaydullah", "Убайдулла"),
        ("Ramezanpour", "Рамезанпур"),
        ("Mammadzada", "Мамедзаде"),
        ("Fathizadeh", "Фатхизаде"),
    ],
)
def test_a_compound_is_found_whole_by_those_who_spell_its_end_otherwise(one: str, other: str) -> None:
    assert record_keys({"names": [one]}) & record_keys({"names": [other]})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=4), st.lists(st.text(max_size=12), max_size=3))
def test_a_record_has_the_keys_of_its_words_and_its_own_and_no_others(names: list[str], dates: list[str]) -> None:
    record = {"names": names, "birthDate": dates}
    words = {word for words in key_names(record) for word in words}

    assert record_keys(record) == {key for word in words for key in word_keys(word)} | own_keys(
        record, words, years_of(record)
    )
