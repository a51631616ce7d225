"""Instants, lengths, sentences and the line of days, in the languages of the desk."""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from itertools import pairwise
from typing import get_args

import pytest
from django.utils import timezone, translation

from detente.node.queries import desk as views
from detente.node.queries import spoken as own_words
from detente.node.queries.desk import Phrase, Receipt, Text
from detente.policy import grounds
from detente.web.desk import instants, words
from detente.web.desk.drawings import APART, MOST, NOW, WIDTH, day_line
from detente.web.desk.phrases import ERRORS, PHRASES, code_sentence, say
from detente.web.desk.templatetags.desk import groups, own, spoken
from tests.shared import PROJECT
from tests.web import fictional as tale


@pytest.mark.parametrize(
    ("language", "hours", "expected"),
    [
        ("fr", 2, "11:42"),
        ("fr", -15.7, "hier 18:00"),
        ("fr", 30, "demain 15:42"),
        ("fr", 100, "lun. 16 nov. 13:42"),
        ("en", 100, "Mon 16 Nov 13:42"),
        ("ru", 100, "пн, 16 ноября 13:42"),
        ("ar", 100, "الاثنين 16 نوفمبر 13:42"),
        ("fr", -24 * 400, "mer. 8 oct. 2025 09:42"),
    ],
)
def test_instants_are_said_as_people_say_them(language: str, hours: float, expected: str) -> None:
    with translation.override(language):
        assert instants.moment(tale.NOW + timedelta(hours=hours), tale.NOW) == expected


@pytest.mark.parametrize(
    ("language", "minutes", "expected"),
    [
        ("fr", 5, "5 min"),
        ("fr", -258, "4 h 18"),
        ("fr", 2820, "1 j 23 h"),
        ("fr", 1440, "1 jour"),
        ("en", 2880, "2 days"),
        ("ru", 1440 * 5, "5 дней"),
        ("ar", 1440, "يوم واحد"),
        ("ar", 1440 * 2, "يومان"),
        ("ar", 1440 * 5, "5 أيام"),
        ("ar", 1440 * 23, "23 يومًا"),
        ("ar", 2820, "يوم و23 س"),
    ],
)
def test_lengths_have_two_units_and_the_right_plural(language: str, minutes: int, expected: str) -> None:
    with translation.override(language):
        assert instants.length(timedelta(minutes=minutes)) == expected


def test_every_value_of_the_node_has_its_words() -> None:
    assert set(words.RECEIPTS) == set(get_args(views.ReceiptKind))
    assert set(words.RECEIPT_STATES) == set(get_args(views.ReceiptState))
    assert set(words.CLOCK_ICONS) == set(get_args(views.ClockState))
    assert set(words.SILENCES) == set(own_words.CLOCKS)
    assert {name for name, _ in words.CLOCKS} == set(own_words.CLOCKS)
    assert set(words.QUEUES) == set(get_args(views.QueueName))
    assert set(words.CONTACT) == set(get_args(views.ContactState))
    assert set(words.AGREEMENT) == set(get_args(views.AgreementState))
    assert set(words.VERDICTS) == set(get_args(views.Verdict))
    assert set(words.KINDS) >= {*own_words.KINDS, *own_words.MESSAGES}


def test_phrases_name_parties_and_choices_in_the_readers_language() -> None:
    phrase = Phrase("may.h2", {"party": tale.ZOR})
    with translation.override("ru"):
        assert say(phrase) == "Не передавать без согласия партнёра (Зоряна)"
    with translation.override("fr"):
        assert say(Phrase("why.agreement", {"topic": tale.PERSONS})).endswith("«\u00a0Personnes\u00a0».")


def test_an_unknown_phrase_is_shown_and_a_missing_value_fails_nothing() -> None:
    assert say(Phrase("why.from-the-future", {"x": "y"})) == "why.from-the-future y"
    with translation.override("en"):
        assert say(Phrase("may.h2")) == "Do not pass it on without consent from –"


def test_each_sentence_for_an_error_says_what_to_do_or_what_follows() -> None:
    """One sentence of fact is not enough where the officer can act: most have a second one."""
    short = [code for code, text in ERRORS.items() if str(text).count(".") < 2 and ":" not in str(text)]
    assert set(short) <= {
        "agreement.mismatch",
        "topic.excluded",
        "kind.direction",
        "not-yours",
        "not-agreed",
        "unknown-target",
        "already-answered",
        "already-accepted",
    }


NOT_FOR_THE_DESK = {
    "token-missing", "passkey-needed", "home-newer", "home-older",
    # Said in the words of their place: each names the value, the file or the thing that is meant.
    "error", "local", "unproved", "bad-input", "not-found", "act-incomplete", "request-incomplete",
    "justify-again", "another-person", "dissemination-reason", "needs-outcome",
    "case-package-refused",
    # Only the operator's command and its start meet these.
    "already-installed", "already-running", "audit-cut", "audit-entry", "audit-opening", "audit-rewritten",
    "backup-failed", "bad-backup", "bad-vault", "wrong-passphrase",
    "keys-busy", "not-our-roots", "not-heard-since", "still-needed",
    "port-in-use", "demo-node-failed", "demo-running", "not-a-demo",
    # Only the worker meets it, and tries again.
    "not-called", "watch-folder-unusable", "watched-files-stayed",
    # Only an offline check of somebody else's file.
    "not-a-fork", "purge-certificate",
}  # fmt: skip


