"""Searching on both stores: what is found, by whom, under which reason; what stays out of the index."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from detente.model import strict_json
from detente.model.errors import BadInput, NotFound
from detente.node.queries import search, search_lines
from detente.node.services import notifying, officers
from detente.node.services.notifying import Letter
from detente.node.services.searching import Question, ReasonMissing
from detente.node.stores import search_index
from detente.node.stores.models import AuditRow, Entry, SearchRow
from tests.node.desk_builders import LIA, OMAR, accepted, delivered, desk, give_accounts, send
from tests.node.world import World

WHY = "dossier ALP-1, article 9"


@pytest.fixture
def pair(pair: World) -> World:
    """Two nodes in contact, whose officers sign in."""
    give_accounts(pair)
    return pair


def subjects(world: World, name: str, words: str = "", *, officer: int = LIA, **filters: Any) -> list[str]:
    """Ask with a reason; give the subjects that are found, of all pages."""
    here = desk(world, name)
    asked = here.search_ask(officer, Question(words, **filters), reason=WHY, name="")
    found, after = [], ""
    while True:
        page = here.search(officer, asked, after=after)
        found += [row.subject.text for row in page.rows]
        if not (after := page.after):
            return found


def letter(world: World, subject: str, text: str, **values: Any) -> Entry:
    """Let alpha release a notification with this text."""
    node = world.nodes["alpha"]
    written = Letter(subject=subject, text=text, answer_by=world.clock() + timedelta(days=3), **values)
    return notifying.notify(node, officers.find(node, "lia"), world.partner("alpha", "beta"), written)


FOUND = [
    ("dossier", ["Dossier n° 7 : Tsarnaëv"]),
    ("DOSS", ["Dossier n° 7 : Tsarnaëv"]),
    ("ossier", ["Dossier n° 7 : Tsarnaëv"]),
    ("tsarnaev", ["Dossier n° 7 : Tsarnaëv"]),
    ("TSARNAËV", ["Dossier n° 7 : Tsarnaëv"]),
    ("dossier tsarn", ["Dossier n° 7 : Tsarnaëv"]),
    ("dossier другой", []),
    ("voyag", ["Dossier n° 7 : Tsarnaëv"]),
    ("oyage", []),
    ('"dossier n"', ["Dossier n° 7 : Tsarnaëv"]),
    ('"dossier"', ["Dossier n° 7 : Tsarnaëv"]),
    ('"dossie"', []),
    ("царнаев", ["Досье Царнаева"]),
    ("АРНАЕВ", ["Досье Царнаева"]),
    ("елка", ["Досье Царнаева"]),
    ("tsarnaeva", []),
    ("تمويل", ["ملف التمويل"]),
    ("التمويل", ["ملف التمويل"]),
    ("احمد", ["ملف التمويل"]),
    ("2026", ["ملف التمويل", "Досье Царнаева", "Dossier n° 7 : Tsarnaëv"]),
    ("ALP/2026-71", ["Досье Царнаева"]),
    ("alp202671", ["Досье Царнаева"]),
    ("2026-71", ["Досье Царнаева"]),
    ("%", []),
    ("_", []),
    ('"', []),
    ("x", []),
    ("' OR 1=1 --", []),
    ('NEAR(a b) AND "', []),
    ("*", []),
    ("bet", ["ملف التمويل", "Досье Царнаева", "Dossier n° 7 : Tsarnaëv"]),
]
"""Words, and the subjects of what they find."""


def test_words_are_found_in_any_script(pair: World) -> None:
    letter(pair, "Dossier n° 7 : Tsarnaëv", "Le voyage de l'été", own_ref="ALP/2026-7")
    letter(pair, "Досье Царнаева", "Ёлка", own_ref="ALP/2026-71")
    letter(pair, "ملف التمويل", "أَحْمَد وصل في ٢٠٢٦")
    assert [(words, subjects(pair, "alpha", words)) for words, _ in FOUND] == FOUND


def test_only_what_an_officer_opened_is_found_by_its_text(pair: World) -> None:
    letter(pair, "Dossier 1", "Bagages", own_ref="ALP-1", asks="Est-il parti ?")
    pair.settle("alpha", "beta")
    uid = pair.entries("beta", ours=False, kind="notification")[0].uid
    assert subjects(pair, "beta", "dossier") == ["Dossier 1"]
    assert (subjects(pair, "beta", "bagages"), subjects(pair, "beta", "parti")) == ([], [])
    desk(pair, "beta").open(LIA, uid)
    assert subjects(pair, "beta", "bagages") == subjects(pair, "beta", "parti") == ["Dossier 1"]
    assert subjects(pair, "beta", "dossier") == ["Dossier 1"]


def test_what_was_rejected_or_waits_for_the_worker_is_not_in_the_index(
    pair: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.node.services.judging.judge", lambda *_, **__: "not-permitted")
    delivered(pair)
    beta = pair.nodes["beta"].alias
    key = pair.entries("beta", ours=False, kind="notification")[0].pk
    assert key not in search_index.find(beta, [[["\ue002all"]]], before=None, limit=100)
    assert subjects(pair, "beta", "dossier") == []


def test_a_rollback_takes_the_words_back_too(pair: World) -> None:
    node = pair.nodes["alpha"]

    def die(name: str) -> None:
        raise OSError(name)

    pair.nodes["alpha"] = replace(node, seam=die)
    with pytest.raises(OSError, match="before commit"):
        letter(pair, "Dossier perdu", "Bonjour")
    pair.nodes["alpha"] = node
    assert subjects(pair, "alpha", "perdu") == []


def test_persons_of_records_are_found_by_any_part_of_their_names(pair: World) -> None:
    node = pair.nodes["beta"]
    uid = delivered(pair)
    desk(pair, "beta").open(LIA, uid)
    row = Entry.objects.using(node.alias).get(uid=uid)
    kept = strict_json.parse(bytes(row.plaintext or b""))["payload"]
    record = {
        "ftm": {"schema": "Person", "properties": {"name": ["Mansour al-Hadidi"], "passportNumber": ["X 4711-B"]}}
    }
    from detente.node.stores.entry_words import words_of

    before = words_of(row, kept, content=True)
    search_index.replace(
        node.alias, row.pk, before=before, after=words_of(row, {**kept, "records": [record]}, content=True)
    )
    assert subjects(pair, "beta", "adidi") == subjects(pair, "beta", "mansour x") == ["Dossier 1"]
    assert subjects(pair, "beta", "4711") == ["Dossier 1"]


def test_filters_narrow_and_need_no_words(pair: World) -> None:
    uid = accepted(pair)
    send(pair, "Dossier 2", days=9)
    pair.settle("alpha", "beta")
    assert subjects(pair, "alpha", box="sent") == ["Dossier 2", "Dossier 1"]
    assert subjects(pair, "alpha", box="inbox") == []
    assert subjects(pair, "beta", "dossier", box="inbox", partner="alp") == ["Dossier 2", "Dossier 1"]
    assert subjects(pair, "beta", partner="XXX") == []
    assert subjects(pair, "beta", kind="answer") == []
    assert subjects(pair, "beta", kind="notification", state="open") == ["Dossier 2", "Dossier 1"]
    assert subjects(pair, "beta", state="ended") == []
    assert subjects(pair, "beta", overdue=True) == []
    pair.clock.advance(days=5)
    assert "Dossier 1" in subjects(pair, "beta", overdue=True)
    assert "Dossier 1" in subjects(pair, "beta", "dossier", overdue=True)
    today = pair.clock().date()
    assert subjects(pair, "beta", since=today) == []
    assert subjects(pair, "beta", until=today) == ["Dossier 2", "Dossier 1"]
    assert subjects(pair, "beta", since=today - timedelta(days=6), until=today) == ["Dossier 2", "Dossier 1"]
    assert subjects(pair, "beta", uid) == ["Dossier 1"]


def test_pages_are_stable_while_new_messages_come(pair: World) -> None:
    for number in range(53):
        send(pair, f"Dossier {number}")
    here = desk(pair, "alpha")
    asked = here.search_ask(LIA, Question("dossier"), reason=WHY, name="")
    first = here.search(LIA, asked, after="")
    send(pair, "Dossier 53")
    second = here.search(LIA, asked, after=first.after)
    found = [row.subject.text for row in (*first.rows, *second.rows)]
    assert found == [f"Dossier {number}" for number in reversed(range(53))]
    assert second.after == ""
    with pytest.raises(BadInput):
        here.search(LIA, asked, after="1 or 1")


def test_a_page_ends_where_the_node_has_looked_enough_and_the_next_goes_on(
    pair: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "AT_ONCE", 5)
    monkeypatch.setattr(search, "MOST_LOOKED", 10)
    uid = accepted(pair)
    for number in range(24):
        send(pair, f"Dossier 1{number}", days=30)
    pair.clock.advance(days=4)
    here = desk(pair, "alpha")
    asked = here.search_ask(LIA, Question("dossier", overdue=True, kind="answer"), reason=WHY, name="")
    pages, after = 0, ""
    while True:
        page = here.search(LIA, asked, after=after)
        pages += 1
        if not (after := page.after):
            break
    assert pages == 1
    assert len(subjects(pair, "alpha", "dossier", state="open")) == 25
    asked = here.search_ask(
        LIA, Question("dossier", until=pair.clock().date() - timedelta(days=9)), reason=WHY, name=""
    )
    first = here.search(LIA, asked, after="")
    assert (first.rows, bool(first.after)) == ((), True)
    assert uid


def test_what_is_older_than_the_newest_is_found_as_well(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        send(pair, f"Quai {number}")
    monkeypatch.setattr(search_index, "NEWEST", 2)
    assert subjects(pair, "alpha", "quai") == ["Quai 3", "Quai 2", "Quai 1", "Quai 0"]
    monkeypatch.setattr(search, "FIRST", 1)
    monkeypatch.setattr(search, "AT_ONCE", 2)
    assert subjects(pair, "alpha", "quai") == ["Quai 3", "Quai 2", "Quai 1", "Quai 0"]
    assert subjects(pair, "alpha", "nowhere") == []


@pytest.mark.parametrize("letters", [64, 2])
def test_a_beginning_of_very_many_words_finds_them_all_with_the_word_that_it_is(
    pair: World, monkeypatch: pytest.MonkeyPatch, letters: int
) -> None:
    """A partner may write the word itself and a hundred longer ones: what others wrote is not hidden by it."""
    written = ["port", "portes", "porto", "portugal", "portées", "port\U00020000"]
    for subject in written:
        send(pair, subject)
    pair.settle("alpha", "beta")
    newest_first = written[::-1]
    assert subjects(pair, "alpha", "port") == newest_first
    monkeypatch.setattr(search_index, "MOST_ENDINGS", 3)
    monkeypatch.setattr(search_index, "MOST_LETTERS", letters)
    assert subjects(pair, "alpha", "port") == newest_first
    assert subjects(pair, "alpha", "por") == newest_first
    assert subjects(pair, "alpha", "porte") == ["portées", "portes"]
    assert subjects(pair, "alpha", "port nowhere") == []


def test_no_question_collects_all_entries_of_a_common_word_before_the_newest(pair: World) -> None:
    send(pair, "Dossier 1")
    asked: list[str] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "MATCH" in sql:
            asked.append(params[0])
        return execute(sql, params, many, context)

    with connections[pair.nodes["alpha"].alias].execute_wrapper(listen):
        assert subjects(pair, "alpha", "doss") == ["Dossier 1"]
    # It is FTS5 that collects them, where it is given a beginning.
    assert bool(asked) == (connections[pair.nodes["alpha"].alias].vendor == "sqlite")
    assert not any("*" in words for words in asked)


def test_without_a_reason_only_file_numbers_are_searched(pair: World) -> None:
    letter(pair, "Dossier 7", "ALP-9", own_ref="ALP-2026-7")
    here = desk(pair, "alpha")

    def found(words: str) -> list[str]:
        return [row.subject.text for row in here.search_numbers(LIA, Question(words), after="").rows]

    assert found("alp-2026") == found("ALP20267") == found("2026-7") == ["Dossier 7"]
    assert found("dossier") == found("alp-9") == []
    with pytest.raises(ReasonMissing):
        here.search_ask(LIA, Question("dossier"), reason="  why ", name="")
    here.search_ask(LIA, Question(box="sent"), reason="", name="")
    assert not here.search_numbers(LIA, Question(), after="").asked


def test_what_was_looked_up_and_why_stands_on_record(pair: World) -> None:
    delivered(pair)
    log = AuditRow.objects.using(pair.nodes["alpha"].alias).filter(act="looked-up", actor="omar")
    here = desk(pair, "alpha")
    asked = here.search_ask(OMAR, Question("tsarnaev", partner="BET"), reason=WHY, name="Boston")
    here.search(OMAR, asked, after="")
    assert log.count() == 1
    details = strict_json.parse(bytes(log[0].details))["details"]
    assert details == {"question": {"words": "tsarnaev", "partner": "BET"}, "reason": WHY}
    pair.clock.advance(hours=1)
    here.search(OMAR, asked, after="")
    here.search(OMAR, asked, after="")
    assert log.count() == 2
    here.search_numbers(OMAR, Question("ALP-1"), after="")
    assert log.count() == 3


def test_saved_searches_are_each_officers_own(pair: World) -> None:
    here = desk(pair, "alpha")
    first = here.search_ask(LIA, Question("boston"), reason=WHY, name="Boston")
    assert here.search_ask(LIA, Question("boston", box="sent"), reason=WHY, name="Boston") == first
    (saved,) = here.search(LIA, first, after="").saved
    assert (saved.name, saved.question) == ("Boston", Question("boston", box="sent"))
    assert here.search_numbers(OMAR, Question(), after="").saved == ()
    with pytest.raises(NotFound):
        here.search(OMAR, first, after="")
    here.search_forget(LIA, first)
    with pytest.raises(NotFound):
        here.search(LIA, first, after="")
    for _ in range(25):
        here.search_ask(LIA, Question("boston"), reason=WHY, name="")
    assert SearchRow.objects.using(pair.nodes["alpha"].alias).count() == 20


@pytest.mark.parametrize(
    "question", [Question("a" * 201), Question(since=None, until=None, words="b" * 300)], ids=["long", "longer"]
)
def test_a_question_that_cannot_be_used_is_said_in_one_sentence(pair: World, question: Question) -> None:
    with pytest.raises(BadInput):
        desk(pair, "alpha").search_ask(LIA, question, reason=WHY, name="")


def test_a_message_for_named_officers_is_found_by_them_alone(pair: World, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = delivered(pair)
    desk(pair, "beta").open(LIA, uid)
    monkeypatch.setattr(search, "visible", lambda node, officer, hits: hits if officer.name == "lia" else [])
    assert subjects(pair, "beta", "dossier") == ["Dossier 1"]
    assert subjects(pair, "beta", "dossier", officer=OMAR) == []


def test_the_command_gives_the_same_as_plain_values(pair: World) -> None:
    uid, node = delivered(pair), pair.nodes["alpha"]
    found = search_lines.ask(node, "lia", Question("dossier"), reason=WHY, name="Boston")
    assert [(row["id"], row["partner"], row["subject"]) for row in found["rows"]] == [(uid, "BET", "Dossier 1")]
    assert (found["after"], found["numbers_only"]) == ("", False)
    assert search_lines.saved(node, "lia") == [{"name": "Boston", "question": {"words": "dossier"}}]
    assert search_lines.ask_saved(node, "lia", "Boston")["rows"] == found["rows"]
    without = search_lines.ask(node, None, Question("dossier"), reason="")
    assert (without["rows"], without["numbers_only"]) == ([], True)
    with pytest.raises(NotFound):
        search_lines.ask_saved(node, "omar", "Boston")
