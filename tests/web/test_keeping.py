"""A draft that saves itself, two windows on one draft, and a very long one: what the pages answer."""

from __future__ import annotations

from urllib.parse import urlencode

from django.test import Client

from detente.node.queries.desk import Draft
from tests.web.fake_desk import FakeDesk
from tests.web.pages import Parsed
from tests.web.test_acts import said

PAGE = "/compose/d-1/content/"
KEEP = "/compose/d-1/keep/"
WORDS = {"text": "Il voyage.", "lang": "fr", "tlp": "AMBER", "h": ["H2"], "seen": "now.w"}


def begun(fake: FakeDesk) -> None:
    fake.drafts["d-1"] = Draft("notification", "notification", "ZOR", subject="x", text="Il part.", tlp="AMBER")


def test_what_is_incomplete_is_kept_and_what_has_no_shape_stays_as_before(client: Client, fake: FakeDesk) -> None:
    begun(fake)
    answer = client.post(KEEP, {"text": "", "lang": "fr", "answer_by": "dem", "seen": "now.w", "new-birth": "x"})
    assert (answer.status_code, answer.json()["seen"]) == (200, "now.w")
    assert (fake.drafts["d-1"].text, fake.drafts["d-1"].answer_by, fake.drafts["d-1"].records) == ("", None, ())


def test_the_script_is_told_that_another_window_saved(client: Client, fake: FakeDesk) -> None:
    begun(fake)
    answer = client.post(KEEP, {**WORDS, "seen": "old.w"})
    assert answer.status_code >= 400
    assert "autre fenêtre" in answer.json()["said"]
    assert fake.drafts["d-1"].text == "Il part."


def test_without_a_script_the_older_window_keeps_its_text_and_may_make_it_a_draft(
    client: Client, fake: FakeDesk
) -> None:
    begun(fake)
    answer = client.post(PAGE, {**WORDS, "text": "Mien.", "seen": "old.w", "go": "stay"})
    assert "autre fenêtre" in said(answer)
    page = Parsed(answer.content.decode())
    assert "Mien." in answer.content.decode()
    assert page.fields()["seen"] == "old.w"
    assert "copy" in [each.get("value") for each in page.all("button")]
    copied = client.post(PAGE, {**WORDS, "text": "Mien.", "seen": "old.w", "go": "copy"})
    assert copied.headers["Location"] == "/compose/d-2/content/"
    assert (fake.drafts["d-1"].text, fake.drafts["d-2"].text) == ("Il part.", "Mien.")


def test_the_copy_takes_the_files_and_what_the_page_does_not_show(client: Client, fake: FakeDesk) -> None:
    begun(fake)
    client.post(PAGE, {**WORDS, "text": "Mien.", "seen": "old.w", "go": "copy"})
    assert [(name, given["draft_id"]) for name, given in fake.acts] == [("draft_copy", "d-1")]


def test_what_waits_for_a_second_person_is_not_taken_back_by_a_page_that_keeps_itself(
    client: Client, fake: FakeDesk
) -> None:
    begun(fake)
    fake.waiting.add("d-1")
    answer = client.post(KEEP, {**WORDS, "text": "Autre."})
    assert (answer.status_code, answer.json()["code"]) == (409, "draft-waits")
    assert "attend" in answer.json()["said"]
    assert fake.drafts["d-1"].text == "Il part."


def test_the_page_says_that_the_draft_waits_and_that_a_change_takes_it_back(client: Client, fake: FakeDesk) -> None:
    begun(fake)
    assert "/approvals/d-1/" not in client.get(PAGE).content.decode()
    fake.waiting.add("d-1")
    page = client.get(PAGE).content.decode()
    assert "/approvals/d-1/" in page
    assert "data-keep" not in page
    client.post(PAGE, {**WORDS, "text": "Autre.", "go": "stay"})
    assert fake.drafts["d-1"].text == "Autre."


def test_the_script_is_told_that_the_draft_is_gone(client: Client, fake: FakeDesk) -> None:
    answer = client.post(KEEP, WORDS)
    assert (answer.status_code, answer.json()["code"]) == (404, "draft-gone")
    assert "brouillon" in answer.json()["said"]


def test_what_a_request_says_beyond_its_form_stays(client: Client, fake: FakeDesk) -> None:
    more = {"wanted": "Le passage.", "directly_available": False}
    fake.drafts["d-1"] = Draft("request-information", "request", "ZOR", subject="x", tlp="AMBER", more=more)
    client.post(KEEP, {**WORDS, "wanted": "Le vol."})
    assert fake.drafts["d-1"].more["wanted"] == "Le vol."
    assert fake.drafts["d-1"].more["directly_available"] is False


def test_a_draft_of_500_pages_passes_the_door(client: Client, fake: FakeDesk) -> None:
    begun(fake)
    text = "Страница о человеке и его пути. " * 94 * 500
    body = urlencode({**WORDS, "h": "H2", "text": text, "go": "stay"})
    answer = client.post(PAGE, body, content_type="application/x-www-form-urlencoded")
    assert answer.headers["Location"] == PAGE
    assert fake.drafts["d-1"].text == text.strip()


def test_nothing_is_kept_by_a_glance(client: Client) -> None:
    assert client.get(KEEP).status_code == 405
