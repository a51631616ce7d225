"""Letters that are otherwise on the other side, in any script and order; what one side alone says is not marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.web.desk import differing

NAMES = st.text(max_size=60) | st.text(alphabet="Тимурïou ’-\u0301\u202e", max_size=30)


def marked(value: str, *others: str) -> str:
    return "".join(f"[{text}]" if is_marked else text for text, is_marked in differing.in_words(value, others))


@pytest.mark.parametrize(
    ("value", "other", "seen"),
    [
        ("Astarguïev, Timour", "ASTARGUIEV Timur", "Astargu[ï]ev, Tim[o]ur"),
        ("Timur ASTARGUIEV", "Astarguiev Timur", "Timur ASTARGUIEV"),
        ("Астаргиев Тимур Эльдарович", "Астаргиев Тимур", "Астаргиев Тимур Эльдарович"),
        ("Астаргиев Тимур", "Astarguiev Timur", "Астаргиев Тимур"),
        ("Астаргиєв", "Астаргиев", "Астарги[є]в"),
        ("محمد علي", "محمود علي", "محمد علي"),
        ("محمود علي", "محمد علي", "محم[و]د علي"),
        ("Jose\u0301 Luis", "Jose Luis", "Jos[e\u0301] Luis"),
        ("Straße", "Strasse", "Stra[ß]e"),
        ("", "Timur", ""),
        ("?!", "Timur", "?!"),
        ("Timur", "", "Timur"),
    ],
)
def test_what_differs_is_marked_word_by_word(value: str, other: str, seen: str) -> None:
    assert marked(value, other) == seen


def test_the_most_like_of_several_is_compared() -> None:
    assert marked("Timour", "Bison", "Timur", "Тимур") == "Tim[o]ur"
    assert marked("Timour", "Bison", "TIMOUR") == "Timour"


def test_a_date_is_compared_as_a_whole() -> None:
    assert differing.whole("1987-03-14", ["1990", "1986-03-14"]) == [("198", False), ("7", True), ("-03-14", False)]
    assert differing.whole("1987-03-14", []) == [("1987-03-14", False)]
    assert differing.whole("1987-03-14", ["2001"]) == [("1987-03-14", False)]


@given(NAMES, st.lists(NAMES, max_size=3))
def test_no_letter_is_lost_or_added(value: str, others: list[str]) -> None:
    for pieces in (differing.in_words(value, others), differing.whole(value, others)):
        assert "".join(text for text, _ in pieces) == value


def test_what_is_longer_than_any_name_is_shown_as_it_is() -> None:
    assert differing.in_words("a" * 100_000, ["b" + "a" * 99_999]) == [("a" * 100_000, False)]
