"""Warnings on the desk: the lists, the test before one leaves, and who answers that nobody was warned."""

from __future__ import annotations

from django.test import Client
from django.utils import translation

from tests.web.fake_desk import FakeDesk
from tests.web.test_further import shown

YES = {"given-credible": "yes", "given-specific": "yes", "given-impending": "yes"}


def test_the_lists_show_what_presses_and_hide_what_a_colleague_is_writing(client: Client) -> None:
    text = shown(client, "/warnings/").text
    for words in (
        "Attaque en préparation à Port-Clair",
        "not tested yet",
        "waits for a second person",
        "A colleague is writing",
        "danger to life",
        "prevented",
        "they know of it already",
    ):
        assert words in text, words


def test_who_writes_it_answers_the_questions_and_goes_on(client: Client, fake: FakeDesk) -> None:
    page = shown(client, "/warnings/4/")
    assert "Nobody has answered yet" in page.text
    answer = client.post("/warnings/4/", {"act": "test", **YES})
    assert (answer.status_code, answer["Location"]) == (302, "/compose/d-1/leaves/")
    assert fake.acts == [
        ("warning_test", {"prelude_id": "4", "given": {"credible": "yes", "specific": "yes", "impending": "yes"}})
    ]


def test_a_question_that_is_not_answered_is_asked_again(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/warnings/4/", {"act": "test", "given-credible": "yes"})
    assert answer.status_code == 400
    assert fake.acts == []


def test_the_head_waives_with_a_ground(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/warnings/5/", {"act": "waive", "waive-code": "aware-already", "waive-note": "Vu avec eux"})
    assert (answer.status_code, answer["Location"]) == (302, "/warnings/")
    values = {"prelude_id": "5", "act": "waive", "code": "aware-already", "note": "Vu avec eux"}
    assert fake.acts == [("warning_end", values)]


def test_who_may_not_is_told_and_what_was_typed_stays(client: Client, fake: FakeDesk) -> None:
    answer = client.post("/warnings/5/", {"act": "waive", "waive-code": "aware-already", "waive-note": "refuse me"})
    assert answer.status_code == 403
    assert "refuse me" in answer.content.decode()
    assert fake.acts == []


def test_what_does_not_stand_open_is_no_act(client: Client, fake: FakeDesk) -> None:
    assert client.post("/warnings/4/", {"act": "waive", "waive-code": "aware-already"}).status_code == 200
    assert client.get("/warnings/77/").status_code == 404
    assert fake.acts == []


def test_the_page_is_whole_in_arabic(client: Client) -> None:
    text = shown(client, "/warnings/", "ar").text
    with translation.override("ar"):
        assert translation.gettext("danger to life") in text
    assert "danger to life" not in text