def _codes_of_the_page() -> set[str]:
    """Give every code of the reference page; a house test holds that each code of the sources stands there."""
    page = (PROJECT / "docs" / "reference" / "codes.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([a-z0-9.-]+)` \|", page, re.MULTILINE))


def _refusals_in_the_sources() -> set[str]:
    """Give every code that a class of refusals is called with, in so many letters."""
    found = set()
    for file in (PROJECT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="Refused" | "EntryRefused" | "PolicyRefusal" | "Refusal"),
                    args=[ast.Constant(value=str(code)), *_],
                ):
                    found.add(code)
                case ast.Call(
                    func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__"),
                    args=[ast.Constant(value=str(code)), ast.Constant(value=str()), *_],
                ):
                    found.add(code)
    return found


def test_each_code_that_an_officer_can_see_has_its_sentence() -> None:
    inner = {name for name in grounds.GROUNDS if grounds.sent_ground(name) == grounds.NIL}
    seen = _codes_of_the_page() | _refusals_in_the_sources() | inner
    assert {"role", "no-such-step", "agreement.none", "cannot-open"} <= seen
    assert {code for code in seen if not code_sentence(code)} == NOT_FOR_THE_DESK


@pytest.mark.parametrize("language", ["fr", "ru", "ar"])
def test_each_sentence_is_in_the_reader_s_language(language: str) -> None:
    with translation.override("en"):
        english = {code: str(text) for code, text in ERRORS.items()}
    with translation.override(language):
        assert [code for code, text in ERRORS.items() if str(text) == english[code]] == []


def test_a_receipt_that_failed_says_what_its_code_means() -> None:
    with translation.override("en"):
        lines = words.receipt_lines(Receipt("delivered", "failed", "them", at=tale.NOW, code="expired"), tale.NOW)
        assert lines[-2:] == ["failed, code expired", code_sentence("expired")]
        unknown = Receipt("delivered", "failed", "them", at=tale.NOW, code="code.of-tomorrow")
        assert words.receipt_lines(unknown, tale.NOW)[-1] == "failed, code code.of-tomorrow"


def test_phrases_and_errors_do_not_share_a_code() -> None:
    assert not set(PHRASES) & set(ERRORS)


def test_names_keep_their_language_and_direction() -> None:
    assert own(Text("Астаргиев", "ru")) == '<bdi lang="ru" dir="ltr">Астаргиев</bdi>'
    assert own(Text("أستارغييف", "ar")) == '<bdi lang="ar" dir="rtl">أستارغييف</bdi>'
    assert own(Text("a < b")) == '<bdi dir="auto">a &lt; b</bdi>'


def test_digits_are_grouped_for_reading_aloud() -> None:
    assert spoken("0417228190356") == "041 722 819 0356"
    assert groups("abcdefghij") == "abcd efgh ij"


def test_the_line_of_days_puts_late_before_now_and_is_mirrored_for_arabic() -> None:
    deadlines = [(tale.NOW + timedelta(hours=hours), tale.ZOR) for hours in (-30, 4, 60)]
    line = day_line(deadlines, tale.NOW, mirrored=False)
    assert [flag.x < NOW for flag in line.flags] == [True, False, False]
    turned = day_line(deadlines, tale.NOW, mirrored=True)
    assert [flag.x for flag in turned.flags] == [WIDTH - flag.x for flag in line.flags]


def test_flags_do_not_overlap_and_are_few() -> None:
    parties = [tale.ZOR, tale.QAM, tale.ALC]
    deadlines = [(tale.NOW + timedelta(hours=number), parties[number % 3]) for number in range(60)]
    flags = day_line(deadlines, tale.NOW, mirrored=False).flags
    assert len(flags) <= MOST
    assert all(after.start >= before.start + before.width for before, after in pairwise(flags))


def test_near_deadlines_of_one_party_share_a_flag() -> None:
    deadlines = [(tale.NOW + timedelta(minutes=minutes), tale.ZOR) for minutes in (60, 70, 80)]
    flags = day_line(deadlines, tale.NOW, mirrored=False).flags
    assert [flag.label for flag in flags] == ["ZOR ×3"]
    assert APART > 2 * 20


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("America/New_York", ("05:42", "New York")),
        ("Asia/Tokyo", ("19:42", "Tokyo")),
        # The same clock as here, an unknown zone, none at all: nothing stands beside the instant.
        ("Africa/Abidjan", ("", "")),
        ("Mars/Olympus", ("", "")),
        ("", ("", "")),
    ],
)
def test_the_time_of_another_party_stands_beside_ours_where_it_differs(zone: str, expected: tuple[str, str]) -> None:
    at = tale.NOW + timedelta(hours=1)
    with translation.override("en"), timezone.override("UTC"):
        assert instants.elsewhere(at, tale.NOW, zone) == expected


def test_another_party_may_be_in_another_day_already() -> None:
    late = tale.NOW.replace(hour=22)
    with translation.override("en"), timezone.override("UTC"):
        assert instants.elsewhere(late, tale.NOW, "Asia/Tokyo") == ("tomorrow 07:42", "Tokyo")
