"""Values that readers share: dates as lists write them, countries, letters that mislead."""

from __future__ import annotations

import pytest

from detente.intake.lists import countries, dates, letters, sentences
from detente.intake.lists.gathering import Gathering
from detente.intake.lists.said import EntryRefused, say


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1986", ("1986",)),
        ("1986-10", ("1986-10",)),
        ("1986-10-21", ("1986-10-21",)),
        ("1986-10-21T00:00:00", ("1986-10-21",)),
        ("1986-10-21+01:00", ("1986-10-21",)),
        ("1986-00-00", ("1986",)),
        ("19861021", ("1986-10-21",)),
        ("21.10.1986", ("1986-10-21",)),
        ("10/21/1986", ("1986-10-21",)),
        ("21 Oct 1986", ("1986-10-21",)),
        ("21 октября 1986", ("1986-10-21",)),
        ("21 octobre 1986", ("1986-10-21",)),
        ("October 21, 1986", ("1986-10-21",)),
        ("Oct 1986", ("1986-10",)),
        ("00/00/1986", ("1986",)),
        ("00/10/1986", ("1986-10",)),
        ("circa 1986", ("1986",)),
        ("1985 to 1987", ("1985", "1987")),
        ("1985-1987", ("1985", "1987")),
        ("Between 1985 and 1987", ("1985", "1987")),
        ("٢١/١٠/١٩٨٦", ("1986-10-21",)),
        ("02/04/1988", ()),
        ("04/04/1988", ("1988-04-04",)),
        ("1990-02-30", ()),
        ("0000-00-00", ()),
        ("99999-01-01", ()),
        ("13/13/1990", ()),
        ("-1", ()),
        ("1365-07-29", ()),
        ("", ()),
        ("someday", ()),
    ],
)
def test_a_date_is_read_or_is_none(text: str, found: tuple[str, ...]) -> None:
    assert dates.parse(text) == found


def test_day_and_month_that_could_change_places_are_not_guessed() -> None:
    assert dates.ambiguous("02/04/1988")
    assert not dates.ambiguous("30/06/1995")
    assert dates.parse("02/04/1988", order="dmy") == ("1988-04-02",)
    assert dates.parse("02/04/1988", order="mdy") == ("1988-02-04",)


def test_a_date_that_cannot_be_stays_as_a_note_and_is_said() -> None:
    gathering = Gathering("test")
    person = gathering.draft("Person", "p", where="row 1")
    person.add("name", "Aminat")
    person.add("birthDate", "1990-02-30", "1365-07-29", "02/04/1988")
    entity = person.done()
    assert "birthDate" not in entity.properties
    assert entity.properties["notes"] == ("birthDate: 1990-02-30", "birthDate: 1365-07-29", "birthDate: 02/04/1988")
    assert [each.said.code for each in gathering.reading().remarks] == [
        "value.date",
        "value.calendar",
        "value.date-order",
    ]


def test_the_form_of_the_source_stays_beside_the_value() -> None:
    gathering = Gathering("test", source="a list")
    person = gathering.draft("Person", "p", where="row 1", since="2012-12-31")
    person.add("birthDate", "21 Oct 1986")
    person.add("nationality", "Russian Federation")
    person.add("gender", "Male")
    said = {each.property: (each.value, each.original, each.source, each.since) for each in person.done().statements}
    assert said == {
        "birthDate": ("1986-10-21", "21 Oct 1986", "a list", "2012-12-31"),
        "nationality": ("ru", "Russian Federation", "a list", "2012-12-31"),
        "gender": ("male", "Male", "a list", "2012-12-31"),
    }


def test_no_sensitive_property_is_kept() -> None:
    gathering = Gathering("test")
    person = gathering.draft("Person", "p", where="row 1")
    for each in ("ethnicity", "religion", "political"):
        person.add(each, "x")
    assert person.done().statements == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("IRAN (ISLAMIC REPUBLIC OF)", "ir"),
        ("Côte d’Ivoire", "ci"),
        ("Россия", "ru"),
        ("العراق", "iq"),
        ("GBR", "gb"),
        ("D", "de"),
        ("Atlantis", ""),
    ],
)
def test_a_country_is_known_by_its_names(name: str, code: str) -> None:
    assert countries.code_of(name) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ivan \u202eVORTEP\u202c", "text.bidi"),
        ("Ka\u200brim", "text.unseen"),
        ("Vl\u0430dimir", "text.mixed"),
        ("\uff11\uff12", "text.wide"),
        ("a" + "\u0301" * 6, "text.many-marks"),
        ("a\x07", "text.controls"),
    ],
)
def test_letters_that_mislead_are_said(text: str, code: str) -> None:
    assert code in [each.code for each in letters.judge(text, field="name")]


@pytest.mark.parametrize(
    "text", ["Ирина Иванова", "سليم الجابوري", "می\u200cخواهم", "Jürgen", "Müller-Łuczak", "田中 太郎"]
)
def test_honest_names_of_many_scripts_are_not(text: str) -> None:
    assert list(letters.judge(text, field="name")) == []


def test_a_letter_with_more_marks_than_any_script_has_is_refused() -> None:
    with pytest.raises(EntryRefused):
        list(letters.judge("a" + "\u0301" * 2000, field="name"))


def test_a_sentence_shows_what_hides() -> None:
    assert "\u202e" not in say("json.twice", name="a\u202eb").text
    assert len(say("json.twice", name="x" * 10_000).text) < 300


def test_each_sentence_ends_and_begins_as_one() -> None:
    assert [each for each in sentences.TEMPLATES.values() if not each.endswith((".", "%(value)s"))] == []
